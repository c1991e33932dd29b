import { isObject } from '../src/base/json.ts';
import {
  type DoneReason,
  SCHEMA_VERSION,
  type ShardFailure,
  type ShardState,
  type Spent,
} from '../src/protocol/pod.ts';
import { readJson, writeAtomic } from './files.ts';

/** An accepted request for runs. */
export type Work =
  | { id: string; kind: 'start' }
  | { id: string; kind: 'runs'; tasks: string[]; runs: number };

/** How a shard ended before its work was finished. */
export interface End {
  reason: Exclude<DoneReason, 'finished'>;
  failure: ShardFailure | null;
  message: string;
}

/** What a supervisor that was killed and restarted in place needs to continue. */
export interface Journal {
  schemaVersion: typeof SCHEMA_VERSION;
  /** How often the supervisor was started again. */
  restarts: number;
  /** Tasks of this shard, sorted; null until the harness listed them. */
  tasks: string[] | null;
  /** Accepted work, in order; `finishedWork` has the ids of what is finished. */
  work: Work[];
  finishedWork: string[];
  /** Seed files taken over, relative to the run cache: an earlier evaluation paid for them. */
  seeded: string[];
  /** Spent on what is not in our run files: the first model turn, dropped runs, lost pods. */
  overhead: Spent;
  /** Of this, in lost pods: what no relay of this pod knows. */
  lost: Spent;
  /** Keys of runs that the harness stopped for their time, since they were last begun. */
  stopped: string[];
  /** How often invalid runs were run again, by id of the work. */
  retries: Record<string, number>;
  harnessStartedAt: string | null;
  /** When the last accepted work was finished, RFC 3339; null while there is work, and before the first. */
  idleSince: string | null;
  /** Time without work since the first work began. */
  idleMs: number;
  /** Whether the model has answered once, and need not be asked and paid again. */
  modelChecked: boolean;
  /** Why nothing runs any more: a cancel, a cap, no contact, a final failure. */
  end: End | null;
  /** Results of the harness, as in ShardDone. */
  results: string[];
  lastRequest: ShardState['lastRequest'];
}

export interface JournalFile {
  readonly entries: Readonly<Journal>;
  /** Durable when it resolves. */
  record(change: Partial<Journal>): Promise<void>;
}

const empty: Journal = {
  schemaVersion: SCHEMA_VERSION,
  restarts: 0,
  tasks: null,
  work: [],
  finishedWork: [],
  seeded: [],
  overhead: { tokens: 0, costUsd: 0 },
  lost: { tokens: 0, costUsd: 0 },
  stopped: [],
  retries: {},
  harnessStartedAt: null,
  idleSince: null,
  idleMs: 0,
  modelChecked: false,
  end: null,
  results: [],
  lastRequest: null,
};

type Times = Pick<Journal, 'harnessStartedAt' | 'idleSince' | 'idleMs'>;

/** What to record when work begins. */
export function beginWork({ harnessStartedAt, idleSince, idleMs }: Times, now: Date): Times {
  return {
    harnessStartedAt: harnessStartedAt ?? now.toISOString(),
    idleSince: null,
    idleMs: idleMs + (idleSince === null ? 0 : Math.max(0, now.getTime() - Date.parse(idleSince))),
  };
}

/**
 * How long the shard has worked; undefined before the first work. Idle time does not count: more runs may be ordered
 * hours after the first ones were done, and need their full time.
 */
export function workedMs({ harnessStartedAt, idleMs }: Times, nowMs: number): number | undefined {
  return harnessStartedAt === null ? undefined : nowMs - Date.parse(harnessStartedAt) - idleMs;
}

/** Checking the version is enough: only this program writes the file, and always whole. */
function isJournal(value: unknown): value is Partial<Journal> {
  return isObject(value) && value['schemaVersion'] === SCHEMA_VERSION;
}

/** Opens the journal and counts the restart, if it is one. */
export async function openJournal(file: string): Promise<JournalFile> {
  const previous = await readJson(file, 16 * 1024 * 1024);
  let entries: Journal = isJournal(previous)
    ? { ...empty, ...previous, restarts: (previous.restarts ?? 0) + 1 }
    : empty;
  let writing: Promise<void> = Promise.resolve();
  const record = (change: Partial<Journal>): Promise<void> => {
    entries = { ...entries, ...change };
    // One at a time: all writes share one temporary file.
    const written = writing.then(() => writeAtomic(file, `${JSON.stringify(entries)}\n`));
    writing = written.catch(() => undefined);
    return written;
  };
  await record({});
  return {
    get entries() {
      return entries;
    },
    record,
  };
}
