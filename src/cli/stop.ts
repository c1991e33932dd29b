import { ActionError } from '../base/errors.ts';

/** Aborts when the user stops the program. */
export function untilStopped(): AbortSignal {
  const cancelling = new AbortController();
  for (const name of ['SIGINT', 'SIGTERM'] as const) {
    process.once(name, () => cancelling.abort(new ActionError('cancelled', 'You stopped it.')));
  }
  return cancelling.signal;
}
