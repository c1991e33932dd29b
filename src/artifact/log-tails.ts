import { closeSync, fstatSync, openSync, readdirSync, readSync } from 'node:fs';
import path from 'node:path';
import type { Clean, KnownSecrets } from '../base/clean.ts';
import { hasCode } from '../base/missing-file.ts';
import { plainLines } from '../base/plain-text.ts';

/** The end of a log. */
export interface LogTail {
  /** Its place in the artifact. */
  name: string;
  lines: string[];
  /** Whether there is more above it. */
  isCut: boolean;
}

const MOST_SHARDS = 8;
const MAX_BYTES = 24_000;
const MOST_LINES = 150;

/** The last lines of the logs of an artifact that we wrote: what the pods' evaluations and gateways said at the end. */
export function* logTailsIn(directory: string, { clean }: KnownSecrets): Generator<Clean<LogTail>> {
  for (const name of logNames(path.join(directory, 'logs'))) {
    const read = endOf(path.join(directory, name));
    if (read === null) continue;
    const lines = plainLines(read.text.trimEnd());
    const isCut = read.isCut || lines.length > MOST_LINES;
    yield clean({ name, lines: lines.slice(-MOST_LINES), isCut });
  }
}

function logNames(logs: string): string[] {
  const shards = entriesOf(logs)
    .filter((name) => /^shard-\d+$/.test(name))
    .sort((a, b) => Number(a.slice(6)) - Number(b.slice(6)))
    .slice(0, MOST_SHARDS);
  return [
    'logs/post-mortem.txt',
    ...shards.flatMap((shard) => [`logs/${shard}/eval.log`, `logs/${shard}/gateway.log`]),
  ];
}

function entriesOf(directory: string): string[] {
  try {
    return readdirSync(directory);
  } catch (error) {
    if (hasCode(error, 'ENOENT')) return [];
    throw error;
  }
}

/** The last bytes of a file, from the beginning of a line; null if it is missing or empty. */
function endOf(file: string): { text: string; isCut: boolean } | null {
  let descriptor: number;
  try {
    descriptor = openSync(file, 'r');
  } catch (error) {
    if (hasCode(error, 'ENOENT')) return null;
    throw error;
  }
  try {
    const { size } = fstatSync(descriptor);
    if (size === 0) return null;
    const isCut = size > MAX_BYTES;
    const bytes = Buffer.alloc(Math.min(size, MAX_BYTES));
    readSync(descriptor, bytes, 0, bytes.length, size - bytes.length);
    return { text: bytes.subarray(isCut ? bytes.indexOf('\n') + 1 : 0).toString(), isCut };
  } finally {
    closeSync(descriptor);
  }
}
