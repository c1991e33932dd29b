import { ActionError, isActionError } from '../base/errors.ts';

/**
 * Does some work for each item, in order; one that fails keeps no other.
 * @returns the failures
 * @throws what is no ActionError, and the reason of the signal, at once
 */
export async function tryEach<T>(
  signal: AbortSignal,
  items: readonly T[],
  work: (item: T) => Promise<void>,
): Promise<ActionError[]> {
  const failures: ActionError[] = [];
  for (const item of items) {
    try {
      await work(item);
    } catch (error) {
      signal.throwIfAborted();
      if (!isActionError(error)) throw error;
      failures.push(error);
    }
  }
  return failures;
}

/** @throws ActionError with the code of the first failure and the messages of all; returns if there are none */
export function throwTogether(failures: readonly ActionError[], hint: string): void {
  const [failure] = failures;
  if (failure === undefined) return;
  const messages = failures.map(({ message }) => message).join('\n');
  throw new ActionError(failure.code, messages, { hint, cause: failure });
}
