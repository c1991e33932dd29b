/** Suspicions against a stored baseline, which is made again beside the head. For a new scenario, copy the first test. */
import { existsSync, readFileSync, rmSync } from 'node:fs';
import path from 'node:path';
import { expect, it } from 'vitest';
import { collectEval } from '../../../src/eval/collect.ts';
import { judgeSaved } from '../../../src/eval/judge-saved.ts';
import type { Outcome } from '../../../src/eval/outcome.ts';
import { runEval, startEval } from '../../../src/eval/run.ts';
import { type EvalCluster, startEvalCluster } from '../../fakes/eval-cluster/cluster.ts';
import type { EvalPod } from '../../fakes/eval-cluster/pod.ts';
import { planIn, remakeIn, type StoryHost, storyHost } from '../../fixtures/eval-story.ts';

const suite = ['t1-a', 't2-b', 't3-c', 't4-d'];
const settings = { runs: '3', 'confirm-runs': '5', 'max-tokens': '100000000' };
const isBase = (pod: EvalPod): boolean => pod.name.includes('-base-');

interface Story {
  cluster: EvalCluster;
  host: StoryHost;
  outcome: Outcome;
  /** The directory of yesterday's artifact. */
  baseline: string;
}

/** Makes a baseline of good runs yesterday, and then an evaluation whose arms score like this. */
async function today(
  scores: { head: number; base: number },
  change: { inputs?: Record<string, string>; before?: (cluster: EvalCluster, baseline: string) => void } = {},
): Promise<Story> {
  let arm: 'head' | 'base' | 'yesterday' = 'yesterday';
  const of = { ...scores, yesterday: 0.9 };
  const cluster = await startEvalCluster({ suite, scoreOf: (_, run) => of[arm] + 0.01 * (run % 3) });
  const { directory } = await runEval(planIn(cluster, settings), storyHost(cluster));
  cluster.script.beforeRun = (pod) => void (arm = isBase(pod) ? 'base' : 'head');
  change.before?.(cluster, directory);
  const host = storyHost(cluster);
  const inputs = { ...settings, ...change.inputs, baseline: directory };
  const outcome = await runEval(planIn(cluster, inputs), host, remakeIn(cluster, inputs, host));
  return { cluster, host, outcome, baseline: directory };
}

const ordersOf = (pods: readonly EvalPod[]): string[][] =>
  pods.map(({ requests }) =>
    requests.map((request) => ('runs' in request ? `runs ${request.runs}` : request.kind)),
  );

it('is not red where the provider got worse for both sides', async () => {
  const { cluster, host, outcome } = await today({ head: 0.6, base: 0.6 });
  expect(host.log.lines).toContainEqual(
    'A regression is suspected: 3 fresh runs of 4 tasks on both sides will tell (t1-a, t2-b, t3-c, t4-d).',
  );
  expect(outcome.verdict).toMatchObject({
    verdict: 'pass',
    comparison: {
      confirmed: true,
      confirmedBy: 'both',
      regressed: false,
      confirmation: { runs: { baseline: 12, head: 12 } },
      runs: { baseline: 12, head: 12 },
    },
  });
  expect(outcome.verdict.comparison).not.toHaveProperty('arm');
  const pods = cluster.pods.slice(1);
  expect(ordersOf(pods.filter((pod) => !isBase(pod)))).toEqual([['start', 'runs 6', 'finish']]);
  expect(ordersOf(pods.filter(isBase))).toEqual([['start', 'finish']]);
  const record: unknown = JSON.parse(readFileSync(path.join(outcome.directory, 'base/verdict.json'), 'utf8'));
  expect(record).toMatchObject({ coverage: { planned: 12, valid: 12 } });
  expect(cluster.objects.names()).toEqual([]);
});

it('is red where the baseline is as good as it was', async () => {
  const { outcome } = await today({ head: 0.6, base: 0.9 });
  expect(outcome.verdict).toMatchObject({
    verdict: 'fail',
    failureReason: 'regression',
    comparison: { confirmedBy: 'both', regressed: true },
  });
});

it.each([
  [0.9, 'fail'],
  [0.6, 'pass'],
] as const)(
  'is judged again by both looks where the baseline made again scores %f',
  async (base, verdict) => {
    const { cluster, outcome, baseline } = await today({ head: 0.6, base });
    const saved = { paths: [outcome.directory], runCache: null, label: null, matrix: null };
    const { terms } = planIn(cluster, { ...settings, baseline });
    const again = await judgeSaved(saved, terms, storyHost(cluster));
    const { regressed, confirmation } = outcome.verdict.comparison!;
    expect(again.verdict).toMatchObject({ verdict, comparison: { regressed, confirmation } });
  },
);

it('costs nothing more where nothing is suspected', async () => {
  const { cluster, outcome } = await today({ head: 0.9, base: 0.9 });
  expect(outcome.verdict).toMatchObject({ verdict: 'pass', comparison: { confirmed: false } });
  expect(cluster.pods.filter(isBase)).toEqual([]);
  expect(existsSync(path.join(outcome.directory, 'base'))).toBe(false);
});

