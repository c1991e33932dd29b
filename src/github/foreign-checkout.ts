import { realpath } from 'node:fs/promises';
import { homedir } from 'node:os';
import path from 'node:path';
import { isWithin } from '../base/checked-file.ts';
import { ActionError } from '../base/errors.ts';
import { inputTexts, inputTextsType } from '../inputs/baseline-inputs-kind.ts';
import type { InputRow } from '../inputs/row.ts';
import { isAccepted } from '../inputs/rules/risks.ts';
import { inputRows, type InputsOf, inputVariable } from '../inputs/types.ts';
import { type Checkout, checkoutAround, checkoutsIn } from './checkout.ts';
import { fieldAt, pullRequestsOf, readEvent, textAt } from './event.ts';

type Env = Readonly<Record<string, string | undefined>>;

/**
 * Events that anybody can cause, and whose workflows have the secrets of the repository all the same. For `pull_request`
 * GitHub withholds them from forks, and other events are caused by people who may write to the repository.
 */
const eventsOfStrangers = new Set([
  'pull_request_target',
  'workflow_run',
  'issue_comment',
  'issues',
  'check_run',
  'check_suite',
  'status',
  'discussion',
  'discussion_comment',
  'fork',
  'gollum',
  'watch',
]);

/**
 * Refuses to run what a stranger wrote with the keys of the repository: a checkout of a fork's commit, as the workspace or
 * around a path in the inputs, in a workflow run that has secrets.
 * @throws ActionError foreign-checkout
 */
export async function refuseForeignCheckout(inputs: InputsOf<'safety'>, env: Env): Promise<void> {
  const event = env['GITHUB_EVENT_NAME'] ?? '';
  const isOfStrangers = env['GITHUB_ACTIONS'] === 'true' && eventsOfStrangers.has(event);
  if (!isOfStrangers || isAccepted(inputs, 'foreign-checkout')) return;
  const named = env['GITHUB_WORKSPACE'] || process.cwd();
  const workspace = await realpath(named).catch(() => named);
  const source = sourceOf(event, env);
  for (const checkout of await usedCheckouts(workspace, env)) {
    const what = foreignPart(checkout, source, env['GITHUB_REPOSITORY'] ?? '');
    if (what === null) continue;
    const place = path.relative(workspace, checkout.directory) || 'the workspace';
    throw new ActionError(
      'foreign-checkout',
      `The event ${event} gives this workflow run the secrets of the repository, but in ${place} ${what} is checked out: what a stranger wrote would run with your keys.`,
      {
        hint: 'Evaluate on `pull_request`, which gives a fork no secrets, or check out a branch of this repository. If every commit is reviewed before it gets here, accept the risk by `accept-risks: foreign-checkout`.',
      },
    );
  }
}

/** What an event says of the commit that it is about. */
interface Source {
  /** owner/repo of that commit; empty for a fork that was deleted, null if the event does not say. */
  repository: string | null;
  /** Commits that are not of this repository if the source is another one. */
  commits: readonly string[];
  /** Commits of this repository. */
  ownCommits: readonly string[];
}

function sourceOf(name: string, env: Env): Source {
  const event = readEvent(env['GITHUB_EVENT_PATH']);
  const ownCommits = [env['GITHUB_SHA'] ?? '', textAt(event, 'pull_request', 'base', 'sha')];
  if (name === 'pull_request_target') {
    const of = fieldAt(event, 'pull_request');
    const commits = [textAt(of, 'head', 'sha'), textAt(of, 'merge_commit_sha')];
    return { repository: textAt(of, 'head', 'repo', 'full_name'), commits, ownCommits };
  }
  const commits = [textAt(event, name, 'head_sha')];
  return { repository: repositoryOfRun(name, event, env['GITHUB_REPOSITORY'] ?? ''), commits, ownCommits };
}

/** The repository whose commit another run or a check is for. Pull requests of forks are not in its list. */
function repositoryOfRun(name: string, event: unknown, own: string): string | null {
  const head = textAt(event, name, 'head_repository', 'full_name');
  if (head !== '') return head;
  const isForBranch = name === 'workflow_run' && !textAt(event, name, 'event').startsWith('pull_request');
  return isForBranch || pullRequestsOf(event, name).length > 0 ? own : null;
}

/** What of a checkout is a stranger's; null if nothing is. */
function foreignPart(
  { commit, origin, branchCommits }: Checkout,
  source: Source,
  own: string,
): string | null {
  const isSame = (one: string, other: string): boolean => one.toLowerCase() === other.toLowerCase();
  const ownerOf = (repository: string): string => repository.split('/')[0] ?? '';
  const { repository, commits, ownCommits } = source;
  if (repository !== null && isSame(repository, own)) return null;
  if (commit === null) return 'a commit that cannot be read';
  if (ownCommits.includes(commit)) return null;
  const short = `commit ${commit.slice(0, 8)}`;
  if (repository !== null && commits.includes(commit)) return `${short} of ${repository || 'a fork'}`;
  if (origin !== null && !isSame(origin, own)) {
    // Which other repository is checked out is in the workflow, unless it is that of the event.
    const isStrangers = repository
      ? isSame(ownerOf(origin), ownerOf(repository))
      : !isSame(ownerOf(origin), ownerOf(own));
    return isStrangers ? `${short} of ${origin}` : null;
  }
  return branchCommits.has(commit) ? null : `${short}, which is of no branch of ${own},`;
}

/** The checkouts in the workspace, and those around paths in the inputs and in $KUBECONFIG. */
async function usedCheckouts(workspace: string, env: Env): Promise<Checkout[]> {
  const home = await realpath(homedir()).catch(() => homedir());
  // On a runner of one's own, the workspace may be within a repository of the machine's user.
  const isOutside = (directory: string): boolean =>
    directory !== workspace && (isWithin(workspace, directory) || isWithin(home, directory));
  const around = async (file: string): Promise<Checkout | null> => await checkoutAround(file, isOutside);
  const top = await around(workspace);
  const paths = [...inputPaths(env), ...(env['KUBECONFIG'] ?? '').split(path.delimiter)];
  const used = await Promise.all(
    paths.filter((each) => each !== '').map((each) => around(path.resolve(workspace, each))),
  );
  const all = [top, ...(top === null ? await checkoutsIn(workspace) : []), ...used];
  const byDirectory = all.flatMap((each) => (each === null ? [] : [[each.directory, each] as const]));
  return [...new Map(byDirectory).values()];
}

/** Lines of an input, or of the inputs that it holds. */
function pathsIn({ kind }: InputRow, text: string): string[] {
  const parsed = text.trim() !== '' && kind.type === inputTextsType ? inputTexts().parse(text.trim()) : null;
  const texts = parsed !== null && 'value' in parsed ? Object.values(parsed.value) : [text];
  return texts.flatMap((each) => each.split('\n'));
}

/** Lines of inputs that could be paths. */
function inputPaths(env: Env): string[] {
  return inputRows
    .filter(([, row]) => row.secret !== true)
    .flatMap(([name, row]) => pathsIn(row, env[inputVariable(name)] ?? ''))
    .map((line) => line.trim())
    .filter((line) => line !== '' && line.length <= 4096 && !line.includes('\0'));
}
