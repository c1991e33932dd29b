import type { ActionError } from '../../base/errors.ts';
import type { Evidence } from './evidence.ts';
import type { Gate } from './gate.ts';
import { judge } from './verdict.ts';
import type { VerdictRecord } from '../formats/verdict-record.ts';

/** The record of an evaluation that left nothing to judge: inconclusive because of this error, without any figures. */
export function inconclusiveRecord({ code, message, hint }: ActionError, gate: Gate): VerdictRecord {
  const evidence: Evidence = {
    result: null,
    planned: [],
    health: [],
    runFiles: null,
    droppedTasks: [],
    lostShards: [],
    contradictions: [],
    stopped: null,
    priceKnown: false,
    identity: {},
    remarks: [],
  };
  const reasons = hint === undefined ? [message] : [message, hint];
  return { ...judge(evidence, gate), failureReason: code, reasons, notes: [] };
}
