import { rm } from 'node:fs/promises';
import { placesBelow } from '../base/checked-file.ts';
import { isActionError, messageOf } from '../base/errors.ts';
import { inParallel } from '../base/in-parallel.ts';
import type { ArtifactStore, StoredArtifact } from '../github/artifact-store.ts';
import { readSaved } from './from-files.ts';
import { AT_A_TIME, type Gathered, gatheredOf, MOST_EVALUATIONS, type SavedRead } from './gathered.ts';

/** Which artifacts count. */
export interface ArtifactQuery {
  branch: string;
  /** First part of their names. */
  artifactName: string;
  sinceMs: number;
  /** `https://github.com/owner/repo/actions/runs` */
  runsUrl: string;
}

const MAX_FILE_BYTES = 20_000_000;
const wanted = (name: string): number | null =>
  name === 'verdict.json' || name === 'manifest.json' ? MAX_FILE_BYTES : null;

/**
 * The evaluations of a branch of this repository, from the artifacts that are still there. An artifact that cannot be
 * read is left out, with a sentence.
 * @throws ActionError if the artifacts cannot be listed
 */
export async function fromArtifacts(store: ArtifactStore, query: ArtifactQuery): Promise<Gathered> {
  const listed = await store.since(query.sinceMs);
  const all = lastAttempts(listed, query);
  const notes: string[] = [];
  if (all.length > MOST_EVALUATIONS)
    notes.push(`Only the newest ${MOST_EVALUATIONS} of ${all.length} artifacts were read.`);
  const newest = all.slice(0, MOST_EVALUATIONS);
  const gathered = gatheredOf(
    await inParallel(newest, AT_A_TIME, (one) => readOne(store, one, query.runsUrl)),
  );
  return { found: gathered.found, notes: [...notes, ...gathered.notes] };
}

/** An artifact of a leg in an attempt, as its name says. */
interface NamedArtifact {
  artifact: StoredArtifact;
  leg: string;
  attempt: number;
}

/** The artifacts that count, the newest first; of the attempts of a workflow run, the last. */
function lastAttempts(listed: readonly StoredArtifact[], query: ArtifactQuery): NamedArtifact[] {
  const ours = listed.flatMap((artifact): NamedArtifact[] => {
    if (artifact.isForeign || artifact.branch !== query.branch) return [];
    const [, leg, attempt] = /^(?:-.+)?-([0-9a-f]{10})-a(\d{1,6})$/.exec(rest(artifact.name, query)) ?? [];
    return leg === undefined ? [] : [{ artifact, leg, attempt: Number(attempt) }];
  });
  const byRun = Map.groupBy(ours, ({ artifact, leg }) => `${artifact.runId} ${leg}`);
  return [...byRun.values()]
    .map((attempts) => attempts.reduce((last, each) => (each.attempt > last.attempt ? each : last)))
    .sort((a, b) => Date.parse(b.artifact.createdAt) - Date.parse(a.artifact.createdAt));
}

function rest(name: string, { artifactName }: ArtifactQuery): string {
  return name.startsWith(artifactName) ? name.slice(artifactName.length) : '';
}

async function readOne(store: ArtifactStore, named: NamedArtifact, runsUrl: string): Promise<SavedRead> {
  const { artifact, leg, attempt } = named;
  const name = `The artifact ${artifact.name} of run ${artifact.runId}`;
  let directory: string;
  try {
    directory = await store.fetch(artifact, wanted);
  } catch (error) {
    if (isActionError(error, 'cancelled')) throw error;
    return { note: messageOf(error) };
  }
  try {
    const origin = { leg, attempt, runUrl: `${runsUrl}/${artifact.runId}`, at: artifact.createdAt };
    return readSaved(placesBelow(directory), { name, origin });
  } finally {
    await rm(directory, { recursive: true, force: true });
  }
}
