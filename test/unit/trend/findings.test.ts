import { describe, expect, test } from 'vitest';
import { findingsOf } from '../../../src/trend/findings.ts';
import type { Evaluation, Findings } from '../../../src/trend/history-record.ts';
import { evaluationAt } from '../../fixtures/history.ts';

const wobble = [0.004, -0.006, 0.002, 0.005, -0.003, -0.005, 0.006, -0.002, 0.003];

function findings(evaluations: readonly Evaluation[]): Findings {
  return findingsOf({ id: '0000000000', name: 'nightly', evaluations: [...evaluations] }, 0.03);
}

/** Nine weekly evaluations. */
function weekly(score: (week: number) => number, change: (week: number) => Partial<Evaluation> = () => ({})) {
  return wobble.map((noise, week) => evaluationAt(week * 7, { score: score(week) + noise, ...change(week) }));
}

const sliding = (week: number): number => 0.6 - 0.0125 * week;
const level = (): number => 0.6;

describe('in one sentence', () => {
  test('0.10 is lost, each step within the limit', () => {
    const { sentence, state } = findings(weekly(sliding));
    expect(state).toBe('slide');
    expect(sentence).toBe(
      '0.10 lost over 8 weeks (0.60 → 0.50, 9 evaluations), each step within 0.03; cost unchanged',
    );
  });

  test('a regression that was reported on the way is named', () => {
    const { sentence } = findings(weekly(sliding, (week) => ({ isRegression: week === 4 })));
    expect(sentence).toContain(', a regression was reported on 9 Nov;');
  });

  test('a gain', () => {
    const { sentence, state } = findings(weekly((week) => 0.5 + 0.0125 * week));
    expect(state).toBe('gain');
    expect(sentence).toMatch(/^0\.10 gained over 8 weeks \(0\.50 → 0\.60, 9 evaluations\); /);
  });

  test('stable, with what costs more and takes longer', () => {
    const { sentence, state } = findings(
      weekly(level, (week) => ({ costUsd: 10 + 0.1 * week, runSeconds: 50 - week })),
    );
    expect(state).toBe('stable');
    expect(sentence).toBe(
      'Stable at 0.60 ± 0.00 over 9 evaluations since 12 Oct; cost per run +8 %, time per run −16 %',
    );
  });

  test('a change that is sure but small is none', () => {
    expect(findings(weekly((week) => 0.6 - 0.003 * week)).state).toBe('stable');
  });

  test('too few', () => {
    const { sentence, state } = findings(weekly(sliding).slice(0, 4));
    expect(state).toBe('too-few');
    expect(sentence).toBe(
      '0.57 in the last of 4 evaluations since 12 Oct: too few to tell a trend; cost $12.15',
    );
  });

  test('none with a score', () => {
    const none = { score: null, verdict: 'inconclusive', cause: 'The key was refused.' } as const;
    expect(findings([evaluationAt(0, none), evaluationAt(1, none)])).toMatchObject({
      sentence: 'None of 2 evaluations since 12 Oct came to a score',
      since: null,
    });
    expect(findings([]).sentence).toBe('No evaluations');
  });
});

test('inconclusive evaluations are no points', () => {
  const dead = evaluationAt(30, { score: null, verdict: 'inconclusive', cause: 'x' });
  const all = [...weekly(level), dead].sort((a, b) => (a.at < b.at ? -1 : 1));
  expect(findings(all).score?.values).toBe(9);
});

