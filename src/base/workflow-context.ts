/** The pull request of a workflow run. */
export interface PullRequest {
  number: number;
  /** The commit that the author pushed; `GITHUB_SHA` is a temporary merge commit. Empty if the event does not say. */
  headSha: string;
  /** Empty if the event does not say. */
  baseBranch: string;
  /** Whether the run has a read-only token and no secrets, as for forks and Dependabot. */
  isRestricted: boolean;
}

export interface FoundPullRequest {
  pullRequest: PullRequest | null;
  /** Why there is none, one sentence. */
  whyNone: string | null;
}

/** Where a workflow step runs. */
export interface WorkflowContext {
  /** owner/repo */
  repository: string;
  owner: string;
  repo: string;
  workflow: string;
  job: string;
  /** ID of the step, or the name that the runner gave it. */
  step: string;
  runId: string;
  attempt: number;
  runUrl: string;
  event: string;
  branch: string;
  sha: string;
  serverUrl: string;
  apiUrl: string;
  isEnterpriseServer: boolean;
  pullRequest: PullRequest | null;
  /** The branch and commit of which GitHub may know a pull request, where the event names none; else null. */
  pullRequestHead: { owner: string; branch: string; sha: string } | null;
  /** Why there is no pull request to report to, one sentence; null if there is one, or may be one. */
  whyNoPullRequest: string | null;
  /** The branch that a change is for: of the pull request or of the merge group, else the default branch; null if the event names none. */
  baseBranch: string | null;
}

/** What these events evaluate is a proposal, although their workflow run may have the name of a branch. */
const PROPOSING_EVENTS = /^(?:pull_request|issue_comment$|merge_group$|workflow_run$|check_)/;

/** The branch whose state a workflow run evaluates; null if it evaluates a change that is only proposed. */
export function evaluatedBranch({ event, branch }: Pick<WorkflowContext, 'event' | 'branch'>): string | null {
  return PROPOSING_EVENTS.test(event) || branch === '' ? null : branch;
}
