/** The pull request a run is about. */
export interface PullRequest {
  number: number;
  /** The commit the author pushed; `GITHUB_SHA` is a merge commit nobody can look up later. */
  headSha: string;
  baseBranch: string;
  /** Runs for forks, and those of Dependabot, get a token that can only read, and no secrets. */
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
  /** Id of the step, or a name the runner made for it. */
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
  /** Of the repository; null if the event does not say. */
  defaultBranch: string | null;
}
