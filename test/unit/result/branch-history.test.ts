import { describe, expect, it } from 'vitest';
import { recordOf } from '../../../src/result/verdict/baseline.ts';
import {
  type BranchEval,
  branchHistory,
  historyBeside,
  type PastRecord,
} from '../../../src/result/verdict/branch-history.ts';
import type { VerdictRecord } from '../../../src/result/formats/verdict-record.ts';
import { benchmark, runFilesFor } from '../../fixtures/result.ts';

const result = benchmark('benchmark-2tasks-pass.json');
const record = recordOf(result, runFilesFor(result));
const wish = { leastChange: 0.03, onModelChange: 'note' } as const;
const DAY_MS = 86_400_000;

/** Evaluations a week apart, the first one last, as they are found. */
function weekly(
  ...changes: [Partial<VerdictRecord>, ...Partial<VerdictRecord>[]]
): [PastRecord, ...PastRecord[]] {
  const [first, ...others] = changes.map((change, week) => {
    const at = new Date(Date.UTC(2026, 9, 12) - week * 7 * DAY_MS).toISOString();
    return { record: { ...record, resultTimestamp: at, ...change }, at };
  });
  return [first!, ...others];
}

const ofModel = (model: string): Partial<VerdictRecord> => ({ identity: { ...record.identity, model } });

describe('branchHistory', () => {
  it('has the evaluations in the order of time', () => {
    const { records, from, to, left, slide } = branchHistory(
      'main',
      weekly({ score: 0.3 }, { score: 0.2 }, { score: 0.1 }),
      wish,
    );
    expect(records.map(({ score }) => score)).toEqual([0.1, 0.2, 0.3]);
    expect([from, to]).toEqual(['2026-09-28T00:00:00.000Z', '2026-10-12T00:00:00.000Z']);
    expect([left, slide]).toEqual([null, null]);
  });

  it('leaves out what is of something else than the baseline, and says so in one sentence', () => {
    const other = ofModel('openai/other');
    const some = branchHistory('main', weekly({}, {}, other, other, {}), wish);
    expect(some.records).toHaveLength(3);
    expect(some.left).toBe(
      `Left out of the history of main: 2 of the 4 evaluations before the baseline, which are of something else (of the last one, the model was openai/other, now ${record.identity.model}).`,
    );
    const none = branchHistory('main', weekly({}, other, other), wish);
    expect(none.records).toHaveLength(1);
    expect(none.left).toMatch(
      /^None of the 2 evaluations of main before the baseline is of the same thing, so there is no history: /,
    );
    expect(branchHistory('main', weekly({}), wish).left).toBe(
      'The baseline is the only evaluation of main so far: it has no history yet.',
    );
  });

  it('counts copies once, since between them nothing drifts', () => {
    const same = { resultTimestamp: 'the same' };
    const { records, left, drift } = branchHistory('main', weekly(same, same, {}, same), wish);
    expect(records).toHaveLength(2);
    expect(drift).toBeNull();
    expect(left).toBe('2 of the evaluations of main are copies of a later one, which counts once.');
    expect(branchHistory('main', weekly(same, same), wish).left).toBe(
      '1 of the evaluations of main is a copy of a later one, which counts once. The baseline is the only evaluation of main so far: it has no history yet.',
    );
  });

  it('takes a large history within seconds', { timeout: 20_000 }, () => {
    const tasks = Array.from({ length: 20_000 }, (_, task) => ({
      ...record.tasks[0]!,
      taskId: `t${task}`,
      scores: [0.5, 0.25],
    }));
    const { records, drift } = branchHistory(
      'main',
      weekly({ tasks }, ...Array.from({ length: 29 }, () => ({ tasks }))),
      wish,
    );
    expect(records).toHaveLength(30);
    expect(drift?.evaluations).toBe(30);
    const many = {
      resultTimestamp: 'x',
      tasks: [{ ...record.tasks[0]!, scores: Array(1_000_000).fill(0.5) }],
    };
    expect(branchHistory('main', weekly(many, many, many), wish).records).toHaveLength(1);
  });

  it('takes models that the provider changed as the gate does', () => {
    const served = (name: string) => ({ identity: { ...record.identity, servedModels: [name] } });
    const past = weekly(served('b'), served('a'));
    expect(branchHistory('main', past, wish).records).toHaveLength(2);
    expect(branchHistory('main', past, { ...wish, onModelChange: 'incomparable' }).records).toHaveLength(1);
  });

  it('estimates how far evaluations of the same thing drift apart, from three on', () => {
    const tasks = (mean: number) => ({
      tasks: record.tasks.map((task) => ({ ...task, scores: [mean - 0.01, mean + 0.01] })),
    });
    const other = ofModel('openai/other');
    const past = weekly(tasks(0.5), tasks(0.6), { ...tasks(0.1), ...other }, tasks(0.5));
    const { drift } = branchHistory('main', past, wish);
    expect(drift?.evaluations).toBe(3);
    // Steps of 0.1: half of their mean square, less the little that the runs differ.
    expect(drift?.variance).toBeCloseTo(0.005, 3);
    expect(branchHistory('main', weekly(tasks(0.5), tasks(0.6)), wish).drift).toBeNull();
  });

  it('says how a score slides that no step would have told', () => {
    const sliding = [0.5, 0.513, 0.525, 0.538, 0.55, 0.562, 0.575, 0.588, 0.6].map((score) => ({ score }));
    const { slide } = branchHistory('main', weekly(sliding[0]!, ...sliding.slice(1)), wish);
    expect(slide).toBe(
      'The score of main slides: 0.10 lost over 8 weeks (0.60 → 0.50, 9 evaluations), each step within 0.03.',
    );
    const rising = sliding.toReversed();
    expect(branchHistory('main', weekly(rising[0]!, ...rising.slice(1)), wish).slide).toBeNull();
    expect(
      branchHistory('main', weekly(sliding[0]!, ...sliding.slice(1)), { ...wish, leastChange: 0.2 }).slide,
    ).toBeNull();
  });
});

describe('historyBeside', () => {
  const known = (...unlike: (string | null)[]) => {
    const [first, ...others] = unlike.map(() => ({}));
    const evals = weekly(first!, ...others).map((past, index): BranchEval => {
      return { ...past, unlike: unlike[index]! };
    });
    return { branch: 'main', evals };
  };

  it('has all evaluations of the branch that are of what the base arm is, which is none of them', () => {
    const found = historyBeside(record, known(null, null), wish);
    expect(found).toMatchObject({ history: { branch: 'main', left: null, slide: null } });
    expect('history' in found && found.history.records).toHaveLength(2);
    expect('history' in found && [found.history.from, found.history.to]).toEqual([
      '2026-10-05T00:00:00.000Z',
      '2026-10-12T00:00:00.000Z',
    ]);
  });

  it('leaves out what is of something else, by its record or beforehand, and says so', () => {
    const found = historyBeside(record, known('its `model` was another one', null), wish);
    expect(found).toMatchObject({
      history: {
        records: [{}],
        left: 'Left out of the history of main: 1 of its last 2 evaluations, which is of something else than the base arm (its `model` was another one).',
      },
    });
    const arm = { ...record, ...ofModel('openai/other') };
    expect(historyBeside(arm, known(null, null), wish)).toEqual({
      noHistory: `none of the last 2 evaluations of main is of what the base arm is: the model was ${record.identity.model}, now openai/other`,
    });
  });

  it('is none, with the reason, where nothing is known of the branch', () => {
    expect(historyBeside(record, { unknown: '`history` is 0' }, wish)).toEqual({
      noHistory: '`history` is 0',
    });
  });
});
