import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';
import { api } from '../cluster/api.ts';
import { kubectl } from '../cluster/kubectl.ts';
import { runCli } from './cli.ts';
import { CANARY_KEY, callsOf, newModel, openTestbed, type Testbed } from './testbed.ts';

const noCluster = inject('noCluster');

interface Found {
  items: { metadata: { name: string }; data?: Record<string, string>; spec?: object }[];
}

/** The values of a Secret by their names. */
function decoded(data: Record<string, string>): Record<string, string> {
  return Object.fromEntries(
    Object.entries(data).map(([name, value]) => [name, Buffer.from(value, 'base64').toString()]),
  );
}

/** A user of deploy.sh exports these and nothing else. */
describe.skipIf(noCluster !== '')('an eval that is told everything by the variables of deploy.sh', () => {
  const model = newModel();
  const namespace = model.replace('scripted', 'variables');
  const mlflowNamespace = model.replace('scripted', 'mlflow');
  let testbed: Testbed;
  let variables: Record<string, string>;

  beforeAll(async () => {
    testbed = await openTestbed();
    const { env } = testbed;
    variables = {
      KUBECONFIG: env.KUBECONFIG,
      CLAWBENCH_NAMESPACE: namespace,
      CLAWBENCH_IMAGE: env.CLAWBENCH_IMAGE,
      OPENCLAW_IMAGE: env.OPENCLAW_IMAGE,
      CLAWBENCH_MODEL: `openai/${model}`,
      CLAWBENCH_JUDGE_MODEL: `openai/${model}-judge`,
      CLAWBENCH_RUNS: '2',
      CLAWBENCH_CONCURRENCY: '3',
      CLAWBENCH_TASKS: 't1-greeting-file t2-longest-line',
      CLAWBENCH_CONNECT_TIMEOUT: '90',
      CLAWBENCH_REQUEST_TIMEOUT: '200',
      CLAWBENCH_PER_RUN_BUDGET_SECONDS: '500',
      MLFLOW_NAMESPACE: mlflowNamespace,
      MLFLOW_IMAGE: env.MLFLOW_IMAGE,
      MLFLOW_EXPERIMENT_NAME: `of-${model}`,
      OPENAI_API_KEY: CANARY_KEY,
      OPENAI_API_BASE: env.MODEL_BASE,
      ANTHROPIC_API_KEY: 'sk-ant-canary-0123456789',
      GEMINI_API_KEY: 'canary-gemini-0123456789',
    };
  });

  afterAll(async () => {
    for (const name of [namespace, mlflowNamespace])
      await kubectl(testbed.cluster, ['delete', 'namespace', name, '--ignore-not-found', '--wait=false']);
    await testbed.close();
  });

  async function found(kind: string): Promise<Found['items']> {
    return (await api<Found>(testbed.cluster, `/api/v1/namespaces/${namespace}/${kind}`)).json().items;
  }

  it('runs as they say, and its ConfigMap shows what ran [deploy.sh: CLAWBENCH_NAMESPACE, CLAWBENCH_IMAGE, OPENCLAW_IMAGE, CLAWBENCH_MODEL, CLAWBENCH_JUDGE_MODEL, CLAWBENCH_RUNS, CLAWBENCH_CONCURRENCY, CLAWBENCH_TASKS, CLAWBENCH_CONNECT_TIMEOUT, CLAWBENCH_REQUEST_TIMEOUT, CLAWBENCH_PER_RUN_BUDGET_SECONDS, MLFLOW_NAMESPACE, MLFLOW_IMAGE, MLFLOW_EXPERIMENT_NAME, OPENAI_API_KEY, OPENAI_API_BASE]', async () => {
    const ran = await runCli(['eval', '--mlflow', '--cleanup', 'never', '--json'], variables);
    expect(ran, ran.error).toMatchObject({ code: 0 });
    expect(JSON.parse(ran.out)).toMatchObject({
      identity: { model: `openai/${model}`, judgeModel: `openai/${model}-judge`, concurrency: 3 },
      coverage: { planned: 4, valid: 4 },
    });
    expect((await callsOf(testbed.env, model)).length).toBeGreaterThan(0);
    expect((await callsOf(testbed.env, `${model}-judge`)).length).toBeGreaterThan(0);

    const shown = (await found('configmaps')).find(({ data }) => data?.['CLAWBENCH_MODEL'] !== undefined);
    expect(shown?.data).toMatchObject({
      CLAWBENCH_MODEL: `custom/${model}`,
      CLAWBENCH_JUDGE_MODEL: `custom/${model}-judge`,
      CLAWBENCH_RUNS: '2',
      CLAWBENCH_CONCURRENCY: '3',
      CLAWBENCH_TASKS: 't1-greeting-file t2-longest-line',
      CLAWBENCH_CONNECT_TIMEOUT: '90',
      CLAWBENCH_REQUEST_TIMEOUT: '200',
      CLAWBENCH_PER_RUN_BUDGET_SECONDS: '500',
      MLFLOW_TRACKING_URI: `http://mlflow-service.${mlflowNamespace}.svc.cluster.local:5000`,
      MLFLOW_EXPERIMENT_NAME: `of-${model}`,
    });
    const secrets = (await found('secrets'))
      .map(({ metadata, data = {} }) => ({ name: metadata.name, values: decoded(data) }))
      .filter(({ values }) => values['CUSTOM_API_KEY'] !== undefined);
    const relay = secrets.filter(({ name }) => name.endsWith('-relay'));
    const agent = secrets.filter(({ name }) => !name.endsWith('-relay'));
    expect(relay.map(({ values }) => values)).toMatchObject([{ CUSTOM_API_KEY: CANARY_KEY }]);
    // What the agent under test can read is the token of the relay, and opens nothing else.
    const token = relay[0]?.values['CLAWBENCH_RELAY_TOKEN'];
    expect(token).toMatch(/^[0-9a-f]{64}$/);
    expect(agent.map(({ values }) => values)).toMatchObject([{ CUSTOM_API_KEY: token }]);
    // The keys that the evaluation does not need are nowhere.
    for (const { values } of secrets)
      for (const unused of ['ANTHROPIC_API_KEY', 'GEMINI_API_KEY']) expect(values).not.toHaveProperty(unused);
    const images = JSON.stringify((await found('pods')).map(({ spec }) => spec));
    expect(images).toContain(variables['OPENCLAW_IMAGE']);
    expect(images).toContain(variables['CLAWBENCH_IMAGE']);
    expect(ran.error).toContain(`Logged to MLflow: http://mlflow-service.${mlflowNamespace}`);
  });

  it('is refused with the name of the variable that is wrong', async () => {
    const ran = await runCli(['eval'], {
      ...variables,
      CLAWBENCH_RUNS: 'many',
      CLAWBENCH_CONNECT_TIMEOUT: '0',
    });
    expect(ran.code).toBe(2);
    expect(ran.error).toContain('--runs, from CLAWBENCH_RUNS in the environment, is "many"');
    expect(ran.error).toContain('--connect-timeout, from CLAWBENCH_CONNECT_TIMEOUT in the environment');
  });
});

/** In a workflow, what is gated stands in the workflow. */
describe.skipIf(noCluster !== '')('a step with these variables around it', () => {
  let testbed: Testbed;
  beforeAll(async () => {
    testbed = await openTestbed();
  });
  afterAll(() => testbed.close());

  it('does not read them, and says what to write instead', async () => {
    const step = await testbed.step(
      newModel(),
      { tasks: 't1-greeting-file', mlflow: 'false', 'agent-files': 'no/such/directory' },
      { env: { CLAWBENCH_RUNS: '1', CLAWBENCH_TASKS: 't1-price-sum' } },
    );
    expect(step.log).toContain('CLAWBENCH_RUNS is read by the command line alone: write `runs` instead.');
    expect(step.log).not.toContain('CLAWBENCH_TASKS is read');
    expect(step.outputs).toMatchObject({ 'failure-reason': 'bad-input' });
  });
});
