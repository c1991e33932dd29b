import { describe, expect, test } from 'vitest';
import { isActionError } from '../../../src/base/errors.ts';
import type { Job } from '../../../src/kube/types.ts';
import { readManifest } from '../../../src/stack/manifests.ts';
import { overlayPod, parseOverlay } from '../../../src/stack/pod-overlay.ts';
import { checkout } from '../../fixtures/checkout.ts';

// oxlint-disable-next-line typescript/no-unsafe-type-assertion -- checked by reading it on the cluster
const job = await readManifest<Job>(checkout, 'eval/job.yaml');
const template = job.spec!.template;

type Merged = typeof template & { spec: NonNullable<(typeof template)['spec']> };

function overlaid(text: string): Merged {
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- the manifest has a spec
  return overlayPod(template, parseOverlay(text)) as Merged;
}

function problemOf(text: string): string {
  try {
    overlaid(text);
  } catch (error) {
    if (isActionError(error, 'bad-input')) return error.message;
    throw error;
  }
  throw new Error('nothing was refused');
}

function container(pod: Merged, name: string): Merged['spec']['containers'][number] | undefined {
  return [...(pod.spec.initContainers ?? []), ...pod.spec.containers].find((found) => found.name === name);
}

describe('an overlay', () => {
  test('says where pods run, and leaves the manifest as it was', () => {
    const before = structuredClone(template);
    const pod = overlaid(`
      metadata:
        labels: { team: agents }
        annotations: { example.com/cost-centre: '42', karpenter.sh/do-not-disrupt: null }
      spec:
        nodeSelector: { pool: evals }
        tolerations: [{ key: evals, operator: Exists }]
        priorityClassName: low
        serviceAccountName: agents
        runtimeClassName: gvisor
        securityContext: { runAsUser: null, fsGroup: 2000 }
    `);
    expect(template).toEqual(before);
    expect(pod.metadata?.labels).toEqual({ ...template.metadata?.labels, team: 'agents' });
    expect(pod.metadata?.annotations).toEqual({
      'cluster-autoscaler.kubernetes.io/safe-to-evict': 'false',
      'example.com/cost-centre': '42',
    });
    expect(pod.spec).toMatchObject({
      nodeSelector: { pool: 'evals' },
      priorityClassName: 'low',
      serviceAccountName: 'agents',
      runtimeClassName: 'gvisor',
    });
    expect(pod.spec.tolerations).toEqual([
      ...(template.spec?.tolerations ?? []),
      { key: 'evals', operator: 'Exists' },
    ]);
    expect(pod.spec.securityContext).toEqual({
      runAsNonRoot: true,
      runAsGroup: 1000,
      fsGroup: 2000,
      seccompProfile: { type: 'RuntimeDefault' },
    });
  });

  test('changes containers by name, wherever they are, and adds to their lists', () => {
    const pod = overlaid(`
      spec:
        containers:
          - name: gateway
            resources: { requests: { cpu: '2' }, limits: { memory: 8Gi } }
            env: [{ name: FEATURE, value: 'on' }]
            envFrom: [{ secretRef: { name: theirs } }]
            volumeMounts: [{ name: data, mountPath: /data }]
        volumes:
          - { name: data, emptyDir: {} }
          - { name: shm, emptyDir: { sizeLimit: 1Gi } }
          - name: work
            ephemeral: { volumeClaimTemplate: { spec: { storageClassName: fast } } }
    `);
    const own = template.spec?.initContainers?.[0];
    expect(container(pod, 'gateway')).toMatchObject({
      command: own?.command,
      resources: {
        requests: { cpu: '2', memory: '1Gi', 'ephemeral-storage': '1Gi' },
        limits: { memory: '8Gi' },
      },
      env: [...(own?.env ?? []), { name: 'FEATURE', value: 'on' }],
      envFrom: [...(own?.envFrom ?? []), { secretRef: { name: 'theirs' } }],
      volumeMounts: [...(own?.volumeMounts ?? []), { name: 'data', mountPath: '/data' }],
    });
    expect(pod.spec.containers.map(({ name }) => name)).toEqual(['results']);
    const volumes = new Map(pod.spec.volumes?.map((volume) => [volume.name, volume]));
    expect(volumes.get('shm')?.emptyDir).toEqual({ medium: 'Memory', sizeLimit: '1Gi' });
    expect(volumes.get('work')).toEqual({
      name: 'work',
      ephemeral: { volumeClaimTemplate: { spec: { storageClassName: 'fast' } } },
    });
  });

  test('that changes nothing is the pod itself', () => {
    expect(overlaid('spec: {}')).toEqual(template);
    expect(overlaid('metadata:\nspec:')).toEqual(template);
  });
});

