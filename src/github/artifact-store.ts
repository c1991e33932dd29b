import type { getOctokit } from '@actions/github';
import { mkdtemp, rm } from 'node:fs/promises';
import path from 'node:path';
import { downloadFile } from '../base/download.ts';
import { whyUnsafe } from '../base/safe-address.ts';
import { ActionError, isActionError, messageOf } from '../base/errors.ts';
import type { Host } from '../base/ports.ts';
import type { WorkflowContext } from '../base/workflow-context.ts';
import { unpack, type Wanted } from './unpack.ts';

/** An artifact of a workflow run of this repository that can be downloaded. */
export interface StoredArtifact {
  id: number;
  name: string;
  runId: number;
  /** Of the zip, in bytes. */
  size: number;
  /** RFC 3339. */
  createdAt: string;
  /** Of the zip: `sha256:` and hex digits, if GitHub says. */
  digest?: string | undefined;
  /** The branch of the workflow run; empty if GitHub does not say. */
  branch: string;
  /** The commit that the workflow run belongs to; empty if GitHub does not say. */
  sha: string;
  /** Whether the workflow run was for a fork: its branches may have any name, and its author chooses the content. */
  isForeign: boolean;
}

/** Artifacts from the REST API: the runner's own service only lists those of this attempt. */
export interface ArtifactStore {
  /** Those with this name, of all workflow runs. */
  named(name: string): Promise<StoredArtifact[]>;
  /** Those that were made since then, of any name; the newest 10 000 at most. */
  since(sinceMs: number): Promise<StoredArtifact[]>;
  /** Those of one workflow run, of any name. */
  ofRun(runId: number): Promise<StoredArtifact[]>;
  /** Downloads an artifact and unpacks the wanted files. @returns their directory */
  fetch(artifact: Pick<StoredArtifact, 'id' | 'name' | 'runId' | 'digest'>, wanted: Wanted): Promise<string>;
}

export interface ArtifactStoreDeps extends Pick<Host, 'env' | 'clock' | 'signal'> {
  workflow: WorkflowContext;
  token: string;
  /** An existing directory for unpacked artifacts. */
  directory: string;
}

/** A tenth of the requests that a workflow's token may make in an hour. */
const MOST_LISTED = 10_000;
/** An artifact of 27 tasks with all logs has a few megabytes. */
const MAX_ZIP_BYTES = 300_000_000;
const REQUEST_MS = 60_000;
const DOWNLOAD_MS = 5 * 60_000;
/** Waits before the second and third attempt at a download. */
const retryAfterMs = [2000, 10_000];

/** @throws (all methods) ActionError `bad-baseline` with what GitHub said */
export function openArtifactStore(deps: ArtifactStoreDeps): ArtifactStore {
  const { workflow, token, env, clock, signal } = deps;
  const { owner, repo } = workflow;
  const explained = async <T>(work: () => Promise<T>): Promise<T> => await withExplanation(work, signal);

  async function github(): Promise<ReturnType<typeof getOctokit>> {
    const library = await import('@actions/github');
    return library.getOctokit(token, { baseUrl: workflow.apiUrl });
  }

  /** @param isEnough whether the pages so far will do; GitHub lists the newest first */
  async function list(
    name: string | undefined,
    isEnough: (page: Listed) => boolean,
  ): Promise<StoredArtifact[]> {
    const octokit = await github();
    const { listArtifactsForRepo } = octokit.rest.actions;
    const query = { owner, repo, per_page: 100, ...(name === undefined ? {} : { name }) };
    const found: StoredArtifact[] = [];
    let listed = 0;
    for await (const { data } of octokit.paginate.iterator(listArtifactsForRepo, query)) {
      found.push(...usable(data));
      listed += data.length;
      if (listed >= MOST_LISTED || isEnough(data)) break;
    }
    return found;
  }

  return {
    named: (name) => explained(() => list(name, () => false)),
    since: (sinceMs) =>
      explained(async () => {
        const isOld = (createdAt: string | null): boolean => Date.parse(createdAt ?? '') < sinceMs;
        const all = await list(undefined, (page) => page.every(({ created_at }) => isOld(created_at)));
        return all.filter(({ createdAt }) => !isOld(createdAt));
      }),
    ofRun: (runId) =>
      explained(async () => {
        const octokit = await github();
        const query = { owner, repo, run_id: runId, per_page: 100 };
        return usable(await octokit.paginate(octokit.rest.actions.listWorkflowRunArtifacts, query));
      }),
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
  async function addressOf({ id }: Fetched): Promise<string> {
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

  async function downloadZip(artifact: Fetched, address: string, zip: string): Promise<void> {
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

type Fetched = Parameters<ArtifactStore['fetch']>[0];
type Octokit = ReturnType<typeof getOctokit>;
type Listed = Awaited<ReturnType<Octokit['rest']['actions']['listArtifactsForRepo']>>['data']['artifacts'];

function usable(page: Listed): StoredArtifact[] {
  return page.flatMap(({ id, name, created_at, expired, size_in_bytes: size, digest, workflow_run: run }) =>
    expired ||
    size > MAX_ZIP_BYTES ||
    run?.id === undefined ||
    created_at === null ||
    !Number.isFinite(Date.parse(created_at))
      ? []
      : [
          {
            id,
            name,
            runId: run.id,
            size,
            createdAt: created_at,
            digest: digest ?? undefined,
            branch: run.head_branch ?? '',
            sha: run.head_sha ?? '',
            isForeign: run.head_repository_id !== run.repository_id,
          },
        ],
  );
}

function unusable({ name, runId }: Fetched, what: string, cause?: unknown): ActionError {
  return new ActionError('bad-baseline', `The artifact ${name} of run ${runId} ${what}.`, { cause });
}

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
