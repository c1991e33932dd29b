import { sha256 } from '../base/sha256.ts';
import path from 'node:path';
import type { FoundPath } from '../base/checked-file.ts';
import { ActionError, isActionError } from '../base/errors.ts';
import { MAX_RESULT_BYTES } from '../result/formats/benchmark.ts';
import type { ShardEvidence } from '../result/verdict/health.ts';
import { parseJson } from '../result/formats/json.ts';
import { MAX_RUN_FILE_BYTES, runOfPath, type RunKey } from '../result/formats/run-cache.ts';
import type { Evidence } from '../result/verdict/evidence.ts';
import { type VerdictRecord, verdictRecordSchema } from '../result/formats/verdict-record.ts';
import { wireJournalOf } from './file-names.ts';
import { readIfFile } from './files.ts';
import { type Manifest, manifestSchema } from './manifest.ts';
import { readShardEvidence } from './shard-evidence.ts';

/** The pod caps its logs at less. */
const MAX_LOG_BYTES = 80 * 1024 * 1024;
/** As much as is fetched from the pods of an evaluation. */
const MAX_JOURNAL_BYTES = 512 * 1024 * 1024;

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
export function readArtifact(directory: string): SavedArtifact | null {
  const record = readRecord(directory);
  const manifest = readManifest(directory);
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

/** The files of an artifact that are read again, and how large each may be; null for the others. */
export function wantedOfArtifact(name: string): number | null {
  if (/^(?:verdict|manifest|benchmark)\.json$/.test(name)) return MAX_RESULT_BYTES;
  if (/^logs\/shard-\d+\/(?:gateway|eval)\.log$/.test(name)) return MAX_LOG_BYTES;
  if (/^wire\/shard-\d+\.jsonl$/.test(name)) return MAX_JOURNAL_BYTES;
  return name.startsWith('runs/') && runOfPath(name) !== null ? MAX_RUN_FILE_BYTES : null;
}

/**
 * The artifact a file belongs to: the manifest next to it lists it with its hash. Null if there is none.
 * @throws ActionError `bad-result` if the manifest lists another file under its name
 */
export function artifactOf({ path: file }: FoundPath, bytes: Uint8Array): SavedArtifact | null {
  const directory = path.dirname(file);
  const manifest = manifestBeside(directory);
  const hash = sha256(bytes);
  const listed = manifest?.files.find((entry) => entry.path === path.basename(file));
  if (listed === undefined) return null;
  if (listed.sha256 === hash) return readArtifact(directory);
  throw new ActionError(
    'bad-result',
    `${file} is not the file that manifest.json beside it lists: it was changed after the evaluation.`,
    {
      hint: 'Write the path of the artifact as it was downloaded, or move a result of its own to a directory of its own.',
    },
  );
}

/** Any file may be beside a result; one that is not a manifest of ours is none. */
function manifestBeside(directory: string): Manifest | undefined {
  try {
    return readManifest(directory);
  } catch (error) {
    if (!isActionError(error)) throw error;
    return undefined;
  }
}

function readRecord(directory: string): VerdictRecord | undefined {
  const file = path.join(directory, 'verdict.json');
  const bytes = readIfFile(directory, 'verdict.json', MAX_RESULT_BYTES);
  if (bytes === undefined) return undefined;
  const parsed = verdictRecordSchema.safeParse(parseJson(bytes, { name: file, maxBytes: MAX_RESULT_BYTES }));
  if (parsed.success) return parsed.data;
  throw foreign(file, parsed.error.issues[0]);
}

function readManifest(directory: string): Manifest | undefined {
  const file = path.join(directory, 'manifest.json');
  const bytes = readIfFile(directory, 'manifest.json', MAX_RESULT_BYTES);
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
  return manifest.shards.map(({ index, tasks, harnessStartedAt, incidents, relays }) => {
    const model = manifest.model?.ref ?? null;
    const journal = path.join(directory, wireJournalOf(index));
    const wire = relays === undefined ? null : { journal, relays };
    const known = { tasks: tasks ?? [], harnessStartedAt, incidents, model, wire };
    return readShardEvidence(path.join(directory, 'logs', `shard-${index}`), known, directory);
  });
}
