/** Pods in which code of agents writes to the files of the supervisor. For a new scenario, copy the first test. */
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { expect, it } from 'vitest';
import { collectEval } from '../../../src/eval/collect.ts';
import { judgeSaved } from '../../../src/eval/judge-saved.ts';
import type { Outcome } from '../../../src/eval/outcome.ts';
import { runEval, startEval } from '../../../src/eval/run.ts';
import { podPaths, type ShardState } from '../../../src/protocol/pod.ts';
import { type EvalCluster, startEvalCluster } from '../../fakes/eval-cluster/cluster.ts';
import type { EvalPod } from '../../fakes/eval-cluster/pod.ts';
import { planIn, type StoryHost, storyHost } from '../../fixtures/eval-story.ts';

const suite = ['t1-good', 't2-bad'];
const scoreOf = (task: string): number => (task === 't1-good' ? 0.95 : 0.05);
const threshold = { threshold: '0.8' };

function read(pod: EvalPod, file: string): Partial<ShardState> {
  return JSON.parse(pod.files.get(file)?.toString() ?? '{}');
}

function change(pod: EvalPod, file: string, fields: object): void {
  pod.files.set(file, Buffer.from(JSON.stringify({ ...read(pod, file), ...fields })));
}

const phaseOf = (pod: EvalPod): string => read(pod, podPaths.state).phase ?? '';

/** A cluster whose agents change the state of their pod as soon as one of their runs has ended. */
async function forging(fields: Partial<ShardState>): Promise<EvalCluster> {
  return await startEvalCluster({
    suite,
    scoreOf,
    afterStep(pod) {
      if (phaseOf(pod) === 'running' || phaseOf(pod) === 'done') change(pod, podPaths.state, fields);
    },
  });
}

async function judgedAgain(outcome: Outcome, cluster: EvalCluster): Promise<Outcome['verdict']> {
  const saved = { paths: [outcome.directory], runCache: null, label: null, matrix: null };
  const { verdict } = await judgeSaved(saved, planIn(cluster, threshold).terms, storyHost(cluster));
  return verdict;
}

function noteIn(cluster: EvalCluster): string | undefined {
  const map = cluster.objects.all().find(({ metadata }) => metadata.annotations?.['clawbench.dev/run']);
  return map?.metadata.annotations?.['clawbench.dev/shard-0'];
}

it('notes what a shard is to run before it starts it', async () => {
  let noted: string | undefined;
  const cluster = await startEvalCluster({
    suite,
    onCall(title) {
      if (title === 'exec write /control/request.json') noted ??= noteIn(cluster) ?? 'nothing';
    },
  });
  const outcome = await runEval(planIn(cluster), storyHost(cluster));
  const plan = {
    tasks: suite,
    droppedTasks: [],
    runsPerTask: 2,
    priceKnown: true,
    openclawVersion: '2026.7.35',
    harnessVersion: '0.4.0.dev1',
    taskContents: null,
  };
  expect(JSON.parse(noted ?? '')).toEqual({ plan, rounds: [], earlierRuns: {} });
  const manifest = JSON.parse(readFileSync(path.join(outcome.directory, 'manifest.json'), 'utf8'));
  expect(manifest).toMatchObject({ shards: [{ plan }], contradictions: [] });
});

it.each([
  ['drop the task they failed', { tasks: ['t1-good'] }],
  ['drop runs', { runsPerTask: 1 }],
])('has no verdict where agents %s, now or when it is judged again', async (_, fields) => {
  const cluster = await forging(fields);
  const outcome = await runEval(planIn(cluster, threshold), storyHost(cluster));
  expect(outcome.verdict).toMatchObject({
    verdict: 'inconclusive',
    failureReason: 'tampered',
    coverage: { planned: 4 },
  });
  expect(await judgedAgain(outcome, cluster)).toMatchObject({
    verdict: 'inconclusive',
    failureReason: 'tampered',
    coverage: outcome.verdict.coverage,
  });
});

