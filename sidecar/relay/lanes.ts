/**
 * How many requests may be under way to one provider, and from when on: as many as come while it takes them all, fewer after
 * it refused one. Half as many after a refusal, one more after as many answers as there are lanes, as TCP does it.
 */
export interface Lanes {
  /** How long until another request may start, ms; Infinity if only the end of one that is under way makes room. */
  waitMs(nowMs: number): number;
  /** A request starts. */
  enter(): Lane;
  /** The provider was overloaded or away. @param afterMs how long it asked to wait; null if it did not say */
  refused(lane: Lane, nowMs: number, refusal: { status: number | null; afterMs: number | null }): void;
  /** The provider took the request, whatever its answer is. */
  taken(lane: Lane): void;
  /** A request is over; to be called once for each that started. */
  leave(): void;
  /** The last refusal, until as many requests may be under way as before it. */
  trouble(): Trouble | null;
}

/** A request under way. What started before a refusal says nothing about the time after it. */
export type Lane = Readonly<{ period: number }>;

interface Trouble {
  /** Null if the provider could not be reached. */
  status: number | null;
  lanes: { open: number; of: number };
}

const firstPauseMs = 1000;
const longestPauseMs = 30_000;

/** @param random from 0 to 1, so that pods that were refused together do not come back together */
export function openLanes(random: () => number): Lanes {
  let underWay = 0;
  let trouble: Trouble | null = null;
  let period = 0;
  /** Refusals without an answer between them. */
  let refusals = 0;
  /** Answers since the number of lanes last changed. */
  let answers = 0;
  let pausedUntilMs = Number.NEGATIVE_INFINITY;

  return {
    waitMs(nowMs) {
      if (trouble !== null && underWay >= trouble.lanes.open) return Number.POSITIVE_INFINITY;
      return Math.max(0, pausedUntilMs - nowMs);
    },
    enter() {
      underWay += 1;
      return { period };
    },
    refused(lane, nowMs, { status, afterMs }) {
      if (lane.period !== period) {
        // Of the same burst: one refusal of it is enough to slow down, but no word of the provider is ignored.
        pausedUntilMs = Math.max(pausedUntilMs, nowMs + (afterMs ?? 0));
        return;
      }
      const { open, of } = trouble?.lanes ?? { open: underWay, of: underWay };
      trouble = { status, lanes: { open: Math.max(1, Math.floor(open / 2)), of } };
      period += 1;
      answers = 0;
      refusals += 1;
      const growing = Math.min(longestPauseMs, firstPauseMs * 2 ** (refusals - 1)) * (0.5 + random() / 2);
      // Who asks for no time and refuses again says nothing of when it will be over.
      const isSaid = afterMs !== null && (afterMs >= firstPauseMs || refusals === 1);
      pausedUntilMs = nowMs + (isSaid ? afterMs + random() * firstPauseMs : growing);
    },
    taken(lane) {
      if (trouble === null || lane.period !== period) return;
      refusals = 0;
      answers += 1;
      const { open, of } = trouble.lanes;
      if (answers < open) return;
      answers = 0;
      trouble = open >= of ? null : { ...trouble, lanes: { open: open + 1, of } };
    },
    leave() {
      underWay -= 1;
    },
    trouble: () => trouble,
  };
}
