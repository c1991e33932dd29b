import path from 'node:path';
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';
import { kubectl } from '../cluster/kubectl.ts';
import { serviceAccountKubeconfig } from '../cluster/service-account.ts';
import { type Ran, runCli } from './cli.ts';
import { deployForeign, type ForeignOpenclaw } from './foreign-openclaw.ts';
import {
  MLFLOW_PASSWORD,
  MLFLOW_TOKEN,
  MLFLOW_USER,
  type MlflowServer,
  startMlflowServer,
} from './mlflow-server.ts';
import { callsOf, newModel, openTestbed, type Testbed } from './testbed.ts';

const noCluster = inject('noCluster');
const rbac = (name: string): string =>
  path.join(import.meta.dirname, '..', '..', 'manifests', 'rbac', `${name}.yaml`);

const HOME = '/home/node/.openclaw';
/** On the volume of the gateway, where it is still seen when the container of the evaluation has ended. */
const STOLEN = `${HOME}/stolen`;

/** What agents' code can leave in the container of the evaluation: all that Python runs there keeps its input. */
const thief = `import sys; open("${STOLEN}", "a").write("ran " + (sys.stdin.read() if not sys.stdin.isatty() else "") + chr(10))`;
const PLANT = `printf '%s' '${thief}' > /tmp/clawbench/sidecar/log_to_mlflow.py
cp /tmp/clawbench/sidecar/log_to_mlflow.py /tmp/clawbench/sidecar/mlflow_client.py
cp /tmp/clawbench/sidecar/log_to_mlflow.py /tmp/clawbench/sidecar/check_mlflow.py
site=$(python3 -c 'import site; print(site.getusersitepackages())')
mkdir -p "$site" && cp /tmp/clawbench/sidecar/log_to_mlflow.py "$site/usercustomize.py"`;

