import { randomBytes } from 'node:crypto';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { request } from 'undici';
import { afterAll, beforeAll, describe, expect, inject, test } from 'vitest';
import { api, type ApiResponse } from './api.ts';
import { busyboxReference } from './busybox-image.ts';
import { clusterFromEnvironment } from './cluster.ts';
import { clusterEnv } from './env.ts';
import { closeFaultProxy, healFaults, injectFault, openFaultProxy } from './faults.ts';
import { kubectl } from './kubectl.ts';
import { nodesOf } from './node.ts';
import { run, waitFor } from './processes.ts';
import { serviceAccountKubeconfig } from './service-account.ts';

interface ContainerStatus {
  name: string;
  restartCount: number;
  state: { running?: object; terminated?: { exitCode: number; reason: string } };
  lastState: { terminated?: { exitCode: number; reason: string } };
}

interface Pod {
  spec: { nodeName?: string };
  status: {
    phase: string;
    podIP?: string;
    conditions?: { type: string; status: string; reason?: string }[];
    containerStatuses?: ContainerStatus[];
    initContainerStatuses?: ContainerStatus[];
    ephemeralContainerStatuses?: ContainerStatus[];
  };
}

const noCluster = inject('noCluster');

describe.skipIf(noCluster !== '')('the test cluster', () => {
  const cluster = clusterFromEnvironment();
  const namespace = `smoke-${randomBytes(4).toString('hex')}`;
  const restricted = `${namespace}-restricted`;
  const core = `/api/v1/namespaces/${namespace}`;

  beforeAll(async () => {
    const enforce = { 'pod-security.kubernetes.io/enforce': 'restricted' };
    for (const metadata of [{ name: namespace }, { name: restricted, labels: enforce }]) {
      await create('/api/v1/namespaces', { metadata });
    }
    const account = async (): Promise<boolean> =>
      (await api(cluster, `${core}/serviceaccounts/default`)).status === 200;
    await waitFor('the ServiceAccount', account, { timeoutMs: 60_000 });
  });

  afterAll(async () => {
    for (const name of [namespace, restricted]) {
      await api(cluster, `/api/v1/namespaces/${name}`, { method: 'DELETE' });
    }
  });

  async function create(path: string, body: object): Promise<ApiResponse<unknown>> {
    const response = await api(cluster, path, { method: 'POST', body });
    if (response.status !== 201) throw new Error(response.text);
    return response;
  }

  async function createPod(name: string, spec: object): Promise<void> {
    const fast = { restartPolicy: 'Never', terminationGracePeriodSeconds: 1 };
    await create(`${core}/pods`, {
      metadata: { name, labels: { name } },
      spec: { ...fast, ...spec },
    });
  }

  async function getPod(name: string): Promise<Pod> {
    return (await api<Pod>(cluster, `${core}/pods/${name}`)).json();
  }

  /** Polls a pod until the condition holds and returns it. */
  async function podWhen(name: string, what: string, condition: (pod: Pod) => boolean): Promise<Pod> {
    let pod = await getPod(name);
    const holds = async (): Promise<boolean> => condition((pod = await getPod(name)));
    try {
      await waitFor(`${name} ${what}`, holds, { timeoutMs: 120_000, intervalMs: 200 });
    } catch (error) {
      throw new Error(JSON.stringify(pod.status, null, 1), { cause: error });
    }
    return pod;
  }

  test('restarts a native sidecar in place when it runs out of memory, beside a main container that goes on', async () => {
    const volumeMounts = [{ name: 'v', mountPath: '/v' }];
    await createPod('oom', {
      initContainers: [
        {
          // Eats memory when main runs, and only once: the volume remembers.
          ...shell('sidecar', 'until test -e /v/main; do sleep 0.1; done; rm /v/main; tail /dev/zero'),
          restartPolicy: 'Always',
          resources: { limits: { memory: '32Mi' } },
          volumeMounts,
        },
      ],
      containers: [{ ...shell('main', 'touch /v/main; sleep 600'), volumeMounts }],
      volumes: [{ name: 'v', emptyDir: {} }],
    });
    const pod = await podWhen('oom', 'to restart its sidecar', ({ status }) => {
      const [sidecar] = status.initContainerStatuses ?? [];
      // The kubelet can tell that it runs again some moments before it tells how it ended.
      const { running } = sidecar?.state ?? {};
      return running !== undefined && sidecar?.lastState.terminated !== undefined;
    });
    expect(pod.status.initContainerStatuses?.[0]?.restartCount).toBe(1);
    expect(pod.status.initContainerStatuses?.[0]?.lastState.terminated).toMatchObject({
      reason: 'OOMKilled',
      exitCode: 137,
    });
    expect(pod.status.containerStatuses?.[0]).toMatchObject({ restartCount: 0 });
    expect(pod.status.containerStatuses?.[0]?.state.running).toBeDefined();
  });

  test('stops a native sidecar when the main container is done', async () => {
    const volumeMounts = [{ name: 'v', mountPath: '/v' }];
    await createPod('sidecar', {
      initContainers: [
        {
          ...shell(
            'sidecar',
            'trap "echo stopped; exit 0" TERM; echo started; touch /v/ready; sleep 600 & wait',
          ),
          restartPolicy: 'Always',
          volumeMounts,
        },
      ],
      // A shell that has no trap yet would hear nothing of its end.
      containers: [{ ...shell('main', 'until test -e /v/ready; do sleep 0.1; done'), volumeMounts }],
      volumes: [{ name: 'v', emptyDir: {} }],
      terminationGracePeriodSeconds: 30,
    });
    await podWhen('sidecar', 'to succeed', ({ status }) => status.phase === 'Succeeded');
    expect(await kubectl(cluster, ['-n', namespace, 'logs', 'sidecar', '-c', 'sidecar'])).toBe(
      'started\nstopped\n',
    );
  });

  test('runs an Indexed Job with two indexes, spread over the nodes', async () => {
    const jobs = `/apis/batch/v1/namespaces/${namespace}/jobs`;
    await create(jobs, {
      metadata: { name: 'indexed' },
      spec: {
        completions: 2,
        parallelism: 2,
        completionMode: 'Indexed',
        backoffLimitPerIndex: 0,
        template: {
          spec: {
            restartPolicy: 'Never',
            // Long enough for both to be there at once: the scheduler does not count what has ended.
            containers: [shell('main', 'sleep 5; test "$JOB_COMPLETION_INDEX" = 0')],
            topologySpreadConstraints: [
              {
                maxSkew: 1,
                topologyKey: 'kubernetes.io/hostname',
                whenUnsatisfiable: 'DoNotSchedule',
                labelSelector: { matchLabels: { 'batch.kubernetes.io/job-name': 'indexed' } },
              },
            ],
          },
        },
      },
    });
    let status: { completedIndexes?: string; failedIndexes?: string } = {};
    const ended = async (): Promise<boolean> => {
      ({ status } = (await api<{ status: typeof status }>(cluster, `${jobs}/indexed`)).json());
      return Boolean(status.completedIndexes) && Boolean(status.failedIndexes); // empty at first
    };
    await waitFor('both indexes', ended, { timeoutMs: 120_000, intervalMs: 200 });
    expect(status).toMatchObject({ completedIndexes: '0', failedIndexes: '1' });
    const selector = 'labelSelector=batch.kubernetes.io/job-name=indexed';
    const { items } = (await api<{ items: Pod[] }>(cluster, `${core}/pods?${selector}`)).json();
    const nodes = new Set(items.map(({ spec }) => spec.nodeName));
    expect(nodes.size).toBe(Math.min(2, nodesOf(cluster).length));
  });

  test('follows a log to its end, runs commands in containers, and adds an ephemeral container', async () => {
    await createPod('work', {
      containers: [shell('main', 'echo one; until test -e /tmp/go; do sleep 0.1; done; echo two')],
    });
    await podWhen('work', 'to run', ({ status }) => status.phase === 'Running');
    const followed = kubectl(cluster, ['-n', namespace, 'logs', '--follow', 'work']);

    const before = await getPod('work');
    const debug = ['debug', 'work', '--image', busyboxReference(), '--container', 'extra'];
    const target = ['--target', 'main', '--profile', 'general'];
    await kubectl(cluster, ['-n', namespace, ...debug, ...target, '--', 'sh', '-c', 'exit 3']);
    const after = await podWhen('work', 'to end its ephemeral container', ({ status }) => {
      return status.ephemeralContainerStatuses?.[0]?.state.terminated !== undefined;
    });
    expect(after.status.ephemeralContainerStatuses?.[0]?.state.terminated?.exitCode).toBe(3);
    expect(after.status.containerStatuses?.[0]?.restartCount).toBe(
      before.status.containerStatuses?.[0]?.restartCount,
    );

    const exec = ['-n', namespace, 'exec', 'work', '-i', '--', 'sh', '-c'];
    expect(await kubectl(cluster, [...exec, 'cat'], 'over standard input')).toBe('over standard input');
    await expect(kubectl(cluster, [...exec, 'exit 7'])).rejects.toThrow('exit code 7');
    await kubectl(cluster, [...exec, 'touch /tmp/go']);
    expect(await followed).toBe('one\ntwo\n');
  });

  test('binds a volume claim on the node of its first pod, and keeps what was written', async () => {
    await create(`${core}/persistentvolumeclaims`, {
      metadata: { name: 'claim' },
      spec: { accessModes: ['ReadWriteOnce'], resources: { requests: { storage: '10Mi' } } },
    });
    const volumes = [{ name: 'v', persistentVolumeClaim: { claimName: 'claim' } }];
    const volumeMounts = [{ name: 'v', mountPath: '/v' }];
    const steps = { write: 'echo kept > /v/file', read: 'test "$(cat /v/file)" = kept' };
    for (const [name, script] of Object.entries(steps)) {
      await createPod(name, { containers: [{ ...shell('main', script), volumeMounts }], volumes });
      await podWhen(name, 'to end', ({ status }) => /Succeeded|Failed/.test(status.phase));
    }
    expect((await getPod('read')).status.phase).toBe('Succeeded');
    expect((await getPod('read')).spec.nodeName).toBe((await getPod('write')).spec.nodeName);
  });

  test('finds a Service by name and reaches it from every node and from this machine', async () => {
    await createPod('web', {
      containers: [
        {
          ...shell('main', 'while :; do printf hello | nc -l -p 8080; done'),
          readinessProbe: { exec: { command: ['true'] }, periodSeconds: 1 },
        },
      ],
    });
    await create(`${core}/services`, {
      metadata: { name: 'web' },
      spec: { selector: { name: 'web' }, ports: [{ port: 80, targetPort: 8080 }] },
    });
    await podWhen('web', 'to be ready', isReady);
    for (const node of nodesOf(cluster)) {
      const name = `client-${node.name}`;
      const address = `nslookup web.${namespace}.svc.cluster.local | sed -n "s/^Address: //p" | tail -n 1`;
      // On a busy machine kube-proxy and nc come some seconds after the pod is ready.
      const script = `until test "$(nc -w 2 $(${address}) 80 < /dev/null)" = hello; do sleep 1; done`;
      await createPod(name, { nodeName: node.name, containers: [shell('main', script)] });
      await podWhen(name, 'to be answered', ({ status }) => status.phase === 'Succeeded');
    }
    const { MODEL_ADMIN } = await clusterEnv(cluster);
    expect((await request(MODEL_ADMIN)).statusCode).toBe(200);
  });

  test('drops what pods send beyond this machine', async () => {
    const dropped = async (): Promise<number> => {
      const rules = await run('iptables', ['-w', '-nvxL', cluster.iptablesChain]);
      const [packets] = /^\s*(\d+).*DROP.*198\.18\.0\.0\/15\s+0\.0\.0\.0\/0/m.exec(rules)?.slice(1) ?? [];
      return Number(packets);
    };
    const before = await dropped();
    await createPod('outward', { containers: [shell('main', 'nc -w 3 203.0.113.1 80 < /dev/null')] });
    await podWhen('outward', 'to end', ({ status }) => /Succeeded|Failed/.test(status.phase));
    expect((await getPod('outward')).status.phase).toBe('Failed');
    expect(await dropped()).toBeGreaterThan(before);
  });

  test('refuses a pod that violates the restricted profile', async () => {
    const pod = { metadata: { name: 'bad' }, spec: { containers: [shell('main', 'true')] } };
    const response = await api(cluster, `/api/v1/namespaces/${restricted}/pods`, {
      method: 'POST',
      body: pod,
    });
    expect(response.status).toBe(403);
    expect(response.text).toContain('violates PodSecurity \\"restricted');
  });

  test('applies objects on the server side and refuses unknown fields', async () => {
    const apply = (object: object): Promise<ApiResponse<unknown>> =>
      api(cluster, `${core}/configmaps/applied?fieldManager=smoke&fieldValidation=Strict`, {
        method: 'PATCH',
        type: 'application/apply-patch+yaml',
        body: { apiVersion: 'v1', kind: 'ConfigMap', metadata: { name: 'applied' }, ...object },
      });
    expect((await apply({ data: { a: '1' } })).status).toBe(201);
    expect((await apply({ data: { b: '2' } })).json()).toMatchObject({ data: { b: '2' } });
    const refused = await apply({ dataa: {} });
    expect(refused.status).toBe(500);
    expect(refused.text).toContain('.dataa: field not declared in schema');
  });

  test('gives a ServiceAccount the rights of its RBAC files and no others', async () => {
    const rbac = join(cluster.directory, `${namespace}.yaml`);
    writeFileSync(
      rbac,
      `apiVersion: rbac.authorization.k8s.io/v1
kind: Role
metadata: {name: reader}
rules: [{apiGroups: [""], resources: [pods], verbs: [get, list]}]
`,
    );
    const account = { name: 'reader', namespace };
    const kubeconfig = await serviceAccountKubeconfig(cluster, account, [rbac]);
    const review = (verb: string): Promise<string> =>
      kubectl(cluster, ['--kubeconfig', kubeconfig, 'auth', 'can-i', verb, 'pods', '-n', namespace]);
    expect(await review('list')).toBe('yes\n');
    await expect(review('create')).rejects.toThrow('no');
  });

  test('evicts a pod with the DisruptionTarget condition', async () => {
    await createPod('evicted', {
      containers: [shell('main', 'sleep 600')],
      // So long the condition can be seen.
      terminationGracePeriodSeconds: 30,
    });
    await podWhen('evicted', 'to run', ({ status }) => status.phase === 'Running');
    await create(`${core}/pods/evicted/eviction`, {
      apiVersion: 'policy/v1',
      kind: 'Eviction',
      metadata: { name: 'evicted', namespace },
    });
    const pod = await podWhen('evicted', 'to be disrupted', ({ status }) =>
      (status.conditions ?? []).some(({ type }) => type === 'DisruptionTarget'),
    );
    expect(pod.status.conditions).toContainEqual(
      expect.objectContaining({ type: 'DisruptionTarget', reason: 'EvictionByEvictionAPI' }),
    );
  });

  test('puts faults between a client and the API server, whose certificate stays valid', async () => {
    const name = namespace;
    const kubeconfig = await openFaultProxy(cluster, name);
    const get = (): Promise<string> =>
      kubectl(cluster, ['--kubeconfig', kubeconfig, 'get', '--raw', '/version', '--request-timeout', '10s']);
    try {
      expect(await get()).toContain('"minor": "34"');
      await injectFault(cluster, name, { kind: 'cut' });
      await expect(get()).rejects.toThrow('refused');
      await healFaults(cluster, name);
      expect(await get()).toContain('"minor": "34"');
      await injectFault(cluster, name, { kind: 'timeout' });
      await expect(get()).rejects.toThrow(/timeout|deadline exceeded/i);
      await healFaults(cluster, name);
      await injectFault(cluster, name, { kind: 'reset' });
      await expect(get()).rejects.toThrow(/reset|EOF/);
    } finally {
      await closeFaultProxy(cluster, name);
    }
  });
});

function shell(name: string, script: string): { name: string; image: string; command: string[] } {
  return { name, image: busyboxReference(), command: ['sh', '-c', script] };
}

function isReady({ status }: Pod): boolean {
  return (status.conditions ?? []).some((condition) => {
    return condition.type === 'Ready' && condition.status === 'True';
  });
}
