import { defaultBehaviour, type Behaviour } from './behaviour.ts';
import type { Entry } from './ledger.ts';
import { loadTasks, type TaskScript } from './script.ts';

/** Entries kept for `GET /admin`; older ones are forgotten, counters included. */
const LEDGER_SIZE = 20_000;

/** All that one running server knows. */
export interface State {
  tasks: TaskScript[];
  standard: Behaviour;
  models: Map<string, Behaviour>;
  entries: Entry[];
  /** Requests per model id since the last reset, for faults that hit every nth. */
  numbers: Map<string, number>;
}

export function newState(tasksFolder: string): State {
  return {
    tasks: loadTasks(tasksFolder),
    standard: defaultBehaviour,
    models: new Map(),
    entries: [],
    numbers: new Map(),
  };
}

type Noted = Pick<Entry, 'model' | 'path' | 'status' | 'outcome' | 'key'> & Partial<Entry>;

/** Adds a request to what `GET /admin` reports. */
export function note(state: State, seen: Noted): void {
  const time = new Date().toISOString();
  state.entries.push({
    time,
    task: null,
    run: null,
    stream: false,
    inputTokens: 0,
    outputTokens: 0,
    ...seen,
  });
  if (state.entries.length > LEDGER_SIZE) state.entries.shift();
}
