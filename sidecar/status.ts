import { isObject } from '../src/base/json.ts';
import { SCHEMA_VERSION, type ShardState } from '../src/protocol/pod.ts';
import { writeAtAnyRate } from './files.ts';

/** A file that says how things stand. */
export interface Publisher<State> {
  readonly state: Readonly<State>;
  /** Changes the state, which is written soon after. */
  update(change: Partial<State>): void;
  /** Writes what is not written yet. */
  flush(): Promise<void>;
  stop(): void;
}

export type Status = Publisher<ShardState>;

const heartbeatMs = 4000;
/** Changes in quick succession are written together. */
const settleMs = 100;

export function initialState(restarts: number): ShardState {
  return {
    schemaVersion: SCHEMA_VERSION,
    phase: 'booting',
    message: 'starting',
    failure: null,
    heartbeat: new Date().toISOString(),
    shard: 0,
    shards: 1,
    tasks: null,
    droppedTasks: [],
    runsPerTask: 0,
    concurrency: 0,
    done: 0,
    total: 0,
    valid: 0,
    meanRunScore: null,
    tokens: 0,
    costUsd: 0,
    priceKnown: false,
    waiting: null,
    openclawVersion: null,
    harnessVersion: null,
    taskContents: null,
    restarts,
    gatewayRestarts: 0,
    harnessStartedAt: null,
    lastRequest: null,
  };
}

/** The state a restarted supervisor begins with: what was known is kept until it is updated. */
export function restoredState(previous: unknown, restarts: number): ShardState {
  const known = isObject(previous) && previous['schemaVersion'] === SCHEMA_VERSION ? previous : {};
  const { phase, failure, message, schemaVersion } = initialState(restarts);
  return { ...initialState(restarts), ...known, phase, failure, message, schemaVersion, restarts };
}

/**
 * Keeps a state file up to date: written soon after a change, and otherwise as a heartbeat.
 * @param onError called when writing fails; the next write tries again
 */
export function publishState<State extends { heartbeat: string }>(
  file: string,
  first: State,
  onError: (error: unknown) => void,
): Publisher<State> {
  let state = first;
  let dirty = true;
  let writing: Promise<void> = Promise.resolve();
  let timer: NodeJS.Timeout | undefined;
  let stopped = false;
  /** A write is due that a change asked for: later changes go with it, and none puts it off. */
  let isSoon = false;

  const writeIfDirty = async (): Promise<void> => {
    if (!dirty) return;
    dirty = false;
    state = { ...state, heartbeat: new Date().toISOString() };
    try {
      await writeAtAnyRate(file, `${JSON.stringify(state, null, 2)}\n`);
    } catch (error) {
      dirty = true;
      onError(error);
    }
  };
  const write = (): Promise<void> => {
    // One at a time: all writes share one temporary file.
    writing = writing.then(writeIfDirty);
    return writing;
  };
  const beat = async (): Promise<void> => {
    isSoon = false;
    dirty = true;
    await write();
    // What changed meanwhile has its own.
    if (!isSoon) schedule(heartbeatMs);
  };
  const schedule = (ms: number): void => {
    clearTimeout(timer);
    if (!stopped) timer = setTimeout(() => void beat(), ms);
  };
  const writeSoon = (ms: number): void => {
    if (isSoon) return;
    isSoon = true;
    schedule(ms);
  };
  writeSoon(0);

  return {
    get state() {
      return state;
    },
    update: (change) => {
      const next = { ...state, ...change };
      if (JSON.stringify(next) === JSON.stringify(state)) return;
      state = next;
      dirty = true;
      writeSoon(settleMs);
    },
    flush: write,
    stop: () => {
      stopped = true;
      clearTimeout(timer);
    },
  };
}
