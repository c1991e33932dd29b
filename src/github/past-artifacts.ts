import { mkdtemp } from 'node:fs/promises';
import path from 'node:path';
import { ActionError, messageOf } from '../base/errors.ts';
import type { WorkflowContext } from '../base/workflow-context.ts';
import type { WorkflowLog } from './workflow-log.ts';

/** An artifact of an earlier evaluation of the same leg. */
export interface PastArtifact {
  id: number;
  name: string;
  runId: number;
  /** RFC 3339. */
  createdAt: string;
}

/** Artifacts of earlier evaluations, from the REST API: the runner's own service only lists those of this attempt. */
export interface PastArtifacts {
  /** The artifacts made for a branch of this repository, the newest first, without those of the current run. */
  ofBranch(branch: string): Promise<PastArtifact[]>;
  /** The artifact of an earlier attempt of this workflow run; null if it made none. */
  ofAttempt(attempt: number): Promise<PastArtifact | null>;
  /** Downloads and unpacks an artifact. @returns its directory */
  fetch(artifact: PastArtifact): Promise<string>;
  /** The branch that the change is for; null if the event does not say. */
  baseBranch: string | null;
}

interface PastArtifactsDeps {
  workflow: WorkflowContext;
  token: string;
  log: WorkflowLog;
  /** An existing directory for unpacked artifacts. */
  directory: string;
}

/** The attempts of a workflow run that are searched: the REST API only finds artifacts by their full name. */
const ATTEMPTS = [1, 2, 3, 4, 5] as const;
/** An artifact of 27 tasks with all logs has a few megabytes. */
const MAX_ZIP_BYTES = 300_000_000;

/**
 * @param nameOf the name of the leg's artifact in an attempt
 * @throws (all methods) ActionError `bad-baseline` with what GitHub said
 */
export function openPastArtifacts(
  nameOf: (attempt: number) => string,
  deps: PastArtifactsDeps,
): PastArtifacts {
  const { workflow, token, log } = deps;
  const { owner, repo } = workflow;

  async function listNamed(name: string): Promise<Listed[]> {
    const { getOctokit } = await import('@actions/github');
    const octokit = getOctokit(token, { baseUrl: workflow.apiUrl });
    const all = await octokit.paginate(octokit.rest.actions.listArtifactsForRepo, {
      owner,
      repo,
      name,
      per_page: 100,
    });
    return all.flatMap(({ id, created_at, expired, size_in_bytes: size, workflow_run: run }) =>
      expired || size > MAX_ZIP_BYTES || run?.id === undefined || created_at === null
        ? []
        : [
            {
              id,
              name,
              runId: run.id,
              createdAt: created_at,
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
      const lists = await withExplanation(() =>
        Promise.all(ATTEMPTS.map((attempt) => listNamed(nameOf(attempt)))),
      );
      return lists
        .flat()
        .filter((each) => each.branch === branch && !each.isForeign && String(each.runId) !== workflow.runId)
        .sort((a, b) => Date.parse(b.createdAt) - Date.parse(a.createdAt) || b.id - a.id);
    },
    async ofAttempt(attempt) {
      const list = await withExplanation(() => listNamed(nameOf(attempt)));
      return list.find((each) => String(each.runId) === workflow.runId) ?? null;
    },
    async fetch({ id, runId }) {
      const { DefaultArtifactClient } = await import('@actions/artifact');
      const target = await mkdtemp(path.join(deps.directory, 'artifact-'));
      const findBy = { token, workflowRunId: runId, repositoryOwner: owner, repositoryName: repo };
      await withExplanation(() =>
        log.unfenced(() => new DefaultArtifactClient().downloadArtifact(id, { path: target, findBy })),
      );
      return target;
    },
  };
}

type Listed = PastArtifact & { branch: string; isForeign: boolean };

async function withExplanation<T>(work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
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
