import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';
import type { ClusterEnv } from '../cluster/env.ts';
import {
  MLFLOW_PASSWORD,
  MLFLOW_TOKEN,
  MLFLOW_USER,
  type MlflowServer,
  startMlflowServer,
} from './mlflow-server.ts';
import { runCli } from './cli.ts';
import { CANARY_KEY, callsOf, newModel, openTestbed, type Testbed } from './testbed.ts';

const noCluster = inject('noCluster');
const images = (env: ClusterEnv): string[] => [
  `--openclaw-image=${env.OPENCLAW_IMAGE}`,
  `--clawbench-image=${env.CLAWBENCH_IMAGE}`,
];
const one = { tasks: 't1-greeting-file', runs: '1' };

interface Found {
  runs?: {
    info: { run_id: string; status: string };
    data: { metrics: { key: string; value: number }[]; tags: { key: string; value: string }[] };
  }[];
}

describe.skipIf(noCluster !== '')('an MLflow 2 of somebody else', () => {
  let testbed: Testbed;
  let server: MlflowServer;

  beforeAll(async () => {
    testbed = await openTestbed();
    server = await startMlflowServer(testbed.cluster.address, (line) => process.stderr.write(`${line}\n`));
  });

  afterAll(async () => {
    await server?.stop();
    await testbed.close();
  });

  async function runsOf(experiment: string): Promise<NonNullable<Found['runs']>> {
    const found = await server.api<Found>('runs/search', { experiment_ids: [experiment] });
    return found.runs ?? [];
  }

  it('gets the result in an experiment it did not have [deploy.sh: MLFLOW_TRACKING_URI, MLFLOW_EXPERIMENT_NAME]', async () => {
    const model = newModel();
    const { env } = testbed;
    const { code, out, error } = await runCli(
      ['eval', `--model=openai/${model}`, '--tasks=t1-greeting-file', '--runs=1', ...images(env)],
      {
        KUBECONFIG: env.KUBECONFIG,
        OPENAI_API_KEY: CANARY_KEY,
        OPENAI_API_BASE: env.MODEL_BASE,
        MLFLOW_TRACKING_URI: server.url,
        MLFLOW_EXPERIMENT_NAME: model,
        MLFLOW_TRACKING_USERNAME: MLFLOW_USER,
        MLFLOW_TRACKING_PASSWORD: MLFLOW_PASSWORD,
      },
    );
    expect(code, error).toBe(0);
    expect(error).toContain(`Logged to MLflow: ${server.url}/#/experiments/`);
    expect(error).not.toContain('MLflow is being deployed');
    expect(out + error).not.toContain(MLFLOW_PASSWORD);
    const { experiment } = await server.api<{ experiment: { experiment_id: string } }>(
      `experiments/get-by-name?experiment_name=${model}`,
    );
    const [run, ...others] = await runsOf(experiment.experiment_id);
    expect(others).toEqual([]);
    expect(run?.info.status).toBe('FINISHED');
    expect(run?.data.metrics).toContainEqual(expect.objectContaining({ key: 'score', value: 1 }));
    expect(run?.data.tags).toContainEqual({ key: 'verdict', value: 'pass' });
    const listed = await server.api<{ files?: { path: string }[] }>(
      `artifacts/list?run_id=${run?.info.run_id}`,
    );
    expect(listed.files?.map((file) => file.path).sort()).toEqual(['benchmark.json', 'verdict.json']);
  });

  it('gets the result in an experiment it has, with a token [deploy.sh: MLFLOW_EXPERIMENT_ID]', async () => {
    const model = newModel();
    const { experiment_id: id } = await server.api<{ experiment_id: string }>('experiments/create', {
      name: `by id, ${model}`,
    });
    const step = await testbed.step(
      model,
      { ...one, 'mlflow-tracking-uri': server.tokenUrl, 'mlflow-token': '${{ secrets.MLFLOW_TOKEN }}' },
      { env: { MLFLOW_EXPERIMENT_ID: id }, secrets: { MLFLOW_TOKEN } },
    );
    expect(step.outputs, step.log).toMatchObject({ verdict: 'pass' });
    expect(step.log).not.toContain(MLFLOW_TOKEN);
    expect(await runsOf(id)).toHaveLength(1);
  });

  it('has the baseline, and what came before it, for here and for pods', async () => {
    const model = newModel();
    const { env } = testbed;
    const evaluate = async (
      flags: readonly string[],
      variables: Record<string, string> = {},
    ): Promise<{ error: string; comparison: Record<string, unknown> | null }> => {
      const args = ['eval', '--json', `--model=openai/${model}`, '--tasks=t1-greeting-file', '--runs=1'];
      const { code, out, error } = await runCli([...args, ...images(env), ...flags], {
        KUBECONFIG: env.KUBECONFIG,
        OPENAI_API_KEY: CANARY_KEY,
        OPENAI_API_BASE: env.MODEL_BASE,
        MLFLOW_TRACKING_URI: server.url,
        MLFLOW_EXPERIMENT_NAME: model,
        MLFLOW_TRACKING_USERNAME: MLFLOW_USER,
        MLFLOW_TRACKING_PASSWORD: MLFLOW_PASSWORD,
        ...variables,
      });
      expect(out, error).toContain('"verdict"');
      // A single task with one run can decide nothing against a baseline.
      expect([0, 3], error).toContain(code);
      expect(out + error).not.toContain(MLFLOW_PASSWORD);
      return { error, ...JSON.parse(out) };
    };
    const first = await evaluate(['--baseline=mlflow']);
    expect(first.comparison).toBeNull();
    expect(first.error).toContain('This is the first evaluation of this step');
    const second = await evaluate(['--baseline=mlflow']);
    expect(second.error).not.toContain('A pod will read');
    expect(second.comparison).toMatchObject({ history: { branch: `openai/${model}`, evaluations: 1 } });
    // The API server is asked by https, so this keeps the runner from MLflow alone.
    const third = await evaluate(['--baseline=mlflow'], { http_proxy: 'http://127.0.0.1:9' });
    expect(third.error).toContain('A pod will read the last evaluation of this step in MLflow');
    expect(third.comparison).toMatchObject({
      baseline: expect.stringMatching(/^openai\/.+ \(MLflow run [0-9a-f]{32}\)$/),
      history: { branch: `openai/${model}`, evaluations: 2 },
    });
    const [, id = ''] = /run ([0-9a-f]{32})/.exec(String(third.comparison?.['baseline'])) ?? [];
    const fourth = await evaluate([`--baseline=mlflow:${id}`], { http_proxy: 'http://127.0.0.1:9' });
    expect(fourth.comparison).toMatchObject({
      baseline: `MLflow run ${id}`,
      baselineEvaluations: 1,
      history: { evaluations: 2 },
    });
  });

  it('is told of before the first run when it will not take the result', async () => {
    const basic = { 'mlflow-username': MLFLOW_USER, 'mlflow-password': '${{ secrets.MLFLOW_PASSWORD }}' };
    const deleted = newModel();
    const { experiment_id: id } = await server.api<{ experiment_id: string }>('experiments/create', {
      name: deleted,
    });
    await server.api('experiments/delete', { experiment_id: id });
    const wrong = [
      {
        inputs: { 'mlflow-tracking-uri': server.url, 'mlflow-experiment-id': id, ...basic },
        said: `The MLflow experiment ${id} at ${server.url} is deleted.`,
        hint: 'mlflow-experiment-id',
      },
      {
        inputs: { 'mlflow-tracking-uri': server.url, 'mlflow-experiment-name': deleted, ...basic },
        said: `The MLflow experiment "${deleted}" at ${server.url} is deleted.`,
        hint: 'mlflow-experiment-name',
      },
      {
        inputs: {
          ...basic,
          'mlflow-tracking-uri': server.url,
          'mlflow-password': '${{ secrets.OPENAI_API_KEY }}',
        },
        said: `MLflow at ${server.url} refused the credentials (401).`,
        hint: 'mlflow-password',
      },
      {
        inputs: { 'mlflow-tracking-uri': `http://${testbed.cluster.address}:9` },
        said: `No MLflow answers at http://${testbed.cluster.address}:9: `,
        hint: 'mlflow-tracking-uri',
      },
    ];
    await Promise.all(
      wrong.map(async ({ inputs, said, hint }) => {
        const model = newModel();
        const step = await testbed.step(model, { ...one, ...inputs }, { secrets: { MLFLOW_PASSWORD } });
        expect(step.ok).toBe(false);
        expect(step.outputs, step.log).toMatchObject({ 'failure-reason': 'bad-input' });
        expect(step.log).toContain(said);
        expect(step.log).toContain(`"${hint}"`);
        // The relay asks the model once whether it answers, while the gateway boots and MLflow is asked.
        const calls = await callsOf(testbed.env, model);
        expect(calls.filter(({ task }) => task !== null)).toEqual([]);
        expect(calls.length).toBeLessThanOrEqual(1);
      }),
    );
    await expect.poll(() => testbed.namespacesLeft(), { timeout: 180_000 }).toEqual([]);
  });
});
