import type { getOctokit } from '@actions/github';
import { mkdtemp, rm } from 'node:fs/promises';
import path from 'node:path';
import { downloadFile } from '../base/download.ts';
import { whyUnsafe } from '../base/safe-address.ts';
import { ActionError, isActionError, messageOf } from '../base/errors.ts';
import type { Host } from '../base/ports.ts';
import type { WorkflowContext } from '../base/workflow-context.ts';
import { unpack, type Wanted } from './unpack.ts';

/** An artifact of an earlier evaluation of the same leg. */
export interface PastArtifact {
  id: number;
  name: string;
  runId: number;
  /** RFC 3339. */
  createdAt: string;
  /** Of the zip: `sha256:` and hex digits, if GitHub says. */
  digest?: string | undefined;
}

/** Artifacts of earlier evaluations, from the REST API: the runner's own service only lists those of this attempt. */
export interface PastArtifacts {
  /** The artifacts made for a branch of this repository, the newest first, without those of the current run. */
  ofBranch(branch: string): Promise<PastArtifact[]>;
  /** The artifact of an earlier attempt of this workflow run; null if it made none. */
  ofAttempt(attempt: number): Promise<PastArtifact | null>;
  /** Downloads an artifact and unpacks the wanted files. @returns their directory */
  fetch(artifact: PastArtifact, wanted: Wanted): Promise<string>;
  /** The branch that the change is for; null if the event does not say. */
  baseBranch: string | null;
}

interface PastArtifactsDeps extends Pick<Host, 'env' | 'clock' | 'signal'> {
  workflow: WorkflowContext;
  token: string;
  /** An existing directory for unpacked artifacts. */
  directory: string;
}

/** The attempts of a workflow run that are searched: the REST API only finds artifacts by their full name. */
const ATTEMPTS = [1, 2, 3, 4, 5] as const;
/** An artifact of 27 tasks with all logs has a few megabytes. */
const MAX_ZIP_BYTES = 300_000_000;
const REQUEST_MS = 60_000;
const DOWNLOAD_MS = 5 * 60_000;
/** Waits before the second and third attempt at a download. */
const retryAfterMs = [2000, 10_000];

/**
 * @param nameOf the name of the leg's artifact in an attempt
 * @throws (all methods) ActionError `bad-baseline` with what GitHub said
 */
export function openPastArtifacts(
  nameOf: (attempt: number) => string,
  deps: PastArtifactsDeps,
): PastArtifacts {
  const { workflow, token, env, clock, signal } = deps;
  const { owner, repo } = workflow;
  const explained = async <T>(work: () => Promise<T>): Promise<T> => await withExplanation(work, signal);

  async function github(): Promise<ReturnType<typeof getOctokit>> {
    const library = await import('@actions/github');
    return library.getOctokit(token, { baseUrl: workflow.apiUrl });
  }

  async function listNamed(name: string): Promise<Listed[]> {
    const octokit = await github();
    const all = await octokit.paginate(octokit.rest.actions.listArtifactsForRepo, {
      owner,
      repo,
      name,
      per_page: 100,
    });
    return all.flatMap(({ id, created_at, expired, size_in_bytes: size, digest, workflow_run: run }) =>
      expired || size > MAX_ZIP_BYTES || run?.id === undefined || created_at === null
        ? []
        : [
            {
              id,
              name,
              runId: run.id,
              createdAt: created_at,
              digest: digest ?? undefined,
              branch: run.head_branch ?? '',
              // The branch of a fork may have any name, and its author chooses what is in the artifact.
              isForeign: run.head_repository_id !== run.repository_id,
            },
          ],
    );
  }

  return {
    baseBranch: workflow.baseBranch,
    async ofBranch(branch) {
      const lists = await explained(() => Promise.all(ATTEMPTS.map((attempt) => listNamed(nameOf(attempt)))));
      return lists
        .flat()
        .filter((each) => each.branch === branch && !each.isForeign && String(each.runId) !== workflow.runId)
        .sort((a, b) => Date.parse(b.createdAt) - Date.parse(a.createdAt) || b.id - a.id);
    },
    async ofAttempt(attempt) {
      const list = await explained(() => listNamed(nameOf(attempt)));
      return list.find((each) => String(each.runId) === workflow.runId) ?? null;
    },
    async fetch(artifact, wanted) {
      const target = await mkdtemp(path.join(deps.directory, 'artifact-'));
      const zip = `${target}.zip`;
      try {
        await downloadZip(artifact, await explained(() => addressOf(artifact)), zip);
        await unpack(zip, target, wanted).catch((cause: unknown) => {
          throw unusable(artifact, `cannot be unpacked: ${messageOf(cause)}`, cause);
        });
        return target;
      } finally {
        await rm(zip, { force: true });
      }
    },
  };

  /** The signed address of the zip. The token stays with GitHub: the storage gets none. */
  async function addressOf({ id }: PastArtifact): Promise<string> {
    const octokit = await github();
    const { headers } = await octokit.rest.actions.downloadArtifact({
      owner,
      repo,
      artifact_id: id,
      archive_format: 'zip',
      request: {
        redirect: 'manual',
        signal: AbortSignal.any([signal, AbortSignal.timeout(REQUEST_MS)]),
      },
    });
    const { location } = headers;
    if (location === undefined || !URL.canParse(location) || whyUnsafe(new URL(location)) !== null)
      throw new Error('GitHub gave no address to download it from');
    return location;
  }

  async function downloadZip(artifact: PastArtifact, address: string, zip: string): Promise<void> {
    const options = { maxBytes: MAX_ZIP_BYTES, timeoutMs: DOWNLOAD_MS, env, signal };
    for (let attempt = 0; ; attempt++) {
      const answer = await downloadFile(address, zip, options);
      if ('sha256' in answer) {
        if (artifact.digest === undefined || artifact.digest === `sha256:${answer.sha256}`) return;
        throw unusable(artifact, 'is not what GitHub has: its SHA-256 is another one');
      }
      await rm(zip, { force: true });
      const { problem, status = 500, cause } = answer;
      const waitMs = status < 500 ? undefined : retryAfterMs[attempt];
      if (waitMs === undefined) throw unusable(artifact, `cannot be read: ${problem}`, cause);
      await clock.sleep(waitMs, signal);
    }
  }
}

function unusable({ name, runId }: PastArtifact, what: string, cause?: unknown): ActionError {
  return new ActionError('bad-baseline', `The artifact ${name} of run ${runId} ${what}.`, { cause });
}

type Listed = PastArtifact & { branch: string; isForeign: boolean };

async function withExplanation<T>(work: () => Promise<T>, signal: AbortSignal): Promise<T> {
  try {
    return await work();
  } catch (error) {
    signal.throwIfAborted();
    if (isActionError(error)) throw error;
    const message = messageOf(error);
    const status = typeof error === 'object' && error !== null && 'status' in error ? error.status : null;
    const hint =
      status === 401 || status === 403 || status === 404
        ? 'The token may not read artifacts. Add to the job: permissions: { actions: read, contents: read }.'
        : undefined;
    const sentence = `The artifacts of earlier runs cannot be read: ${message}`;
    throw new ActionError('bad-baseline', sentence, {
      cause: error,
      ...(hint === undefined ? {} : { hint }),
    });
  }
}
