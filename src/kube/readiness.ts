import type { ErrorCode } from '../base/errors.ts';
import type { Refusal } from './refusal.ts';

/** Whether an object is ready for use, and if not, why. */
export interface Readiness {
  state: 'waiting' | 'ready' | 'done' | 'failed';
  /** Why it is not ready; absent while it is merely starting. */
  code?: ErrorCode;
  /** One sentence that names the object. */
  message: string;
  /** Why the API server takes no pods of a controller. */
  refusal?: Refusal;
  /** Waiting will not change it. Otherwise the caller's timeout decides. */
  terminal: boolean;
}

/** The one to report: a failed one before one in trouble before one that is merely starting. */
export function worstOf(all: readonly Readiness[]): Readiness | undefined {
  const rank = (item: Readiness): number => {
    if (item.state === 'failed') return 0;
    if (item.state === 'waiting') return item.code === undefined ? 2 : 1;
    return 3;
  };
  return all.reduce<Readiness | undefined>(
    (worst, item) => (worst === undefined || rank(item) < rank(worst) ? item : worst),
    undefined,
  );
}

/** It will not recover, however long one waits. */
export function failed(message: string, code: ErrorCode): Readiness {
  return { state: 'failed', code, message, terminal: true };
}

/** It may still become ready; without a code it is merely starting. */
export function waiting(message: string, code?: ErrorCode): Readiness {
  return { state: 'waiting', message, terminal: false, ...(code === undefined ? {} : { code }) };
}

export function ready(message: string): Readiness {
  return { state: 'ready', message, terminal: false };
}

export function done(message: string): Readiness {
  return { state: 'done', message, terminal: true };
}
