import { readFileSync } from 'node:fs';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, inject, it, onTestFinished } from 'vitest';
import type { WireLine } from '../../src/protocol/wire.ts';
import type { GitHubApi } from '../fakes/github-api.ts';
import { githubWithArtifactsOf } from './artifacts-of-main.ts';
import { expectSameVerdictAgain } from './judged-again.ts';
import { startRenamedModel } from './renamed-model.ts';
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
    github = await githubWithArtifactsOf(testbed, TOKEN);
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

  it('pays for what an endpoint had in its cache by a price of its own, as OpenClaw does', async () => {
    const model = newModel();
    await behave(testbed.env, model, { cachedShare: 0.5 });
    const prices = { 'price-input': '100', 'price-cached-input': '10', 'price-output': '200' };
    const step = await testbed.step(model, inputs({ ...prices, tasks: 't1-greeting-file', runs: '1' }));
    expect(step.outputs, step.log).toMatchObject({ verdict: 'pass' });
    const { directory } = await testbed.artifactOf(step);
    const { totals, wire } = JSON.parse(readFileSync(path.join(directory, 'verdict.json'), 'utf8'));
    expect(wire.cacheReadTokens).toBeGreaterThan(0);
    const due = wire.inputTokens * 100 + wire.cacheReadTokens * 10 + wire.outputTokens * 200;
    expect(wire.costUsd).toBeCloseTo(due / 1e6, 6);
    expect(totals.costUsd).toBeCloseTo(wire.costUsd, 6);
  });

  it('stops at a cap on the cost of a hosted model before the next request, and counts as OpenClaw does', async () => {
    const maxCostUsd = 1;
    const model = await startRenamedModel(testbed, { name: 'gpt-5.5', scripted: newModel() });
    onTestFinished(() => model.stop());
    const config = { models: { providers: { openai: { baseUrl: model.baseUrl, models: [] } } } };
    const step = await testbed.step(
      'gpt-5.5',
      inputs({
        'openai-api-base': '',
        'price-input': '',
        'price-output': '',
        'openclaw-config': JSON.stringify(config),
        'max-cost-usd': String(maxCostUsd),
        concurrency: '1',
        runs: '10',
      }),
    );
    expect(step.outputs, step.log).toMatchObject({ verdict: 'inconclusive', 'failure-reason': 'budget' });
    const { directory, files } = await testbed.artifactOf(step);
    const read = (file: string): string => readFileSync(path.join(directory, file), 'utf8');
    const lines = read('wire/shard-0.jsonl')
      .trim()
      .split('\n')
      .map((line): WireLine => JSON.parse(line));
    const closed = lines.filter((line) => line.kind === 'closed');
    const paid = closed.filter(({ outcome }) => outcome !== 'refused');
    expect(paid.filter(({ costUsd }) => costUsd === null)).toEqual([]);
    const costs = paid.map(({ costUsd }) => costUsd ?? 0);
    const spent = costs.reduce((sum, cost) => sum + cost, 0);
    expect(spent).toBeGreaterThanOrEqual(maxCostUsd);
    expect(spent - costs.at(-1)!).toBeLessThan(maxCostUsd);
    expect(closed.some(({ refusal }) => refusal === 'budget')).toBe(true);
    expect(JSON.parse(read('verdict.json')).totals.costUsd).toBeCloseTo(spent, 6);

    const runs = files.filter((file) => /^runs\/.*\/run\d+\.json$/.test(file));
    expect(runs.length).toBeGreaterThan(1);
    const opened = lines.filter((line) => line.kind === 'opened');
    for (const file of runs) {
      const [, task, run] = /([^/]+)\/run(\d+)\.json$/.exec(file)!;
      const ids = opened.filter((line) => line.run?.task === task && line.run?.run === Number(run));
      const ofRun = closed.filter(({ id }) => ids.some((line) => line.id === id));
      const cost = ofRun.reduce((sum, { costUsd }) => sum + (costUsd ?? 0), 0);
      expect(cost, file).toBeGreaterThan(0);
      expect(JSON.parse(read(file)).token_usage.total_cost_usd, file).toBeCloseTo(cost, 6);
    }
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
