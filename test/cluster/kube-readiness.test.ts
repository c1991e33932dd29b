import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';
import type { Kube } from '../../src/kube/client.ts';
import { create, list, patch, read } from '../../src/kube/objects.ts';
import { podReadiness } from '../../src/kube/pod-readiness.ts';
import type { Readiness } from '../../src/kube/readiness.ts';
import type { Deployment, Event, Job, Manifest, Pod } from '../../src/kube/types.ts';
import { deploymentReadiness, jobReadiness } from '../../src/kube/workload-readiness.ts';
import { clusterFromEnvironment } from './cluster.ts';
import { clientOf, podManifest, shell, testNamespace } from './kube-fixture.ts';

/** It was created a moment ago. */
function gone(): never {
  throw new Error('the object is gone');
}

interface Case {
  spec: object;
  state: Readiness['state'];
  code: string | undefined;
  says: RegExp;
}

const main = (script: string, more: object = {}): object => ({ containers: [shell('main', script, more)] });
const image = (name: string, imagePullPolicy: string): object => ({
  containers: [{ name: 'main', image: name, imagePullPolicy }],
});

/** Pods that fail on a real kubelet, with the expected readiness. */
const pods: Record<string, Case> = {
  'never-pulled': {
    spec: image('localhost/not-there:1', 'Never'),
    state: 'failed',
    code: 'image-pull',
    says: /ErrImageNeverPull/,
  },
  'no-registry': {
    spec: image('127.0.0.1:9/x/y:1', 'Always'),
    state: 'waiting',
    code: 'image-pull',
    says: /127\.0\.0\.1:9\/x\/y:1/,
  },
  'bad-name': {
    spec: image('localhost/UPPER:1', 'Always'),
    state: 'failed',
    code: 'image-pull',
    says: /InvalidImageName/,
  },
  'no-room': {
    spec: main('true', { resources: { requests: { cpu: '1000' } } }),
    state: 'waiting',
    code: 'unschedulable',
    says: /Insufficient cpu\.$/,
  },
  'no-claim': {
    spec: { ...main('true'), volumes: [{ name: 'v', persistentVolumeClaim: { claimName: 'not-there' } }] },
    state: 'waiting',
    code: 'volume-unbound',
    says: /persistentvolumeclaim "not-there" not found/,
  },
  'no-config-map': {
    spec: main('true', { envFrom: [{ configMapRef: { name: 'not-there' } }] }),
    state: 'failed',
    code: 'container-failed',
    says: /configmap "not-there" not found/,
  },
  'no-secret-key': {
    spec: main('true', {
      env: [{ name: 'A', valueFrom: { secretKeyRef: { name: 'not-there', key: 'k' } } }],
    }),
    state: 'failed',
    code: 'container-failed',
    says: /secret "not-there" not found/,
  },
  'no-secret-volume': {
    spec: {
      ...main('true', { volumeMounts: [{ name: 'v', mountPath: '/v' }] }),
      volumes: [{ name: 'v', secret: { secretName: 'not-there' } }],
    },
    state: 'failed',
    code: 'container-failed',
    says: /secret "not-there" not found/,
  },
  'root-refused': {
    spec: main('true', { securityContext: { runAsNonRoot: true, runAsUser: 0 } }),
    state: 'failed',
    code: 'container-failed',
    says: /CreateContainerConfigError: .*non-root policy/,
  },
  'no-program': {
    spec: { containers: [{ ...shell('main', ''), command: ['/not/there'] }] },
    state: 'failed',
    code: 'container-failed',
    says: /StartError/,
  },
  'crash-loop': {
    spec: {
      ...main('echo last words; exit 3', { terminationMessagePolicy: 'FallbackToLogsOnError' }),
      restartPolicy: 'Always',
    },
    state: 'failed',
    code: 'container-failed',
    says: /keeps ending \(\d+ restarts\): Error, exit code 3: last words/,
  },
  'exit-code': {
    spec: main('exit 3'),
    state: 'failed',
    code: 'container-failed',
    says: /container main ended: Error, exit code 3/,
  },
  'out-of-memory': {
    spec: main('tail /dev/zero', { resources: { limits: { memory: '16Mi' } } }),
    state: 'failed',
    code: 'out-of-memory',
    says: /OOMKilled, it used more memory than its limit/,
  },
  deadline: {
    spec: { ...main('sleep 600'), activeDeadlineSeconds: 3 },
    state: 'failed',
    code: 'timeout',
    says: /DeadlineExceeded/,
  },
  evicted: {
    spec: {
      ...main('head -c 3000000 /dev/zero > /v/x; sleep 600', {
        volumeMounts: [{ name: 'v', mountPath: '/v' }],
      }),
      securityContext: { fsGroup: 65534 },
      volumes: [{ name: 'v', emptyDir: { sizeLimit: '1Mi' } }],
    },
    state: 'failed',
    code: 'evicted',
    says: /Evicted: Usage of EmptyDir volume "v" exceeds the limit "1Mi"/,
  },
  succeeds: { spec: main('true'), state: 'done', code: undefined, says: /succeeded/ },
  runs: { spec: main('sleep 600'), state: 'ready', code: undefined, says: /is ready/ },
};

