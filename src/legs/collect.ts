import { readdirSync } from 'node:fs';
import path from 'node:path';
import { findPath, isRefusal, type Places, placesBelow } from '../base/checked-file.ts';
import { ActionError, isActionError } from '../base/errors.ts';
import { inParallel } from '../base/in-parallel.ts';
import type { ArtifactStore, StoredArtifact } from '../github/artifact-store.ts';
import { MAX_RESULT_BYTES } from '../result/formats/benchmark.ts';
import { type Leg, legFiles, type LostLeg, readLeg } from './leg.ts';

/** What was found of the evaluations, in no order that means something. */
interface Collected {
  legs: Leg[];
  lost: LostLeg[];
}

/** As many as GitHub has jobs in a matrix. */
const MOST_LEGS = 256;
const DOWNLOADS_AT_A_TIME = 4;
const ATTEMPT = /^(.+)-a(\d{1,9})$/;

/**
 * Reads evaluations from directories: each is one unpacked artifact, or holds several.
 * @throws ActionError `bad-input` if a directory cannot be read, `bad-result` if there are too many
 */
export function legsInDirectories(directories: readonly string[], places: Places): Collected {
  const found = directories.flatMap((name) => artifactsIn(name, places));
  refuseTooMany(found.length);
  return collected(
    found.map(({ name, directory }) => ({ source: name, read: () => readLeg(directory, name) })),
  );
}

/**
 * Downloads the evaluations of a workflow run. One that cannot be read is lost, and the others are read.
 * @param base the first part of the names of their artifacts
 * @throws ActionError `bad-result` if the artifacts cannot be listed, or are too many
 */
export async function legsOfRun(
  runId: number,
  base: string,
  store: ArtifactStore,
  signal: AbortSignal,
): Promise<Collected> {
  const artifacts = newestAttempts(await listed(store, runId), `${base}-`);
  refuseTooMany(artifacts.length);
  return collected(
    await inParallel(artifacts, DOWNLOADS_AT_A_TIME, (artifact) => download(artifact, store, signal)),
  );
}

/** An artifact, and what reads it. */
interface Source {
  source: string;
  /** @throws ActionError if it cannot be read */
  read: () => Leg;
}

async function download(
  artifact: StoredArtifact,
  store: ArtifactStore,
  signal: AbortSignal,
): Promise<Source> {
  const wanted = (file: string): number | null =>
    legFiles.some((each) => each === file) ? MAX_RESULT_BYTES : null;
  const { name: source } = artifact;
  try {
    const directory = await store.fetch(artifact, wanted);
    return { source, read: () => readLeg(directory, source) };
  } catch (error) {
    signal.throwIfAborted();
    const read = (): never => {
      throw error;
    };
    return { source, read };
  }
}

async function listed(store: ArtifactStore, runId: number): Promise<StoredArtifact[]> {
  try {
    return await store.ofRun(runId);
  } catch (cause) {
    if (!isActionError(cause, 'bad-baseline')) throw cause;
    throw new ActionError('bad-result', `The artifacts of run ${runId} cannot be listed: ${cause.message}`, {
      hint: cause.hint,
      cause,
    });
  }
}

/** Artifacts of evaluations are called `<artifact-name>-<leg>-a<attempt>`; of each leg the last attempt counts. */
function newestAttempts<T extends { name: string }>(artifacts: readonly T[], prefix: string): T[] {
  const byLeg = new Map<string, { attempt: number; artifact: T }>();
  for (const artifact of artifacts) {
    const [, leg, digits] = ATTEMPT.exec(artifact.name) ?? [];
    if (leg === undefined || !leg.startsWith(prefix)) continue;
    const attempt = Number(digits);
    if (attempt > (byLeg.get(leg)?.attempt ?? -1)) byLeg.set(leg, { attempt, artifact });
  }
  return [...byLeg.values()].map(({ artifact }) => artifact);
}

/** Unpacked artifacts: the directory itself, or those directly in it. */
function artifactsIn(name: string, places: Places): { name: string; directory: string }[] {
  const found = findPath(name, places);
  if (isRefusal(found) || found.kind !== 'directory') {
    const why = isRefusal(found)
      ? found.isMissing === true
        ? 'does not exist'
        : found.refusal
      : 'is a file, not a directory';
    throw new ActionError('bad-input', `Input \`result\` names ${name}, which ${why}.`, {
      hint: 'Write directories of unpacked artifacts, or the directory that they are in.',
    });
  }
  if (hasResult(found.path)) return [{ name, directory: found.path }];
  const below = readdirSync(found.path, { withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .map((entry) => ({ name: entry.name, directory: path.join(found.path, entry.name) }))
    .filter(({ directory }) => hasResult(directory));
  const attempts = below.filter((each) => ATTEMPT.test(each.name));
  return [...below.filter((each) => !ATTEMPT.test(each.name)), ...newestAttempts(attempts, '')];
}

const hasResult = (directory: string): boolean =>
  !isRefusal(findPath('verdict.json', placesBelow(directory)));

function refuseTooMany(count: number): void {
  if (count > MOST_LEGS)
    throw new ActionError('bad-result', `There are ${count} evaluations; at most ${MOST_LEGS} are compared.`);
}

function collected(sources: readonly Source[]): Collected {
  const result: Collected = { legs: [], lost: [] };
  for (const { source, read } of sources) {
    try {
      result.legs.push(read());
    } catch (error) {
      if (!isActionError(error)) throw error;
      result.lost.push({ source, problem: error.message });
    }
  }
  return result;
}
