import { oneLine } from '../base/plain-text.ts';
import type { Event } from './types.ts';

/** The newest event with this reason about the object with this UID. */
export function latestEvent(
  events: readonly Event[],
  uid: string | undefined,
  reason: string,
): Event | undefined {
  if (uid === undefined) return undefined;
  let latest: Event | undefined;
  for (const event of events) {
    if (event.involvedObject.uid !== uid || event.reason !== reason) continue;
    if (latest === undefined || timeOf(event) >= timeOf(latest)) latest = event;
  }
  return latest;
}

/** How the messages of later events begin. */
export const EVENTS_COMBINED = /^\(combined from similar events\): /;

/** The message of an event, on one line. */
export function wordsOf(event: Event): string {
  return oneLine((event.message ?? '').replace(EVENTS_COMBINED, ''));
}

/** When it was last seen; RFC 3339 in UTC, so that the strings compare. */
export function timeOf(event: Event): string {
  return (
    event.series?.lastObservedTime ??
    event.lastTimestamp ??
    event.eventTime ??
    event.metadata.creationTimestamp ??
    ''
  );
}
