import type { ActionError } from '../base/errors.ts';
import type { Inputs } from '../inputs/types.ts';
import { gateOf } from '../plan/gate.ts';
import { headline } from '../report/figures.ts';
import { inconclusiveRecord } from '../result/verdict/inconclusive-record.ts';
import type { VerdictRecord } from '../result/formats/verdict-record.ts';
import { exitCodes } from './exit-codes.ts';
import type { Ended } from './verb.ts';

/**
 * How a verb ends that came to a verdict.
 * @param more lines after it
 */
export function judged(inputs: Inputs, record: VerdictRecord, more: readonly string[]): Ended {
  const { verdict } = record;
  const isForgiven = verdict === 'inconclusive' && inputs.onInconclusive !== 'fail';
  return {
    exitCode: isForgiven ? exitCodes.pass : exitCodes[verdict],
    lines: [headline(record), ...record.reasons, ...record.notes, ...more],
    record,
  };
}

/** There is a verdict even if nothing could be judged, so that whoever reads it needs no second way to learn of failures. */
export function recordOfUnjudged(failure: ActionError, inputs: Inputs): VerdictRecord {
  return inconclusiveRecord(failure, gateOf(inputs));
}
