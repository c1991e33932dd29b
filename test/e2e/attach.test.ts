import { rmSync } from 'node:fs';
import path from 'node:path';
import { isDeepStrictEqual } from 'node:util';
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';
import { kubectl } from '../cluster/kubectl.ts';
import { waitFor } from '../cluster/processes.ts';
import { serviceAccountKubeconfig } from '../cluster/service-account.ts';
import { type Ran, runCli } from './cli.ts';
import { deployForeign, type ForeignOpenclaw } from './foreign-openclaw.ts';
import { callsOf, newModel, openTestbed, type Testbed } from './testbed.ts';

const noCluster = inject('noCluster');
const rbac = path.join(import.meta.dirname, '..', '..', 'manifests', 'rbac', 'attach.yaml');

describe.skipIf(noCluster !== '')("a user's OpenClaw", () => {
  const namespace = newModel().replace('scripted', 'attach');
  const foreign: ForeignOpenclaw = {
    namespace,
    models: Array.from({ length: 6 }, newModel),
    token: 'foreign-token-0123456789',
  };
  let testbed: Testbed;
  let kubeconfig: string;

  beforeAll(async () => {
    testbed = await openTestbed();
    kubeconfig = await serviceAccountKubeconfig(testbed.cluster, { name: 'clawbench', namespace }, [rbac]);
    const restricted = 'pod-security.kubernetes.io/enforce=restricted';
    await kubectl(testbed.cluster, ['label', 'namespace', namespace, restricted]);
    await deployForeign(testbed.cluster, testbed.env, foreign);
  }, 500_000);

  afterAll(async () => {
    await kubectl(testbed.cluster, ['delete', 'namespace', namespace, '--wait=false']);
    await testbed.close();
  });

  const get = async (...args: string[]): Promise<string> =>
    await kubectl(testbed.cluster, ['-n', namespace, ...args]);

  /** All that a user could miss, or find too much. */
  async function theirs(): Promise<Record<string, string>> {
    const status = '.items[*].status.containerStatuses[*].restartCount';
    return {
      spec: await get('get', 'deploy', 'assistant', '-o', 'jsonpath={.spec}'),
      generation: await get('get', 'deploy', 'assistant', '-o', 'jsonpath={.metadata.generation}'),
      pods: await get('get', 'pods', '-o', `jsonpath={.items[*].metadata.uid} {${status}}`),
      configMaps: await get('get', 'configmaps', '-o', 'name'),
      diary: await get('exec', 'deploy/assistant', '--', 'cat', '/home/node/.openclaw/workspace/diary.md'),
      ours: await get(
        'exec',
        'deploy/assistant',
        '--',
        'sh',
        '-c',
        'ls -d /home/node/.openclaw/clawbench-* || true',
      ),
    };
  }

  const run = async (
    verb: string,
    flags: Record<string, string>,
    env: Record<string, string> = {},
  ): Promise<Ran> => {
    const args = Object.entries({ kubeconfig, ...flags }).flatMap(([name, value]) => [`--${name}`, value]);
    return await runCli([verb, ...args], { CLAWBENCH_NAMESPACE: namespace, ...env });
  };

  const evalFlags = (model = 0): Record<string, string> => ({
    model: `lab/${foreign.models[model]}`,
    tasks: 't1-greeting-file',
    runs: '1',
    mlflow: 'false',
    'clawbench-image': testbed.env.CLAWBENCH_IMAGE,
  });

  it('is evaluated by nobody in particular, followed, fetched, and ended', async () => {
    const before = await theirs();
    const begun = await run('attach', { ...evalFlags(2), detach: 'true' });
    expect(begun.code, begun.error).toBe(0);
    const [, instance = ''] = /Evaluation ([0-9a-f]{8}) /.exec(begun.out) ?? [];
    const second = await run('attach', evalFlags(3));
    expect(second.code).toBe(4);
    expect(second.error).toContain(`Evaluation ${instance} is in pod`);
    expect(await callsOf(testbed.env, foreign.models[3]!)).toEqual([]);
    const torn = await run('teardown', { kubeconfig: testbed.env.KUBECONFIG });
    expect(torn.out, torn.error).toMatch(/its evaluation is in pod \S+; end it by clawbench-k8s detach/);
    const followed = await run('logs', { instance });
    expect(followed.error).toContain('[1/1] t1-greeting-file');
    // What the harness keeps of the run, as a newer ClawBench does, is not on the user's volume.
    expect(followed.error).toMatch(/Evidence is in \/tmp\/clawbench\/tmp\/evidence\/run-0-/);
    const kept = ['-name', '_evidence', '-o', '-name', '_reviews', '-o', '-name', 'retention.json'];
    expect(await get('exec', 'deploy/assistant', '--', 'find', '/home/node', '/tmp', ...kept)).toBe('');
    const fetched = await run('results', { threshold: '0.5', mlflow: 'false' });
    expect(fetched.code, fetched.error).toBe(0);
    expect(await theirs(), fetched.error).toEqual(before);

    await run('attach', { ...evalFlags(3), detach: 'true' });
    const ended = await run('detach', {});
    expect(ended.code, ended.error).toBe(0);
    const [directory] = /\/\S*clawbench-[0-9a-f]{8}-\w+/.exec(ended.out) ?? [];
    if (directory !== undefined) rmSync(directory.replace(/\.$/, ''), { recursive: true });
    expect(await theirs()).toEqual(before);
  });

  it('is left by an eval that expired while nobody came for it', async () => {
    const before = await theirs();
    const begun = await run('attach', { ...evalFlags(2), detach: 'true' });
    const [, instance = ''] = /Evaluation ([0-9a-f]{8}) /.exec(begun.out) ?? [];
    const lively = await run('sweep', { kubeconfig: testbed.env.KUBECONFIG });
    expect(lively.out).toBe(`Nothing in namespace ${namespace} has expired.\n`);
    const past = 'clawbench.dev/expires-at=2026-01-01T00:00:00Z';
    await get('annotate', 'configmap', `clawbench-${instance}`, past, '--overwrite');
    const swept = await run('sweep', { kubeconfig: testbed.env.KUBECONFIG });
    expect(swept.code, swept.error).toBe(0);
    expect(swept.out).toMatch(/^The evaluation in pod \S+ had expired and is being deleted\.$/m);
    await waitFor('the eval to be gone', async () => isDeepStrictEqual(await theirs(), before), {
      timeoutMs: 180_000,
    });
  });

  it.each([
    [
      'no such Deployment',
      { 'openclaw-deployment': 'nobody' },
      2,
      /There is no Deployment or StatefulSet "nobody"/,
    ],
    ['no such container', { 'openclaw-container': 'nobody' }, 2, /has no container "nobody"/],
    ['a volume it does not have', { 'openclaw-home': '/nowhere' }, 2, /mounts no volume at \/nowhere/],
  ])('is not touched for %s', async (_, flags, code, sentence) => {
    const before = await theirs();
    const ran = await run('attach', { ...evalFlags(), ...flags });
    expect(ran.error).toMatch(sentence);
    expect(ran.code).toBe(code);
    expect(await theirs()).toEqual(before);
  });

  it('takes one of two evals that come at the same moment', async () => {
    const before = await theirs();
    const both = await Promise.all([5, 5].map((model) => run('attach', evalFlags(model))));
    const [first, second] = both.toSorted((one, other) => Number(one.code) - Number(other.code));
    expect(second?.error).toMatch(/gateway-busy: Evaluation \w{8} is in pod/);
    expect([first?.code, second?.code], first?.error).toEqual([0, 4]);
    await waitFor('both to be gone', async () => isDeepStrictEqual(await theirs(), before), {
      timeoutMs: 180_000,
    });
  });

  it('is evaluated twice and left as it was, also after one whose container could not start, with the rights of manifests/rbac/attach.yaml [deploy.sh: CLAWBENCH_NAMESPACE]', async () => {
    const before = await theirs();
    const evaluated = async (model: number): Promise<void> => {
      const { code, out, error } = await run('attach', { ...evalFlags(model), threshold: '0.5' });
      expect(code, `${out}\n${error}`).toBe(0);
      expect(await theirs()).toEqual(before);
    };
    await evaluated(0);
    const nowhere = { 'clawbench-image': 'registry.invalid/clawbench:1', 'image-pull-policy': 'Never' };
    const broken = await run('attach', { ...evalFlags(4), ...nowhere });
    expect(broken.error).toMatch(/image-pull: Pod \S+: container clawbench-\w{8}: ErrImageNeverPull/);
    expect(broken.code).toBe(4);
    await evaluated(4);
  });

  it('is not touched with a wrong token', async () => {
    const before = await theirs();
    const ran = await run('attach', evalFlags(), { OPENCLAW_GATEWAY_TOKEN: 'a-wrong-token-0123456789' });
    expect(ran.error).toMatch(/refuses the token of OPENCLAW_GATEWAY_TOKEN/);
    expect(ran.code).toBe(2);
    expect(await theirs()).toEqual(before);
  });

  it('says which right is missing, and the way without it', async () => {
    const ran = await run('attach', { ...evalFlags(), 'attach-method': 'rollout' });
    expect(ran.error).toMatch(/patch +deployments\.apps/);
    expect(ran.code).toBe(4);
  });

  it('gets a container by a rollout and loses it again, whoever applied the Deployment', async () => {
    const spec = async (): Promise<string> =>
      await get('get', 'deploy', 'assistant', '-o', 'jsonpath={.spec}');
    const before = await spec();
    const admin = testbed.env.KUBECONFIG;
    const flags = { ...evalFlags(0), kubeconfig: admin, 'attach-method': 'rollout', threshold: '0.5' };
    const { code, error } = await run('attach', flags);
    expect(code, error).toBe(0);
    expect(error).toContain('its gateway restarts');
    expect(await spec()).toEqual(before);
    expect(await get('get', 'configmaps', '-o', 'name')).not.toContain('clawbench-');
  });
});

