import { describe, expect, test } from 'vitest';
import { isActionError } from '../../../src/base/errors.ts';
import type { Job } from '../../../src/kube/types.ts';
import { readManifest } from '../../../src/stack/manifests.ts';
import { overlayPod, parseOverlay } from '../../../src/stack/pod-overlay.ts';
import { deployPlan } from '../../../src/plan/deploy.ts';
import { checkout } from '../../fixtures/checkout.ts';
import { loadInputs } from '../../fixtures/inputs.ts';
import { planFor } from '../../fixtures/plan.ts';

// oxlint-disable-next-line typescript/no-unsafe-type-assertion -- checked by reading it on the cluster
const job = await readManifest<Job>(checkout, 'eval/job.yaml');
const template = job.spec!.template;

type Merged = typeof template & { spec: NonNullable<(typeof template)['spec']> };

function overlaid(text: string, acceptsNode = false): Merged {
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- the manifest has a spec
  return overlayPod(template, parseOverlay(text, acceptsNode)) as Merged;
}

function problemOf(text: string, acceptsNode = false): string {
  try {
    overlaid(text, acceptsNode);
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
      'spec.containers[gatway]: the containers are gateway, relay, clawbench, results',
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
    // What the judge keeps is out of the agent's reach.
    ...['kept', 'control', 'results', 'results-tmp', 'sidecar', 'work', 'config', 'shm'].flatMap((volume) =>
      ['gateway', 'clawbench', 'results'].map((name): [string, string] => [
        `spec: { containers: [{ name: ${name}, volumeMounts: [{ name: ${volume}, mountPath: /elsewhere }] }] }`,
        `spec.containers[${name}].volumeMounts[/elsewhere]: ${volume} is a volume of the evaluation`,
      ]),
    ),
    ...['/kept/', '/x/../kept', '//kept', '/./kept/a', '/kept/..'].map((mount): [string, string] => [
      `spec: { containers: [{ name: results, volumeMounts: [{ name: x, mountPath: "${mount}" }] }] }`,
      `volumeMounts[${mount}]: the evaluation has its files there`,
    ]),
    ...['kept', 'control', 'results', 'results-tmp'].flatMap((volume) =>
      [
        'hostPath: { path: /a }',
        'persistentVolumeClaim: { claimName: c }',
        'nfs: { server: s, path: / }',
      ].map((source): [string, string] => [
        `spec: { volumes: [{ name: ${volume}, ${source} }] }`,
        `spec.volumes[${volume}].${source.split(':')[0]}: the volumes of judge and relay belong to their pod alone`,
      ]),
    ),
    [
      'spec: { volumes: [{ name: t, projected: { sources: [{ configMap: { name: c } }, { serviceAccountToken: { path: t } }] } }] }',
      'spec.volumes[t].projected.serviceAccountToken: the agent under test would get the token',
    ],
    [
      'spec: { containers: [{ name: results, volumeMounts: [{ name: bin, mountPath: /usr/local/bin }] }], volumes: [{ name: bin, emptyDir: {} }] }',
      'spec.containers[results].volumeMounts[/usr/local/bin]: the agent under test might write what the judge reads',
    ],
    ...[
      'NODE_OPTIONS',
      'NODE_PATH',
      'LD_PRELOAD',
      'LD_LIBRARY_PATH',
      'PYTHONPATH',
      'PYTHONSTARTUP',
      'PATH',
    ].map((name): [string, string] => [
      `spec: { containers: [{ name: results, env: [{ name: ${name}, value: x }] }] }`,
      `spec.containers[results].env[${name}]: the judge would run other code`,
    ]),
    [
      'spec: { initContainers: [{ name: results, envFrom: [{ configMapRef: { name: c } }] }] }',
      'spec.containers[results].envFrom: the judge might run other code',
    ],
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
    for (const acceptsNode of [true, false]) {
      // Whatever is accepted, the agent and the judge stay apart.
      if (!acceptsNode && text.includes('hostPath')) continue;
      expect(problemOf(text, acceptsNode)).toContain(words);
      expect(problemOf(text, acceptsNode)).toMatch(/^Input `pod-overlay` [^\n]*\.$/);
    }
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

describe('an overlay that gives the containers a hold on the node', () => {
  const inGateway = (fields: string): string => `spec: { containers: [{ name: gateway, ${fields} }] }`;
  const inContext = (fields: string): string => inGateway(`securityContext: { ${fields} }`);

  test.each([
    ['spec: { volumes: [{ name: host, hostPath: { path: / } }] }', 'spec.volumes[host].hostPath'],
    ['spec: { volumes: [{ name: work, hostPath: { path: /a } }] }', 'spec.volumes[work].hostPath'],
    ['spec: { volumes: [{ name: git, gitRepo: { repository: r } }] }', 'spec.volumes[git].gitRepo'],
    [inContext('privileged: true'), 'spec.containers[gateway].securityContext.privileged'],
    [
      'spec: { initContainers: [{ name: results, securityContext: { privileged: true } }] }',
      'spec.containers[results].securityContext.privileged',
    ],
    [inContext('allowPrivilegeEscalation: true'), 'securityContext.allowPrivilegeEscalation'],
    [inContext('allowPrivilegeEscalation: null'), 'securityContext.allowPrivilegeEscalation'],
    [inContext('capabilities: { add: [SYS_ADMIN] }'), 'securityContext.capabilities'],
    [inContext('capabilities: { drop: [] }'), 'securityContext.capabilities'],
    [inContext('capabilities: { drop: null }'), 'securityContext.capabilities'],
    [inContext('capabilities: null'), 'securityContext.capabilities'],
    [inContext('procMount: Unmasked'), 'securityContext.procMount'],
    [inContext('seccompProfile: { type: Unconfined }'), 'securityContext.seccompProfile'],
    [inContext('appArmorProfile: { type: Unconfined }'), 'securityContext.appArmorProfile'],
    [inContext('seLinuxOptions: { type: spc_t }'), 'securityContext.seLinuxOptions'],
    [inContext('windowsOptions: { hostProcess: true }'), 'securityContext.windowsOptions'],
    [inGateway('securityContext: null'), 'spec.containers[gateway].securityContext'],
    [inGateway('ports: [{ containerPort: 18789, hostPort: 80 }]'), 'ports[18789].hostPort'],
    ['spec: { securityContext: null }', 'spec.securityContext'],
    ['spec: { securityContext: { seccompProfile: null } }', 'spec.securityContext.seccompProfile'],
    [
      'spec: { securityContext: { seccompProfile: { type: Unconfined } } }',
      'spec.securityContext.seccompProfile',
    ],
    [
      'metadata: { annotations: { container.apparmor.security.beta.kubernetes.io/gateway: unconfined } }',
      'metadata.annotations[container.apparmor.security.beta.kubernetes.io/gateway]',
    ],
  ])('is refused unless that is accepted by name: %s', (text, field) => {
    expect(problemOf(text)).toMatch(
      /^Input `pod-overlay` would give the agent under test a hold on the node: remove .*, or accept the risk by `accept-risks: pod-overlay-host`\.$/,
    );
    expect(problemOf(text)).toContain(`${field},`);
    expect(() => overlaid(text, true)).not.toThrow();
  });

  test.each([
    inContext('privileged: false, allowPrivilegeEscalation: false, runAsUser: 1001, procMount: Default'),
    inContext(
      'capabilities: { drop: [ALL], add: [NET_BIND_SERVICE] }, seccompProfile: { type: RuntimeDefault }',
    ),
    inContext('readOnlyRootFilesystem: false, seLinuxOptions: { level: "s0:c1,c2" }'),
    inGateway('ports: [{ containerPort: 18789 }]'),
    'spec: { securityContext: { runAsUser: null, runAsGroup: null, fsGroup: null, supplementalGroups: [5] } }',
    'spec: { volumes: [{ name: ca, configMap: { name: ca } }], containers: [{ name: results, volumeMounts: [{ name: ca, mountPath: /etc/ca }] }] }',
    'spec: { volumes: [{ name: kept, ephemeral: { volumeClaimTemplate: { spec: {} } } }, { name: work, persistentVolumeClaim: { claimName: c } }] }',
    'spec: { volumes: [{ name: p, projected: { sources: [{ configMap: { name: c } }] } }] }',
    'spec: { containers: [{ name: results, env: [{ name: NODE_EXTRA_CA_CERTS, value: /etc/ca/ca.pem }] }] }',
    'metadata: { annotations: { container.apparmor.security.beta.kubernetes.io/gateway: runtime/default } }',
  ])('is none of these: %s', (text) => {
    expect(() => overlaid(text)).not.toThrow();
  });

  test('is accepted as an input', () => {
    const env = {
      INPUT_KUBECONFIG: 'x',
      'INPUT_OPENAI-API-KEY': 'sk-0123456789',
      'INPUT_POD-OVERLAY': 'spec: { volumes: [{ name: host, hostPath: { path: / } }] }',
    };
    expect(() => planFor(loadInputs(env))).toThrow('accept-risks: pod-overlay-host');
    const accepted = planFor(loadInputs({ ...env, 'INPUT_ACCEPT-RISKS': 'pod-overlay-host' }));
    expect(accepted.podOverlay).toBeDefined();
    const deploy = { ...env, INPUT_MODE: 'deploy' };
    expect(() => deployPlan(loadInputs(deploy))).toThrow('accept-risks: pod-overlay-host');
    expect(
      deployPlan(loadInputs({ ...deploy, 'INPUT_ACCEPT-RISKS': 'pod-overlay-host' })).openclaw,
    ).toBeDefined();
  });
});
