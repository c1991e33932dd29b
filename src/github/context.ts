import type { PullRequest, WorkflowContext } from '../base/workflow-context.ts';
import { fieldAt, isNumber, pullRequestsOf, readEvent, textAt } from './event.ts';

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
  const { pullRequest, head, whyNone } = pullRequestOf(event, env);
  const mergeTarget = textAt(event, 'merge_group', 'base_ref').replace(/^refs\/heads\//, '');
  const defaultBranch = textAt(event, 'repository', 'default_branch');
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
    pullRequestHead: head,
    whyNoPullRequest: whyNone,
    baseBranch: pullRequest?.baseBranch || mergeTarget || defaultBranch || null,
  };
}

/** Only github.com and the tenants of ghe.com have the artifact service that uploads need. */
function isGitHubCloud(serverUrl: string): boolean {
  const host = URL.canParse(serverUrl) ? new URL(serverUrl).hostname : '';
  return host === 'github.com' || host.endsWith('.ghe.com') || host.endsWith('.localhost');
}

interface Found {
  pullRequest: PullRequest | null;
  head: WorkflowContext['pullRequestHead'];
  whyNone: string | null;
}

/** The pull request that an event is about, or where to look for it, or why there is none. */
function pullRequestOf(event: unknown, env: Env): Found {
  if (isNumber(fieldAt(event, 'pull_request', 'number')))
    return found(restrictable(fieldAt(event, 'pull_request'), env));
  if (fieldAt(event, 'issue') !== undefined) return ofIssue(fieldAt(event, 'issue'));
  const name = ['workflow_run', 'check_run', 'check_suite'].find((key) => fieldAt(event, key) !== undefined);
  return name === undefined ? ofBranch(env) : ofOtherRun(name, event);
}

function found(pullRequest: PullRequest): Found {
  return { pullRequest, head: null, whyNone: null };
}

function none(whyNone: string): Found {
  return { pullRequest: null, head: null, whyNone };
}

function restrictable(payload: unknown, env: Env): PullRequest {
  return {
    number: Number(fieldAt(payload, 'number')),
    headSha: textAt(payload, 'head', 'sha') || (env['GITHUB_SHA'] ?? ''),
    baseBranch: textAt(payload, 'base', 'ref'),
    isRestricted:
      env['GITHUB_EVENT_NAME'] !== 'pull_request_target' &&
      (textAt(payload, 'head', 'repo', 'full_name') !== env['GITHUB_REPOSITORY'] ||
        env['GITHUB_ACTOR'] === 'dependabot[bot]'),
  };
}

/** The event of a comment says neither which commit the pull request has, nor which branch it is for. */
function ofIssue(issue: unknown): Found {
  const number = fieldAt(issue, 'number');
  if (fieldAt(issue, 'pull_request') && isNumber(number))
    return found({ number, headSha: '', baseBranch: '', isRestricted: false });
  return none('The event is about an issue, not about a pull request.');
}

/** A push, or a run by hand, may be for a branch that has a pull request. */
function ofBranch(env: Env): Found {
  const event = env['GITHUB_EVENT_NAME'] ?? '';
  const [owner = ''] = (env['GITHUB_REPOSITORY'] ?? '').split('/');
  const branch = env['GITHUB_REF_TYPE'] === 'tag' ? '' : (env['GITHUB_REF_NAME'] ?? '');
  const sha = env['GITHUB_SHA'] ?? '';
  if ((event === 'push' || event === 'workflow_dispatch') && branch !== '' && sha !== '')
    return { pullRequest: null, head: { owner, branch, sha }, whyNone: null };
  return none(
    event === 'merge_group'
      ? 'A merge group may hold several pull requests, and its commit belongs to none of them.'
      : `The event ${event} is about no pull request.`,
  );
}

/** A run for the pull requests of a fork names none, and one for a branch names all that are open for it. */
function ofOtherRun(name: string, event: unknown): Found {
  const [only, ...others] = pullRequestsOf(event, name);
  const sha = textAt(event, name, 'head_sha');
  if (only !== undefined && others.length === 0) {
    const number = Number(fieldAt(only, 'number'));
    return found({ number, headSha: sha, baseBranch: textAt(only, 'base', 'ref'), isRestricted: false });
  }
  const owner = textAt(event, name, 'head_repository', 'owner', 'login');
  const branch = textAt(event, name, 'head_branch');
  if (owner !== '' && branch !== '' && sha !== '')
    return { pullRequest: null, head: { owner, branch, sha }, whyNone: null };
  return none(`The event ${name} names ${only === undefined ? 'no pull request' : 'several pull requests'}.`);
}