it('is not deceived by a state that was forged and put right again', async () => {
  let left = 1;
  const cluster = await startEvalCluster({
    suite,
    afterStep(pod) {
      if (phaseOf(pod) === 'running' && left-- === 1) change(pod, podPaths.state, { tasks: ['t1-good'] });
    },
  });
  const { verdict } = await runEval(planIn(cluster), storyHost(cluster));
  expect(verdict).toMatchObject({ verdict: 'inconclusive', failureReason: 'tampered' });
});

it('has no verdict where agents remove every run file before it is seen, and write a result', async () => {
  const cluster = await startEvalCluster({
    suite,
    scoreOf: () => 1,
    afterStep({ files }) {
      for (const name of files.keys()) if (/\/run\d+\.json$/.test(name)) files.delete(name);
      const none = { schemaVersion: 1, files: [], replaced: [], tampered: [] };
      files.set(podPaths.keptIndex, Buffer.from(JSON.stringify(none)));
    },
  });
  const outcome = await runEval(planIn(cluster, threshold), storyHost(cluster));
  expect(outcome.files).toContain('benchmark.json');
  expect(outcome.verdict).toMatchObject({
    verdict: 'inconclusive',
    failureReason: 'tampered',
    coverage: { planned: 4, valid: 0, certainty: 'sure' },
  });
  expect((await judgedAgain(outcome, cluster)).coverage).toEqual(outcome.verdict.coverage);
});

/** Launches an evaluation in one process. @returns how another one collects it */
async function launchIn(
  cluster: EvalCluster,
  inputs: Record<string, string>,
): Promise<(host?: StoryHost) => Promise<Outcome>> {
  const plan = planIn(cluster, { ...threshold, ...inputs, detach: 'true' });
  await startEval(plan, storyHost(cluster));
  const access = { cluster: 'auto', kubeconfig: cluster.kubeconfig, context: null } as const;
  const wish = { access, namespace: plan.namespace, instance: null, label: null };
  return (host = storyHost(cluster)) => collectEval(wish, plan.terms, host);
}

it.each([
  ['drop the task they failed', { tasks: ['t1-good'] }],
  ['drop runs', { runsPerTask: 1 }],
])('holds a detached evaluation against what was noted, where agents %s meanwhile', async (_, fields) => {
  const cluster = await forging(fields);
  const collect = await launchIn(cluster, {});
  expect((await collect()).verdict).toMatchObject({
    verdict: 'inconclusive',
    failureReason: 'tampered',
    coverage: { planned: 4 },
  });
});

it('takes the orders of an earlier process from its note, and not from the pod', async () => {
  const cluster = await startEvalCluster({ suite: ['t1-good'] });
  const collect = await launchIn(cluster, {});
  const [pod] = cluster.pods;
  cluster.script.afterStep = () => {
    const work = [
      { id: 'start-x', kind: 'start' },
      { id: 'runs-1-x', kind: 'runs', tasks: ['t1-good'], runs: 9 },
    ];
    change(pod!, podPaths.journal, { work });
  };
  cluster.script.afterStep(pod!);
  expect((await collect()).verdict).toMatchObject({ failureReason: 'tampered', coverage: { planned: 2 } });
});

it('goes on with the rounds that an earlier process ordered', async () => {
  const cluster = await startEvalCluster({ suite: ['t1-good'], scoreOf: () => 0.9 });
  const collect = await launchIn(cluster, { runs: 'auto', 'max-runs': '3', threshold: '0.9' });
  const first = storyHost(cluster);
  cluster.script.beforeRun = (_, __, run) => run === 1 && first.cancel();
  await expect(collect(first)).rejects.toMatchObject({ code: 'cancelled' });
  cluster.script.beforeRun = () => undefined;
  expect(JSON.parse(noteIn(cluster) ?? '')).toMatchObject({ rounds: [{ tasks: ['t1-good'], runs: 2 }] });
  const { verdict } = await collect();
  expect(verdict).toMatchObject({ verdict: 'pass', coverage: { planned: 3, valid: 3 } });
});
