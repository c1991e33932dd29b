/** Single tasks that collapse while the mean hardly moves. For a new scenario, copy the first test. */
import { mkdtempSync } from 'node:fs';
import { cp } from 'node:fs/promises';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { collectEval } from '../../../src/eval/collect.ts';
import { judgeSaved } from '../../../src/eval/judge-saved.ts';
import type { Outcome } from '../../../src/eval/outcome.ts';
import { runEval, startEval } from '../../../src/eval/run.ts';
import type { Plan } from '../../../src/plan/plan.ts';
import { type EvalCluster, startEvalCluster } from '../../fakes/eval-cluster/cluster.ts';
import type { ScoreOf } from '../../fakes/eval-cluster/harness.ts';
import { basePairIn, pairIn, planIn, type StoryHost, storyHost } from '../../fixtures/eval-story.ts';

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
async function mainWith(evaluations: readonly ScoreOf[], inputs = {}): Promise<Main> {
  const cluster = await startEvalCluster({ suite, scoreOf: good });
  const artifacts: string[] = [];
  for (const [index, scoreOf] of evaluations.entries()) {
    cluster.script.scoreOf = (task, run) => scoreOf(task, run) + 0.001 * index;
    artifacts.push(
      (await runEval(planIn(cluster, { ...settings, ...inputs }), storyHost(cluster))).directory,
    );
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

describe('beside a base arm', () => {
  const five = { ...settings, 'confirm-runs': '10' };
  const lenient = (plan: Plan): Plan => {
    return { ...plan, terms: { ...plan.terms, gate: { ...plan.terms.gate, maxRegression: 0.2 } } };
  };
  const regressed = {
    verdict: 'fail',
    failureReason: 'task-regression',
    reasons: [
      expect.stringMatching(
        /^Task t2-c got worse: passed 0 of 5 fresh runs .*, against 15 of 15 .* in the base arm and 4 evaluations of main, and 5 of 5 .* in the same hour;/,
      ),
    ],
    comparison: {
      arm: true,
      regressed: false,
      history: { branch: 'main', evaluations: 4 },
      taskAlarms: { evaluations: 5, suspects: [{ taskId: 't2-c', state: 'confirmed' }] },
    },
  };

  /** From now on each arm scores as it is told. */
  function armsScore({ cluster }: Main, arms: { head: ScoreOf; base: ScoreOf }): void {
    let arm: keyof typeof arms = 'head';
    cluster.script.beforeRun = (pod) => void (arm = pod.name.includes('-base-') ? 'base' : 'head');
    // Evaluations of the same scores would be one: all of them end at the same time here.
    cluster.script.scoreOf = (task, run) => arms[arm](task, run) + 0.005;
  }

  it('fails for a task that collapsed against both, by fresh runs of both arms', async () => {
    const main = await mainWith([good, good, good, good]);
    armsScore(main, { head: collapsed, base: good });
    const outcome = await runEval(lenient(basePairIn(main.cluster, five)), main.hostAfter());
    const orders = main.cluster.pods
      .slice(-2)
      .map(({ requests }) => requests.filter(({ kind }) => kind === 'runs'));
    expect(orders).toMatchObject([[{ tasks: ['t2-c'], runs: 8 }], [{ tasks: ['t2-c'], runs: 8 }]]);
    expect(outcome.verdict).toMatchObject(regressed);
    expect(outcome.verdict.comparison).not.toHaveProperty('pValueDrift');

    const saved = { paths: [outcome.directory], runCache: null, label: null, matrix: null };
    const terms = { ...lenient(basePairIn(main.cluster, five)).terms, baseline: [] };
    const again = await judgeSaved(saved, terms, main.hostAfter());
    expect(again.verdict).toMatchObject(regressed);
    expect(again.verdict.comparison!.taskAlarms).toEqual(outcome.verdict.comparison!.taskAlarms);
  });

  it('passes where the base arm did no better, at once or in its fresh runs', async () => {
    const main = await mainWith([good, good, good, good]);
    armsScore(main, { head: collapsed, base: collapsed });
    const alike = await runEval(lenient(basePairIn(main.cluster, five)), main.hostAfter());
    expect(alike.verdict).toMatchObject({ verdict: 'pass', comparison: { taskAlarms: { suspects: [] } } });
    armsScore(main, { head: collapsed, base: (task, run) => (run < 3 ? good : collapsed)(task, run) });
    const later = await runEval(lenient(basePairIn(main.cluster, five)), main.hostAfter());
    expect(later.verdict).toMatchObject({
      verdict: 'pass',
      comparison: { taskAlarms: { suspects: [{ taskId: 't2-c', state: 'refuted' }] } },
    });
  });

  it('is held against evaluations with the inputs of the base arm alone', async () => {
    const older = await mainWith([good, good, good, good], { 'openclaw-image': 'o:2026.7.1' });
    armsScore(older, { head: collapsed, base: good });
    const found = await runEval(lenient(pairIn(older.cluster, five)), older.hostAfter());
    expect(found.verdict).toMatchObject(regressed);

    const newer = await mainWith([good, good, good, good]);
    armsScore(newer, { head: collapsed, base: good });
    const { verdict } = await runEval(lenient(pairIn(newer.cluster, five)), newer.hostAfter());
    expect(verdict).toMatchObject({ verdict: 'pass', comparison: { taskAlarms: { suspects: [] } } });
    expect(verdict.comparison).not.toHaveProperty('history');
    expect(verdict.notes).toContainEqual(
      expect.stringMatching(
        /: none of the last 4 evaluations of main is of what the base arm is: its `openclaw-image` was another one\.$/,
      ),
    );
  });

  it('does without where artifacts cannot be read, and says so', async () => {
    const main = await mainWith([]);
    armsScore(main, { head: collapsed, base: good });
    const { verdict } = await runEval(lenient(basePairIn(main.cluster, five)), storyHost(main.cluster));
    expect(verdict).toMatchObject({ verdict: 'pass', comparison: { taskAlarms: { evaluations: 1 } } });
    expect(verdict.notes).toContainEqual(
      expect.stringMatching(
        /^The collapse of a single task can hardly be told .* in the base arm, .* About \d evaluations? of the base branch beside the base arm would show it \(`history`\)\. No evaluation .*: artifacts of earlier runs can only be read in a workflow with a token\.$/,
      ),
    );
  });

  it('is found as well where another process collects both arms', async () => {
    const main = await mainWith([good, good, good, good]);
    armsScore(main, { head: collapsed, base: good });
    const plan = lenient(basePairIn(main.cluster, { ...five, detach: 'true' }));
    await startEval(plan, storyHost(main.cluster));
    const access = { cluster: 'auto', kubeconfig: main.cluster.kubeconfig, context: null } as const;
    const wish = { access, namespace: plan.namespace, instance: null, label: null };
    const { verdict } = await collectEval(wish, { ...plan.terms, baseline: [] }, main.hostAfter());
    expect(verdict).toMatchObject(regressed);
  });
});
