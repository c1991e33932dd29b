import type { ActionError } from '../base/errors.ts';
import type { ModeResult } from '../eval/mode-result.ts';
import type { Inputs, InputsOf } from '../inputs/types.ts';
import type { Mode } from '../modes/mode.ts';
import { gateOf } from '../plan/gate.ts';
import { headline } from '../report/headline.ts';
import { leaderboardLines } from '../report/leaderboard-text.ts';
import { inconclusiveRecord } from '../result/verdict/inconclusive-record.ts';
import type { Verdict } from '../result/formats/verdict-record.ts';
import { exitCode } from './exit-codes.ts';

/** What a verb came to, for standard output. */
interface Ended {
  exitCode: number;
  /** For people, a sentence each. */
  lines: readonly string[];
  /** For programs: what `--json` prints. */
  record: unknown;
}

/** The result of a mode in the terminal. */
export function render(result: ModeResult, { onInconclusive }: Pick<Inputs, 'onInconclusive'>): Ended {
  if (result.kind === 'judged') {
    const { verdict, directory, files } = result.outcome;
    const where = files.length === 0 ? [] : [`Results: ${directory}`];
    return {
      exitCode: exitCodeOf(verdict.verdict, onInconclusive),
      lines: [headline(verdict), ...verdict.reasons, ...verdict.notes, ...where],
      record: verdict,
    };
  }
  if (result.kind === 'compared') {
    const { board, directory } = result.report;
    const end = board.failOn === 'none' ? 'pass' : board.verdict;
    const lines = [...leaderboardLines(board), `Leaderboard: ${directory}`];
    return { exitCode: exitCodeOf(end, onInconclusive), lines, record: board };
  }
  const { lines, record } = result;
  if (result.kind === 'done') return { exitCode: exitCode('pass'), lines, record };
  // All of it is YAML, with sentences as comments, so that `kubectl apply -f -` takes it as it is.
  const comments = lines.map((line) => `# ${line}`);
  return { exitCode: exitCode('pass'), lines: [...comments, result.manifests], record };
}

function exitCodeOf(verdict: Verdict, onInconclusive: Inputs['onInconclusive']): number {
  const isForgiven = verdict === 'inconclusive' && onInconclusive !== 'fail';
  return exitCode(isForgiven ? 'pass' : verdict);
}

/** What `--json` prints of a failure. A verb that judges prints a verdict in any case: its reader needs no second format. */
export function recordOfFailure(
  { judges }: Pick<Mode, 'judges'>,
  failure: ActionError,
  inputs: InputsOf<'gate' | 'eval'>,
): unknown {
  if (judges === true) return inconclusiveRecord(failure, gateOf(inputs));
  const { code, message, hint } = failure;
  return { error: { code, message, hint: hint ?? null } };
}
