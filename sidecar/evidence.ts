import { lstat, readdir, rm } from 'node:fs/promises';
import path from 'node:path';
import type { Env } from './config.ts';
import type { PodPaths } from './paths.ts';

/** How long nothing may have been written to a run's evidence before it is taken for complete. */
export const EVIDENCE_SETTLES_MS = 60_000;

/**
 * Newer versions of ClawBench keep each finished workspace with its grades, and a review of it, beside the workspaces of
 * the next runs unless they are told where. Agents would find the solutions of earlier runs there, so they are told a
 * place that only the container of the harness has.
 */
export function evidencePlaces({ evidence, reviews }: PodPaths): Env {
  return { CLAWBENCH_EVIDENCE_DIR: evidence, CLAWBENCH_REVIEW_DIR: reviews };
}

/**
 * Deletes what nobody reads again, a directory a run: it would fill the disk of the pod, and the code of later agents is
 * run in this container to be graded.
 * @param settledMs for how long a run's directory must not have changed
 */
export async function dropEvidence({ evidence, reviews }: PodPaths, settledMs: number): Promise<void> {
  for (const directory of [evidence, reviews]) {
    for (const name of await namesIn(directory)) {
      const run = path.join(directory, name);
      if (Date.now() - (await changedMs(run)) >= settledMs) await rm(run, { recursive: true, force: true });
    }
  }
}

/** Not those of a directory elsewhere, to which code of an agent may have put a link. */
async function namesIn(directory: string): Promise<string[]> {
  const isDirectory = (await lstat(directory).catch(() => undefined))?.isDirectory() === true;
  return isDirectory ? await readdir(directory).catch(() => []) : [];
}

/** When the directory of a run, or what is directly in it, changed last. Times of modification are copied with a workspace. */
async function changedMs(run: string): Promise<number> {
  const all = [run, ...(await namesIn(run)).map((name) => path.join(run, name))];
  const times = await Promise.all(
    all.map(async (each) => (await lstat(each).catch(() => undefined))?.ctimeMs),
  );
  return Math.max(...times.map((time) => time ?? 0));
}
