import type { ActionError } from '../../base/errors.ts';
import type { Rules } from './judge-input.ts';
import { judge } from './verdict.ts';
import type { VerdictRecord } from '../formats/verdict-record.ts';

/** The record of an eval of which there is nothing to judge: inconclusive, for this reason, and no number in it. */
export function unjudged({ code, message, hint }: ActionError, rules: Rules): VerdictRecord {
  const record = judge({
    result: null,
    planned: [],
    health: [],
    runFiles: null,
    droppedTasks: [],
    lostShards: [],
    stopped: null,
    priceKnown: false,
    identity: {},
    rules,
    remarks: [],
    comparison: null,
  });
  const reasons = hint === undefined ? [message] : [message, hint];
  return { ...record, failureReason: code, reasons, notes: [] };
}