describe('changes', () => {
  test('an OpenClaw release is marked, and the slide over it is seen', () => {
    const { changes, state } = findings(
      weekly(sliding, (week) => ({ openclawVersion: week < 4 ? '2026.9.4' : '2026.10.1' })),
    );
    expect(changes).toEqual([
      { at: '2026-11-09T04:00:00.000Z', what: 'OpenClaw 2026.9.4 → 2026.10.1', isBreak: false },
    ]);
    expect(state).toBe('slide');
  });

  test.each<[string, Partial<Evaluation>]>([
    ['Model openai/gpt-5.5 → openai/gpt-6', { model: 'openai/gpt-6' }],
    ['Judge none → openai/gpt-6', { judgeModel: 'openai/gpt-6' }],
    ['ClawBench 0.4.0 → 0.5.0', { harnessVersion: '0.5.0' }],
    ['Tasks 5e4895d → 1111111', { taskFingerprint: '111111111111' }],
    ['Concurrency 4 → 8', { concurrency: 8 }],
  ])('%s: what was before is not compared', (what, change) => {
    const found = findings(weekly(sliding, (week) => (week < 4 ? {} : change)));
    expect(found.changes).toMatchObject([{ what, isBreak: true }]);
    expect(found.since).toBe('2026-11-09T04:00:00.000Z');
    expect(found.score?.values).toBe(5);
    const few = findings(weekly(sliding, (week) => (week < 6 ? {} : change)));
    expect(few.sentence).toContain(`3 evaluations since 23 Nov (${what}): too few`);
  });

  test('an image is known by its digest, wherever it comes from', () => {
    const image = (week: number): string =>
      week < 3
        ? 'quay.io/a/b@sha256:0123456789'
        : `mirror.test/b@sha256:${week < 6 ? '0123456789' : 'fedcba9876'}`;
    const { changes } = findings(weekly(level, (week) => ({ harnessImage: image(week) })));
    expect(changes.map(({ what }) => what)).toEqual(['ClawBench image 0123456 → fedcba9']);
  });

  test('a fall that came with another image of ClawBench is no slide', () => {
    const rebuilt = (week: number): Partial<Evaluation> => ({
      harnessImage: `ghcr.io/a/b@sha256:${week < 4 ? '0123456789' : 'fedcba9876'}`,
    });
    const lower = (week: number): number => (week < 4 ? 0.6 : 0.5);
    expect(findings(weekly(lower)).state).toBe('slide');
    const { state, since, changes } = findings(weekly(lower, rebuilt));
    expect(state).toBe('stable');
    expect(since).toBe('2026-11-09T04:00:00.000Z');
    expect(changes).toMatchObject([{ isBreak: true }]);
  });

  test('an image that is known by its tag alone is none that changed', () => {
    const tagged = (week: number): string =>
      `ghcr.io/a/b${week % 2 === 0 ? ':latest' : '@sha256:0123456789'}`;
    expect(findings(weekly(level, (week) => ({ harnessImage: tagged(week) }))).changes).toEqual([]);
  });

  test('a value that is unknown in between is no change', () => {
    const { changes } = findings(weekly(level, (week) => (week === 3 ? { openclawVersion: '' } : {})));
    expect(changes).toEqual([]);
  });
});

describe('tasks', () => {
  const task = (score: number) => ({ score, seconds: 30, costUsd: 0.1 });

  test('one that slides while the score does not is found, also with a hostile name', () => {
    const { tasks, state } = findings(
      weekly(level, (week) => ({
        tasks: Object.fromEntries([
          ['constructor', task(0.9 - 0.05 * week + (wobble[week] ?? 0))],
          ...Array.from({ length: 26 }, (_, i) => [
            `t${i}`,
            task(0.5 + 5 * (wobble[(week * (i + 2)) % 9] ?? 0)),
          ]),
        ]),
      })),
    );
    expect(state).toBe('stable');
    expect(tasks).toMatchObject([{ taskId: 'constructor', state: 'slide' }]);
    expect(tasks[0]?.p).toBeLessThan(0.05);
  });

  test('one that is missing in some evaluations is compared over the others', () => {
    const { tasks } = findings(
      weekly(level, (week) => ({ tasks: week % 2 === 0 ? { t1: task(0.9 - 0.08 * week) } : {} })),
    );
    expect(tasks).toMatchObject([{ taskId: 't1', trend: { values: 5 } }]);
  });
});
