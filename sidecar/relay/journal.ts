import { createReadStream } from 'node:fs';
import { isObject } from '../../src/base/json.ts';
import { hasCode } from '../../src/base/missing-file.ts';
import type { RelayState } from '../../src/protocol/relay.ts';
import type { RequestClosed, RequestOpened, WireLine } from '../../src/protocol/wire.ts';
import { bytesOf } from '../files.ts';
import { parseObject } from '../json.ts';
import { lineSplitter } from '../lines.ts';
import { type Publisher, publishState } from '../status.ts';
import { errorText } from '../words.ts';
import { openLineFile } from './line-file.ts';
import { openCount } from './state.ts';

/** The only writer of `/wire/wire.jsonl` and `/wire/state.json`. */
export interface WireJournal {
  opened(line: Omit<RequestOpened, 'kind'>): void;
  closed(line: Omit<RequestClosed, 'kind'>): void;
  /** Why nothing may be forwarded, as a sentence; null while lines can be written. */
  problem(): string | null;
  /** Changes what the lines do not tell. */
  update(change: Partial<Pick<RelayState, 'check' | 'fence' | 'waiting' | 'cap'>>): void;
  state(): RelayState;
  /** Writes what is not written yet. Lines that cannot be written stay in memory. */
  flush(): Promise<void>;
  close(): Promise<void>;
}

interface Place {
  /** `wire.jsonl` */
  journal: string;
  /** `state.json` */
  state: string;
  now: () => number;
  /** Gets each line, those of relays before this one first. */
  onLine?: (line: WireLine) => void;
  /** Gets what is wrong with state.json, whose next write tries again. */
  onError: (error: unknown) => void;
}

interface Limits {
  /** Above this size of the journal, no request is forwarded. What is under way is still noted. */
  maxBytes: number;
  /** Lines that wait in memory for a disk that is full. */
  maxWaiting: number;
  retryMs: number;
}

/** About 70,000 requests. */
const usualLimits: Limits = { maxBytes: 64 * 1024 * 1024, maxWaiting: 4 * 1024 * 1024, retryMs: 1000 };

/** Opens the journal of this pod, goes on where a relay before this one stopped, and notes the start. */
export async function openJournal(place: Place, limits: Limits = usualLimits): Promise<WireJournal> {
  const file = openLineFile(place.journal);
  const count = openCount();
  const heard = (line: WireLine): void => {
    count.add(line);
    place.onLine?.(line);
  };
  for await (const line of linesOf(place.journal)) heard(line);
  /** Lines that are not written yet. */
  let waiting: string[] = [];
  let waitingBytes = 0;
  let lost = 0;
  let failure: string | null = null;
  let retry: NodeJS.Timeout | undefined;
  let published: Publisher<RelayState> | undefined;
  let beside: Pick<RelayState, 'check' | 'fence' | 'waiting' | 'cap'> = {
    check: { status: 'pending' },
    fence: null,
    waiting: null,
    cap: null,
  };
  const startedAt = new Date(place.now()).toISOString();

  const problem = (): string | null => {
    const missing = lost === 0 ? '' : ` ${lost} lines of it are lost.`;
    if (failure !== null)
      return `The relay cannot write its journal, and forwards nothing until it can: ${failure}.${missing}`;
    if (file.size >= limits.maxBytes)
      return `The relay forwards nothing: its journal has reached ${Math.floor(limits.maxBytes / 1024 / 1024)} MiB.${missing}`;
    return null;
  };
  const state = (): RelayState => ({
    schemaVersion: 1,
    startedAt,
    heartbeat: new Date(place.now()).toISOString(),
    ...count.totals(),
    ...beside,
    problem: problem(),
    journalBytes: file.size,
  });
  const publish = (): void => published?.update(state());

  const write = (): void => {
    if (waiting.length === 0) return;
    try {
      file.append(waiting.join(''));
      waiting = [];
      waitingBytes = 0;
      failure = null;
      clearInterval(retry);
      retry = undefined;
    } catch (error) {
      failure = hasCode(error, 'ENOSPC', 'EDQUOT') ? 'the disk is full' : errorText(error);
      retry ??= setInterval(() => {
        write();
        publish();
      }, limits.retryMs);
    }
  };
  const note = (line: WireLine): void => {
    heard(line);
    const text = `${JSON.stringify(line)}\n`;
    if (waitingBytes + text.length > limits.maxWaiting) lost += 1;
    else {
      waiting.push(text);
      waitingBytes += text.length;
    }
    write();
    publish();
  };

  note({ kind: 'started', at: place.now(), restarts: count.starts() });
  published = publishState(place.state, state(), place.onError);

  return {
    opened: (line) => note({ kind: 'opened', ...line }),
    closed: (line) => note({ kind: 'closed', ...line }),
    problem,
    update(change) {
      beside = { ...beside, ...change };
      publish();
    },
    state,
    async flush() {
      write();
      publish();
      await published.flush();
    },
    async close() {
      write();
      clearInterval(retry);
      published.stop();
      publish();
      await published.flush();
      file.close();
    },
  };
}

/** Longer lines are not ours: texts in them are cut before. */
const longestLine = 64 * 1024;

/** The lines that relays of this pod have written, without one that is half written. */
export async function* linesOf(file: string): AsyncGenerator<WireLine> {
  const found: WireLine[] = [];
  const split = lineSplitter((text) => {
    const line = parseObject(text);
    if (isLine(line)) found.push(line);
  }, longestLine);
  for await (const chunk of bytesOf(createReadStream(file))) {
    split(chunk);
    yield* found.splice(0);
  }
}

/** Looking at the kind is enough: only this program writes the file, and always whole lines. */
function isLine(value: unknown): value is WireLine {
  return isObject(value) && ['started', 'opened', 'closed'].includes(String(value['kind']));
}