describe.skipIf(noCluster !== '')("an MLflow with credentials, and a user's OpenClaw", () => {
  const namespace = newModel().replace('scripted', 'logged');
  const foreign: ForeignOpenclaw = {
    namespace,
    models: Array.from({ length: 4 }, newModel),
    token: 'foreign-token-0123456789',
  };
  let testbed: Testbed;
  let server: MlflowServer;
  let kubeconfig: string;

  beforeAll(async () => {
    testbed = await openTestbed();
    const account = { name: 'clawbench', namespace };
    kubeconfig = await serviceAccountKubeconfig(testbed.cluster, account, [
      rbac('attach'),
      rbac('attach-mlflow'),
    ]);
    const restricted = 'pod-security.kubernetes.io/enforce=restricted';
    await kubectl(testbed.cluster, ['label', 'namespace', namespace, restricted]);
    [server] = await Promise.all([
      startMlflowServer(testbed.cluster.address, (line) => process.stderr.write(`${line}\n`)),
      deployForeign(testbed.cluster, testbed.env, foreign),
    ]);
  }, 500_000);

  afterAll(async () => {
    await server?.stop();
    await kubectl(testbed.cluster, ['delete', 'namespace', namespace, '--wait=false']);
    await testbed.close();
  });

  const get = async (...args: string[]): Promise<string> =>
    await kubectl(testbed.cluster, ['-n', namespace, ...args]);
  const pods = async (): Promise<string> => await get('get', 'pods', '-o', 'name');
  const assistant = expect.stringMatching(/^pod\/assistant-\S+\n?$/);

  const run = async (
    verb: string,
    flags: Record<string, string>,
    env: Record<string, string>,
  ): Promise<Ran> => {
    const args = Object.entries({ kubeconfig, ...flags }).flatMap(([name, value]) => [`--${name}`, value]);
    return await runCli([verb, ...args], { CLAWBENCH_NAMESPACE: namespace, ...env });
  };
  const evalFlags = (model: number): Record<string, string> => ({
    model: `lab/${foreign.models[model]}`,
    tasks: 't1-greeting-file',
    runs: '1',
    'clawbench-image': testbed.env.CLAWBENCH_IMAGE,
  });
  const basic = (experiment: string): Record<string, string> => ({
    MLFLOW_TRACKING_URI: server.url,
    MLFLOW_EXPERIMENT_NAME: experiment,
    MLFLOW_TRACKING_USERNAME: MLFLOW_USER,
    MLFLOW_TRACKING_PASSWORD: MLFLOW_PASSWORD,
  });
  const runsOf = async (experiment: string): Promise<unknown[]> => {
    const found = await server.api<{ experiment: { experiment_id: string } }>(
      `experiments/get-by-name?experiment_name=${experiment}`,
    );
    const ids = [found.experiment.experiment_id];
    const { runs = [] } = await server.api<{ runs?: unknown[] }>('runs/search', { experiment_ids: ids });
    return runs;
  };

  it('gets the result from a pod of its own, and what agents left in the container of the evaluation gets nothing', async () => {
    const [experiment = ''] = foreign.models;
    const begun = await run('attach', { ...evalFlags(0), detach: 'true' }, basic(experiment));
    expect(begun.code, begun.error).toBe(0);
    const [, instance = ''] = /Evaluation ([0-9a-f]{8}) /.exec(begun.out) ?? [];
    // Planted when all runs are over, so that the traps catch nothing but what comes then.
    await run('logs', { instance }, {});
    const pod = (await pods()).split('\n').find((name) => name.startsWith('pod/assistant-')) ?? '';
    const inContainer = ['exec', pod, '-c', `clawbench-${instance}`, '--', 'sh', '-c'];
    await get(...inContainer, PLANT);
    // The traps work: they catch what is sent to any of these programs.
    await get(...inContainer, 'echo canary-of-the-test | python3 -c 1');
    await get(...inContainer, 'echo canary-of-the-test | python3 -s /tmp/clawbench/sidecar/log_to_mlflow.py');
    const stolen = async (): Promise<string> => await get('exec', 'deploy/assistant', '--', 'cat', STOLEN);
    const caught = await stolen();
    expect(caught.match(/canary-of-the-test/g)).toHaveLength(2);

    const fetched = await run('results', { threshold: '0.5' }, basic(experiment));
    expect(fetched.code, fetched.error).toBe(0);
    expect(fetched.error).toContain(`Logged to MLflow: ${server.url}/#/experiments/`);
    expect(await runsOf(experiment)).toHaveLength(1);
    expect(await stolen()).toBe(caught);
    expect(begun.out + begun.error + fetched.out + fetched.error).not.toContain(MLFLOW_PASSWORD);
    await expect.poll(pods, { timeout: 60_000, interval: 1000 }).toEqual(assistant);
  });

  it('refuses a token that it does not know before anything is spent', async () => {
    const wrong = { MLFLOW_TRACKING_URI: server.tokenUrl, MLFLOW_TRACKING_TOKEN: `${MLFLOW_TOKEN}-not` };
    const ran = await run('attach', evalFlags(1), wrong);
    expect(ran.error).toContain(`MLflow at ${server.tokenUrl} refused the credentials (401).`);
    expect(ran.code).toBe(2);
    expect(await callsOf(testbed.env, foreign.models[1]!)).toEqual([]);
    await expect.poll(pods, { timeout: 60_000, interval: 1000 }).toEqual(assistant);
  });

  it('gets nothing where a quota leaves no room for its pod, and the verdict stands', async () => {
    await get('create', 'quota', 'full', '--hard=pods=1');
    try {
      const used = ['get', 'quota', 'full', '-o', 'jsonpath={.status.used.pods}'];
      await expect.poll(() => get(...used), { timeout: 60_000, interval: 1000 }).toBe('1');
      const ran = await run('attach', { ...evalFlags(2), threshold: '0.5' }, basic(newModel()));
      expect(ran.code, ran.error).toBe(0);
      expect(ran.error).toMatch(
        /It could not be checked whether MLflow will take the result: .*exceeded quota/,
      );
      expect(ran.error).toMatch(/The result was not logged to MLflow: .*exceeded quota/);
    } finally {
      await get('delete', 'quota', 'full');
    }
  });

  it('needs two rights that no other evaluation of it needs, which are named before anything is changed', async () => {
    const account = { name: 'poor', namespace };
    const poor = await serviceAccountKubeconfig(testbed.cluster, account, [rbac('attach')]);
    const ran = await run('attach', { ...evalFlags(3), kubeconfig: poor }, basic(newModel()));
    expect(ran.error).toMatch(/create +pods +in \S+ +to talk to an MLflow with credentials/);
    expect(ran.error).toMatch(/delete +pods/);
    expect(ran.error).toContain('attach-mlflow.yaml');
    expect(ran.code).toBe(4);
    expect(await pods()).toEqual(assistant);
  });
});
