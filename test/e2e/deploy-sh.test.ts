import { request } from 'undici';
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';
import { api } from '../cluster/api.ts';
import { clusterFromEnvironment } from '../cluster/cluster.ts';
import { clusterEnv, type ClusterEnv } from '../cluster/env.ts';
import { kubectl } from '../cluster/kubectl.ts';
import { type Ran, runCli } from './cli.ts';
import { callsOf, CANARY_KEY, newModel } from './testbed.ts';

const noCluster = inject('noCluster');

/** What a user of deploy.sh exports and then types, with the command line in its place: no flag but its own. */
describe.skipIf(noCluster !== '')('what deploy.sh did, by its flags and variables alone', () => {
  const cluster = clusterFromEnvironment();
  const model = newModel();
  const judge = newModel();
  const namespace = model.replace('scripted', 'walk');
  const mlflowNamespace = `${namespace}-mlflow`;
  let env: ClusterEnv;
  let exported: Record<string, string>;

  const deploySh = async (args: string[], more: Record<string, string> = {}): Promise<Ran> =>
    await runCli(args, { ...exported, ...more });
  const get = async (...args: string[]): Promise<string> => await kubectl(cluster, ['get', ...args]);

  beforeAll(async () => {
    env = await clusterEnv(cluster);
    exported = {
      KUBECONFIG: env.KUBECONFIG,
      CLAWBENCH_NAMESPACE: namespace,
      CLAWBENCH_IMAGE: env.CLAWBENCH_IMAGE,
      OPENCLAW_IMAGE: env.OPENCLAW_IMAGE,
      MLFLOW_IMAGE: env.MLFLOW_IMAGE,
      MLFLOW_NAMESPACE: mlflowNamespace,
      CLAWBENCH_MODEL: `openai/${model}`,
      OPENAI_API_BASE: env.MODEL_BASE,
      OPENAI_API_KEY: CANARY_KEY,
      CLAWBENCH_TASKS: 't1-greeting-file',
      CLAWBENCH_RUNS: '1',
    };
  });

  afterAll(async () => {
    await kubectl(cluster, [
      'delete',
      'namespace',
      namespace,
      mlflowNamespace,
      '--ignore-not-found',
      '--wait=false',
    ]);
  });

  it('deploys a gateway with every key that is set, and nothing else [deploy.sh: --openclaw-only, CLAWBENCH_NAMESPACE, OPENCLAW_IMAGE, CLAWBENCH_MODEL, OPENAI_API_KEY, ANTHROPIC_API_KEY, OPENROUTER_API_KEY, GEMINI_API_KEY, OPENAI_API_BASE]', async () => {
    const keys = {
      ANTHROPIC_API_KEY: 'sk-canary-anthropic',
      OPENROUTER_API_KEY: 'sk-canary-openrouter',
      GEMINI_API_KEY: 'sk-canary-gemini',
    };
    const ran = await deploySh(['--openclaw-only'], keys);
    expect(ran, ran.error).toMatchObject({ code: 0 });
    const where = ['-n', namespace];
    const deployment = JSON.parse(await get(...where, 'deployment', 'openclaw', '-o', 'json'));
    expect(deployment.status.readyReplicas).toBe(1);
    expect(deployment.spec.template.spec.containers).toMatchObject([{ image: env.OPENCLAW_IMAGE }]);
    const { data } = JSON.parse(await get(...where, 'secret', 'clawbench-secrets', '-o', 'json'));
    const decoded = Object.values<string>(data).map((value) => Buffer.from(value, 'base64').toString());
    expect(decoded).toEqual(expect.arrayContaining([CANARY_KEY, ...Object.values(keys)]));
    const config = await get(...where, 'configmap', 'openclaw-config', '-o', 'json');
    expect(config).toContain(model);
    expect(config).toContain(env.MODEL_BASE);
    expect(ran.out + ran.error + config).not.toContain('sk-canary');
    expect(await get('namespace', mlflowNamespace, '--ignore-not-found')).toBe('');
  });

  it('deploys an MLflow that answers [deploy.sh: --mlflow-only, MLFLOW_NAMESPACE, MLFLOW_IMAGE]', async () => {
    const ran = await deploySh(['--mlflow-only']);
    expect(ran, ran.error).toMatchObject({ code: 0 });
    const where = ['-n', mlflowNamespace];
    const deployment = JSON.parse(await get(...where, 'deployment', 'mlflow', '-o', 'json'));
    expect(deployment.spec.template.spec.containers).toMatchObject([{ image: env.MLFLOW_IMAGE }]);
    const { experiments } = await mlflow('experiments/search', { max_results: 5 });
    expect(experiments).toHaveLength(1);
  });

  it('runs by the settings of the ConfigMap, also those the script never read [deploy.sh: CLAWBENCH_IMAGE, CLAWBENCH_MODEL, CLAWBENCH_RUNS, CLAWBENCH_CONCURRENCY, CLAWBENCH_JUDGE_MODEL, CLAWBENCH_TASKS, CLAWBENCH_CONNECT_TIMEOUT, CLAWBENCH_REQUEST_TIMEOUT, CLAWBENCH_PER_RUN_BUDGET_SECONDS, MLFLOW_NAMESPACE, MLFLOW_EXPERIMENT_NAME, OPENAI_API_BASE]', async () => {
    const settings = {
      CLAWBENCH_MODEL: `openai/${model}`,
      CLAWBENCH_RUNS: '2',
      CLAWBENCH_CONCURRENCY: '2',
      CLAWBENCH_JUDGE_MODEL: `openai/${judge}`,
      CLAWBENCH_TASKS: 't1-greeting-file',
      CLAWBENCH_CONNECT_TIMEOUT: '90',
      CLAWBENCH_REQUEST_TIMEOUT: '200',
      CLAWBENCH_PER_RUN_BUDGET_SECONDS: '400',
    };
    const ran = await deploySh(['eval', '--cleanup', 'never', '--json'], {
      ...settings,
      MLFLOW_EXPERIMENT_NAME: namespace,
    });
    expect(ran, ran.error).toMatchObject({ code: 0 });
    expect(JSON.parse(ran.out).coverage).toMatchObject({ planned: 2, valid: 2 });
    const [, name = ''] = /Job \S+\/(clawbench-[0-9a-f]{8}) runs on/.exec(ran.error) ?? [];
    const { data } = JSON.parse(await get('-n', namespace, 'configmap', name, '-o', 'json'));
    expect(data).toMatchObject({
      ...settings,
      CLAWBENCH_MODEL: expect.stringContaining(model),
      CLAWBENCH_JUDGE_MODEL: expect.stringContaining(judge),
    });
    expect(new Set((await callsOf(env, model)).map(({ key }) => key)).size).toBe(1);
    expect((await runsOf(namespace)).length).toBe(1);
    const job = await get('-n', namespace, 'job', name, '-o', 'json');
    expect(job).toContain(env.CLAWBENCH_IMAGE);
  });

  it('deletes what it made but for MLflow [deploy.sh: --teardown]', async () => {
    const ran = await deploySh(['--teardown']);
    expect(ran, ran.error).toMatchObject({ code: 0 });
    expect(await get('-n', namespace, 'deployments,secrets,configmaps', '-o', 'name')).not.toMatch(
      /openclaw|clawbench/,
    );
    const kept = JSON.parse(await get('-n', mlflowNamespace, 'deployment', 'mlflow', '-o', 'json'));
    expect(kept.status.readyReplicas).toBe(1);
  });

  /** A request to the deployed MLflow, by its REST API. */
  async function mlflow(what: string, query: object): Promise<Record<string, { [field: string]: string }[]>> {
    const service = `/api/v1/namespaces/${mlflowNamespace}/services/mlflow-service`;
    const { clusterIP } = (await api<{ spec: { clusterIP: string } }>(cluster, service)).json().spec;
    const { body } = await request(`http://${clusterIP}:5000/api/2.0/mlflow/${what}`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', host: 'localhost:5000' },
      body: JSON.stringify(query),
    });
    // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- MLflow's REST API
    return (await body.json()) as Record<string, { [field: string]: string }[]>;
  }

  /** Runs in an experiment. */
  async function runsOf(experiment: string): Promise<object[]> {
    const { experiments = [] } = await mlflow('experiments/search', {
      max_results: 5,
      filter: `name = '${experiment}'`,
    });
    const ids = experiments.map((one) => one['experiment_id']);
    const { runs = [] } = await mlflow('runs/search', { experiment_ids: ids });
    return runs;
  }
});
