import type { Clock } from '../../src/base/ports.ts';
import type { RelayWaiting } from '../../src/protocol/relay.ts';
import type { Attempt } from './attempt.ts';
import { type Lane, type Lanes, openLanes } from './lanes.ts';
import { peek } from './peek.ts';
import { mayPass, passingRefusal } from './refusal.ts';

/** Waits in place of clients for providers that are overloaded or away. */
export interface Patience {
  /**
   * Sends a request, and again while the provider refuses it for a passing reason and there is time. Requests wait in one line
   * for each provider; one that was refused goes to its end, so that none blocks the others.
   * @param send makes one attempt; may throw once the signal has aborted
   * @param signal aborts when the client goes away, which leaves the line at once
   * @throws what `send` throws otherwise
   */
  run(
    provider: string,
    send: (signal: AbortSignal) => Promise<Attempt>,
    signal: AbortSignal,
  ): Promise<Patient>;
  /** What requests wait for now; null if none does. Of several providers, the one with the longest line. */
  waiting(): RelayWaiting | null;
}

/** How a request ended, after all attempts. */
interface Patient {
  /** The last one; null if the client went away meanwhile. */
  attempt: Attempt | null;
  attempts: number;
  /** Time in line and between attempts, ms: never more than the limit. */
  waitedMs: number;
  /** What the provider asked for in its last refusal that passes; null if it did not say. */
  retryAfterMs: number | null;
  /** To be called when the answer has been passed on, to its end or not: the next request may need the room. */
  release(): void;
}

interface Line {
  lanes: Lanes;
  /** In the order in which they may start. */
  places: Place[];
  /** Ends the alarm for the time from which on the provider may be asked again. */
  alarm: AbortController | null;
}

interface Place {
  start(lane: Lane): void;
}

/**
 * @param options `limitMs` is the most that a request waits, all together; with 0 each answer is passed on
 */
export function openPatience({
  limitMs,
  clock,
  random,
}: {
  limitMs: number;
  clock: Clock;
  random: () => number;
}): Patience {
  const lines = new Map<string, Line>();

  function lineTo(provider: string): Line {
    const known = lines.get(provider);
    if (known !== undefined) return known;
    const line = { lanes: openLanes(random), places: [], alarm: null };
    lines.set(provider, line);
    return line;
  }

  /** Starts those who may start, and sets the alarm for the next one. */
  function advance(line: Line): void {
    line.alarm?.abort();
    line.alarm = null;
    while (line.places.length > 0) {
      const ms = line.lanes.waitMs(clock.now());
      if (ms === Number.POSITIVE_INFINITY) return;
      if (ms > 0) {
        const alarm = new AbortController();
        line.alarm = alarm;
        void clock.sleep(ms, alarm.signal).then(
          () => line.alarm === alarm && advance(line),
          () => undefined,
        );
        return;
      }
      line.places.shift()!.start(line.lanes.enter());
    }
  }

  /** @returns how waiting in line ended: by its turn, the limit, or the client */
  function takeTurn(line: Line, leftMs: number, signal: AbortSignal): Promise<Lane | 'late' | 'gone'> {
    return new Promise((resolve) => {
      const over = new AbortController();
      const end = (how: Lane | 'late' | 'gone'): void => {
        over.abort();
        line.places = line.places.filter((other) => other !== place);
        signal.removeEventListener('abort', gone);
        resolve(how);
      };
      const place: Place = { start: end };
      const gone = (): void => end('gone');
      if (signal.aborted) return resolve('gone');
      signal.addEventListener('abort', gone, { once: true });
      line.places.push(place);
      advance(line);
      if (!over.signal.aborted)
        void clock.sleep(leftMs, over.signal).then(
          () => over.signal.aborted || end('late'),
          () => undefined,
        );
    });
  }

  return {
    async run(provider, send, signal) {
      const line = lineTo(provider);
      const soFar = { attempts: 0, waitedMs: 0, retryAfterMs: null as number | null };
      const ended = (attempt: Attempt | null, release: () => void = () => undefined): Patient => ({
        ...soFar,
        attempt,
        release,
      });
      if (limitMs === 0) return { ...ended(await unlessGone(send, signal)), attempts: 1 };
      let last: Attempt | null = null;
      for (;;) {
        const sinceMs = clock.now();
        const turn = await takeTurn(line, limitMs - soFar.waitedMs, signal);
        // A clock that was set back must not take away what was waited.
        soFar.waitedMs = Math.min(limitMs, soFar.waitedMs + Math.max(0, clock.now() - sinceMs));
        if (turn === 'late') return ended(last ?? noLane(provider, limitMs));
        discard(last);
        if (turn === 'gone') return ended(null);
        soFar.attempts += 1;
        let isOver = false;
        const release = (): void => {
          if (isOver) return;
          isOver = true;
          line.lanes.leave();
          advance(line);
        };
        try {
          const { attempt, refusal } = await judged(await unlessGone(send, signal), clock);
          last = attempt;
          if (refusal === null) {
            if (attempt?.kind === 'answer') line.lanes.taken(turn);
            return ended(attempt, release);
          }
          soFar.retryAfterMs = refusal.afterMs;
          const leftMs = limitMs - soFar.waitedMs;
          // A wait that is too long for this request need not be so for others: theirs may be small enough for the limit.
          const afterMs = refusal.afterMs !== null && refusal.afterMs <= leftMs ? refusal.afterMs : null;
          line.lanes.refused(turn, clock.now(), { ...refusal, afterMs });
          release();
          if (refusal.afterMs !== null && refusal.afterMs > leftMs) return ended(attempt);
        } catch (error) {
          release();
          throw error;
        }
      }
    },
    waiting() {
      const busy = [...lines].filter(
        ([, { lanes, places }]) => places.length > 0 && lanes.trouble() !== null,
      );
      const [provider, line] = busy.toSorted(([, a], [, b]) => b.places.length - a.places.length)[0] ?? [];
      const trouble = line?.lanes.trouble() ?? null;
      return provider === undefined || trouble === null ? null : { provider, ...trouble };
    },
  };
}

