import path from 'node:path';
import { ActionError, isActionError } from '../base/errors.ts';
import type { Wanted } from '../github/unpack.ts';
import type { PastArtifact, PastArtifacts } from '../github/past-artifacts.ts';
import { canBeBaseline, parseRecord } from '../result/verdict/baseline.ts';
import type { PastRecord } from '../result/verdict/branch-history.ts';
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
/** Downloads for one baseline, with those that turn out to be about another commit. */
const MAX_DOWNLOADS = 30;
/** Downloads at a time, once there is a baseline: what is still missing is only history. */
const AT_A_TIME = 4;

/** An evaluation of a branch. */
export interface PastEval extends PastRecord {
  name: string;
  /** Downloads its artifact once more, for the run files. @throws ActionError `bad-baseline` */
  findRuns: () => Promise<string>;
}

/**
 * The branch whose evaluations are compared with: the one that is named, else the one that a change is for.
 * @throws ActionError `bad-baseline`
 */
function baselineBranch({ baseBranch }: PastArtifacts, named: string | null): string {
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
  return (await lastGood(past, baselineBranch(past, branch))).found;
}

/** The newest evaluations of a branch that others can be compared with. */
export interface RecentEvals {
  branch: string;
  /** The newest first. */
  evals: readonly PastEval[];
  /** What is said of artifacts that could not be read and are left out; null if all could. */
  unread: string | null;
}

/**
 * The last evaluations of a branch that others can be compared with. The newest is found as `lastGoodEval` does. Older ones are
 * only history: one that cannot be read is left out, and of several attempts of a workflow run the last one counts, since
 * attempts take over runs.
 *
 * @param most of them; at least 1
 * @throws ActionError `bad-baseline` if the newest cannot be read
 */
export async function recentEvals(
  past: PastArtifacts,
  branch: string | null,
  most: number,
): Promise<RecentEvals> {
  const from = baselineBranch(past, branch);
  const { found, older } = await lastGood(past, from);
  if (found === null) return { branch: from, evals: [], unread: null };
  const taken = new Map([[found.runId, found]]);
  const problems: string[] = [];
  const left = older.slice(0, 2 * most);
  while (taken.size < most && left.length > 0) {
    const group = left.splice(0, AT_A_TIME);
    const read = await Promise.all(group.map((candidate) => readOlder(past, from, candidate)));
    for (const one of read) {
      if (typeof one === 'string') problems.push(one);
      else if (one !== null && taken.size < most && !taken.has(one.runId)) taken.set(one.runId, one);
    }
  }
  return { branch: from, evals: [...taken.values()], unread: unreadWords(from, problems) };
}

function unreadWords(branch: string, [first, ...more]: readonly string[]): string | null {
  if (first === undefined) return null;
  const count = more.length + 1;
  return `${count} earlier evaluation${count === 1 ? '' : 's'} of ${branch} could not be read and ${count === 1 ? 'is' : 'are'} left out of its history: ${first}`;
}

interface GoodEval extends PastEval {
  runId: number;
}

/** @returns what went wrong, as a sentence, if it cannot be read; null if others are not to be compared with it */
async function readOlder(
  past: PastArtifacts,
  branch: string,
  candidate: PastArtifact,
): Promise<GoodEval | string | null> {
  try {
    const read = await readEval(past, branch, candidate);
    return read === 'of another commit' || !canBeBaseline(read.record) ? null : read;
  } catch (error) {
    if (!isActionError(error, 'bad-baseline')) throw error;
    return error.message;
  }
}

/** The newest evaluation that others can be compared with, and the artifacts that are older than it. */
async function lastGood(
  past: PastArtifacts,
  branch: string,
): Promise<{ found: GoodEval | null; older: readonly PastArtifact[] }> {
  const candidates = await past.ofBranch(branch);
  let judged = 0;
  for (const [index, candidate] of candidates.slice(0, MAX_DOWNLOADS).entries()) {
    const read = await readEval(past, branch, candidate);
    if (read === 'of another commit') continue;
    judged += 1;
    if (judged > MAX_CANDIDATES) break;
    if (canBeBaseline(read.record)) return { found: read, older: candidates.slice(index + 1) };
  }
  return { found: null, older: [] };
}

async function readEval(
  past: PastArtifacts,
  branch: string,
  candidate: PastArtifact,
): Promise<GoodEval | 'of another commit'> {
  const directory = await past.fetch(candidate, wantedForBaseline);
  if (isOfAnotherCommit(directory, candidate)) return 'of another commit';
  return {
    name: `${branch} (run ${candidate.runId})`,
    // Not parseBaseline: a record without a valid run is inconclusive, and must be skipped rather than refused.
    record: baselineFromFile('.', placesBelow(directory), parseRecord),
    at: candidate.createdAt,
    runId: candidate.runId,
    findRuns: async () => path.join(await past.fetch(candidate, wantedRuns), 'runs'),
  };
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
