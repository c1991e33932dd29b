import { createHash } from 'node:crypto';
import { createReadStream, createWriteStream } from 'node:fs';
import { mkdir, readdir, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { pipeline } from 'node:stream/promises';
import { sha256 } from '../base/sha256.ts';
import { type Clean, type KnownSecrets, madeOfClean } from '../base/clean.ts';
import { redactStream, REPLACEMENT } from '../base/redact.ts';
import { BASE_TOP, collectPaths, WIRE_JOURNAL, wireJournalOf } from './file-names.ts';
import type { Manifest, ManifestFacts, ManifestFile } from './manifest.ts';
import type { BenchmarkResult } from '../result/formats/benchmark.ts';
import type { VerdictRecord } from '../result/formats/verdict-record.ts';

const PIECE_BYTES = 1024 * 1024;

/**
 * `full`: everything that was collected. `scores`: no transcripts, no logs and no bodies of requests, for public repositories;
 * the journals of the relays stay, which have no texts of the model.
 */
export type ArtifactContent = 'full' | 'scores';

/** What is written of one side of an evaluation. */
export interface ArmParts {
  /** The merged result; null if there is none. */
  result: Clean<BenchmarkResult> | null;
  /** The collected runs, if there is no complete result; null if there are none. */
  partial: Clean<BenchmarkResult> | null;
  verdict: Clean<VerdictRecord>;
  /** The collected files, in a directory for each shard, and the journal of its relays; undefined without one. */
  shards: readonly { index: number; directory: string; wire?: { journal: string } | undefined }[];
  /** How the result came about, for manifest.json. */
  facts: Clean<ManifestFacts>;
}

export interface ArtifactParts extends ArmParts {
  /** What it was compared with, if that ran beside it; null if nothing did. */
  base: ArmParts | null;
  /** Pods, events and last log lines as text; undefined unless a shard failed. */
  postMortem: Clean<string> | undefined;
  /** Directory with the logs of the kind cluster's nodes; undefined without any. */
  nodeLogs?: string | undefined;
  /** Makes the reports, by the name of their file, from the files that are in the artifact by then. */
  reports: (
    directory: string,
    problems: string[],
  ) => AsyncIterable<readonly [string, Clean<string>]> | Iterable<readonly [string, Clean<string>]>;
}

export interface WrittenArtifact {
  /** Relative to its directory, sorted. */
  files: string[];
  /** Files and reports that could not be in it, a sentence each. */
  leftOut: string[];
}

/**
 * Writes the content of the artifact: benchmark.json, verdict.json, reports, `runs/`, `logs/`, and manifest.json, which
 * lists all of them. The base arm is an artifact of its own in `base/`, without reports. Files of pods and nodes are redacted,
 * and the manifest has their hashes before and after; the records hold no secrets.
 * @param directory exists and is empty
 */
export async function writeArtifactContent(
  directory: string,
  parts: ArtifactParts,
  content: ArtifactContent,
  secrets: KnownSecrets,
): Promise<WrittenArtifact> {
  const written: ManifestFile[] = [];
  const leftOut: string[] = [];
  const take = collectPaths();
  const copy = async (source: string, place: Place): Promise<void> => {
    const copied = await copyWithoutSecrets(source, directory, secrets, { place, take });
    written.push(...copied.files);
    leftOut.push(...copied.leftOut);
  };
  const write = async (file: string, text: Clean<string>): Promise<void> => {
    const bytes = Buffer.from(text);
    take(file);
    await mkdir(path.dirname(path.join(directory, file)), { recursive: true });
    await writeFile(path.join(directory, file), bytes, { flag: 'wx' });
    written.push({ path: file, sha256: sha256(bytes), sizeBytes: bytes.length });
  };
  /** @param top '' for the artifact itself */
  const writeArm = async (arm: ArmParts, top: string): Promise<void> => {
    const below = (file: string | null): string | null => (file === null ? null : `${top}${file}`);
    await write(`${top}verdict.json`, asJson(arm.verdict));
    if (arm.result !== null) await write(`${top}benchmark.json`, asJson(arm.result));
    if (arm.partial !== null) await write(`${top}benchmark.partial.json`, asJson(arm.partial));
    for (const { index, directory: from, wire } of arm.shards) {
      if (content === 'full') await copy(from, (file) => below(placeOf(file, index)));
      else if (wire !== undefined)
        await copy(path.dirname(wire.journal), (file) => below(journalPlace(file, index)));
    }
  };

  await writeArm(parts, '');
  if (parts.base !== null) {
    await writeArm(parts.base, BASE_TOP);
    const own = written
      .filter((file) => file.path.startsWith(BASE_TOP))
      .map((file) => ({ ...file, path: file.path.slice(BASE_TOP.length) }));
    await write(`${BASE_TOP}manifest.json`, manifestText(parts.base.facts, content, own, secrets));
  }
  if (content === 'full') {
    if (parts.nodeLogs !== undefined) {
      await copy(parts.nodeLogs, (file) => path.join('logs', 'kind', file));
    }
    if (parts.postMortem !== undefined) {
      await mkdir(path.join(directory, 'logs'), { recursive: true });
      await write('logs/post-mortem.txt', parts.postMortem);
    }
  }
  for await (const [file, report] of parts.reports(directory, leftOut)) await write(file, report);
  const manifest = manifestText(parts.facts, content, written, secrets);
  await writeFile(path.join(directory, 'manifest.json'), manifest, { flag: 'wx' });
  return { files: [...written.map((file) => file.path), 'manifest.json'].sort(), leftOut };
}

function manifestText(
  facts: ManifestFacts,
  content: ArtifactContent,
  files: readonly ManifestFile[],
  secrets: KnownSecrets,
): Clean<string> {
  const sorted = files.toSorted((a, b) => (a.path < b.path ? -1 : 1));
  const manifest: Manifest = { schemaVersion: 1, ...facts, content, files: sorted };
  return asJson(secrets.clean(manifest));
}

/** Where a file goes, relative to the target, by its path relative to the source; null if nowhere. */
type Place = (file: string) => string | null;

/** What decides where a copied file goes. */
interface Placing {
  place?: Place;
  /** Says why a file cannot go there; null if it can. */
  take?: (file: string) => string | null;
}

/**
 * Copies all files below a directory, with secrets redacted in the files and in their names. A file whose name cannot be
 * in an artifact is left out: its name may come from the agent under test, and would prevent the upload of all others.
 */
export async function copyWithoutSecrets(
  source: string,
  target: string,
  secrets: KnownSecrets,
  { place = (file) => file, take = collectPaths() }: Placing = {},
): Promise<{ files: ManifestFile[]; leftOut: string[] }> {
  const files: ManifestFile[] = [];
  const leftOut: string[] = [];
  for (const file of await filesBelow(source)) {
    const placed = place(file);
    if (placed === null) continue;
    // Artifacts cannot have an asterisk in a name.
    const clean = secrets.clean(placed).replaceAll(REPLACEMENT, '___');
    const problem = take(clean);
    if (problem !== null) {
      leftOut.push(`${clean} ${problem}; it is not in the artifact.`);
      continue;
    }
    const copied = await copyClean(path.join(source, file), path.join(target, clean), secrets.all());
    files.push({ path: clean, ...copied });
  }
  return { files, leftOut };
}

/** Copies a file with secrets redacted, piece by piece: logs have up to 64 MiB. */
async function copyClean(
  source: string,
  target: string,
  secrets: readonly string[],
): Promise<Omit<ManifestFile, 'path'>> {
  await mkdir(path.dirname(target), { recursive: true });
  const before = createHash('sha256');
  const after = createHash('sha256');
  let sizeBytes = 0;
  await pipeline(
    createReadStream(source, { highWaterMark: PIECE_BYTES }),
    async function* (pieces: AsyncIterable<Buffer>) {
      for await (const piece of pieces) {
        before.update(piece);
        yield piece;
      }
    },
    (pieces: AsyncIterable<Buffer>) => redactStream(pieces, secrets),
    async function* (pieces: AsyncIterable<Buffer>) {
      for await (const piece of pieces) {
        after.update(piece);
        sizeBytes += piece.length;
        yield piece;
      }
    },
    createWriteStream(target, { flags: 'wx' }),
  );
  return { sha256InPod: before.digest('hex'), sha256: after.digest('hex'), sizeBytes };
}

/** No run is in two shards, so their run files share one directory, as if there were one shard. */
function placeOf(file: string, shard: number): string {
  const [, kind, name = ''] = /^(run_cache|wire)\/(.+)$/.exec(file) ?? [];
  if (kind === 'run_cache') return `runs/${name}`;
  return kind === 'wire'
    ? (journalPlace(name, shard) ?? `wire/shard-${shard}/${name}`)
    : `logs/shard-${shard}/${file}`;
}

/** Of the files about the wire, the journal is the only one without texts. */
function journalPlace(name: string, shard: number): string | null {
  return name === WIRE_JOURNAL ? wireJournalOf(shard) : null;
}

async function filesBelow(directory: string): Promise<string[]> {
  const entries = await readdir(directory, { recursive: true, withFileTypes: true });
  return entries
    .filter((entry) => entry.isFile())
    .map((entry) => path.relative(directory, path.join(entry.parentPath, entry.name)))
    .sort();
}

function asJson(value: Clean<object>): Clean<string> {
  return madeOfClean(`${JSON.stringify(value, null, 2)}\n`);
}
