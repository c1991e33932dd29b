import { type Clean, type KnownSecrets, madeOfClean } from '../base/clean.ts';
import type { ActionError } from '../base/errors.ts';
import type { ModeResult } from '../eval/mode-result.ts';
import type { Inputs, InputsOf } from '../inputs/types.ts';
import type { Mode } from '../modes/mode.ts';
import { gateOf } from '../plan/gate.ts';
import { leaderboardLines } from '../legs/text.ts';
import { renderTerminal } from '../report/terminal.ts';
import { inconclusiveRecord } from '../result/verdict/inconclusive-record.ts';
import type { Verdict } from '../result/formats/verdict-record.ts';
import { exitCode } from './exit-codes.ts';
import type { Page } from './help.ts';
import { terminalWords } from './words.ts';

/** What a verb came to, for standard output. */
interface Ended {
  exitCode: number;
  /** For people. */
  text: Clean<string>;
  /** For programs: what `--json` prints. */
  record: unknown;
}

/** The result of a mode in the terminal. */
export function render(
  result: ModeResult,
  { onInconclusive }: Pick<Inputs, 'onInconclusive'>,
  { page, secrets }: { page: Page; secrets: KnownSecrets },
): Ended {
  if (result.kind === 'judged') {
    const { verdict, report, directory, files } = result.outcome;
    const lines = renderTerminal(verdict, report, page).map(terminalWords);
    const where = files.length === 0 ? [] : ['', secrets.clean(`Results: ${directory}`)];
    return {
      exitCode: exitCodeOf(verdict.verdict, onInconclusive),
      text: madeOfClean([...lines, ...where].join('\n')),
      record: verdict,
    };
  }
  if (result.kind === 'compared') {
    const { board, directory } = result.report;
    const end = board.failOn === 'none' ? 'pass' : board.verdict;
    const lines = [...leaderboardLines(board), `Leaderboard: ${directory}`];
    return {
      exitCode: exitCodeOf(end, onInconclusive),
      text: secrets.clean(lines.join('\n')),
      record: board,
    };
  }
  const { lines, record } = result;
  // All of it is YAML, with sentences as comments, so that `kubectl apply -f -` takes it as it is.
  const said = lines.map(terminalWords);
  const text = result.kind === 'done' ? said : [...said.map((line) => `# ${line}`), result.manifests];
  return { exitCode: exitCode('pass'), text: secrets.clean(text.join('\n')), record };
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
