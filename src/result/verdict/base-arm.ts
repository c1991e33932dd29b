import type { ErrorCode } from '../../base/errors.ts';
import { wholeSentence } from '../../base/whole-sentence.ts';
import type { BaseArm, VerdictRecord } from '../formats/verdict-record.ts';
import { otherAgent } from './comparability.ts';
import { poolSamples } from './compare.ts';
import { freshOf, freshRunsOf, plannedRow } from './confirm-both.ts';
import type { Evidence, LostBase } from './evidence.ts';
import { type Gate, NO_GATE } from './gate.ts';
import type { Baseline } from './judge-against.ts';
import { judge } from './verdict.ts';

/** The record of a base arm by itself: nothing is asked of it but that enough of its runs can be judged. */
export function judgeBase(
  evidence: Evidence,
  {
    minCoverage,
    quarantined,
    quarantinedInBase = quarantined,
  }: Pick<Gate, 'minCoverage' | 'quarantined' | 'quarantinedInBase'>,
): VerdictRecord {
  return judge(evidence, { ...NO_GATE, minCoverage, quarantined: quarantinedInBase });
}

/**
 * The base arm as a baseline: what ran beside head, in the same hour.
 *
 * @param name its name in sentences
 * @param record as `judgeBase` made it; an inconclusive one makes every comparison with it inconclusive
 */
export function armBaseline(name: string, record: VerdictRecord): Baseline {
  const planned: VerdictRecord = { ...record, tasks: record.tasks.map(plannedRow) };
  const fresh = freshRunsOf(record.tasks);
  return {
    name,
    arm: true,
    sample: poolSamples([planned]),
    records: [planned],
    repeated: [],
    beside: besideOf(name, record),
    ...(fresh.length === 0 ? {} : { fresh }),
    ...lossOf(name, record),
  };
}

/**
 * A stored baseline with what it came to when it was made again beside head, by whose runs a suspicion is decided.
 *
 * @param record of the suspect tasks alone, as `judgeBase` made it
 */
export function madeAgain(baseline: Baseline, record: VerdictRecord): Baseline {
  const fresh = record.tasks.map((row) => freshOf(row.taskId, row));
  const name = `${baseline.name}, made again`;
  return {
    ...baseline,
    fresh,
    beside: { ...besideOf(name, record), madeAgain: true },
    ...(unlike(name, baseline, record) ?? lossOf(name, record)),
  };
}

/** A name without a digest may mean another image by now, and what runs then says nothing about the baseline. */
function unlike(
  again: string,
  { name, records }: Baseline,
  { identity }: VerdictRecord,
): { lost: LostBase } | null {
  const [newest] = records;
  const others = newest === undefined ? [] : otherAgent(newest.identity, identity);
  if (others.length === 0) return null;
  const why = `it ran something else than ${name} (${others.join('; ')})`;
  return { lost: lostBase(again, 'not-comparable', why) };
}

function besideOf(name: string, { coverage, totals: { costUsd, totalTokens } }: VerdictRecord): BaseArm {
  const { planned, valid, confirming } = coverage;
  const runs = {
    planned: planned + (confirming?.planned ?? 0),
    valid: valid + (confirming?.valid ?? 0),
  };
  return { name, runs, costUsd, totalTokens };
}

function lossOf(name: string, { verdict, failureReason, reasons }: VerdictRecord): { lost?: LostBase } {
  if (verdict !== 'inconclusive') return {};
  return { lost: lostBase(name, failureReason ?? 'bad-result', reasons.join(' ')) };
}

/** @param why in whole sentences */
export function lostBase(name: string, code: ErrorCode, why: string): LostBase {
  const sentence = `The base arm (${name}) cannot be judged, so there is nothing to compare with: ${wholeSentence(why)}`;
  return { code, sentence };
}
