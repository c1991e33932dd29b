import { readFileSync } from 'node:fs';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';
import { type GitHubApi, startGitHubApi } from '../fakes/github-api.ts';
import { expectSameVerdictAgain } from './judged-again.ts';
import { behave, callsOf, newModel, openTestbed, type Testbed } from './testbed.ts';

const noCluster = inject('noCluster');
const TASKS = 't1-greeting-file t1-price-sum t2-longest-line t3-sales-report';
const TOKEN = 'gh-canary-token-0123456789';

/** No run is paid that tells nothing, none beyond what may be spent, and none twice. */
describe.skipIf(noCluster !== '')('the runs that an eval pays', () => {
  let testbed: Testbed;
  let github: GitHubApi;

  beforeAll(async () => {
    testbed = await openTestbed();
    github = await startGitHubApi({
      tokens: { [TOKEN]: { login: 'github-actions[bot]', canWrite: true } },
      artifacts: () =>
        testbed.results.artifacts().map(({ id, name, file }) => ({
          id,
          name,
          file,
          runId: Number(testbed.runId),
          branch: 'main',
          createdAt: '2026-11-24T00:00:00Z',
        })),
    });
  });

  afterAll(async () => {
    await github.stop();
    await testbed.close();
  });

  const inputs = (change: Record<string, string>): Record<string, string> => ({
    tasks: TASKS,
    runs: '2',
    mlflow: 'false',
    'confirm-runs': '2',
    ...change,
  });

  /** How often each run of a task was begun, as the model server saw it. */
  async function runsMade(id: string): Promise<Set<string>> {
    const calls = (await callsOf(testbed.env, id)).filter(({ task }) => task !== null);
    return new Set(calls.map(({ task, run }) => `${task} ${run}`));
  }

  it('stops as soon as the threshold is clearly reached, with runs: auto', async () => {
    const id = newModel();
    const step = await testbed.step(id, inputs({ runs: 'auto', 'max-runs': '5', threshold: '0.3' }));
    expect(step.log).toMatch(/is not clear yet: run 2 of \d tasks?/);
    expect(step.outputs, step.log).toMatchObject({ verdict: 'pass' });
    expect(Number(step.outputs['valid-runs'])).toBeLessThan(12);
    expect((await runsMade(id)).size).toBe(Number(step.outputs['valid-runs']));
  });

  it('stops at a cap of two shards, keeps what was paid, and overshoots by what was under way', async () => {
    const id = newModel();
    const maxTokens = 300_000;
    const step = await testbed.step(
      id,
      inputs({ 'max-tokens': String(maxTokens), shards: '2', concurrency: '1', runs: '10' }),
    );
    expect(step.outputs, step.log).toMatchObject({ verdict: 'inconclusive', 'failure-reason': 'budget' });
    const { directory, files } = await testbed.newestArtifact();
    expect(files.filter((file) => file.startsWith('runs/')).length).toBeGreaterThan(0);
    const { totalTokens } = JSON.parse(readFileSync(path.join(directory, 'verdict.json'), 'utf8')).totals;
    // One request of each shard, of some 20,000 tokens.
    expect(totalTokens).toBeLessThan(maxTokens + 2 * 30_000);
    expect(totalTokens).toBeGreaterThan(maxTokens - 60_000);
  });

  it('pays no valid run again in the next attempt', async () => {
    const id = newModel();
    const options = (attempt: number): Parameters<Testbed['step']>[2] => ({
      secrets: { GH: TOKEN },
      env: { ...testbed.results.env, GITHUB_API_URL: github.url, GITHUB_RUN_ATTEMPT: String(attempt) },
    });
    const change = inputs({
      runs: '1',
      concurrency: '1',
      'github-token': '${{ secrets.GH }}',
      label: 'again',
    });
    await behave(testbed.env, id, {
      fault: { kind: 'status', status: 402 },
      when: { matching: 'basket\\.py' },
    });
    const first = await testbed.step(id, change, options(1));
    expect(first.outputs, first.log).toMatchObject({ verdict: 'inconclusive' });
    await expectSameVerdictAgain(testbed, first);
    const paid = Number(first.outputs['valid-runs']);
    expect(paid).toBeGreaterThan(0);
    const before = (await callsOf(testbed.env, id)).length;

    await behave(testbed.env, id, {});
    const second = await testbed.step(id, change, options(2));
    expect(second.log).toContain(`${paid} runs are taken over from the earlier attempt`);
    expect(second.outputs, second.log).toMatchObject({ verdict: 'pass', 'valid-runs': '4' });
    const calls = (await callsOf(testbed.env, id)).slice(before).filter(({ task }) => task !== null);
    expect(new Set(calls.map(({ task }) => task)).size).toBe(4 - paid);
  });

  it('leaves nothing behind either', async () => {
    expect(await testbed.namespacesLeft()).toEqual([]);
  });
});
