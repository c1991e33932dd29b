/** Single tasks that collapse while the mean hardly moves. For a new scenario, copy the first test. */
import { mkdtempSync } from 'node:fs';
import { cp } from 'node:fs/promises';
import path from 'node:path';
import { expect, it } from 'vitest';
import { judgeSaved } from '../../../src/eval/judge-saved.ts';
import type { Outcome } from '../../../src/eval/outcome.ts';
import { runEval } from '../../../src/eval/run.ts';
import { type EvalCluster, startEvalCluster } from '../../fakes/eval-cluster/cluster.ts';
import type { ScoreOf } from '../../fakes/eval-cluster/harness.ts';
import { planIn, type StoryHost, storyHost } from '../../fixtures/eval-story.ts';

const suite = ['t1-a', 't1-b', 't2-c', 't2-d', 't3-e', 't4-f'];
/** A drop of one of six tasks by 0.6 lowers the mean by 0.1. */
const settings = { runs: '3', 'confirm-runs': '4', concurrency: '4' };
const compared = { ...settings, baseline: 'artifact', 'max-regression': '0.2' };
const good: ScoreOf = (_, run) => 0.9 + 0.01 * (run % 3);
const collapsed: ScoreOf = (task, run) => (task === 't2-c' ? 0.3 + 0.01 * (run % 3) : good(task, run));

interface Main {
  cluster: EvalCluster;
  /** A host that finds these evaluations of main. */
  hostAfter: () => StoryHost;
}

/** Evaluates main as often as there are scores; later ones can be compared with all of these. */
async function mainWith(evaluations: readonly ScoreOf[]): Promise<Main> {
  const cluster = await startEvalCluster({ suite, scoreOf: good });
  const artifacts: string[] = [];
  for (const [index, scoreOf] of evaluations.entries()) {
    cluster.script.scoreOf = (task, run) => scoreOf(task, run) + 0.001 * index;
    artifacts.push((await runEval(planIn(cluster, settings), storyHost(cluster))).directory);
  }
  const past = artifacts.map((_, index) => {
    const createdAt = new Date(Date.UTC(2026, 9, 1 + index)).toISOString();
    return { id: index, name: 'x', runId: 100 + index, createdAt, size: 1000, sha: '' };
  });
  const hostAfter = (): StoryHost => {
    const host = storyHost(cluster, {
      pastArtifacts: () => ({
        ofBranch: () => Promise.resolve(past.toReversed()),
        ofAttempt: () => Promise.resolve(null),
        // Who reads it removes it.
        async fetch({ id }) {
          const copy = path.join(mkdtempSync(path.join(host.directory, 'past-')), 'artifact');
          await cp(artifacts[id]!, copy, { recursive: true });
          return copy;
        },
        baseBranch: 'main',
        ownBranch: null,
      }),
    });
    return host;
  };
  return { cluster, hostAfter };
}

async function evalAfter({ cluster, hostAfter }: Main, scoreOf: ScoreOf, inputs = {}): Promise<Outcome> {
  cluster.script.scoreOf = scoreOf;
  return await runEval(planIn(cluster, { ...compared, ...inputs }), hostAfter());
}

it('runs a task again that collapsed, and fails for it alone, also when the artifact is judged again', async () => {
  const main = await mainWith([good, good, good, good]);
  const outcome = await evalAfter(main, collapsed);

  const orders = main.cluster.pods.at(-1)!.requests.filter(({ kind }) => kind === 'runs');
  expect(orders).toMatchObject([{ tasks: ['t2-c'], runs: 7 }]);
  expect(outcome.verdict).toMatchObject({
    verdict: 'fail',
    failureReason: 'task-regression',
    reasons: [
      expect.stringMatching(/^Task t2-c got worse: passed 0 of 4 fresh runs .* in 4 evaluations of main;/),
    ],
    comparison: {
      regressed: false,
      taskAlarms: {
        historicRuns: { least: 12, most: 12 },
        suspects: [{ taskId: 't2-c', state: 'confirmed', fresh: { valid: 4, passes: 0 } }],
      },
    },
  });

  const saved = { paths: [outcome.directory], runCache: null, label: null, matrix: null };
  const again = await judgeSaved(saved, planIn(main.cluster, compared).terms, main.hostAfter());
  expect(again.verdict).toMatchObject({ verdict: 'fail', failureReason: 'task-regression' });
  expect(again.verdict.comparison!.taskAlarms).toEqual(outcome.verdict.comparison!.taskAlarms);
});

it('passes where fresh runs do not confirm it, and where they cannot be made', async () => {
  const main = await mainWith([good, good, good, good]);
  const unlucky = await evalAfter(main, (task, run) => (run < 3 ? collapsed : good)(task, run));
  expect(unlucky.verdict).toMatchObject({
    verdict: 'pass',
    comparison: { taskAlarms: { suspects: [{ taskId: 't2-c', state: 'refuted' }] } },
  });
  const alone = await evalAfter(main, collapsed, { 'confirm-runs': '0' });
  expect(alone.verdict).toMatchObject({
    verdict: 'pass',
    comparison: { taskAlarms: { suspects: [{ taskId: 't2-c', state: 'unconfirmed' }] } },
  });
});

it('orders nothing and says why where the history is too short, or the task unstable', async () => {
  const short = await mainWith([good]);
  const few = await evalAfter(short, collapsed);
  expect(few.verdict).toMatchObject({
    verdict: 'pass',
    comparison: { taskAlarms: { mostPasses: null, suspects: [] } },
  });
  expect(few.verdict.notes).toContainEqual(
    expect.stringMatching(/^The collapse of a single task can hardly be told/),
  );

  const unsteady = await mainWith([good, collapsed, good, collapsed, good]);
  const { verdict } = await evalAfter(unsteady, collapsed);
  expect(verdict).toMatchObject({
    verdict: 'pass',
    comparison: { taskAlarms: { suspects: [], unstable: [{ taskId: 't2-c' }] } },
  });
});
