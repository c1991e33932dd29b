import { createHash } from 'node:crypto';
import { mkdir, readdir, readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import type { CollectedShard } from './eval/collect.ts';
import { redactor } from './redact.ts';
import type { BenchmarkResult } from './result/benchmark.ts';
import type { VerdictRecord } from './result/verdict-record.ts';

/** `full`: everything that came home. `scores`: no transcripts and no logs, for public repositories. */
export type ArtifactContent = 'full' | 'scores';

export interface ArtifactParts {
  /** The merged result; null if there is none. */
  result: BenchmarkResult | null;
  /** What runs there are, when there is no complete result; null if there are none. */
  partial: BenchmarkResult | null;
  verdict: VerdictRecord;
  shards: readonly CollectedShard[];
  /** What a person would look at first after a failure, as text; undefined when all went well. */
  postMortem: string | undefined;
  /** Facts about the run for manifest.json: inputs without secrets, versions, the place it ran in. */
  facts: Record<string, unknown>;
}

interface ManifestFile {
  path: string;
  /** Of the file as it was in the pod; absent for files made here. */
  sha256InPod?: string;
  /** Of the file in the artifact, after secrets were replaced. */
  sha256: string;
  sizeBytes: number;
}

/**
 * Writes the content of the artifact: benchmark.json, verdict.json, manifest.json, `runs/` and `logs/`. Known secrets are
 * replaced in all of it; the manifest has each file's hash before and after.
 * @param directory exists and is empty
 * @returns the paths written, relative to `directory`, sorted
 */
export async function writeArtifactContent(
  directory: string,
  parts: ArtifactParts,
  content: ArtifactContent,
  secrets: readonly string[],
): Promise<string[]> {
  const redact = redactor(secrets);
  const written: ManifestFile[] = [];
  const write = async (file: string, bytes: Buffer, fromPod: boolean): Promise<void> => {
    const clean = redact(bytes);
    const target = path.join(directory, file);
    await mkdir(path.dirname(target), { recursive: true });
    await writeFile(target, clean, { flag: 'wx' });
    const before = fromPod ? { sha256InPod: sha256(bytes) } : {};
    written.push({ path: file, ...before, sha256: sha256(clean), sizeBytes: clean.length });
  };

  await write('verdict.json', asJson(parts.verdict), false);
  if (parts.result !== null) await write('benchmark.json', asJson(parts.result), false);
  if (parts.partial !== null) await write('benchmark.partial.json', asJson(parts.partial), false);
  if (content === 'full') {
    for (const shard of parts.shards) {
      for (const file of await filesBelow(shard.directory)) {
        await write(placeOf(file, shard.index), await readFile(path.join(shard.directory, file)), true);
      }
    }
    if (parts.postMortem !== undefined)
      await write('logs/post-mortem.txt', Buffer.from(parts.postMortem), false);
  }
  written.sort((a, b) => (a.path < b.path ? -1 : 1));
  const manifest = { schemaVersion: 1, ...parts.facts, content, files: written };
  const bytes = redact(asJson(manifest));
  await writeFile(path.join(directory, 'manifest.json'), bytes, { flag: 'wx' });
  return [...written.map((file) => file.path), 'manifest.json'].sort();
}

/** Run files of shards are disjoint, so they share one directory, as one shard would have written them. */
function placeOf(file: string, shard: number): string {
  const run = /^run_cache\/(.+)$/.exec(file)?.[1];
  return run === undefined ? `logs/shard-${shard}/${file}` : `runs/${run}`;
}

async function filesBelow(directory: string): Promise<string[]> {
  const entries = await readdir(directory, { recursive: true, withFileTypes: true });
  return entries
    .filter((entry) => entry.isFile())
    .map((entry) => path.relative(directory, path.join(entry.parentPath, entry.name)))
    .sort();
}

function asJson(value: unknown): Buffer {
  return Buffer.from(`${JSON.stringify(value, null, 2)}\n`);
}

function sha256(bytes: Buffer): string {
  return createHash('sha256').update(bytes).digest('hex');
}