describe('an overlay that would break the evaluation is refused', () => {
  test.each([
    [
      'spec: { containers: [{ name: gateway, command: [sh] }] }',
      'spec.containers[gateway].command: the evaluation depends on it',
    ],
    ['spec: { containers: [{ name: gateway, image: x }] }', 'write `openclaw-image`'],
    [
      'spec: { containers: [{ name: gatway }] }',
      'spec.containers[gatway]: the containers are gateway, clawbench, results',
    ],
    [
      'spec: { containers: [{ name: clawbench, env: [{ name: CLAWBENCH_RUNS, value: "1" }] }] }',
      'env[CLAWBENCH_RUNS]',
    ],
    [
      'spec: { containers: [{ name: gateway, env: [{ name: HOME, value: / }] }] }',
      'env[HOME]: the evaluation sets it',
    ],
    [
      'spec: { containers: [{ name: results, volumeMounts: [{ name: x, mountPath: /kept/a }] }] }',
      'volumeMounts[/kept/a]',
    ],
    [
      'spec: { containers: [{ name: results, volumeMounts: [{ name: x, mountPath: / }] }] }',
      'volumeMounts[/]',
    ],
    ['spec: { volumes: [{ name: sidecar, configMap: { name: x } }] }', 'spec.volumes[sidecar]'],
    ['spec: { volumes: [{ name: work, $patch: delete }] }', 'volumes of the evaluation cannot be removed'],
    ['spec: { restartPolicy: Always }', 'spec.restartPolicy'],
    ['spec: { hostNetwork: true }', 'spec.hostNetwork'],
    ['spec: { automountServiceAccountToken: true }', 'the agent under test would get the token'],
    ['spec: { $patch: replace }', 'spec.$patch'],
    ['metadata: { name: x }', 'metadata.name: only labels and annotations'],
    ['metadata: { labels: { clawbench.dev/instance: x } }', 'the evaluation is found by it'],
    ['nodeSelector: { a: b }', 'nodeSelector is not part of a pod: write `metadata` or `spec`'],
    ['spec: [1]', 'spec is not a mapping'],
    ['spec: { containers: { gateway: {} } }', 'spec.containers is not a list'],
    ['just text', 'is not a mapping'],
    ['spec: {', 'is not YAML'],
  ])('%s', (text, words) => {
    expect(problemOf(text)).toContain(words);
    expect(problemOf(text)).toMatch(/^Input `pod-overlay` [^\n]*\.$/);
  });

  test('with all that is wrong in one sentence', () => {
    expect(problemOf('spec: { hostPID: true, containers: [{ name: gateway, args: [a] }] }')).toBe(
      'Input `pod-overlay` cannot be merged over the pod: spec.hostPID: the agent under test would see the node; spec.containers[gateway].args: the evaluation depends on it.',
    );
  });

  test('with a bomb of aliases in it', () => {
    const lines = Array.from(
      { length: 12 },
      (_, i) =>
        `a${i}: &a${i} [${Array(9)
          .fill(i === 0 ? 'x' : `*a${i - 1}`)
          .join(', ')}]`,
    );
    expect(problemOf(lines.join('\n'))).toContain('more than 20000 fields');
  });
});
