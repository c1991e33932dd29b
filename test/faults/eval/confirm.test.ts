/** Regressions against a baseline, which more runs confirm. For a new scenario, copy the first test. */
import { readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { expect, it } from 'vitest';
import { manifestSchema } from '../../../src/artifact/manifest.ts';
import { sha256 } from '../../../src/base/sha256.ts';
import { collectEval } from '../../../src/eval/collect.ts';
import { judgeSaved } from '../../../src/eval/judge-saved.ts';
import type { Outcome } from '../../../src/eval/outcome.ts';
import { runEval, startEval } from '../../../src/eval/run.ts';
import { type EvalCluster, startEvalCluster } from '../../fakes/eval-cluster/cluster.ts';
import type { ScoreOf } from '../../fakes/eval-cluster/harness.ts';
import { planIn, type StoryHost, storyHost } from '../../fixtures/eval-story.ts';

const suite = ['t1-a', 't2-b', 't3-c', 't4-d'];
const good: ScoreOf = (_, run) => 0.9 + 0.01 * run;
const settings = { runs: '3', 'confirm-runs': '3' };

/** Makes a baseline of good runs, and then an evaluation with these scores. */
async function evalAfterGood(
  scoreOf: ScoreOf,
  inputs: Record<string, string> = {},
): Promise<{ cluster: EvalCluster; host: StoryHost; outcome: Outcome }> {
  const cluster = await startEvalCluster({ suite, scoreOf: good });
  const { directory } = await runEval(planIn(cluster, settings), storyHost(cluster));
  cluster.script.scoreOf = scoreOf;
  const host = storyHost(cluster);
  const outcome = await runEval(planIn(cluster, { ...settings, ...inputs, baseline: directory }), host);
  return { cluster, host, outcome };
}

it('confirms a suspected regression by more runs, and fails', async () => {
  const { cluster, host, outcome } = await evalAfterGood((_, run) => 0.5 + 0.01 * run);

  expect(host.log.lines).toContainEqual(expect.stringMatching(/^A regression is suspected: 3 more runs of/));
  const orders = cluster.pods.at(-1)!.requests.filter(({ kind }) => kind === 'runs');
  // What they are for is written down, and not the pod's to know.
  expect(orders).toEqual([{ id: expect.any(String), kind: 'runs', tasks: suite, runs: 6 }]);
  const manifest: unknown = JSON.parse(readFileSync(path.join(outcome.directory, 'manifest.json'), 'utf8'));
  expect(manifest).toMatchObject({ shards: [{ rounds: [{ tasks: suite, runs: 6, confirms: true }] }] });
  expect(outcome.verdict).toMatchObject({
    verdict: 'fail',
    failureReason: 'regression',
    coverage: { planned: 12, valid: 12, confirming: { planned: 12, valid: 12 } },
    comparison: { confirmed: true, regressed: true, runs: { baseline: 12, head: 24 } },
  });
});

it('passes where more runs do not confirm the suspicion', async () => {
  const { outcome } = await evalAfterGood((task, run) => (run < 3 ? 0.86 + 0.01 * run : good(task, run - 3)));
  expect(outcome.verdict).toMatchObject({
    verdict: 'pass',
    coverage: { planned: 12, valid: 12, confirming: { planned: 12, valid: 12 } },
    comparison: { confirmed: true, regressed: false },
  });
});

it('orders no more runs where nothing is suspected', async () => {
  const { cluster, outcome } = await evalAfterGood(good);
  expect(outcome.verdict).toMatchObject({ verdict: 'pass', comparison: { confirmed: false } });
  expect(cluster.pods.at(-1)!.requests.map(({ kind }) => kind)).toEqual(['start', 'finish']);
});

it('confirms once, also where one more run of each task could be for the threshold', async () => {
  const inputs = { runs: 'auto', 'max-runs': '9', threshold: '0.3', 'confirm-runs': '1' };
  const { host, outcome } = await evalAfterGood((_, run) => 0.5 + 0.01 * run, inputs);

  expect(host.log.lines.filter((line) => line.startsWith('A regression is suspected'))).toHaveLength(1);
  expect(outcome.verdict).toMatchObject({
    verdict: 'fail',
    comparison: { confirmed: true, regressed: true },
  });
});

it('says before anything is spent that no result could be red, and is inconclusive', async () => {
  const cluster = await startEvalCluster({ suite: ['t1-a'], scoreOf: good });
  const few = { runs: '1', 'confirm-runs': '0' };
  const { directory } = await runEval(planIn(cluster, few), storyHost(cluster));
  cluster.script.scoreOf = () => 0;
  const host = storyHost(cluster);
  const outcome = await runEval(planIn(cluster, { ...few, baseline: directory }), host);

  const warned = /^Whether it is worse than .* cannot be seen\. With 1 task, 1 run against 1, /;
  expect(host.log.warnings).toContainEqual(expect.objectContaining({ text: expect.stringMatching(warned) }));
  expect(outcome.verdict).toMatchObject({ verdict: 'inconclusive', failureReason: 'cannot-detect' });
});

it('takes a round of an earlier process for what it was ordered for, whatever its numbers', async () => {
  const cluster = await startEvalCluster({ suite, scoreOf: good });
  const { directory } = await runEval(planIn(cluster, settings), storyHost(cluster));
  cluster.script.scoreOf = (_, run) => 0.5 + 0.01 * run;
  const auto = { runs: 'auto', 'max-runs': '9', threshold: '0.3', 'confirm-runs': '1' };
  const plan = planIn(cluster, { ...auto, baseline: directory, detach: 'true' });
  await startEval(plan, storyHost(cluster));
  const access = { cluster: 'auto', kubeconfig: cluster.kubeconfig, context: null } as const;
  const wish = { access, namespace: plan.namespace, instance: null, label: null };
  const suspicions = ({ log }: StoryHost): string[] =>
    log.lines.filter((line) => line.startsWith('A regression is suspected'));

  const first = storyHost(cluster);
  cluster.script.beforeRun = () => suspicions(first).length > 0 && first.cancel();
  await expect(collectEval(wish, plan.terms, first)).rejects.toMatchObject({ code: 'cancelled' });
  cluster.script.beforeRun = () => undefined;
  const second = storyHost(cluster);
  const { verdict } = await collectEval(wish, plan.terms, second);
  expect(suspicions(second)).toEqual([]);
  expect(verdict).toMatchObject({ verdict: 'fail', comparison: { confirmed: true, regressed: true } });
});

it.each(['full', 'scores'])('judges an artifact with %s again by the same runs', async (content) => {
  const confirmed: ScoreOf = (task, run) => (run < 3 ? 0.86 + 0.01 * run : good(task, run - 3));
  const { cluster, outcome } = await evalAfterGood(confirmed, { 'artifact-content': content });
  const { terms } = planIn(cluster, settings);
  const again = async (): Promise<Outcome['verdict']> => {
    const saved = { paths: [outcome.directory], runCache: null, label: null, matrix: null };
    return (await judgeSaved(saved, terms, storyHost(cluster))).verdict;
  };
  const { score, coverage, tasks } = outcome.verdict;
  const same = { score, coverage, tasks: tasks.map(({ scores, confirming }) => ({ scores, confirming })) };
  expect(await again()).toMatchObject(JSON.parse(JSON.stringify(same)));
});

it('tells the planned runs from those that confirm in an artifact of a version that did not', async () => {
  const confirmed: ScoreOf = (task, run) => (run < 3 ? 0.86 + 0.01 * run : good(task, run - 3));
  const { cluster, outcome } = await evalAfterGood(confirmed);
  const at = (name: string): string => path.join(outcome.directory, name);
  const { coverage, tasks, ...record } = outcome.verdict;
  const { confirming: _of, ...counted } = coverage;
  const older = tasks.map(({ confirming, ...row }) => ({
    ...row,
    scores: [...row.scores, ...(confirming?.scores ?? [])],
    runs: { planned: 6, valid: 6 },
  }));
  const verdict = JSON.stringify({
    ...record,
    coverage: { ...counted, planned: 24, valid: 24 },
    tasks: older,
  });
  const manifest = manifestSchema.parse(JSON.parse(readFileSync(at('manifest.json'), 'utf8')));
  for (const shard of manifest.shards)
    shard.rounds = shard.rounds?.map(({ confirms: _for, ...round }) => round);
  for (const file of manifest.files) if (file.path === 'verdict.json') file.sha256 = sha256(verdict);
  writeFileSync(at('verdict.json'), verdict);
  writeFileSync(at('manifest.json'), JSON.stringify(manifest));

  const saved = { paths: [outcome.directory], runCache: null, label: null, matrix: null };
  const again = await judgeSaved(saved, planIn(cluster, settings).terms, storyHost(cluster));
  expect(again.verdict).toMatchObject({ score: record.score, coverage });
});
