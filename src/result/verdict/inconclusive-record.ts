import type { ActionError } from '../../base/errors.ts';
import type { Evidence } from './evidence.ts';
import type { Gate } from './gate.ts';
import { judge } from './verdict.ts';
import type { VerdictRecord } from '../formats/verdict-record.ts';

/** The record of an eval of which there is nothing to judge: inconclusive, for this reason, and no number in it. */
export function unjudged({ code, message, hint }: ActionError, gate: Gate): VerdictRecord {
  const evidence: Evidence = {
    result: null,
    planned: [],
    health: [],
    runFiles: null,
    droppedTasks: [],
    lostShards: [],
    stopped: null,
    priceKnown: false,
    identity: {},
    remarks: [],
  };
  const reasons = hint === undefined ? [message] : [message, hint];
  return { ...judge(evidence, gate), failureReason: code, reasons, notes: [] };
}
