import type { Clock } from '../base/ports.ts';

/** The largest record of an older evaluation: one of 27 tasks has 139 kB. */
export const MAX_OLDER_BYTES = 20_000_000;
/** Of all of them together; parsed they take several times as much memory. */
const MAX_RECORD_BYTES = 60_000_000;
/** Of the artifacts that they are in. */
const MAX_DOWNLOADED_BYTES = 1_000_000_000;
const MAX_MINUTES = 3;
/** With few wanted, more are looked at than that: some came to no verdict. */
const LEAST_CANDIDATES = 10;

/** Why one is left out: a sentence if it cannot be read, null if others are not to be compared with it. */
type LeftOut = string | null;

export interface ReadEval<T> {
  found: T;
  /** Of the evaluations with the same key only the newest counts. */
  key: string;
  recordBytes: number;
}

/** Where older evaluations come from. */
export interface OlderSource<C, T> {
  /** The newest first. */
  candidates: readonly C[];
  /** What has to be downloaded for one. */
  downloadBytes: (candidate: C) => number;
  /** How many are read at the same time. */
  atATime: number;
  /** Reads some of them. @returns an answer for each, in their order */
  read: (group: readonly C[]) => Promise<readonly (ReadEval<T> | LeftOut)[]>;
}

export interface OlderEvals<T> {
  /** The newest first. */
  evals: readonly T[];
  /** What is said of those that are left out though they were wanted; null if there are none. */
  unread: string | null;
}

/**
 * Reads evaluations that are older than a baseline. They are only history: one that cannot be read is left out, and reading
 * ends where it would take too much memory or time.
 * @param known the key of the newest evaluation, which is there already and counts among `most`
 */
export async function readOlder<C, T>(
  { candidates, downloadBytes, atATime, read }: OlderSource<C, T>,
  { most, known, branch }: { most: number; known: string; branch: string },
  clock: Pick<Clock, 'now'>,
): Promise<OlderEvals<T>> {
  const startedMs = clock.now();
  const taken = new Map<string, T>();
  const problems: string[] = [];
  const left = candidates.slice(0, Math.max(LEAST_CANDIDATES, 2 * most));
  let [recordBytes, downloadedBytes] = [0, 0];
  let why: string | null = null;
  while (taken.size < most - 1 && left.length > 0 && why === null) {
    const group = left.splice(0, atATime);
    downloadedBytes += group.reduce((bytes, each) => bytes + downloadBytes(each), 0);
    if (downloadedBytes > MAX_DOWNLOADED_BYTES) why = `more than ${MAX_DOWNLOADED_BYTES / 1e9} GB`;
    else if (clock.now() - startedMs > MAX_MINUTES * 60_000) why = `longer than ${MAX_MINUTES} minutes`;
    if (why !== null) break;
    for (const one of await read(group)) {
      if (typeof one === 'string') problems.push(one);
      if (one === null || typeof one === 'string') continue;
      recordBytes += one.recordBytes;
      if (recordBytes > MAX_RECORD_BYTES) {
        why = `more than ${MAX_RECORD_BYTES / 1e6} MB of records`;
        break;
      }
      if (taken.size < most - 1 && one.key !== known && !taken.has(one.key)) taken.set(one.key, one.found);
    }
  }
  const sentences = [
    ...problemWords(branch, problems),
    ...(why === null ? [] : [`Older evaluations than ${taken.size + 1} of ${branch} are not read: ${why}.`]),
  ];
  return { evals: [...taken.values()], unread: sentences.length === 0 ? null : sentences.join(' ') };
}

function problemWords(branch: string, [first, ...more]: readonly string[]): string[] {
  if (first === undefined) return [];
  const count = more.length + 1;
  return [
    `${count} earlier evaluation${count === 1 ? '' : 's'} of ${branch} could not be read and ${count === 1 ? 'is' : 'are'} left out of its history: ${first}`,
  ];
}
