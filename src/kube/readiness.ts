import type { ErrorCode } from '../base/errors.ts';

/** How an object stands on its way to being of use. */
export interface Readiness {
  state: 'waiting' | 'ready' | 'done' | 'failed';
  /** Why it is not ready; absent while it is only taking its time. */
  code?: ErrorCode;
  /** One sentence that names the object. */
  message: string;
  /** No waiting mends it: end at once. Otherwise `startup-timeout` decides. */
  terminal: boolean;
}

/** The one to tell of: what can not be mended before what is in trouble before what only waits. */
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

/** No waiting mends it. */
export function failed(message: string, code: ErrorCode): Readiness {
  return { state: 'failed', code, message, terminal: true };
}

/** It may pass; without a code it is only taking its time. */
export function waiting(message: string, code?: ErrorCode): Readiness {
  return { state: 'waiting', message, terminal: false, ...(code === undefined ? {} : { code }) };
}

export function ready(message: string): Readiness {
  return { state: 'ready', message, terminal: false };
}

export function done(message: string): Readiness {
  return { state: 'done', message, terminal: true };
}