async function unlessGone(
  send: (signal: AbortSignal) => Promise<Attempt>,
  signal: AbortSignal,
): Promise<Attempt | null> {
  if (signal.aborted) return null;
  try {
    return await send(signal);
  } catch (error) {
    if (signal.aborted) return null;
    throw error;
  }
}

/** Codes of Node for certificates that are not accepted, and for servers without TLS: no time heals them. */
const tlsTrouble = /\b(?:(CERT_|DEPTH_ZERO_|SELF_SIGNED_|UNABLE_TO_|ERR_TLS_CERT_)[A-Z_]+|EPROTO\b)/;

interface Refused {
  status: number | null;
  afterMs: number | null;
}

/** The attempt, and what it says if it is a refusal that passes. A provider that fell silent has the request, and may bill it. */
async function judged(
  attempt: Attempt | null,
  clock: Clock,
): Promise<{ attempt: Attempt | null; refusal: Refused | null }> {
  if (attempt === null) return { attempt, refusal: null };
  if (attempt.kind === 'no-answer') {
    const mayComeBack = attempt.outcome === 'network' && !tlsTrouble.test(attempt.error);
    return { attempt, refusal: mayComeBack ? { status: null, afterMs: null } : null };
  }
  const { status, headers } = attempt;
  if (!mayPass(status)) return { attempt, refusal: null };
  const { text, body } = await peek(attempt.body);
  const refusal = passingRefusal({ status, headers, body: text }, clock.now());
  return { attempt: { ...attempt, body }, refusal: refusal === null ? null : { status, ...refusal } };
}

function discard(attempt: Attempt | null): void {
  if (attempt?.kind === 'answer') attempt.body.destroy();
}

function noLane(provider: string, limitMs: number): Attempt {
  const error = `waited ${Math.round(limitMs / 1000)} s for ${provider}, which takes fewer requests at a time now`;
  return { kind: 'no-answer', outcome: 'timeout', error };
}
