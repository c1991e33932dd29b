import { ActionError, asActionError } from '../base/errors.ts';
import { terminalWords } from './words.ts';

/** An error as the command line reports it: in its words, with the hint for a terminal. */
export function asTerminalError(error: unknown): ActionError {
  const failure = asActionError(error);
  const { code, message, cause } = failure;
  const hint = failure.terminalHint ?? failure.hint;
  return new ActionError(code, terminalWords(message), {
    ...(hint === undefined ? {} : { hint: terminalWords(hint) }),
    cause,
  });
}
