import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { request } from 'undici';
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';
import { api } from '../cluster/api.ts';
import { type GitHubApi, startGitHubApi } from '../fakes/github-api.ts';
import type { StepRun } from './act.ts';
import { callsOf, CANARY_KEY, newModel, openTestbed, type Testbed } from './testbed.ts';

const noCluster = inject('noCluster');
/** Two of each kind, so that two shards have one of each. */
const TASKS = 't1-greeting-file t1-price-sum t2-longest-line t3-sales-report';

/** Where others take up room, both shards may find it on the same node only. */
describe.skipIf(noCluster !== '')('a workflow step, on a real cluster with a real gateway', () => {
  let testbed: Testbed;
  let github: GitHubApi;

  beforeAll(async () => {
    testbed = await openTestbed();
    github = await startGitHubApi({
      tokens: { 'gh-canary-token-0123456789': { login: 'github-actions[bot]', canWrite: true } },
    });
  });

  afterAll(async () => {
    await github.stop();
    await testbed.close();
  });

  describe('with two shards, in a pull request', () => {
    const model = newModel();
    let step: StepRun;

    beforeAll(async () => {
      step = await testbed.step(
        model,
        { tasks: TASKS, runs: '2', shards: '2', mlflow: 'true', 'github-token': '${{ secrets.GH }}' },
        {
          secrets: { GH: 'gh-canary-token-0123456789' },
          env: { ...testbed.results.env, GITHUB_API_URL: github.url },
          event: { name: 'pull_request', payload: pullRequest() },
        },
      );
    });

    it('passes, with every number it names', () => {
      expect(step.log).toContain('Job succeeded');
      expect(step.ok).toBe(true);
      expect(step.outputs, step.log).toMatchObject({
        verdict: 'pass',
        passed: 'true',
        'tasks-run': '4',
        'valid-runs': '8',
      });
      // Three tasks score 1, t2-longest-line 0.92: its solution reads less than its trajectory rule asks for.
      expect(Number(step.outputs['score'])).toBeCloseTo(0.98, 4);
      expect(Number(step.outputs['cost-usd'])).toBeGreaterThan(0);
      expect(Number(step.outputs['total-tokens'])).toBeGreaterThan(1000);
      expect(step.outputs['failure-reason'] ?? '').toBe('');
    });

    it('runs each shard on a node of its own and pays each run once', async () => {
      const { directory } = await testbed.newestArtifact();
      const manifest = JSON.parse(readFileSync(path.join(directory, 'manifest.json'), 'utf8'));
      expect(new Set(manifest.shards.map((shard: { pod: { node: string } }) => shard.pod.node)).size).toBe(2);
      expect(manifest.shards.flatMap((shard: { tasks: string[] }) => shard.tasks).sort()).toEqual(
        TASKS.split(' ').sort(),
      );
      const solved = (await callsOf(testbed.env, model)).filter(
        (call) => call.task === 't1-greeting-file' && call.status === 200,
      );
      const perRun = Map.groupBy(solved, (call) => call.run);
      expect(new Set(perRun.keys())).toEqual(new Set([0, 1]));
      expect(perRun.get(0)?.length).toBe(perRun.get(1)?.length);
    });

    it('uploads what was in the pods, whole but for secrets', async () => {
      const { directory, files } = await testbed.newestArtifact();
      expect(files).toEqual(
        expect.arrayContaining([
          'benchmark.json',
          'manifest.json',
          'verdict.json',
          'logs/shard-0/eval.log',
          'logs/shard-1/gateway.log',
        ]),
      );
      expect(files.filter((file) => file.startsWith('runs/'))).toHaveLength(8);
      const manifest = JSON.parse(readFileSync(path.join(directory, 'manifest.json'), 'utf8'));
      const entries: { path: string; sha256: string; sha256InPod?: string }[] = manifest.files;
      const sha256 = (file: string): string =>
        createHash('sha256')
          .update(readFileSync(path.join(directory, file)))
          .digest('hex');
      expect(entries.filter((entry) => sha256(entry.path) !== entry.sha256)).toEqual([]);
      const runFiles = entries.filter((entry) => entry.path.startsWith('runs/'));
      expect(runFiles.filter((entry) => entry.sha256InPod !== entry.sha256)).toEqual([]);
      expect(step.outputs['artifact-url']).toMatch(
        /^https:\/\/github\.com\/octo\/repo\/actions\/runs\/\d+\/artifacts\/\d+$/,
      );
    });

    it('comments once on the pull request', () => {
      expect(github.comments).toHaveLength(1);
      // The name looks like a commit, which GitHub would link.
      expect(github.comments[0]?.body.replaceAll('&#8203;', '')).toContain(`openai/${model}`);
    });

    it('has logged one run to MLflow', async () => {
      const runs = await mlflowRuns(testbed, model);
      expect(runs).toHaveLength(1);
      expect(runs[0]?.metrics['overall_score']).toBeCloseTo(0.98, 4);
    });

    it('shows no secret in the log, the artifact, the comment, or anything left in the cluster', async () => {
      const { directory, files } = await testbed.newestArtifact();
      const texts = [
        step.log,
        ...github.comments.map(({ body }) => body),
        ...files.map((file) => readFileSync(path.join(directory, file), 'latin1')),
      ];
      for (const text of texts) expect(text).not.toMatch(/canary-(model-key|token)/);
      const token = /token: (\S+)/.exec(testbed.kubeconfig)?.[1] ?? 'no token';
      expect(testbed.kubeconfig).toContain(token);
      for (const text of texts) expect(text).not.toContain(token);
      expect(texts.join()).not.toContain(Buffer.from(CANARY_KEY).toString('base64').slice(0, 20));
    });

    it('leaves nothing behind but MLflow', async () => {
      expect(await testbed.namespacesLeft()).toEqual([]);
    });
  });
});

function pullRequest(): object {
  return {
    pull_request: {
      number: 7,
      head: { sha: 'a'.repeat(40), repo: { full_name: 'octo/repo' } },
      base: { ref: 'main' },
    },
  };
}

interface MlflowRun {
  metrics: Record<string, number>;
}

/** Runs of a model in the deployed MLflow, by its REST API. */
async function mlflowRuns(testbed: Testbed, model: string): Promise<MlflowRun[]> {
  const service = '/api/v1/namespaces/mlflow/services/mlflow-service';
  const { clusterIP } = (await api<{ spec: { clusterIP: string } }>(testbed.cluster, service)).json().spec;
  const search = async <T>(what: string, query: object): Promise<T> => {
    const { body } = await request(`http://${clusterIP}:5000/api/2.0/mlflow/${what}/search`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', host: 'localhost:5000' },
      body: JSON.stringify(query),
    });
    // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- MLflow's REST API
    return (await body.json()) as T;
  };
  const { experiments } = await search<{ experiments: { experiment_id: string }[] }>('experiments', {
    max_results: 10,
    filter: "name = 'clawbench'",
  });
  const ids = experiments.map((experiment) => experiment.experiment_id);
  const { runs = [] } = await search<{ runs?: { data: { metrics: { key: string; value: number }[] } }[] }>(
    'runs',
    {
      experiment_ids: ids,
      filter: `params.model = 'openai/${model}'`,
    },
  );
  return runs.map((one) => ({
    metrics: Object.fromEntries(one.data.metrics.map(({ key, value }) => [key, value])),
  }));
}