describe.skipIf(noCluster !== '')('an OpenClaw that an operator made', () => {
  const namespace = newModel().replace('scripted', 'operator');
  const foreign: ForeignOpenclaw = { namespace, models: [newModel()], token: 'foreign-token-0123456789' };
  let testbed: Testbed;
  let kubeconfig: string;

  beforeAll(async () => {
    testbed = await openTestbed();
    kubeconfig = await serviceAccountKubeconfig(testbed.cluster, { name: 'clawbench', namespace }, [rbac]);
    await deployForeign(testbed.cluster, testbed.env, foreign, { isOfOperator: true });
  }, 500_000);

  afterAll(async () => {
    await kubectl(testbed.cluster, ['delete', 'namespace', namespace, '--wait=false']);
    await testbed.close();
  });

  it('is found in its StatefulSet, evaluated, and left as it was', async () => {
    const look = async (what: string, fields: string): Promise<string> =>
      await kubectl(testbed.cluster, ['-n', namespace, 'get', what, '-o', `jsonpath=${fields}`]);
    const theirs = async (): Promise<string[]> => [
      await look('statefulset', '{.items[*].spec}'),
      await look('pods', '{.items[*].metadata.uid} {.items[*].status.containerStatuses[*].restartCount}'),
      await look('configmaps', '{.items[*].metadata.name}'),
    ];
    const before = await theirs();
    const inputs = {
      model: `lab/${foreign.models[0]}`,
      tasks: 't1-greeting-file',
      runs: '1',
      threshold: '0.5',
    };
    const flags = Object.entries({ kubeconfig, ...inputs, 'clawbench-image': testbed.env.CLAWBENCH_IMAGE });
    const { code, error } = await runCli(['attach', ...flags.map(([name, value]) => `--${name}=${value}`)], {
      CLAWBENCH_NAMESPACE: namespace,
    });
    expect(code, error).toBe(0);
    expect(error).toContain(`in pod ${namespace}/assistant-0 can take the evaluation`);
    expect(error).toContain('share their processes');
    expect(error).toContain('the credentials may not look for one in namespace mlflow');
    expect(await theirs()).toEqual(before);
  });
});

