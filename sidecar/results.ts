import { mkdir, rename } from 'node:fs/promises';
import { sha256 } from '../src/base/sha256.ts';
import path from 'node:path';
import { isObject } from '../src/base/json.ts';
import type { RelayAllowance } from '../src/protocol/relay.ts';
import { type KeptFile, type KeptIndex, SCHEMA_VERSION } from '../src/protocol/pod.ts';
import { readSetting } from '../src/protocol/settings.ts';
import type { Env } from './config.ts';
import { findFiles, readJson, readRegular, statIfThere, writeAtomic } from './files.ts';
import { pause } from './gateway.ts';
import { asAmount, parseObject } from './json.ts';
import { pathsBelow, type PodPaths } from './paths.ts';
import { watchBelow } from './notice.ts';
import { parseRequest } from './requests.ts';
import { isUnjudged, maxRunFileBytes, modelAnswered, parseRunPath } from './run-files.ts';
import { type IsSpoiled, spoiledRuns } from './spoiled-runs.ts';

interface ResultsHost {
  env: Env;
  root: string;
  print: (chunk: Uint8Array) => Promise<void>;
  signal: AbortSignal;
  /** How often to look at what is not noticed by itself, by default four times a second. */
  pollMs?: number;
}

/** Where changes are not told, a run file can be changed unnoticed for so long: docs/security.md names this time. */
const defaultPollMs = 250;
/** The action looks every second, and fetches the missing files when it sees that the pod is ending. */
const farewellMs = 5000;
/** After that, for answers that are under way; the kubelet leaves a pod 20 s in all. */
const lastAnswersMs = 7000;
const recentMs = 30_000;
const maxRunFiles = 20_000;
/** The volume has 2 GiB, and the pod would be evicted for using more. */
const maxKeptBytes = 1024 * 1024 * 1024;

/**
 * The trusted container: keeps the first copy of each run file where the code under test cannot reach it, and keeps the
 * pod until the action has fetched everything. When the signal aborts, it stays a moment longer if the action was in
 * contact recently, so that no finished run is lost with the pod.
 * @returns `released` on a `finish` request, or without contact for `holdMs` after the shard was done, for `orphanLimitMs` if it
 *   has no run to keep; `stopped` if the signal aborted first: then the pod must not count as succeeded, or it would not be replaced
 */
export async function keepResults(host: ResultsHost): Promise<'released' | 'stopped'> {
  const paths = pathsBelow(host.root);
  await mkdir(paths.seed, { recursive: true });
  await mkdir(paths.kept, { recursive: true });
  const holdMs = readSetting(host.env, 'holdMs');
  // 0 if nobody has to be in contact, as with `detach`: then the reason of a failure is worth the wait, too.
  const contactMs = readSetting(host.env, 'orphanLimitMs');
  const emptyHoldMs = contactMs === 0 ? holdMs : Math.min(holdMs, contactMs);
  const isSpoiled = spoiledRuns(paths.wireJournal, {
    model: readSetting(host.env, 'model') || null,
    turnLimitMs: readSetting(host.env, 'perTurnTimeoutMs'),
  });
  const keep = runKeeper(paths, isSpoiled, (text) => void host.print(Buffer.from(`results: ${text}\n`)));
  const notice = watchBelow(paths.runCache);
  try {
    while (!host.signal.aborted) {
      await notice.follow();
      const { files } = await keep();
      if (await isFinished(paths)) return 'released';
      // What the pod requested of its node stays taken until it ends.
      if (await isForgotten(paths, files.length === 0 ? emptyHoldMs : holdMs)) return 'released';
      await notice.next(host.pollMs ?? defaultPollMs, host.signal);
    }
  } finally {
    notice.close();
  }
  if (!(await isInContact(paths))) return 'stopped';
  return (await statIfThere(paths.wireState)) === undefined
    ? await sayFarewell(paths, farewellMs, async () => void (await keep()))
    : await sayFarewellWithRelay(paths, keep);
}

async function sayFarewell(
  paths: PodPaths,
  forMs: number,
  meanwhile: () => Promise<void>,
): Promise<'released' | 'stopped'> {
  const farewell = AbortSignal.timeout(forMs);
  while (!farewell.aborted) {
    await meanwhile();
    if (await isFinished(paths)) return 'released';
    await pause(defaultPollMs, farewell).catch(() => undefined);
  }
  return 'stopped';
}

/**
 * Runs that go on now are made again in another pod: no more is spent on them, and what becomes of them is not kept. Answers
 * that are under way are waited for, so that the action learns what they cost.
 */
async function sayFarewellWithRelay(
  paths: PodPaths,
  keep: () => Promise<KeptIndex>,
): Promise<'released' | 'stopped'> {
  await keep();
  const nothing: RelayAllowance = { maxCostUsd: 0, maxTokens: 0 };
  await writeAtomic(paths.allowance, JSON.stringify(nothing));
  const end = await sayFarewell(paths, farewellMs, () => Promise.resolve());
  if (end === 'released') return end;
  const tooLong = AbortSignal.timeout(lastAnswersMs);
  while (!tooLong.aborted && (await hasOpenRequests(paths)))
    await pause(defaultPollMs, tooLong).catch(() => undefined);
  return end;
}

async function hasOpenRequests(paths: PodPaths): Promise<boolean> {
  const state = await readJson(paths.wireState, 1024 * 1024);
  return isObject(state) && typeof state['open'] === 'number' && state['open'] > 0;
}

