import { rm } from 'node:fs/promises';
import path from 'node:path';
import { ActionError, isActionError } from '../base/errors.ts';
import type { Wanted } from '../github/unpack.ts';
import type { PastArtifact, PastArtifacts } from '../github/past-artifacts.ts';
import { canBeBaseline, parseRecord } from '../result/verdict/baseline.ts';
import type { PastRecord } from '../result/verdict/branch-history.ts';
import { MAX_RESULT_BYTES } from '../result/formats/benchmark.ts';
import { MAX_RUN_FILE_BYTES, runOfPath } from '../result/formats/run-cache.ts';
import { manifestSchema } from '../artifact/manifest.ts';
import type { Clock } from '../base/ports.ts';
import { findPath, isRefusal, placesBelow, readFound } from '../base/checked-file.ts';
import { baselineFiles, baselineFromFile } from './file.ts';
import { type KnownMaking, makingOf } from './made-with.ts';
import { MAX_OLDER_BYTES, type ReadEval, readOlder } from './older-evals.ts';

const MANIFEST = 'manifest.json';

const wantedForBaseline =
  (maxBytes: number): Wanted =>
  (name) =>
    [...baselineFiles, MANIFEST].includes(name) ? maxBytes : null;

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
  making: KnownMaking;
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
  clock: Pick<Clock, 'now'>,
): Promise<RecentEvals> {
  const from = baselineBranch(past, branch);
  const { found, older } = await lastGood(past, from);
  if (found === null) return { branch: from, evals: [], unread: null };
  const { evals, unread } = await readOlder(
    {
      candidates: older,
      atATime: AT_A_TIME,
      downloadBytes: ({ size }) => size,
      read: async (group) => await Promise.all(group.map((one) => readOldEval(past, from, one))),
    },
    { most, known: String(found.runId), branch: from },
    clock,
  );
  return { branch: from, evals: [found, ...evals], unread };
}

interface GoodEval extends PastEval {
  runId: number;
  recordBytes: number;
}

async function readOldEval(
  past: PastArtifacts,
  branch: string,
  candidate: PastArtifact,
): Promise<ReadEval<GoodEval> | string | null> {
  try {
    const directory = await past.fetch(candidate, wantedForBaseline(MAX_OLDER_BYTES));
    try {
      const read = readUnpacked(directory, candidate, { past, branch });
      if (read === 'of another commit' || !canBeBaseline(read.record)) return null;
      return { found: read, key: String(read.runId), recordBytes: read.recordBytes };
    } finally {
      await rm(directory, { recursive: true, force: true });
    }
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
  const directory = await past.fetch(candidate, wantedForBaseline(MAX_RESULT_BYTES));
  return readUnpacked(directory, candidate, { past, branch });
}

function readUnpacked(
  directory: string,
  candidate: PastArtifact,
  { past, branch }: { past: PastArtifacts; branch: string },
): GoodEval | 'of another commit' {
  if (isOfAnotherCommit(directory, candidate)) return 'of another commit';
  let recordBytes = 0;
  const record = baselineFromFile('.', placesBelow(directory), (bytes, name) => {
    recordBytes = bytes.byteLength;
    // Not parseBaseline: a record without a valid run is inconclusive, and must be skipped rather than refused.
    return parseRecord(bytes, name);
  });
  return {
    name: `${branch} (run ${candidate.runId})`,
    record,
    recordBytes,
    at: candidate.createdAt,
    making: makingOf('.', placesBelow(directory), true),
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
