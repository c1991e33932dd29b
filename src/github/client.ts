import type { getOctokit } from '@actions/github';
import type { WorkflowContext } from '../base/workflow-context.ts';

export type GitHub = ReturnType<typeof getOctokit>;

const REQUEST_MS = 30_000;

/** A client of GitHub's API, which gives each request a time limit. */
export async function openGitHub(
  token: string,
  { apiUrl }: Pick<WorkflowContext, 'apiUrl'>,
): Promise<GitHub> {
  const { getOctokit } = await import('@actions/github');
  const github = getOctokit(token, { baseUrl: apiUrl });
  github.hook.before('request', (options) => {
    options.request.signal ??= AbortSignal.timeout(REQUEST_MS);
  });
  return github;
}

/** The HTTP status that GitHub refused a request with; null if it gave none. */
export function statusOf(error: unknown): number | null {
  const status: unknown = typeof error === 'object' && error !== null ? Reflect.get(error, 'status') : null;
  return typeof status === 'number' ? status : null;
}

/** Whether the token lacks a permission; GitHub also says 404 of what a token may not see. */
export function isForbidden(error: unknown): boolean {
  return [401, 403, 404].includes(statusOf(error) ?? 0);
}