async function isInContact(paths: PodPaths): Promise<boolean> {
  const contact = await statIfThere(paths.contact);
  return contact !== undefined && Date.now() - contact.mtimeMs < recentMs;
}

async function isFinished(paths: PodPaths): Promise<boolean> {
  const parsed = parseRequest(await readJson(paths.request, 4 * 1024 * 1024));
  return parsed.ok && parsed.request.kind === 'finish';
}

async function isForgotten(paths: PodPaths, holdMs: number): Promise<boolean> {
  const done = await statIfThere(paths.done);
  if (done === undefined) return false;
  const contact = await statIfThere(paths.contact);
  return Date.now() - Math.max(done.mtimeMs, contact?.mtimeMs ?? 0) > holdMs;
}

interface Kept {
  entry: KeptFile;
  /** Inode, size and times of the original when it was last read. */
  stamp: string;
  /** Only a run in which the model or the judge did not answer, or that the wire spoils, may be run again, and so may change. */
  answered: boolean;
  durationMs: number;
}

/** How a file was found. */
interface Seen {
  stamp: string;
  mtimeMs: number;
}

/** The harness writes a run file in place, so that it is noticed before it is whole; one that stays so is kept as it is. */
function mayBeHalfWritten(content: Uint8Array, mtimeMs: number): boolean {
  const isWhole = parseObject(Buffer.from(content).toString('utf8')) !== undefined;
  return !isWhole && Date.now() - mtimeMs < 2000;
}

/** Each call looks at the run cache once, keeps new files, and notes forbidden changes. */
export function runKeeper(
  paths: PodPaths,
  isSpoiled: IsSpoiled,
  say: (text: string) => void,
): () => Promise<KeptIndex> {
  const kept = new Map<string, Kept>();
  const tampered = new Set<string>();
  const replaced = new Set<string>();
  const runCacheName = path.relative(paths.results, paths.runCache);
  let keptBytes = 0;
  let full = false;
  let written = '';

  const keep = async (name: string, stamp: string, content: Uint8Array): Promise<void> => {
    if (keptBytes + content.length > maxKeptBytes) {
      if (!full) say(`${maxKeptBytes} bytes of run files are kept, which is the limit`);
      full = true;
      return;
    }
    await writeAtomic(path.join(paths.kept, name), content);
    keptBytes += content.length;
    const run = parseObject(Buffer.from(content).toString('utf8'));
    const firstSeenAt = new Date().toISOString();
    kept.set(name, {
      entry: { path: name, size: content.length, sha256: sha256(content), firstSeenAt },
      stamp,
      answered: modelAnswered(run) && !isUnjudged(run),
      durationMs: asAmount(run?.['duration_ms']),
    });
  };

  /** Whether a file that was changed or removed may be: the supervisor removes those of runs that are made again. */
  const mayChange = async (name: string, known: Kept): Promise<boolean> => {
    const run = parseRunPath(path.relative(runCacheName, name));
    if (known.answered && run !== undefined) {
      const seenAtMs = Date.parse(known.entry.firstSeenAt);
      known.answered = !(await isSpoiled({ ...run, seenAtMs, durationMs: known.durationMs }));
    }
    return !known.answered;
  };

  const look = async (name: string, { stamp, mtimeMs }: Seen): Promise<void> => {
    const known = kept.get(name);
    if (known?.stamp === stamp) return;
    const content = await readRegular(path.join(paths.results, name), maxRunFileBytes);
    if (known === undefined) {
      if (content !== undefined && !mayBeHalfWritten(content, mtimeMs)) await keep(name, stamp, content);
      return;
    }
    known.stamp = stamp;
    if (content !== undefined && sha256(content) === known.entry.sha256) return;
    if (!(await mayChange(name, known))) {
      tampered.add(name);
    } else if (content !== undefined) {
      let count = 1;
      while ((await statIfThere(path.join(paths.kept, `${name}.replaced${count}`))) !== undefined) count++;
      await rename(path.join(paths.kept, name), path.join(paths.kept, `${name}.replaced${count}`));
      replaced.add(name);
      await keep(name, stamp, content);
    }
  };

  return async () => {
    const found = new Map<string, Seen>();
    const large = new Set<string>();
    for (const { path: name, stats } of await findFiles(paths.runCache, maxRunFiles)) {
      if (parseRunPath(name) === undefined) continue;
      if (stats.size > maxRunFileBytes) large.add(`${runCacheName}/${name}`);
      const stamp = [stats.ino, stats.size, stats.mtimeMs, stats.ctimeMs].join(':');
      found.set(`${runCacheName}/${name}`, { stamp, mtimeMs: stats.mtimeMs });
    }
    for (const [name, seen] of found) await look(name, seen);
    for (const [name, known] of kept)
      if (!found.has(name) && !tampered.has(name) && !(await mayChange(name, known))) tampered.add(name);

    const index: KeptIndex = {
      schemaVersion: SCHEMA_VERSION,
      files: [...kept.values()].map(({ entry }) => entry).sort((a, b) => (a.path < b.path ? -1 : 1)),
      replaced: [...replaced].sort(),
      tampered: [...tampered].sort(),
      notKept: [...found.keys()].filter((name) => !kept.has(name) && (full || large.has(name))).sort(),
    };
    const text = `${JSON.stringify(index, null, 2)}\n`;
    if (text !== written) {
      await writeAtomic(paths.keptIndex, text);
      written = text;
    }
    return index;
  };
}
