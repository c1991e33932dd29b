import { type DoneReason, SCHEMA_VERSION, type ShardFailure, type ShardState } from '../src/protocol/pod.ts';
import { readJson, writeAtomic } from './files.ts';
import { isObject } from './json.ts';

/** A request for runs, as accepted. */
export type Work =
  | { id: string; kind: 'start' }
  | { id: string; kind: 'runs'; tasks: string[]; runs: number };

/** How a shard ended for good, before it had worked off everything. */
export interface End {
  reason: Exclude<DoneReason, 'finished'>;
  failure: ShardFailure | null;
  message: string;
}

/** What a supervisor that was killed and restarted in place needs to go on where it stopped. */
export interface Journal {
  schemaVersion: typeof SCHEMA_VERSION;
  /** How often the supervisor was started again. */
  restarts: number;
  /** Tasks of this shard, sorted; null until the harness listed them. */
  tasks: string[] | null;
  /** Work accepted, in order; `finishedWork` holds the ids of what is over. */
  work: Work[];
  finishedWork: string[];
  /** Seed files taken over, relative to the run cache: paid by an earlier eval. */
  seeded: string[];
  /** Spent on what stands in no run file of ours: the model turn before the eval, runs that were dropped, lost pods. */
  overhead: { tokens: number; costUsd: number };
  /** Times invalid runs were run again, by id of the work. */
  retries: Record<string, number>;
  harnessStartedAt: string | null;
  /** Since when all accepted work is done, RFC 3339; null while there is some, and before the first. */
  idleSince: string | null;
  /** How long it had nothing to do between two works. */
  idleMs: number;
  /** The model answered once: no need to pay for asking again. */
  modelChecked: boolean;
  /** Why nothing is run any more: a cancel, a cap, no contact, a final failure. */
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

/** What to record when a work begins. */
export function beginWork({ harnessStartedAt, idleSince, idleMs }: Times, now: Date): Times {
  return {
    harnessStartedAt: harnessStartedAt ?? now.toISOString(),
    idleSince: null,
    idleMs: idleMs + (idleSince === null ? 0 : Math.max(0, now.getTime() - Date.parse(idleSince))),
  };
}

/**
 * How long the shard has worked: whoever comes for held results may ask for more runs, and hours in which nobody did
 * must not have used up their time. Undefined before the first work.
 */
export function workedMs({ harnessStartedAt, idleMs }: Times, nowMs: number): number | undefined {
  return harnessStartedAt === null ? undefined : nowMs - Date.parse(harnessStartedAt) - idleMs;
}

/** Only this program writes it, and whole; a version that wrote other things had another number. */
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
