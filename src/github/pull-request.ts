import type { FoundPullRequest, WorkflowContext } from '../base/workflow-context.ts';
import { type GitHub, isForbidden } from './client.ts';

/**
 * The pull request that a workflow run is for, asked of GitHub where the event does not say it. Only an open one counts
 * whose head is the very commit, so that nobody can claim another's.
 * @throws what GitHub's client throws
 */
export async function findPullRequest(github: GitHub, context: WorkflowContext): Promise<FoundPullRequest> {
  const { owner, repo, pullRequest, pullRequestHead: head, whyNoPullRequest } = context;
  if (pullRequest !== null) {
    if (pullRequest.headSha !== '') return { pullRequest, whyNone: null };
    const { data } = await github.rest.pulls.get({ owner, repo, pull_number: pullRequest.number });
    const known = { ...pullRequest, headSha: data.head.sha, baseBranch: data.base.ref };
    return { pullRequest: known, whyNone: null };
  }
  if (head === null) return { pullRequest: null, whyNone: whyNoPullRequest };
  const query = { owner, repo, state: 'open', head: `${head.owner}:${head.branch}`, per_page: 100 } as const;
  const all = await github.paginate(github.rest.pulls.list, query).catch((error: unknown) => {
    if (isForbidden(error)) return null;
    throw error;
  });
  if (all === null)
    return { pullRequest: null, whyNone: 'The token may not look for one: it needs `pull-requests: write`.' };
  const [only, ...others] = all.filter((each) => each.head.sha === head.sha);
  if (only === undefined || others.length > 0) {
    const which = only === undefined ? 'No open pull request has' : 'Several pull requests have';
    return { pullRequest: null, whyNone: `${which} the commit ${head.sha.slice(0, 7)} of ${head.branch}.` };
  }
  const { number, base } = only;
  const found = { number, headSha: head.sha, baseBranch: base.ref, isRestricted: false };
  return { pullRequest: found, whyNone: null };
}
