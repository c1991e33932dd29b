/** The pull request of a workflow run. */
export interface PullRequest {
  number: number;
  /** The commit that the author pushed; `GITHUB_SHA` is a temporary merge commit. */
  headSha: string;
  baseBranch: string;
  /** Whether the run has a read-only token and no secrets, as for forks and Dependabot. */
  isRestricted: boolean;
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
  /** The repository's default branch; null if the event does not name it. */
  defaultBranch: string | null;
}
