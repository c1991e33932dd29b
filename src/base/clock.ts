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

/** For durations alone: it goes on evenly while the real time is set back or forth, and so may come to differ from it. */
export const steadyClock: Clock = { ...clock, now: () => performance.timeOrigin + performance.now() };
