import { appendFileSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { describe, expect, onTestFinished, test } from 'vitest';
import { readSavedEval } from '../../../src/artifact/saved-eval.ts';
import { placesOfTerminal } from '../../../src/base/checked-file.ts';
import { savedComparison } from '../../../src/eval/saved-baseline.ts';
import type { VerdictRecord } from '../../../src/result/formats/verdict-record.ts';
import { armBaseline, judgeBase, madeAgain } from '../../../src/result/verdict/base-arm.ts';
import type { Evidence } from '../../../src/result/verdict/evidence.ts';
import { type Gate, NO_GATE } from '../../../src/result/verdict/gate.ts';
import { type Baseline, judgeAgainst, poolBaselines } from '../../../src/result/verdict/judge-against.ts';
import { shiftedEval, freshNoise, freshWorse, noise, worse } from '../../fixtures/scored-eval.ts';
import { seal } from '../../fixtures/sealed.ts';

const gate: Gate = { ...NO_GATE, minCoverage: 0.9, maxRegression: 0.03, confirmRuns: 10, confirmBy: 'both' };
const none = { gate, baseline: [] };
const few = [0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11];

function write(directory: string, evidence: Evidence, verdict: VerdictRecord): void {
  mkdirSync(directory, { recursive: true });
  const put = (name: string, content: unknown): void => {
    mkdirSync(path.dirname(path.join(directory, name)), { recursive: true });
    writeFileSync(path.join(directory, name), JSON.stringify(content));
  };
  put('verdict.json', verdict);
  put('benchmark.json', evidence.result);
  for (const run of evidence.runFiles!.values())
    put(`runs/openai_fake-1/v2-0a/${run.task_id}/run${run.run_index}.json`, run);
  const tasks = evidence.planned.map(({ taskId }) => taskId);
  seal(directory, {
    content: 'full',
    inputs: { runs: 3 },
    shards: [{ index: 0, tasks, harnessStartedAt: null, tampered: [], incidents: [], failure: null }],
  });
}

/** An artifact of an evaluation with a base arm. */
function artifactOf(
  head: Evidence,
  base: Evidence,
  baseline: Baseline,
): { directory: string; was: VerdictRecord } {
  const directory = mkdtempSync(path.join(tmpdir(), 'saved-'));
  onTestFinished(() => rmSync(directory, { recursive: true, force: true }));
  const stage = head.planned.some(({ confirming }) => confirming !== undefined) ? 'confirmation' : 'single';
  const was = judgeAgainst(head, gate, baseline, stage);
  write(path.join(directory, 'base'), base, judgeBase(base, gate));
  write(directory, head, was);
  return { directory, was };
}

function judgedAgain(directory: string, asked: Baseline | null = null): VerdictRecord {
  const saved = readSavedEval([directory], null, placesOfTerminal());
  const { baseline, gate: by, stage } = savedComparison(saved, asked, none);
  return judgeAgainst(saved.evidence, by, baseline, stage);
}

const armOf = (base: Evidence): Baseline => armBaseline('base abc1234', judgeBase(base, gate));

describe('an artifact with a base arm', () => {
  test.each([
    ['got worse', freshWorse, 'fail'],
    ['did not', freshNoise, 'pass'],
  ] as const)('that %s is compared with it again, by the runs that confirmed it', (_, fresh, verdict) => {
    const base = shiftedEval({ planned: noise, confirming: freshNoise });
    const { directory, was } = artifactOf(
      shiftedEval({ planned: worse, confirming: fresh }),
      base,
      armOf(base),
    );
    expect(was).toMatchObject({ verdict, comparison: { confirmedBy: 'both' } });
    const again = judgedAgain(directory);
    expect(again.comparison).toEqual(was.comparison);
    expect(again.baseArm).toEqual(was.baseArm);
    expect(again.reasons).toEqual(was.reasons);
  });

  test('without a suspicion is compared with it again', () => {
    const base = shiftedEval({ planned: noise });
    const { directory, was } = artifactOf(shiftedEval({ planned: noise }), base, armOf(base));
    expect(was).toMatchObject({ verdict: 'pass', comparison: { arm: true, confirmed: false } });
    const { comparison } = judgedAgain(directory);
    expect(comparison).toMatchObject({ arm: true, baseline: 'base abc1234', drop: was.comparison!.drop });
  });

  test('is compared with what is asked for instead', () => {
    const base = shiftedEval({ planned: worse });
    const { directory } = artifactOf(shiftedEval({ planned: noise }), base, armOf(base));
    const main = poolBaselines([{ name: 'main', record: judgeBase(shiftedEval({ planned: noise }), gate) }]);
    const { comparison } = judgedAgain(directory, main);
    expect(comparison).toMatchObject({ baseline: 'main', regressed: false });
    expect(comparison).not.toHaveProperty('arm');
  });

  test('whose base arm was lost stays inconclusive, and names it', () => {
    const lost = { lostShards: [{ shard: 0, code: 'evicted' as const, reason: 'The node was drained.' }] };
    const base = { ...shiftedEval({ planned: noise }), ...lost };
    const { directory } = artifactOf(shiftedEval({ planned: worse }), base, armOf(base));
    seal(path.join(directory, 'base'), {
      content: 'full',
      shards: [
        {
          index: 0,
          tasks: base.planned.map(({ taskId }) => taskId),
          harnessStartedAt: null,
          tampered: [],
          incidents: [],
          failure: { code: 'evicted', message: 'The node was drained.' },
        },
      ],
    });
    seal(directory, { content: 'full', shards: [] });
    expect(judgedAgain(directory)).toMatchObject({
      verdict: 'inconclusive',
      failureReason: 'evicted',
      reasons: [expect.stringContaining('The base arm (base abc1234) cannot be judged')],
    });
  });

  test.each([
    ['the record of the base arm', 'base/verdict.json'],
    ['the manifest of the base arm', 'base/manifest.json'],
  ])('in which %s was changed is not judged', (_, file) => {
    const base = shiftedEval({ planned: noise });
    const { directory } = artifactOf(shiftedEval({ planned: worse }), base, armOf(base));
    appendFileSync(path.join(directory, file), '\n');
    const record = judgedAgain(directory);
    expect(record).toMatchObject({ verdict: 'inconclusive', failureReason: 'tampered' });
    expect(record.reasons[0]).toContain('Judge the artifact as it was downloaded.');
    expect(record.reasons[0]).not.toContain('Code of the agent');
  });

  test('does not count runs of the base arm that were changed', () => {
    const base = shiftedEval({ planned: noise });
    const { directory } = artifactOf(shiftedEval({ planned: worse }), base, armOf(base));
    for (const run of [...base.runFiles!.values()].slice(0, 40))
      writeFileSync(
        path.join(directory, `base/runs/openai_fake-1/v2-0a/${run.task_id}/run${run.run_index}.json`),
        JSON.stringify({ ...run, run_score: 0.1 }),
      );
    expect(judgedAgain(directory)).toMatchObject({ verdict: 'inconclusive', failureReason: 'tampered' });
  });

  test('whose base arm is missing is refused, unless another baseline is asked for', () => {
    const base = shiftedEval({ planned: noise });
    const { directory } = artifactOf(shiftedEval({ planned: worse }), base, armOf(base));
    rmSync(path.join(directory, 'base'), { recursive: true });
    expect(() => judgedAgain(directory)).toThrow(
      expect.objectContaining({
        code: 'bad-result',
        message: expect.stringContaining('base arm is missing'),
      }),
    );
    const main = poolBaselines([{ name: 'main', record: judgeBase(base, gate) }]);
    expect(judgedAgain(directory, main)).toMatchObject({ verdict: 'fail', comparison: { baseline: 'main' } });
  });
});

describe('an artifact with a baseline that was made again', () => {
  const stored = poolBaselines([{ name: 'main', record: judgeBase(shiftedEval({ planned: noise }), gate) }])!;
  const base = shiftedEval({ planned: freshNoise, tasks: few });
  const head = shiftedEval({ planned: worse, confirming: freshWorse, suspects: few });

  test('is judged by these runs against that baseline, and by none without it', () => {
    const again = madeAgain(stored, judgeBase(base, gate));
    const { directory, was } = artifactOf(head, base, again);
    expect(was).toMatchObject({ verdict: 'fail', comparison: { confirmedBy: 'both' } });
    const { comparison } = judgedAgain(directory, stored);
    expect(comparison).toEqual(was.comparison);
    expect(judgedAgain(directory)).toMatchObject({ verdict: 'pass', comparison: null });
  });
});