it('confirms by head alone with `confirm: head`, which the provider turns red', async () => {
  const { cluster, outcome } = await today({ head: 0.6, base: 0.6 }, { inputs: { confirm: 'head' } });
  expect(outcome.verdict).toMatchObject({ verdict: 'fail', comparison: { confirmedBy: 'head' } });
  expect(cluster.pods.filter(isBase)).toEqual([]);
});

it('confirms by head alone, and says why, where no manifest says with what the baseline was made', async () => {
  const { cluster, outcome } = await today(
    { head: 0.6, base: 0.6 },
    { before: (_, baseline) => rmSync(path.join(baseline, 'manifest.json')) },
  );
  expect(outcome.verdict).toMatchObject({
    verdict: 'fail',
    comparison: {
      confirmedBy: 'head',
      headAloneBecause: expect.stringMatching(/could not be made again, since .* has no manifest\.json/),
    },
  });
  expect(cluster.pods.filter(isBase)).toEqual([]);
});

it('confirms by head alone, by all runs it may make, where the arm cannot be launched', async () => {
  const { cluster, outcome } = await today(
    { head: 0.6, base: 0.6 },
    {
      before({ pods, script }) {
        const hasStarted = (): boolean => pods.slice(1).some(({ requests }) => requests.length > 0);
        script.isAllowed = (access) => access !== 'patch jobs' || !hasStarted();
      },
    },
  );
  expect(outcome.verdict).toMatchObject({
    comparison: {
      confirmedBy: 'head',
      headAloneBecause: expect.stringMatching(/could not be made again, since .*jobs/),
    },
  });
  expect(ordersOf(cluster.pods.slice(1))).toEqual([['start', 'runs 8', 'finish']]);
});

it('takes the room of the head once that has made its runs', async () => {
  const { outcome } = await today(
    { head: 0.6, base: 0.6 },
    { inputs: { 'startup-timeout': '6h' }, before: (cluster) => void (cluster.script.room = 1) },
  );
  expect(outcome.verdict).toMatchObject({ verdict: 'pass', comparison: { confirmedBy: 'both' } });
});

it('confirms by head alone, by all runs it may make, where the arm never comes to run', async () => {
  const { cluster, host, outcome } = await today(
    { head: 0.6, base: 0.6 },
    {
      before(of) {
        of.script.onPod = (pod) =>
          void (isBase(pod) && setImmediate(() => of.lose(pod, { isReplaced: false })));
      },
    },
  );
  expect(outcome.verdict).toMatchObject({
    comparison: {
      confirmedBy: 'head',
      headAloneBecause: expect.stringMatching(/could not be made again, since Shard 0 /),
    },
  });
  expect(host.log.warnings).toContainEqual(
    expect.objectContaining({ text: expect.stringContaining('It could not be made again, since') }),
  );
  const heads = cluster.pods.slice(1).filter((pod) => !isBase(pod));
  expect(ordersOf(heads)).toEqual([['start', 'runs 6', 'runs 8', 'finish']]);
  expect(existsSync(path.join(outcome.directory, 'base'))).toBe(false);
});

it('says what decides where the arm never comes to run and the head has left its room to it', async () => {
  const { cluster, host, outcome } = await today(
    { head: 0.6, base: 0.6 },
    {
      before(of) {
        const { onPod } = of.script;
        of.script.onPod = (pod) => {
          onPod(pod);
          if (isBase(pod)) of.script.room = 0;
        };
      },
    },
  );
  const heads = cluster.pods.slice(1).filter((pod) => !isBase(pod));
  expect(ordersOf(heads)).toEqual([['start', 'runs 6', 'finish']]);
  expect(outcome.verdict).toMatchObject({
    comparison: { confirmedBy: 'head', headAloneBecause: expect.stringMatching(/could not be made again/) },
  });
  const { text } = host.log.warnings.find((one) => one.text.includes('could not be made again'))!;
  expect(text).toMatch(/: the fresh runs that head has made tell alone\.$/);
});

it.each([
  ['both', expect.stringMatching(/could not be made again, since another process launched this evaluation/)],
  ['head', undefined],
])('confirms by head alone what another process launched, with `confirm: %s`', async (confirm, because) => {
  const cluster = await startEvalCluster({ suite, scoreOf: () => 0.9 });
  const { directory } = await runEval(planIn(cluster, settings), storyHost(cluster));
  cluster.script.scoreOf = () => 0.5;
  const plan = planIn(cluster, { ...settings, baseline: directory, confirm, detach: 'true' });
  await startEval(plan, storyHost(cluster));
  const access = { cluster: 'auto', kubeconfig: cluster.kubeconfig, context: null } as const;
  const wish = { access, namespace: plan.namespace, instance: null, label: null };
  const { verdict } = await collectEval(wish, plan.terms, storyHost(cluster));
  expect(verdict).toMatchObject({ verdict: 'fail', comparison: { confirmedBy: 'head' } });
  expect(verdict.comparison?.headAloneBecause).toEqual(because);
});