describe.skipIf(inject('noCluster') !== '')('what becomes of objects on a real cluster', () => {
  let kube: Kube;
  let namespace: string;
  let restricted: string;
  const closing: (() => Promise<void>)[] = [];

  beforeAll(async () => {
    kube = await clientOf(clusterFromEnvironment().kubeconfig);
    const plain = await testNamespace(kube, 'readiness');
    const strict = await testNamespace(kube, 'restricted', {
      'pod-security.kubernetes.io/enforce': 'restricted',
    });
    closing.push(plain.close, strict.close);
    ({ name: namespace } = plain);
    ({ name: restricted } = strict);
    await Promise.all(
      Object.entries(pods).map(([name, { spec }]) => create(kube, podManifest(namespace, name, spec))),
    );
  });
  afterAll(async () => {
    await Promise.all(closing.map((close) => close()));
    await kube.close();
  });

  const eventsIn = (where: string): Promise<Event[]> =>
    list<Event>(kube, { apiVersion: 'v1', kind: 'Event', namespace: where });
  const wanted = ({ state, code, says }: Omit<Case, 'spec'>): object => ({
    state,
    message: expect.stringMatching(says),
    terminal: state === 'failed' || state === 'done',
    ...(code === undefined ? {} : { code }),
  });

  it.each(Object.entries(pods))('is told of the pod %s', { timeout: 150_000 }, async (name, expected) => {
    const readiness = async (): Promise<Readiness> => {
      const pod = await read<Pod>(kube, { apiVersion: 'v1', kind: 'Pod', name, namespace });
      return podReadiness(pod ?? gone(), await eventsIn(namespace), { now: Date.now() });
    };
    await expect.poll(readiness, { timeout: 140_000, interval: 500 }).toEqual(wanted(expected));
  });

  function job(name: string, where: string, more: object = {}): Manifest {
    const spec = {
      completions: 1,
      template: { spec: { restartPolicy: 'Never', ...main('exit 1') } },
      ...more,
    };
    return { apiVersion: 'batch/v1', kind: 'Job', metadata: { name, namespace: where }, spec };
  }
  async function jobStands(name: string, where: string): Promise<Readiness> {
    const found = await read<Job>(kube, { apiVersion: 'batch/v1', kind: 'Job', name, namespace: where });
    return jobReadiness(found ?? gone(), await eventsIn(where));
  }

  it('is told of a Job whose pods PodSecurity refuses', async () => {
    await create(kube, job('refused', restricted));
    const expected = {
      state: 'failed' as const,
      code: 'admission-refused',
      says: /violates PodSecurity "restricted/,
    };
    await expect
      .poll(() => jobStands('refused', restricted), { timeout: 120_000 })
      .toEqual({ ...wanted(expected), refusal: { kind: 'policy' } });
  });

  it('is told of a Job that a quota holds back, and that goes on when there is room', async () => {
    const { name: where, close } = await testNamespace(kube, 'quota');
    closing.push(close);
    const quota = { apiVersion: 'v1', kind: 'ResourceQuota', name: 'quota', namespace: where };
    await create(kube, {
      apiVersion: 'v1',
      kind: 'ResourceQuota',
      metadata: { name: 'quota', namespace: where },
      spec: { hard: { pods: '1' } },
    });
    const sleeping = { template: { spec: { restartPolicy: 'Never', ...main('sleep 600') } } };
    // The quota must have been seen by admission.
    await expect
      .poll(async () => (await read<{ status?: { hard?: object } }>(kube, quota))?.status?.hard, {
        timeout: 120_000,
      })
      .toBeDefined();
    await create(kube, job('first', where, sleeping));
    await expect
      .poll(() => jobStands('first', where), { timeout: 120_000 })
      .toMatchObject({ state: 'ready' });
    await create(kube, job('held', where, sleeping));
    const held = { state: 'waiting' as const, code: 'quota-exceeded', says: /exceeded quota: quota/ };
    await expect
      .poll(() => jobStands('held', where), { timeout: 120_000 })
      .toEqual({ ...wanted(held), refusal: expect.objectContaining({ kind: 'quota', fits: true }) });
    await patch(kube, quota, { spec: { hard: { pods: '5' } } });
    await expect.poll(() => jobStands('held', where), { timeout: 180_000 }).toMatchObject({ state: 'ready' });
  });

  it('is told of a Job that has failed, and of one that is suspended', async () => {
    await create(kube, job('failing', namespace, { backoffLimit: 0 }));
    await create(kube, job('suspended', namespace, { suspend: true }));
    const failing = { state: 'failed' as const, code: 'container-failed', says: /BackoffLimitExceeded/ };
    await expect.poll(() => jobStands('failing', namespace), { timeout: 120_000 }).toEqual(wanted(failing));
    expect(await jobStands('suspended', namespace)).toMatchObject({
      state: 'waiting',
      message: expect.stringContaining('is suspended'),
    });
  });

  it('is told of a Deployment, ready and with an image that is not there', async () => {
    const deployment = (name: string, container: object): Manifest => ({
      apiVersion: 'apps/v1',
      kind: 'Deployment',
      metadata: { name, namespace },
      spec: {
        selector: { matchLabels: { app: name } },
        template: { metadata: { labels: { app: name } }, spec: { containers: [container] } },
      },
    });
    await create(kube, deployment('good', shell('main', 'sleep 600')));
    await create(
      kube,
      deployment('bad', { name: 'main', image: 'localhost/not-there:1', imagePullPolicy: 'Never' }),
    );
    const stands = async (name: string): Promise<Readiness> => {
      const found = await read<Deployment>(kube, {
        apiVersion: 'apps/v1',
        kind: 'Deployment',
        name,
        namespace,
      });
      const its = await list<Pod>(
        kube,
        { apiVersion: 'v1', kind: 'Pod', namespace },
        { labelSelector: `app=${name}` },
      );
      return deploymentReadiness(found ?? gone(), its, await eventsIn(namespace), {
        now: Date.now(),
      });
    };
    await expect.poll(() => stands('good'), { timeout: 120_000 }).toMatchObject({ state: 'ready' });
    await expect
      .poll(() => stands('bad'), { timeout: 120_000 })
      .toMatchObject({ state: 'failed', code: 'image-pull' });
  });
});
