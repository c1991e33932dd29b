import type { WorkflowContext } from '../base/workflow-context.ts';
import type { ArtifactStore, StoredArtifact } from './artifact-store.ts';

/** An artifact of an earlier evaluation of the same leg. */
export type PastArtifact = Pick<
  StoredArtifact,
  'id' | 'name' | 'runId' | 'createdAt' | 'digest' | 'sha' | 'size'
>;

/** Artifacts of earlier evaluations of one leg. */
export interface PastArtifacts extends Pick<ArtifactStore, 'fetch'> {
  /** The artifacts made for a branch of this repository, the newest first, without those of the current run. */
  ofBranch(branch: string): Promise<PastArtifact[]>;
  /** The artifact of an earlier attempt of this workflow run; null if it made none. */
  ofAttempt(attempt: number): Promise<PastArtifact | null>;
  /** The branch that the change is for; null if the event does not say. */
  baseBranch: string | null;
  /** The branch that this run evaluates; null if it evaluates a change for another one. */
  ownBranch: string | null;
}

/** The attempts of a workflow run that are searched: the REST API only finds artifacts by their full name. */
const ATTEMPTS = [1, 2, 3, 4, 5] as const;

/**
 * @param nameOf the name of the leg's artifact in an attempt
 * @throws (all methods) ActionError `bad-baseline` with what GitHub said
 */
export function openPastArtifacts(
  nameOf: (attempt: number) => string,
  store: ArtifactStore,
  {
    baseBranch,
    branch,
    pullRequest,
    runId,
  }: Pick<WorkflowContext, 'baseBranch' | 'branch' | 'pullRequest' | 'runId'>,
): PastArtifacts {
  return {
    baseBranch,
    ownBranch: pullRequest === null ? branch : null,
    fetch: (artifact, wanted) => store.fetch(artifact, wanted),
    async ofBranch(of) {
      const lists = await Promise.all(ATTEMPTS.map((attempt) => store.named(nameOf(attempt))));
      return lists
        .flat()
        .filter((each) => each.branch === of && !each.isForeign && String(each.runId) !== runId)
        .sort((a, b) => Date.parse(b.createdAt) - Date.parse(a.createdAt) || b.id - a.id);
    },
    async ofAttempt(attempt) {
      const list = await store.named(nameOf(attempt));
      return list.find((each) => String(each.runId) === runId) ?? null;
    },
  };
}
