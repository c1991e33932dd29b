import { mkdir, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { type Clean, madeOfClean } from '../base/clean.ts';
import { ActionError, messageOf } from '../base/errors.ts';
import type { Host } from '../base/ports.ts';
import { fieldAt, isNumber, readEvent } from '../github/event.ts';
import type { ArtifactStore } from '../github/artifact-store.ts';
import { maxSummaryBytes } from '../github/summary.ts';
import { renderLeaderboardCsv } from './csv.ts';
import { renderLeaderboardHtml } from './page.ts';
import { renderLeaderboard } from './markdown.ts';
import type { Leaderboard } from '../result/formats/leaderboard.ts';
import { legsInDirectories, legsOfRun } from './collect.ts';
import { type FailOn, leaderboardOf } from './leaderboard.ts';

/** Which evaluations are compared, and what of their verdicts decides. */
interface LegsWish {
  /** Directories of unpacked artifacts; null to read those of a workflow run. */
  directories: readonly string[] | null;
  /** Null for the workflow run that triggered this one, or else this one. */
  runId: number | null;
  /** First part of the names of their artifacts. */
  artifactName: string;
  /** Null if it is not known how many there must be. */
  expected: number | null;
  failOn: FailOn;
}

type LegsHost = Pick<Host, 'log' | 'env' | 'signal' | 'places' | 'workflow' | 'directory'> & {
  /** Null where artifacts cannot be read. */
  artifacts: ArtifactStore | null;
};

/** Several evaluations side by side, as files. */
export interface LegsReport {
  board: Clean<Leaderboard>;
  directory: string;
  /** Relative to the directory. */
  files: readonly string[];
}

/**
 * Finds evaluations, compares them, and writes the leaderboard.
 * @throws ActionError `bad-input` if it is not said where they are, `bad-result` if there is none
 */
export async function reportLegs(wish: LegsWish, host: LegsHost): Promise<LegsReport> {
  const { log } = host;
  const { place, ...found } = await find(wish, host);
  if (found.legs.length + found.lost.length === 0)
    throw new ActionError('bad-result', `There is no evaluation in ${place}.`, {
      hint: 'Look at the log of the jobs that evaluate; their artifacts begin with `artifact-name`.',
    });
  const board = log.secrets.clean(leaderboardOf({ ...found, expected: wish.expected }, wish.failOn));
  const directory = path.join(host.directory, 'leaderboard');
  await mkdir(directory, { recursive: true });
  const files: string[] = [];
  for (const [file, render] of Object.entries(reports)) {
    try {
      await writeFile(path.join(directory, file), await render(board));
      files.push(file);
    } catch (error) {
      log.warning(`No ${file}`, messageOf(error));
    }
  }
  return { board, directory, files };
}

const reports: Readonly<
  Record<string, (board: Clean<Leaderboard>) => Clean<string> | Promise<Clean<string>>>
> = {
  'leaderboard.json': (board) => madeOfClean(`${JSON.stringify(board, null, 2)}\n`),
  'leaderboard.md': (board) => renderLeaderboard(board, maxSummaryBytes),
  'leaderboard.csv': renderLeaderboardCsv,
  'leaderboard.html': renderLeaderboardHtml,
};

async function find(
  { directories, runId, artifactName }: LegsWish,
  { env, signal, places, workflow, artifacts }: LegsHost,
): Promise<{ place: string } & Awaited<ReturnType<typeof legsOfRun>>> {
  if (directories !== null)
    return { place: directories.join(', '), ...legsInDirectories(directories, places) };
  if (workflow === null)
    throw new ActionError('bad-input', 'It is not said where the evaluations are.', {
      hint: 'Write directories of unpacked artifacts, or the directory that they are in.',
    });
  if (artifacts === null)
    throw new ActionError('bad-input', 'Input `github-token` is empty, but the artifacts are read with it.', {
      hint: 'Write ${{ github.token }}, or unpack the artifacts and name their directories in `result`.',
    });
  const run = runId ?? runOfEvent(env) ?? Number(workflow.runId);
  return { place: `workflow run ${run}`, ...(await legsOfRun(run, artifactName, artifacts, signal)) };
}

/** The workflow run whose end triggered this one. GitHub wrote the event, so no artifact can name another one. */
function runOfEvent(env: Host['env']): number | null {
  const id = fieldAt(readEvent(env['GITHUB_EVENT_PATH']), 'workflow_run', 'id');
  return isNumber(id) ? id : null;
}
