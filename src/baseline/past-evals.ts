import path from 'node:path';
import { ActionError } from '../base/errors.ts';
import type { Wanted } from '../github/unpack.ts';
import type { PastArtifact, PastArtifacts } from '../github/past-artifacts.ts';
import { canBeBaseline, parseRecord } from '../result/verdict/baseline.ts';
import type { VerdictRecord } from '../result/formats/verdict-record.ts';
import { MAX_RESULT_BYTES } from '../result/formats/benchmark.ts';
import { MAX_RUN_FILE_BYTES, runOfPath } from '../result/formats/run-cache.ts';
import { manifestSchema } from '../artifact/manifest.ts';
import { findPath, isRefusal, placesBelow, readFound } from '../base/checked-file.ts';
import { baselineFiles, baselineFromFile } from './file.ts';

const MANIFEST = 'manifest.json';

const wantedForBaseline: Wanted = (name) =>
  [...baselineFiles, MANIFEST].includes(name) ? MAX_RESULT_BYTES : null;

const wantedRuns: Wanted = (name) =>
  name.startsWith('runs/') && runOfPath(name) !== null ? MAX_RUN_FILE_BYTES : null;

/** Inconclusive evaluations are skipped; after this many of them, an older one would say little. */
const MAX_CANDIDATES = 10;
/** Downloads, with those that turn out to be about another commit. */
const MAX_DOWNLOADS = 30;

interface PastEval {
  name: string;
  record: VerdictRecord;
  /** Downloads its artifact once more, for the run files. @throws ActionError `bad-baseline` */
  findRuns: () => Promise<string>;
}

/**
 * The branch whose evaluations are compared with: the one that is named, else the one that a change is for.
 * @throws ActionError `bad-baseline`
 */
export function baselineBranch({ baseBranch }: PastArtifacts, named: string | null): string {
  const branch = named ?? baseBranch;
  if (branch !== null) return branch;
  throw new ActionError('bad-baseline', 'The event of this workflow does not say what the base branch is.', {
    hint: 'Write the branch: artifact:main in "baseline".',
  });
}

/**
 * The newest evaluation of a branch that others can be compared with.
 * @param branch null for the one that a change is for
 * @returns null if there is none yet
 * @throws ActionError `bad-baseline`
 */
export async function lastGoodEval(past: PastArtifacts, branch: string | null): Promise<PastEval | null> {
  const from = baselineBranch(past, branch);
  const candidates = await past.ofBranch(from);
  let judged = 0;
  for (const candidate of candidates.slice(0, MAX_DOWNLOADS)) {
    const directory = await past.fetch(candidate, wantedForBaseline);
    if (isOfAnotherCommit(directory, candidate)) continue;
    judged += 1;
    if (judged > MAX_CANDIDATES) break;
    // Not parseBaseline: a record without a valid run is inconclusive, and must be skipped rather than refused.
    const record = baselineFromFile('.', placesBelow(directory), parseRecord);
    if (!canBeBaseline(record)) continue;
    return {
      name: `${from} (run ${candidate.runId})`,
      record,
      findRuns: async () => path.join(await past.fetch(candidate, wantedRuns), 'runs'),
    };
  }
  return null;
}

/**
 * Whether a workflow run evaluated something else than its own commit: one for a comment or for another run belongs to the
 * default branch, whatever pull request it is about. What says nothing of its commit counts.
 */
function isOfAnotherCommit(directory: string, { sha }: Pick<PastArtifact, 'sha'>): boolean {
  const found = findPath(MANIFEST, placesBelow(directory));
  if (isRefusal(found) || found.kind === 'directory') return false;
  const read = readFound(found, MAX_RESULT_BYTES);
  const manifest = isRefusal(read) ? null : workflowOf(read.content);
  return manifest !== null && sha !== '' && manifest.sha !== sha;
}

function workflowOf(content: Buffer): { sha: string } | null {
  try {
    return manifestSchema.pick({ workflow: true }).parse(JSON.parse(content.toString())).workflow ?? null;
  } catch {
    return null;
  }
}
