import { setTimeout as wait } from 'node:timers/promises';
import type { Clock } from './ports.ts';

/** The real time. */
export const clock: Clock = {
  now: () => Date.now(),
  async sleep(ms, signal) {
    signal?.throwIfAborted();
    try {
      await wait(ms, undefined, signal === undefined ? {} : { signal });
    } catch (error) {
      signal?.throwIfAborted();
      throw error;
    }
  },
};
