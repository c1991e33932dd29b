import { mkdirSync, mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { describe, expect, test } from 'vitest';
import { initialState } from '../../../sidecar/status.ts';
import { gatherEvidence } from '../../../src/eval/evidence.ts';
import { placesOfTerminal } from '../../../src/base/checked-file.ts';
import { readSavedEval } from '../../../src/artifact/saved-eval.ts';
import type { CollectedShard } from '../../../src/pods/collect.ts';
import type { BenchmarkResult } from '../../../src/result/formats/benchmark.ts';
import { planIn } from '../../../src/result/formats/shard-plan.ts';
import type { VerdictRecord } from '../../../src/result/formats/verdict-record.ts';
import { NO_GATE } from '../../../src/result/verdict/gate.ts';
import { judge } from '../../../src/result/verdict/verdict.ts';
import { collectedShard } from '../../fixtures/collected-shard.ts';
import { loadInputs } from '../../fixtures/inputs.ts';
import { planFor, recordFor } from '../../fixtures/plan.ts';
import { benchmark, runFilesFor } from '../../fixtures/result.ts';
import { seal } from '../../fixtures/sealed.ts';

const real = benchmark('benchmark-2tasks-pass.json');
const [good = '', bad = ''] = real.task_results.map((task) => task.task_id);
const scores: Readonly<Record<string, number>> = { [good]: 0.95, [bad]: 0.05 };
const gate = { ...NO_GATE, threshold: 0.8, minCoverage: 0.9 };
const RUNS = 3;
/** As the harness calls the directory of the model. */
const MODEL = 'openai_gpt-5.5';

/** What the supervisor of a shard with both tasks says before it is started. */
const ready = {
  ...initialState(0),
  phase: 'ready' as const,
  tasks: [good, bad],
  runsPerTask: RUNS,
  priceKnown: true,
  harnessVersion: '0.4.0',
  taskContents: { [good]: '0123456789abcdef', [bad]: 'fedcba9876543210' },
};

/** A result in which every run has these points. */
function resultOf(points: (task: string) => number): BenchmarkResult {
  const tasks = real.task_results.map((task) => ({
    ...task,
    runs: RUNS,
    scores: Array.from({ length: RUNS }, () => points(task.task_id)),
  }));
  return { ...real, task_results: tasks };
}

interface Forgery {
  /** What the pod says at the end. */
  state?: Partial<typeof ready>;
  /** Whether the process that judges knows what was said before the start. */
  isNoted?: boolean;
  /** Run files, by `<task>/run<n>`; all by default. */
  keeps?: (run: string) => boolean;
  /** Beside the honest ones. */
  more?: Readonly<Record<string, number>>;
  result?: BenchmarkResult;
  shard?: Partial<CollectedShard>;
}

function write(directory: string, name: string, content: unknown): string {
  mkdirSync(path.dirname(path.join(directory, name)), { recursive: true });
  writeFileSync(path.join(directory, name), JSON.stringify(content));
  return name;
}

async function verdictOf(forgery: Forgery, inputs: Record<string, string> = {}): Promise<VerdictRecord> {
  const { state, isNoted = true, keeps = () => true, more = {}, result, shard } = forgery;
  const directory = mkdtempSync(path.join(tmpdir(), 'forged-'));
  const samples = new Map([...runFilesFor(real).values()].map((entry) => [entry.task_id, entry]));
  const runFile = (task: string, run: number, score: number, model = MODEL): string =>
    write(directory, `run_cache/${model}/v2-0a/${task}/run${run}.json`, {
      ...samples.get(task),
      task_id: task,
      run_index: run,
      run_score: score,
      delivery_outcome: score > 0.7 ? 'pass' : 'fail',
    });
  const honest = [good, bad].flatMap((task) =>
    Array.from({ length: RUNS }, (_, run) => ({ task, run })).filter(({ run }) => keeps(`${task}/run${run}`)),
  );
  const runFiles = honest.map(({ task, run }) => runFile(task, run, scores[task] ?? 0));
  for (const [place, score] of Object.entries(more)) {
    const [model = '', task = '', run = ''] = place.split('/');
    runFiles.push(runFile(task, Number(run), score, model));
  }
  write(directory, 'benchmark.json', result ?? resultOf((task) => scores[task] ?? 0));
  const env = Object.fromEntries(
    Object.entries({
      kubeconfig: 'x',
      'openai-api-key': 'sk-canary-0123456789',
      runs: String(RUNS),
      ...inputs,
    }).map(([name, value]) => [`INPUT_${name.toUpperCase()}`, value]),
  );
  const { evidence } = await gatherEvidence(
    [
      collectedShard({
        directory,
        runFiles,
        plan: isNoted ? planIn(ready) : undefined,
        state: { ...ready, phase: 'done', ...state },
        ...shard,
      }),
    ],
    recordFor(planFor(loadInputs(env))),
  );
  return judge(evidence, gate);
}

const named = { tasks: `${good} ${bad}` };

describe('an honest evaluation', () => {
  test.each([{}, named])('fails by its score, with inputs %j', async (inputs) => {
    const verdict = await verdictOf({}, inputs);
    expect(verdict).toMatchObject({ verdict: 'fail', coverage: { planned: 6, valid: 6, certainty: 'sure' } });
    expect(verdict.score).toBeLessThan(0.8);
  });

  test('may have more runs that an earlier attempt left, and those of its rounds', async () => {
    const more = { [`${MODEL}/${good}/3`]: 0.95, [`${MODEL}/${good}/4`]: 0.95, [`${MODEL}/${bad}/3`]: 0.05 };
    const rounds = [{ tasks: [bad], runs: 4 }];
    const verdict = await verdictOf({ more, shard: { rounds, earlierRuns: { [good]: 5 } } });
    expect(verdict).toMatchObject({ verdict: 'fail', coverage: { planned: 7, valid: 7 } });
  });
});

/** With the plan noted before the start, and with the word of the pod alone. */
const ways = [{ isNoted: true }, { isNoted: false }];

describe.each(ways)('what the pod says after its start (%j)', (way) => {
  test.each([
    ['names only the good task', { tasks: [good] }, {}],
    ['names only the good task, where the inputs name both', { tasks: [good] }, named],
    ['has fewer runs', { runsPerTask: 1 }, {}],
  ])('does not make a bad result pass: it %s', async (_, state, inputs) => {
    const verdict = await verdictOf({ ...way, state }, inputs);
    expect(verdict).toMatchObject({ verdict: 'inconclusive', failureReason: 'tampered' });
  });
});

test.each([
  ['tasks', { tasks: [good] }],
  ['tasks that are left out', { droppedTasks: [bad] }],
  ['number of runs', { runsPerTask: 1 }],
  ['knowledge of the price', { priceKnown: false }],
  ['version of OpenClaw', { openclawVersion: '9' }],
  ['version of ClawBench', { harnessVersion: '9' }],
  ['files of the tasks', { taskContents: { ...ready.taskContents, [bad]: '0000000000000000' } }],
])('what was noted before the start stays, and the difference is told: %s', async (words, state) => {
  const verdict = await verdictOf({ state });
  expect(verdict).toMatchObject({
    verdict: 'inconclusive',
    coverage: { planned: 6, valid: 6, droppedTasks: [] },
    identity: { openclawVersion: null, harnessVersion: '0.4.0', taskContents: ready.taskContents },
  });
  expect(verdict.totals.costUsd).not.toBeNull();
  expect(verdict.reasons).toEqual([
    `After its start, the pod of shard 0 said something else about the ${words} than before. Code of the agent may have written to the results; see docs/security.md.`,
  ]);
});

test('a version in the result changes nothing', async () => {
  const result = { ...resultOf((task) => scores[task] ?? 0), benchmark_version: '9' };
  expect((await verdictOf({ result })).identity.harnessVersion).toBe('0.4.0');
});

test('a version that the image does not say before a run may come later, and is no contradiction', async () => {
  const plan = { ...planIn(ready)!, harnessVersion: null, taskContents: null };
  const verdict = await verdictOf({ shard: { plan } });
  expect(verdict).toMatchObject({ verdict: 'fail', identity: { harnessVersion: '0.4.0' } });
  expect(verdict.identity.taskContents).toBeUndefined();
});

describe('a file of a run', () => {
  test.each([
    ['that was not ordered', `${MODEL}/${good}/3`, 'files of runs that were not ordered: '],
    [
      'of a task that was not ordered',
      `${MODEL}/t9-other/0`,
      'files of runs that were not ordered: t9-other/run0',
    ],
  ])('%s leaves nothing to judge', async (_, place, sentence) => {
    const verdict = await verdictOf({ more: { [place]: 1 } });
    expect(verdict).toMatchObject({ verdict: 'inconclusive', failureReason: 'tampered' });
    expect(verdict.reasons[0]).toContain(sentence);
  });

  test('of another model than the one under test leaves nothing to judge', async () => {
    const verdict = await verdictOf({
      keeps: (run) => run !== `${bad}/run1`,
      more: { [`other/${bad}/1`]: 1 },
    });
    expect(verdict).toMatchObject({ verdict: 'inconclusive', failureReason: 'tampered' });
    expect(verdict.reasons[0]).toContain(
      'Shard 0 has run files of another model than openai/gpt-5.5: other.',
    );
  });

  test('that is there twice counts as changed, whichever comes first', async () => {
    for (const model of ['openai-gpt-5.5', 'openai_gpt_5.5']) {
      const verdict = await verdictOf({ more: { [`${model}/${bad}/0`]: 1 } });
      expect(verdict).toMatchObject({ verdict: 'inconclusive', coverage: { valid: 5 } });
      expect(verdict.coverage.invalid).toMatchObject([{ class: 'tampered', runs: 1 }]);
    }
  });
});

describe('a result without the files of its runs', () => {
  const forged = resultOf(() => 1);

  test.each([{}, named])('is not believed, with inputs %j', async (inputs) => {
    const verdict = await verdictOf({ keeps: () => false, result: forged }, inputs);
    expect(verdict).toMatchObject({
      verdict: 'inconclusive',
      failureReason: 'tampered',
      coverage: { planned: 6, valid: 0, certainty: 'sure' },
    });
    expect(verdict.reasons.join('\n')).toContain('its run file was never seen');
  });

  test('is not believed for the one run whose file is missing', async () => {
    const verdict = await verdictOf({ keeps: (run) => run !== `${bad}/run1` });
    expect(verdict.coverage).toMatchObject({ valid: 5, invalid: [{ class: 'tampered', runs: 1 }] });
  });

  test('does not blame the code of agents for a file that was too large to be kept', async () => {
    const notKept = [`run_cache/${MODEL}/v2-0a/${bad}/run1.json`];
    const verdict = await verdictOf({ keeps: (run) => run !== `${bad}/run1`, shard: { notKept } });
    expect(verdict.coverage).toMatchObject({
      valid: 5,
      invalid: [{ class: 'not-run', runs: 1, cause: expect.stringContaining('was not kept in its pod') }],
    });
  });

  test('has no runs where it gives no points: those ended before they were scored', async () => {
    const verdict = await verdictOf({ keeps: () => false, result: resultOf(() => 0) });
    expect(verdict.coverage.invalid).toMatchObject([{ class: 'not-run', runs: 6 }]);
  });

  test('leaves nothing to judge if it lists tasks that were not ordered', async () => {
    const [first] = real.task_results;
    const more = { ...forged, task_results: [...forged.task_results, { ...first!, task_id: 't9-other' }] };
    const verdict = await verdictOf({ result: more });
    expect(verdict).toMatchObject({ verdict: 'inconclusive', failureReason: 'tampered' });
  });
});

describe('an artifact that is judged again', () => {
  const shardFacts = { index: 0, tasks: [good, bad], harnessStartedAt: null, incidents: [], failure: null };

  async function artifact(manifest: object): Promise<string> {
    const directory = mkdtempSync(path.join(tmpdir(), 'artifact-'));
    write(directory, 'verdict.json', await verdictOf({}));
    write(
      directory,
      'benchmark.json',
      resultOf(() => 1),
    );
    seal(directory, { shards: [{ ...shardFacts, tampered: [] }], ...manifest });
    return directory;
  }

  test('has no run without a file, if it has all the files there were', async () => {
    const { evidence } = readSavedEval([await artifact({ content: 'full' })], null, placesOfTerminal());
    const again = judge(evidence, gate);
    expect(again).toMatchObject({ verdict: 'inconclusive', coverage: { planned: 6, valid: 0 } });
  });

  test('has the runs of its verdict, if it was made without the files', async () => {
    const { evidence } = readSavedEval([await artifact({ content: 'scores' })], null, placesOfTerminal());
    expect(judge(evidence, gate)).toMatchObject({ verdict: 'fail', coverage: { planned: 6, valid: 6 } });
    // An artifact of a result that was judged again has no shards, and never had run files.
    const { evidence: later } = readSavedEval(
      [await artifact({ content: 'full', shards: [] })],
      null,
      placesOfTerminal(),
    );
    expect(judge(later, gate)).toMatchObject({ verdict: 'fail', coverage: { planned: 6, valid: 6 } });
  });

  test('stays without a verdict if its pods contradicted their orders', async () => {
    const contradictions = ['The pod of shard 0 said something else.'];
    const { evidence } = readSavedEval(
      [await artifact({ content: 'scores', contradictions })],
      null,
      placesOfTerminal(),
    );
    expect(judge(evidence, gate)).toMatchObject({ verdict: 'inconclusive', failureReason: 'tampered' });
  });

  test('of a bare result is judged by its figures', async () => {
    const directory = mkdtempSync(path.join(tmpdir(), 'bare-'));
    write(
      directory,
      'benchmark.json',
      resultOf(() => 1),
    );
    const { evidence } = readSavedEval([directory], null, placesOfTerminal());
    expect(judge(evidence, gate)).toMatchObject({ verdict: 'pass', coverage: { certainty: 'likely' } });
  });
});
