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
  const pullRequest = pullRequestOf(event, env);
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
    event: env['GITHUB_EVENT_NAME'] ?? '',
    branch: env['GITHUB_HEAD_REF'] || (env['GITHUB_REF_NAME'] ?? ''),
    sha: pullRequest?.headSha || (env['GITHUB_SHA'] ?? ''),
    serverUrl,
    apiUrl: env['GITHUB_API_URL'] ?? 'https://api.github.com',
    isEnterpriseServer: !isGitHubCloud(serverUrl),
    pullRequest,
    defaultBranch: text(field(field(event, 'repository'), 'default_branch')) || null,
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

function pullRequestOf(event: unknown, env: Env): PullRequest | null {
  const payload = field(event, 'pull_request');
  const number = field(payload, 'number');
  if (typeof number !== 'number' || !Number.isSafeInteger(number) || number < 1) return null;
  const head = field(payload, 'head');
  const base = field(payload, 'base');
  const headRepository = text(field(field(head, 'repo'), 'full_name'));
  return {
    number,
    headSha: text(field(head, 'sha')),
    baseBranch: text(field(base, 'ref')),
    isRestricted:
      env['GITHUB_EVENT_NAME'] !== 'pull_request_target' &&
      (headRepository !== env['GITHUB_REPOSITORY'] || env['GITHUB_ACTOR'] === 'dependabot[bot]'),
  };
}

function field(value: unknown, name: string): unknown {
  return typeof value === 'object' && value !== null ? Reflect.get(value, name) : undefined;
}

function text(value: unknown): string {
  return typeof value === 'string' ? value : '';
}
