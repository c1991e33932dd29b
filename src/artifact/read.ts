import { sha256 } from '../base/sha256.ts';
import path from 'node:path';
import { ActionError } from '../base/errors.ts';
import { MAX_RESULT_BYTES } from '../result/formats/benchmark.ts';
import type { ShardEvidence } from '../result/verdict/health.ts';
import { parseJson } from '../result/formats/json.ts';
import { runOfPath, type RunKey } from '../result/formats/run-cache.ts';
import type { Evidence } from '../result/verdict/evidence.ts';
import { type VerdictRecord, verdictRecordSchema } from '../result/formats/verdict-record.ts';
import { readIfFile } from './files.ts';
import { type Manifest, manifestSchema } from './manifest.ts';
import { readShardEvidence } from './shard-evidence.ts';

/** An unpacked artifact of an evaluation, without its result. */
export interface SavedArtifact {
  directory: string;
  /** The verdict when the artifact was written. */
  record: VerdictRecord;
  manifest: Manifest;
  tampered: Set<RunKey>;
  lostShards: Evidence['lostShards'];
}

/**
 * Reads an unpacked artifact, without its result.
 * @returns null if the directory has no `verdict.json` and `manifest.json`
 * @throws ActionError `bad-result` if one of them exists and cannot be read
 */
export async function readArtifact(directory: string): Promise<SavedArtifact | null> {
  const record = await readRecord(path.join(directory, 'verdict.json'));
  const manifest = await readManifest(path.join(directory, 'manifest.json'));
  if (record === undefined || manifest === undefined) return null;
  const tampered = manifest.shards.flatMap((shard) => shard.tampered.map(runOfPath));
  return {
    directory,
    record,
    manifest,
    tampered: new Set(tampered.filter((key) => key !== null)),
    lostShards: manifest.shards.flatMap(({ index, failure }) =>
      failure === null ? [] : [{ shard: index, code: failure.code, reason: failure.message }],
    ),
  };
}

/** The artifact a file belongs to: the manifest next to it lists it with its hash. Null if there is none. */
export async function artifactOf(file: string, bytes: Uint8Array): Promise<SavedArtifact | null> {
  const directory = path.dirname(file);
  const manifest = await readManifest(path.join(directory, 'manifest.json')).catch(() => undefined);
  const hash = sha256(bytes);
  const isListed = manifest?.files.some(
    (entry) => entry.path === path.basename(file) && entry.sha256 === hash,
  );
  return isListed === true ? await readArtifact(directory) : null;
}

async function readRecord(file: string): Promise<VerdictRecord | undefined> {
  const bytes = await readIfFile(file, MAX_RESULT_BYTES);
  if (bytes === undefined) return undefined;
  const parsed = verdictRecordSchema.safeParse(parseJson(bytes, { name: file, maxBytes: MAX_RESULT_BYTES }));
  if (parsed.success) return parsed.data;
  throw foreign(file, parsed.error.issues[0]);
}

async function readManifest(file: string): Promise<Manifest | undefined> {
  const bytes = await readIfFile(file, MAX_RESULT_BYTES);
  if (bytes === undefined) return undefined;
  const parsed = manifestSchema.safeParse(parseJson(bytes, { name: file, maxBytes: MAX_RESULT_BYTES }));
  if (parsed.success) return parsed.data;
  throw foreign(file, parsed.error.issues[0]);
}

function foreign(file: string, issue: { path: PropertyKey[]; message: string } | undefined): ActionError {
  const where = issue === undefined ? '' : `: ${issue.path.join('.')}: ${issue.message}`;
  return new ActionError('bad-result', `${file} is not of this version of the action${where}.`);
}

/** Reads the logs of an artifact for evidence about its runs. */
export function evidenceOf({ directory, manifest }: SavedArtifact): ShardEvidence[] {
  return manifest.shards.map(({ index, tasks, harnessStartedAt, incidents }) =>
    readShardEvidence(path.join(directory, 'logs', `shard-${index}`), {
      tasks: tasks ?? [],
      harnessStartedAt,
      incidents,
      model: manifest.model?.ref ?? null,
    }),
  );
}
