import type { Clock } from '../base/ports.ts';
import type { WorkflowContext } from '../base/workflow-context.ts';
import { type GitHub, statusOf } from './client.ts';
import { patiently } from './patience.ts';

interface Comment {
  id: number;
  body: string;
  url: string;
}

/** How the body of the comment is read and written; pure. */
export interface CommentFormat {
  isOurs(body: string): boolean;
  /** One body of several, the oldest first. */
  merged(bodies: readonly string[]): string;
  /** Whether others write into it too. */
  isShared(body: string): boolean;
}

/** A change of the comment; pure. */
interface Change {
  /** @param body null if there is no comment  @returns null to leave everything as it is */
  next(body: string | null): string | null;
  isIn(body: string): boolean;
}

export interface CommentDeps {
  clock: Clock;
  /** A random number from 0 to 1. */
  random: () => number;
}

export interface SharedComment {
  /**
   * @param patienceMs how long to go on while GitHub is down
   * @returns the address of the comment; null if there is none
   * @throws what GitHub's client throws
   */
  write(change: Change, patienceMs: number): Promise<string | null>;
}

/** Until a write by everybody else who read before us has arrived too. */
const SETTLED_MS = 2500;
const MAX_WRITES = 25;

/**
 * The one comment on a pull request that several jobs write at the same moment. GitHub has no transactions: each writes,
 * waits a moment, reads again, and repeats until what it wrote is in the oldest comment, and still is when all others who
 * had read before must have written.
 */
export function openSharedComment(
  github: GitHub,
  { owner, repo }: Pick<WorkflowContext, 'owner' | 'repo'>,
  { number, format, deps }: { number: number; format: CommentFormat; deps: CommentDeps },
): SharedComment {
  const { clock, random } = deps;
  const issue = { owner, repo, issue_number: number };
  let author: string | null = null;

  /** The REST API has no request by which the token of an app learns its own login. */
  async function ownLogin(): Promise<string> {
    const { viewer } = await github.graphql<{ viewer: { login: string } }>('{ viewer { login } }');
    return withoutBot(viewer.login);
  }

  /** Oldest first. */
  async function list(): Promise<Comment[]> {
    author ??= await ownLogin();
    const all = await github.paginate(github.rest.issues.listComments, { ...issue, per_page: 100 });
    return all
      .map(({ id, body = '', html_url: url, user }) => ({ id, body, url, login: user?.login ?? '' }))
      .filter(({ body, login }) => withoutBot(login) === author && format.isOurs(body))
      .toSorted((a, b) => a.id - b.id);
  }

  async function create(body: string): Promise<Comment> {
    const { data } = await github.rest.issues.createComment({ ...issue, body });
    return { id: data.id, body, url: data.html_url };
  }

  /** @returns whether it was still there */
  async function update(id: number, body: string): Promise<boolean> {
    return await unlessGone(() => github.rest.issues.updateComment({ owner, repo, comment_id: id, body }));
  }

  async function remove(id: number): Promise<void> {
    await unlessGone(() => github.rest.issues.deleteComment({ owner, repo, comment_id: id }));
  }

  return {
    async write(change, patienceMs) {
      /** A list may come late, so what was just created may not be in it. */
      let created: Comment | null = null;
      let confirmations = 0;
      for (let writes = 0; writes < MAX_WRITES;) {
        const step = await patiently(
          async () => {
            const [oldest, ...younger] = withCreated(await list(), created);
            if (oldest !== undefined && younger.length === 0 && change.isIn(oldest.body)) return { oldest };
            const bodies = [oldest, ...younger].flatMap((comment) => comment?.body ?? []);
            const next = change.next(bodies.length === 0 ? null : format.merged(bodies));
            if (next === null) return { end: oldest?.url ?? null };
            if (oldest === undefined) created = await create(next);
            else if (!(await update(oldest.id, next)) && created?.id === oldest.id) created = null;
            for (const { id } of younger) {
              await remove(id);
              if (created?.id === id) created = null;
            }
            return {};
          },
          { clock, patienceMs },
        );
        if ('end' in step) return step.end ?? null;
        if (step.oldest === undefined) {
          writes += 1;
          confirmations = 0;
          await clock.sleep(300 + 600 * random());
        } else {
          confirmations += 1;
          if (confirmations > 1 || !format.isShared(step.oldest.body)) return step.oldest.url;
          await clock.sleep(SETTLED_MS + 1000 * random());
        }
      }
      throw new Error('others keep writing into the comment');
    },
  };
}

function withCreated(listed: Comment[], created: Comment | null): Comment[] {
  if (created === null || listed.some(({ id }) => id === created.id)) return listed;
  return [...listed, created].toSorted((a, b) => a.id - b.id);
}

/** @returns false if the comment is gone: a person may delete it at any time */
async function unlessGone(work: () => Promise<unknown>): Promise<boolean> {
  try {
    await work();
    return true;
  } catch (error) {
    if (statusOf(error) !== 404) throw error;
    return false;
  }
}

/** The login of an app ends in `[bot]` in one of GraphQL and REST, but not in the other. */
function withoutBot(login: string): string {
  return login.replace(/\[bot\]$/, '');
}