describe.skipIf(noCluster !== '')('an OpenClaw that an eval cannot join', () => {
  const namespace = newModel().replace('scripted', 'closed');
  const foreign: ForeignOpenclaw = { namespace, models: [newModel()], token: 'foreign-token-0123456789' };
  let testbed: Testbed;

  beforeAll(async () => {
    testbed = await openTestbed();
    await kubectl(testbed.cluster, ['create', 'namespace', namespace]);
  });

  afterAll(async () => {
    await kubectl(testbed.cluster, ['delete', 'namespace', namespace, '--wait=false']);
    await testbed.close();
  });

  const look = async (...args: string[]): Promise<string> =>
    await kubectl(testbed.cluster, ['-n', namespace, 'get', ...args]);

  /** The Deployment and the pod as they are, with every container that ever joined. */
  const theirs = async (): Promise<string> =>
    [
      await look('deploy', '-o', 'jsonpath={.items[*].metadata.resourceVersion}'),
      await look('pods', '-o', 'jsonpath={.items[*].metadata.uid} {.items[*].spec.ephemeralContainers}'),
      await look('configmaps,secrets', '-o', 'name'),
    ].join('\n');

  it.each([
    ['listens on the network', { bind: 'lan' }, 4, /listens on 0\.0\.0\.0.*"gateway\.bind"/s],
    [
      'lacks the tools, and has a home that cannot be mounted',
      { config: { tools: { profile: 'minimal' } }, subPath: true },
      4,
      /tools of profile "minimal".*"tools\.profile"/s,
    ],
    [
      'has a home that cannot be mounted',
      { subPath: true, memoryLimit: '3Gi' },
      2,
      /by subPath.*--attach-method rollout/s,
    ],
    ['has too little memory', { memoryLimit: '900Mi' }, 4, /MiB of memory left.*--attach-method rollout/s],
  ] as const)('is not touched where it %s', async (_, options, code, sentence) => {
    await deployForeign(testbed.cluster, testbed.env, foreign, options);
    const before = await theirs();
    const ran = await runCli(
      ['attach', `--model=lab/${foreign.models[0]}`, '--tasks=t1-greeting-file', '--mlflow=false'],
      { KUBECONFIG: testbed.env.KUBECONFIG, CLAWBENCH_NAMESPACE: namespace },
    );
    expect(ran.error).toMatch(sentence);
    expect(ran.code).toBe(code);
    expect(await theirs()).toEqual(before);
  });
});
