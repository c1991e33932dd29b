/** How often files that are home are read: run files have up to 50 MB, and there can be thousands. */
import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { beforeEach, expect, it, vi } from 'vitest';
import { runEval } from '../../../src/eval/run.ts';
import { startEvalCluster } from '../../fakes/eval-cluster/cluster.ts';
import { planIn, storyHost } from '../../fixtures/eval-story.ts';

vi.mock(import('node:fs/promises'), { spy: true });
beforeEach(() => void vi.mocked(readFile).mockClear());

/** How often each run file was read, by task and run. */
function readsOfRuns(): Record<string, number> {
  const reads: Record<string, number> = {};
  for (const [file] of vi.mocked(readFile).mock.calls) {
    const [run, task] = typeof file === 'string' ? file.split(path.sep).reverse() : [];
    if (run !== undefined && /^run\d+\.json$/.test(run))
      reads[`${task}/${run}`] = (reads[`${task}/${run}`] ?? 0) + 1;
  }
  return reads;
}

it('reads each run file once where one round decides', async () => {
  const cluster = await startEvalCluster({ suite: ['t1-a'] });
  await runEval(planIn(cluster, { threshold: '0.5' }), storyHost(cluster));
  expect(readsOfRuns()).toEqual({ 't1-a/run0.json': 1, 't1-a/run1.json': 1 });
});

it('reads them once more after each further round', async () => {
  const cluster = await startEvalCluster({ suite: ['t1-a'] });
  const plan = planIn(cluster, { runs: 'auto', 'max-runs': '2', threshold: '0.5' });
  await runEval(plan, storyHost(cluster));
  expect(readsOfRuns()).toEqual({ 't1-a/run0.json': 2, 't1-a/run1.json': 1 });
});
