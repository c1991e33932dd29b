/** The keys of an arm that waits for the other one, which Kubernetes deletes once nobody renews their lease. */
import { expect, it } from 'vitest';
import { clock as realClock } from '../../../src/base/clock.ts';
import type { Clock } from '../../../src/base/ports.ts';
import { runEval } from '../../../src/eval/run.ts';
import { startEvalCluster } from '../../fakes/eval-cluster/cluster.ts';
import type { EvalPod } from '../../fakes/eval-cluster/pod.ts';
import { pairIn, storyHost } from '../../fixtures/eval-story.ts';
import { leasesIn } from '../../fixtures/key-leases.ts';

const MINUTE_MS = 60_000;
const settings = { timeout: '100h' };
const isBase = (pod: EvalPod): boolean => pod.name.includes('-base-');

/** Time that passes only where a test lets it, and waits that are short. */
function settableClock(): Clock & { pass: (ms: number) => void } {
  let now = Date.now();
  return {
    now: () => now,
    sleep: async (ms, signal) => await realClock.sleep(Math.min(ms, 2), signal),
    pass: (ms) => void (now += ms),
  };
}

it.each([
  ['head', '1', '11'],
  ['base', '11', '1'],
])('are kept while %s waits for half an hour', async (idle, ofHead, ofBase) => {
  const clock = settableClock();
  const cluster = await startEvalCluster({ suite: ['t1-a'] });
  const startedMs = clock.now();
  const ended = new Set<string>();
  let leases = 0;
  cluster.script.beforeRun = (pod, _, run) => {
    // Each later run of the arm that works takes three minutes.
    if (run === 0 || isBase(pod) === (idle === 'base')) return;
    clock.pass(3 * MINUTE_MS);
    const known = leasesIn(cluster);
    leases = Math.max(leases, known.length);
    for (const { name, lastsMs } of known) if (startedMs + lastsMs < clock.now()) ended.add(name);
  };
  const plan = pairIn(cluster, { ...settings, runs: ofHead }, { runs: ofBase });
  await runEval(plan, storyHost(cluster, { clock }));
  expect(clock.now() - startedMs).toBeGreaterThanOrEqual(30 * MINUTE_MS);
  expect(leases).toBe(2);
  expect([...ended]).toEqual([]);
});
