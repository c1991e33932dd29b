import { messageOf } from '../base/errors.ts';
import type { Clean } from '../base/clean.ts';
import type { Clock, Log } from '../base/ports.ts';
import type { Inputs } from '../inputs/types.ts';
import { hasSection, isSectionedComment, parseSections, withSection } from './comment-sections.ts';
import type { Section } from './comment-sections.ts';
import type { PullRequest, WorkflowContext } from '../base/workflow-context.ts';

interface Comment {
  id: number;
  body: string;
  url: string;
}

/** Our comments on one pull request. */
interface Comments {
  /** Oldest first. */
  list(): Promise<Comment[]>;
  create(body: string): Promise<Comment>;
  update(id: number, body: string): Promise<void>;
  remove(id: number): Promise<void>;
}

interface CommentDeps {
  log: Log;
  clock: Clock;
  /** A random number from 0 to 1. */
  random(): number;
}

const maxAttempts = 5;

/**
 * Puts the section of this leg into the comment on the pull request, and creates the comment if there is none. Several
 * legs may do so at the same moment, and GitHub has no transactions: each writes, waits a moment, reads again, and
 * repeats until its section is in the oldest comment. Never fails: if it cannot comment, it logs a warning.
 *
 * @returns the address of the comment; null if there is none
 */
export async function commentOnPullRequest(
  section: Clean<Section>,
  { comment: mode, githubToken: token }: Pick<Inputs, 'comment' | 'githubToken'>,
  context: WorkflowContext,
  deps: CommentDeps,
): Promise<string | null> {
  const { pullRequest, whyNoPullRequest } = context;
  if (mode === 'off') return null;
  if (pullRequest === null) {
    if (whyNoPullRequest !== null)
      deps.log.notice(
        'No comment on the pull request',
        `${whyNoPullRequest} The step summary has the report; with \`comment: off\` this is not said.`,
      );
    return null;
  }
  if (token === null) {
    deps.log.warning(
      'No comment on the pull request',
      'Input `github-token` is empty: write ${{ github.token }}, or `comment: off`.',
    );
    return null;
  }
  try {
    const comments = await openComments(token, context, pullRequest);
    return await putSection(section, mode, comments, deps);
  } catch (error) {
    deps.log.warning('No comment on the pull request', explain(error, pullRequest));
    return null;
  }
}

async function putSection(
  section: Section,
  mode: Inputs['comment'],
  comments: Comments,
  deps: CommentDeps,
): Promise<string | null> {
  let created: number | null = null;
  for (let attempt = 0; ; attempt++) {
    const [oldest, ...younger] = await comments.list();
    if (attempt === 0 && !isWanted(mode, section, oldest)) return oldest?.url ?? null;
    if (oldest !== undefined && hasSection(oldest.body, section)) {
      // Another leg that wrote into our younger comment meanwhile also finds the oldest, and moves there.
      for (const comment of younger) if (isOnlyOf(section.leg, comment)) await comments.remove(comment.id);
      if (created === null || attempt > 0) return oldest.url;
    } else if (attempt >= maxAttempts) {
      return oldest?.url ?? null;
    } else if (oldest === undefined) {
      created = (await comments.create(withSection('', section))).id;
    } else {
      await comments.update(oldest.id, withSection(oldest.body, section));
    }
    await deps.clock.sleep(300 + 600 * deps.random());
  }
}

/** `failures` also updates an existing section, so that the page does not keep showing a failure that is fixed. */
function isWanted(mode: Inputs['comment'], { leg, verdict }: Section, comment: Comment | undefined): boolean {
  const before = parseSections(comment?.body ?? '').find((section) => section.leg === leg)?.verdict;
  if (mode === 'changes') return before !== verdict;
  return mode === 'always' || verdict !== 'pass' || before !== undefined;
}

function isOnlyOf(leg: string, comment: Comment): boolean {
  return parseSections(comment.body).every((section) => section.leg === leg);
}

async function openComments(
  token: string,
  { owner, repo, apiUrl }: WorkflowContext,
  pullRequest: PullRequest,
): Promise<Comments> {
  const { getOctokit } = await import('@actions/github');
  const octokit = getOctokit(token, { baseUrl: apiUrl });
  const issue = { owner, repo, issue_number: pullRequest.number };
  // The REST API has no request by which the token of an app learns its own login.
  const { viewer } = await octokit.graphql<{ viewer: { login: string } }>('{ viewer { login } }');
  const author = withoutBot(viewer.login);
  return {
    async list() {
      const all = await octokit.paginate(octokit.rest.issues.listComments, { ...issue, per_page: 100 });
      return all
        .map(({ id, body = '', html_url: url, user }) => ({ id, body, url, login: user?.login ?? '' }))
        .filter(({ body, login }) => withoutBot(login) === author && isSectionedComment(body))
        .toSorted((a, b) => a.id - b.id);
    },
    async create(body) {
      const { data } = await octokit.rest.issues.createComment({ ...issue, body });
      return { id: data.id, body, url: data.html_url };
    },
    async update(id, body) {
      await octokit.rest.issues.updateComment({ owner, repo, comment_id: id, body });
    },
    async remove(id) {
      await octokit.rest.issues.deleteComment({ owner, repo, comment_id: id });
    },
  };
}

/** The login of an app ends in `[bot]` in one of GraphQL and REST, but not in the other. */
function withoutBot(login: string): string {
  return login.replace(/\[bot\]$/, '');
}

function explain(error: unknown, pullRequest: PullRequest): string {
  const message = messageOf(error);
  const status = typeof error === 'object' && error !== null && 'status' in error ? error.status : null;
  if (status !== 403 && status !== 404 && status !== 401) return message;
  if (pullRequest.isRestricted)
    return `The token can only read, as for all pull requests from forks and of Dependabot. The step summary has the report. (${message})`;
  return `The token may not write comments. Add to the job:\n\npermissions:\n  contents: read\n  pull-requests: write\n\nor set \`comment: off\`. (${message})`;
}
