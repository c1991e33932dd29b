import { expect, it, vi } from 'vitest';
import { clock, steadyClock } from '../../../src/base/clock.ts';

it('the steady clock begins at the real time, and goes on though that is set back', () => {
  expect(Math.abs(steadyClock.now() - clock.now())).toBeLessThan(60_000);
  const before = steadyClock.now();
  vi.spyOn(Date, 'now').mockReturnValue(0);
  expect(clock.now()).toBe(0);
  expect(steadyClock.now()).toBeGreaterThanOrEqual(before);
  vi.restoreAllMocks();
});
