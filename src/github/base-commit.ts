import { ActionError } from '../base/errors.ts';
import { evaluatedBranch, type PullRequest, type WorkflowContext } from '../base/workflow-context.ts';
import { fieldAt, textAt } from './event.ts';
import type { GitClone } from './git-clone.ts';
import { type GitObjects, isObjectId } from './git-objects.ts';

/** The commit that a change is compared with. */
export interface BaseCommit {
  commit: string;
  /** What it is: `the merge base`, `the commit before`, `the head of main`. */
  what: string;
}

/** What is asked for it. */
export interface Repositories {
  /** Null where git cannot read the checkout. */
  clone: GitClone | null;
  /** Null without a token. */
  api: GitObjects | null;
  /** The commit that is checked out. */
  head: string;
}

/** What the workflow run says of it. */
export interface ChangeFacts {
  workflow: Pick<WorkflowContext, 'event' | 'branch' | 'baseBranch'>;
  event: unknown;
  /** The pull request that is evaluated; null if it is none. */
  pullRequest: Pick<PullRequest, 'headSha' | 'baseBranch'> | null;
}

/**
 * The commit that what is checked out is based on. For a pull request, the merge base with its base branch: of the commit into
 * which GitHub merges it, that is the first parent. For a merge group, the commit it is put on. For the base branch itself, the commit
 * before the push, else the parent. For any other branch, the head of the base branch.
 * @throws ActionError bad-baseline
 */
export async function baseCommit(repositories: Repositories, facts: ChangeFacts): Promise<BaseCommit> {
  const { workflow, event, pullRequest } = facts;
  const { head } = repositories;
  const ofGroup = textAt(event, 'merge_group', 'base_sha');
  if (isObjectId(ofGroup)) return { commit: ofGroup, what: MERGE_BASE };
  if (pullRequest !== null) {
    const tip = textAt(event, 'pull_request', 'base', 'sha');
    return await mergeBase(repositories, { ...pullRequest, tip: isObjectId(tip) ? tip : null });
  }
  const { baseBranch } = workflow;
  if (baseBranch !== null && evaluatedBranch(workflow) !== baseBranch) {
    const commit = await firstKnown(repositories, (objects) => objects.branch(baseBranch));
    if (commit !== null) return { commit, what: `the head of ${baseBranch}` };
    throw unknown(repositories, `which commit ${baseBranch} has`);
  }
  const before = textAt(event, 'before');
  if (isObjectId(before) && !/^0+$/.test(before) && fieldAt(event, 'forced') !== true)
    return { commit: before, what: 'the commit before this push' };
  const parents = await firstKnown(repositories, (objects) => objects.parents(head));
  if (parents === null) throw unknown(repositories, `which commit is before ${short(head)}`);
  const [parent] = parents;
  if (parent !== undefined) return { commit: parent, what: 'the commit before' };
  throw new ActionError(
    'bad-baseline',
    `\`baseline: base\` has nothing to compare with: ${short(head)} is the first commit of its repository.`,
  );
}

/**
 * The commit that work on this machine is based on: the merge base with the main branch of `origin`. It is what is checked out
 * itself if nothing was committed since.
 * @throws ActionError bad-baseline
 */
export async function localBaseCommit(clone: GitClone, head: string): Promise<BaseCommit> {
  for (const name of ['HEAD', 'main', 'master']) {
    const tip = await clone.branch(name);
    if (tip === null) continue;
    const commit = await clone.mergeBase(head, tip);
    if (commit !== null) return { commit, what: MERGE_BASE };
    throw new ActionError(
      'bad-baseline',
      `git finds no merge base of ${short(head)} and origin/${name}: run \`git fetch --unshallow\`, or write another baseline.`,
    );
  }
  throw new ActionError(
    'bad-baseline',
    '`baseline: base` compares with the merge base of origin/HEAD, which git does not have: run `git fetch origin` and `git remote set-head origin --auto`, or write another baseline.',
  );
}

const MERGE_BASE = 'the merge base';

async function mergeBase(
  repositories: Repositories,
  { headSha, baseBranch, tip }: { headSha: string; baseBranch: string; tip: string | null },
): Promise<BaseCommit> {
  const { clone, api, head } = repositories;
  const parents = await firstKnown(repositories, (objects) => objects.parents(head));
  // The commit into which GitHub merges a pull request, for which the base branch may be newer than when the event was sent.
  const [first, ...merged] = parents ?? [];
  if (first !== undefined && merged.includes(headSha)) return { commit: first, what: MERGE_BASE };
  const ofClone = async (): Promise<string | null> => {
    const tips = clone === null ? [] : [tip, await clone.branch(baseBranch)];
    for (const each of tips) {
      const found = each === null ? null : ((await clone?.mergeBase(head, each)) ?? null);
      if (found !== null) return found;
    }
    return null;
  };
  // The history of a shallow clone ends somewhere, and what it has in common may be too old.
  const isWhole = clone !== null && !(await clone.isShallow());
  const found =
    (isWhole ? await ofClone() : null) ??
    (await api?.mergeBase(tip ?? baseBranch, head)) ??
    (isWhole ? null : await ofClone());
  if (found !== null) return { commit: found, what: MERGE_BASE };
  throw unknown(repositories, `the merge base of ${short(head)} and ${baseBranch}`);
}

async function firstKnown<T>(
  { clone, api }: Repositories,
  ask: (objects: GitObjects) => Promise<T | null>,
): Promise<T | null> {
  const found = clone === null ? null : await ask(clone);
  return found ?? (api === null ? null : await ask(api));
}

function unknown({ api }: Repositories, what: string): ActionError {
  const asked =
    api === null ? 'and GitHub was not asked, since there is no `github-token`' : 'nor does GitHub';
  const token = api === null ? ', or give `github-token`' : '';
  return new ActionError(
    'bad-baseline',
    `This checkout does not show ${what}, ${asked}: write \`fetch-depth: 0\` for actions/checkout${token}.`,
  );
}

/** A commit for people. */
export function short(commit: string): string {
  return commit.slice(0, 7);
}
