import { ActionError, asActionError } from '../base/errors.ts';

/** An error as the command line reports it: its hint is for whoever sits at a terminal. */
export function asTerminalError(error: unknown): ActionError {
  const failure = asActionError(error);
  const { code, message, terminalHint, cause } = failure;
  return terminalHint === undefined ? failure : new ActionError(code, message, { hint: terminalHint, cause });
}
