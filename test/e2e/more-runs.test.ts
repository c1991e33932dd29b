import { readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';
import type { GitHubApi } from '../fakes/github-api.ts';
import { githubWithArtifactsOf } from './artifacts-of-main.ts';
import { behave, callsOf, newModel, openTestbed, type Testbed } from './testbed.ts';

const noCluster = inject('noCluster');
const TASKS = 't1-greeting-file t1-price-sum t2-longest-line t3-sales-report';
const TOKEN = 'gh-canary-token-0123456789';

/** More runs where they tell something, and none where they would only cost. */
describe.skipIf(noCluster !== '')('an eval that is not over after its first runs', () => {
  const model = newModel();
  let testbed: Testbed;
  let github: GitHubApi;
  /** What the evaluation that others are held against left. */
  let base: string;
  let mlflowRun: string;

  beforeAll(async () => {
    testbed = await openTestbed();
    github = await githubWithArtifactsOf(testbed, TOKEN);
    // So many that the collapse of one task shows against them.
    const step = await testbed.step(model, { tasks: TASKS, runs: '6', label: 'base', mlflow: 'true' });
    if (step.outputs['verdict'] !== 'pass') throw new Error(step.log);
    base = (await testbed.newestArtifact()).directory;
    mlflowRun = /Logged to MLflow: \S+\/runs\/(\w+)/.exec(step.log)?.[1] ?? '';
  });

  afterAll(async () => {
    await github.stop();
    await testbed.close();
  });

  const inputs = (change: Record<string, string>): Record<string, string> => ({
    tasks: TASKS,
    runs: '2',
    mlflow: 'false',
    // By both sides one run each would be left, which confirms nothing.
    confirm: 'head',
    'confirm-runs': '2',
    ...change,
  });

  /** How often each run of a task was begun, as the model server saw it. */
  async function runsMade(id: string): Promise<Set<string>> {
    const calls = (await callsOf(testbed.env, id)).filter(({ task }) => task !== null);
    return new Set(calls.map(({ task, run }) => `${task} ${run}`));
  }

  it('is held against the last good eval of the base branch, makes no more runs where nothing is suspected, and says what it expected to use', async () => {
    const change = inputs({ baseline: 'artifact', 'github-token': '${{ secrets.GH }}', label: 'base' });
    const step = await testbed.step(model, change, {
      secrets: { GH: TOKEN },
      // Another run of the same workflow.
      env: { ...testbed.results.env, GITHUB_API_URL: github.url, GITHUB_RUN_ID: `${testbed.runId}7` },
      event: { name: 'push', payload: { repository: { default_branch: 'main' } } },
    });
    expect(step.outputs, step.log).toMatchObject({ verdict: 'pass', 'valid-runs': '8' });
    expect(step.log).toContain(`No regression against main (run ${testbed.runId}).`);
    expect(step.log).not.toContain('is suspected');
    expect(step.log).toMatch(/Forecast from the baseline: \$[\d.]+/);
    expect(Number(step.outputs['forecast-tokens'])).toBeGreaterThan(1000);
  });

  it('is held against what an earlier eval logged to MLflow', async () => {
    const change = inputs({ baseline: `mlflow:${mlflowRun}`, mlflow: 'true', label: 'logged' });
    const step = await testbed.step(model, change);
    expect(step.outputs, step.log).toMatchObject({ verdict: 'pass', 'valid-runs': '8' });
    expect(step.log).toContain(`No regression against MLflow run ${mlflowRun}.`);
  });

  it('spends nothing when there is no such run in MLflow', async () => {
    const id = newModel();
    const change = inputs({ baseline: 'mlflow:0123456789abcdef0123456789abcdef', mlflow: 'true' });
    const step = await testbed.step(id, change);
    expect(step.outputs, step.log).toMatchObject({ 'failure-reason': 'bad-baseline' });
    expect(await runsMade(id)).toEqual(new Set());
  });

  it('fails after more runs of the suspects confirmed what the first ones showed', async () => {
    await behave(testbed.env, model, { solveProbability: 0 });
    const change = inputs({ baseline: 'verdict.json', threshold: '', label: 'worse' });
    const step = await testbed.step(model, change, { checkout: base });
    expect(step.log).toMatch(/A regression is suspected: 2 more runs of 4 tasks will tell/);
    expect(step.outputs, step.log).toMatchObject({
      verdict: 'fail',
      'failure-reason': 'regression',
      'valid-runs': '8',
    });
    const { directory } = await testbed.newestArtifact();
    const record = JSON.parse(readFileSync(path.join(directory, 'verdict.json'), 'utf8'));
    expect(record.comparison).toMatchObject({ confirmed: true, runs: { baseline: 24, head: 16 } });
    // Score and benchmark.json are those of the planned runs, so that they can be compared with others.
    expect(record.tasks).toMatchObject(
      Array.from({ length: 4 }, () => ({ confirming: { runs: { planned: 2, valid: 2 } } })),
    );
    const result = JSON.parse(readFileSync(path.join(directory, 'benchmark.json'), 'utf8'));
    expect(result.task_results.map((task: { runs: number }) => task.runs)).toEqual([2, 2, 2, 2]);
    expect(record.harness.agrees).toBe(true);
  });

  it('passes if more runs show that it was chance', async () => {
    // The first two runs of each task fail, and those that are ordered after them do not.
    await behave(testbed.env, model, { solveProbability: 0, solvedFromRun: 2 });
    const change = inputs({
      baseline: 'verdict.json',
      threshold: '',
      label: 'chance',
      // With fewer, two of them in each task would still be too many against a baseline without any.
      'confirm-runs': '8',
    });
    const step = await testbed.step(model, change, { checkout: base });
    expect(step.log).toContain('A regression is suspected');
    expect(step.outputs, step.log).toMatchObject({ verdict: 'pass', 'valid-runs': '8' });
  });

  it('fails for one task that collapsed while the mean hardly moved, which a quarantine lets through', async () => {
    const taskId = 't1-greeting-file';
    await behave(testbed.env, model, {
      marked: { matching: `workspace-clawbench/${taskId}/`, solveProbability: 0 },
    });
    const change = inputs({
      baseline: 'verdict.json',
      threshold: '',
      runs: '3',
      'confirm-runs': '5',
      'max-regression': '0.25',
    });
    const alone = await testbed.step(model, { ...change, label: 'alone' }, { checkout: base });
    expect(alone, alone.log).toMatchObject({
      ok: false,
      outputs: { verdict: 'fail', 'failure-reason': 'task-regression', 'valid-runs': '12' },
    });
    expect(alone.log).toContain('A regression is suspected: 5 more runs of 1 task will tell');
    const recordOf = async (step: typeof alone) => {
      const { directory } = await testbed.artifactOf(step);
      return JSON.parse(readFileSync(path.join(directory, 'verdict.json'), 'utf8'));
    };
    const { reasons, comparison } = await recordOf(alone);
    expect(comparison).toMatchObject({ comparable: true, regressed: false });
    expect(comparison.taskAlarms.suspects).toMatchObject([
      { taskId, state: 'confirmed', before: { valid: 6, passes: 6 }, fresh: { valid: 5, passes: 0 } },
    ]);
    expect(reasons).toEqual([expect.stringMatching(`^Task ${taskId} got worse: passed 0 of 5 fresh runs`)]);
    expect(alone.log).toContain(reasons[0]);

    writeFileSync(path.join(base, 'quarantine.txt'), `${taskId} # swings\n`);
    const lenient = { ...change, label: 'lenient', quarantine: 'quarantine.txt' };
    const informed = await testbed.step(model, lenient, { checkout: base });
    expect(informed, informed.log).toMatchObject({
      ok: true,
      outputs: { verdict: 'pass', 'valid-runs': '9' },
    });
    expect(informed.log).not.toContain('is suspected');
    expect(await recordOf(informed)).toMatchObject({
      quarantine: { tasks: [taskId] },
      comparison: { newlyQuarantined: [{ taskId, baseline: { passes: 6 }, head: { valid: 3, passes: 0 } }] },
    });
  });

  it('leaves nothing behind either', async () => {
    expect(await testbed.namespacesLeft()).toEqual([]);
  });
});
