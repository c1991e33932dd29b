import { readFileSync } from 'node:fs';
import type { PullRequest, WorkflowContext } from '../base/workflow-context.ts';

type Env = Readonly<Record<string, string | undefined>>;

/** The context that the runner describes in the environment; null outside of GitHub Actions. */
export function workflowContext(env: Env): WorkflowContext | null {
  const repository = env['GITHUB_REPOSITORY'] ?? '';
  const [owner = '', repo = ''] = repository.split('/');
  if (env['GITHUB_ACTIONS'] !== 'true' || owner === '' || repo === '') return null;
  const serverUrl = env['GITHUB_SERVER_URL'] ?? 'https://github.com';
  const runId = env['GITHUB_RUN_ID'] ?? '';
  const event = readEvent(env['GITHUB_EVENT_PATH']);
  const eventName = env['GITHUB_EVENT_NAME'] ?? '';
  const { pullRequest, whyNone } = pullRequestOf(event, env);
  const mergeTarget = text(field(field(event, 'merge_group'), 'base_ref')).replace(/^refs\/heads\//, '');
  const defaultBranch = text(field(field(event, 'repository'), 'default_branch'));
  return {
    repository,
    owner,
    repo,
    workflow: env['GITHUB_WORKFLOW'] ?? '',
    job: env['GITHUB_JOB'] ?? '',
    step: env['GITHUB_ACTION'] ?? '',
    runId,
    attempt: Number(env['GITHUB_RUN_ATTEMPT'] ?? 1) || 1,
    runUrl: `${serverUrl}/${repository}/actions/runs/${runId}`,
    event: eventName,
    branch: env['GITHUB_HEAD_REF'] || (env['GITHUB_REF_NAME'] ?? ''),
    sha: pullRequest === null ? (env['GITHUB_SHA'] ?? '') : pullRequest.headSha,
    serverUrl,
    apiUrl: env['GITHUB_API_URL'] ?? 'https://api.github.com',
    isEnterpriseServer: !isGitHubCloud(serverUrl),
    pullRequest,
    whyNoPullRequest: whyNone,
    baseBranch: pullRequest?.baseBranch || mergeTarget || defaultBranch || null,
  };
}

/** Only github.com and the tenants of ghe.com have the artifact service that uploads need. */
function isGitHubCloud(serverUrl: string): boolean {
  const host = URL.canParse(serverUrl) ? new URL(serverUrl).hostname : '';
  return host === 'github.com' || host.endsWith('.ghe.com') || host.endsWith('.localhost');
}

/** The payload of the event; empty if there is none or it is not JSON. */
function readEvent(path: string | undefined): unknown {
  try {
    return path === undefined ? {} : JSON.parse(readFileSync(path, 'utf8'));
  } catch {
    // A tool that imitates the runner may not write the file, and only the comment needs it.
    return {};
  }
}

type Found = { pullRequest: PullRequest | null; whyNone: string | null };

/** The pull request that an event is about, and if it is not known which one, why. */
function pullRequestOf(event: unknown, env: Env): Found {
  const ofEvent = field(event, 'pull_request');
  const issue = field(event, 'issue');
  if (isNumber(field(ofEvent, 'number'))) return found(restrictable(ofEvent, env));
  if (issue !== undefined) return ofIssue(issue);
  const name = ['workflow_run', 'check_run', 'check_suite'].find((key) => field(event, key) !== undefined);
  return name === undefined ? found(null) : ofOtherRun(name, event);
}

function found(pullRequest: PullRequest | null): Found {
  return { pullRequest, whyNone: null };
}

function restrictable(payload: unknown, env: Env): PullRequest {
  const head = field(payload, 'head');
  const headRepository = text(field(field(head, 'repo'), 'full_name'));
  return {
    number: Number(field(payload, 'number')),
    headSha: text(field(head, 'sha')) || (env['GITHUB_SHA'] ?? ''),
    baseBranch: text(field(field(payload, 'base'), 'ref')),
    isRestricted:
      env['GITHUB_EVENT_NAME'] !== 'pull_request_target' &&
      (headRepository !== env['GITHUB_REPOSITORY'] || env['GITHUB_ACTOR'] === 'dependabot[bot]'),
  };
}

/** The event of a comment says neither which commit the pull request has, nor which branch it is for. */
function ofIssue(issue: unknown): Found {
  const number = field(issue, 'number');
  if (field(issue, 'pull_request') && isNumber(number))
    return found({ number, headSha: '', baseBranch: '', isRestricted: false });
  return { pullRequest: null, whyNone: 'The event is about an issue, not about a pull request.' };
}

/** A run for the pull requests of a fork names none, and one for a branch names all that are open for it. */
function ofOtherRun(name: string, event: unknown): Found {
  const run = field(event, name);
  const listed = field(run, 'pull_requests');
  const repository = field(field(event, 'repository'), 'id');
  const numbered = (Array.isArray(listed) ? listed : []).filter((each: unknown) => {
    // Pull requests in forks, from this repository, are listed too.
    const of = field(field(field(each, 'base'), 'repo'), 'id');
    return isNumber(field(each, 'number')) && (of === undefined || of === repository);
  });
  const [only, ...others] = numbered;
  if (only !== undefined && others.length === 0) {
    const number = Number(field(only, 'number'));
    const headSha = text(field(run, 'head_sha'));
    const baseBranch = text(field(field(only, 'base'), 'ref'));
    return found({ number, headSha, baseBranch, isRestricted: false });
  }
  // What ran for a push or on a schedule has no pull request to comment on.
  const isForPullRequest = name !== 'workflow_run' || text(field(run, 'event')).startsWith('pull_request');
  if (only === undefined && !isForPullRequest) return found(null);
  const which = only === undefined ? 'no pull request, as for all of forks' : 'several pull requests';
  return { pullRequest: null, whyNone: `The event ${name} names ${which}.` };
}

function isNumber(value: unknown): value is number {
  return typeof value === 'number' && Number.isSafeInteger(value) && value >= 1;
}

function field(value: unknown, name: string): unknown {
  return typeof value === 'object' && value !== null ? Reflect.get(value, name) : undefined;
}

function text(value: unknown): string {
  return typeof value === 'string' ? value : '';
}
