import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type Lane, type Lanes, openLanes } from '../../../../sidecar/relay/lanes.ts';

const evenly = (): number => 0.5;
const silent = { status: 429, afterMs: null };

function enterAll(lanes: Lanes, count: number): Lane[] {
  return Array.from({ length: count }, () => lanes.enter());
}

describe('the lanes to a provider', () => {
  it('are as many as there are requests while the provider takes them all', () => {
    const lanes = openLanes(evenly);
    enterAll(lanes, 50);
    expect(lanes.waitMs(0)).toBe(0);
    expect(lanes.trouble()).toBeNull();
  });

  it('are halved by a burst of refusals once, and say what they were', () => {
    const lanes = openLanes(evenly);
    for (const lane of enterAll(lanes, 8)) {
      lanes.refused(lane, 0, silent);
      lanes.leave();
    }
    expect(lanes.trouble()).toEqual({ status: 429, lanes: { open: 4, of: 8 } });
    lanes.refused(lanes.enter(), 2000, { status: null, afterMs: null });
    expect(lanes.trouble()).toEqual({ status: null, lanes: { open: 2, of: 8 } });
  });

  it('never close altogether', () => {
    const lanes = openLanes(evenly);
    for (let time = 0; time < 10; time++) {
      lanes.refused(lanes.enter(), time, silent);
      lanes.leave();
    }
    expect(lanes.trouble()?.lanes.open).toBe(1);
  });

  it('open again one by one, each after as many answers as there are lanes', () => {
    const lanes = openLanes(evenly);
    for (const lane of enterAll(lanes, 4)) {
      lanes.refused(lane, 0, silent);
      lanes.leave();
    }
    const answersUntil = (open: number | undefined): number => {
      for (let answers = 1; ; answers++) {
        lanes.taken(lanes.enter());
        lanes.leave();
        if (lanes.trouble()?.lanes.open === open) return answers;
      }
    };
    expect([answersUntil(3), answersUntil(4), answersUntil(undefined)]).toEqual([2, 3, 4]);
    enterAll(lanes, 20);
    expect(lanes.waitMs(1e6)).toBe(0);
  });

  it('stay as they are after answers to requests from before the refusal', () => {
    const lanes = openLanes(evenly);
    const before = enterAll(lanes, 4);
    lanes.refused(before[0]!, 0, silent);
    for (const lane of before.slice(1)) lanes.taken(lane);
    expect(lanes.trouble()?.lanes).toEqual({ open: 2, of: 4 });
  });

  it('stay closed for as long as the provider asks, and longer each time if it does not say', () => {
    const lanes = openLanes(() => 0);
    const pauseAfter = (nowMs: number, afterMs: number | null): number => {
      lanes.refused(lanes.enter(), nowMs, { status: 429, afterMs });
      lanes.leave();
      return lanes.waitMs(nowMs);
    };
    expect(pauseAfter(0, null)).toBe(500);
    expect(pauseAfter(1000, null)).toBe(1000);
    expect(pauseAfter(3000, 20_000)).toBe(20_000);
    expect(pauseAfter(30_000, null)).toBe(4000);
    for (let time = 0; time < 9; time++) pauseAfter(40_000 + time * 60_000, null);
    expect(pauseAfter(1e6, null)).toBe(15_000);
    // A provider that asks for no time at all, again and again.
    expect(pauseAfter(2e6, 0)).toBe(15_000);
    lanes.taken(lanes.enter());
    lanes.leave();
    expect(pauseAfter(3e6, 0)).toBe(0);
  });

  it('are heeded: never more requests are under way than there are lanes', () => {
    const event = fc.record({
      what: fc.constantFrom('enter', 'refused', 'taken'),
      which: fc.nat(30),
      ms: fc.nat(5000),
      afterMs: fc.option(fc.nat(60_000)),
    });
    fc.assert(
      fc.property(
        fc.array(event, { maxLength: 200 }),
        fc.double({ min: 0, max: 1, noNaN: true }),
        (events, chance) => {
          const lanes = openLanes(() => chance);
          const underWay: Lane[] = [];
          const wrong: string[] = [];
          let nowMs = 0;
          for (const { what, which, ms, afterMs } of events) {
            nowMs += ms;
            if (what === 'enter') {
              if (lanes.waitMs(nowMs) > 0) continue;
              underWay.push(lanes.enter());
              const { open } = lanes.trouble()?.lanes ?? { open: Number.POSITIVE_INFINITY };
              if (underWay.length > open) wrong.push(`${underWay.length} of ${open} under way`);
              continue;
            }
            const [lane] = underWay.splice(which % Math.max(1, underWay.length), 1);
            if (lane === undefined) continue;
            if (what === 'taken') lanes.taken(lane);
            else lanes.refused(lane, nowMs, { status: 503, afterMs });
            lanes.leave();
            const { open, of } = lanes.trouble()?.lanes ?? { open: 1, of: 1 };
            if (open < 1 || open > of) wrong.push(`${open} of ${of} open`);
          }
          expect(wrong).toEqual([]);
        },
      ),
    );
  });
});
