import { realpath } from 'node:fs/promises';
import path from 'node:path';
import { isRefusal, isWithin } from '../base/checked-file.ts';
import { ActionError, messageOf } from '../base/errors.ts';
import type { Host } from '../base/ports.ts';
import { configPath } from '../inputs/config-text.ts';
import { quote } from '../inputs/kinds.ts';
import { type Inputs, inputVariable } from '../inputs/types.ts';
import type { FileSource } from '../plan/file-source.ts';
import type { BaseFiles } from '../plan/new-plan.ts';
import { MAX_QUARANTINE_BYTES, tasksInQuarantine } from '../plan/quarantine.ts';
import { agentFilePaths, type UserFiles, userFilesFrom } from '../plan/user-files.ts';
import type { UserFilesBundle } from '../protocol/pod.ts';
import { MAX_OVERLAY_BYTES, parseOverlay } from '../stack/config-overlay.ts';
import { objectId, openApiObjects } from './api-objects.ts';
import { type BaseCommit, baseCommit, localBaseCommit, type Repositories, short } from './base-commit.ts';
import { type Checkout, checkoutAround } from './checkout.ts';
import { openGitHub, statusOf } from './client.ts';
import { commitFiles } from './commit-files.ts';
import { readEvent } from './event.ts';
import { openClone } from './git-clone.ts';
import { type GitObjects, MissingObject } from './git-objects.ts';
import { findPullRequest } from './pull-request.ts';

type FileInputs = Pick<Inputs, 'agentFiles' | 'tasksDir' | 'openclawConfig' | 'githubToken'> &
  Partial<Pick<Inputs, 'quarantine'>>;
type FileHost = Pick<Host, 'env' | 'workflow' | 'places' | 'clock' | 'log'>;

/** How long GitHub is asked again while it is down. */
const PATIENCE_MS = 60_000;

/**
 * The user's files as they are in the commit that the change is based on, for the base arm of `baseline: base`. They come from
 * git in the checkout; what it does not have comes from GitHub. Nothing is checked out, and nothing of the repository is run.
 * @param headFiles what the head has: what is the same need not be fetched
 * @throws ActionError bad-baseline, bad-input
 */
export async function readBaseFiles(
  inputs: FileInputs,
  headFiles: UserFiles | undefined,
  host: FileHost,
): Promise<BaseFiles> {
  return await asked(async () => {
    const sources = await openSources(inputs, headFiles, host);
    const base = await baseOf(sources, inputs, host);
    const files = await readAt(sources, base, inputs);
    await warnOfUntracked(sources, inputs.agentFiles, headFiles, host);
    return files;
  });
}

/**
 * The same files in a commit that is known, such as the one that a stored baseline was made from.
 * @throws ActionError bad-baseline, bad-input
 */
export async function readFilesOf(commit: string, inputs: FileInputs, host: FileHost): Promise<BaseFiles> {
  return await asked(async () =>
    readAt(await openSources(inputs, undefined, host), { commit, what: 'commit' }, inputs),
  );
}

/** With GitHub's refusals in words. */
async function asked<T>(work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    if (statusOf(error) === null) throw error;
    throw new ActionError('bad-baseline', `GitHub did not show the base commit: ${messageOf(error)}.`, {
      cause: error,
      hint: 'Give the job `permissions: contents: read`, or write `fetch-depth: 0` for actions/checkout.',
    });
  }
}

interface Sources extends Repositories {
  /** The files of a commit, read by git, and by GitHub if git lacks an object. */
  read: <T>(base: BaseCommit, work: (source: FileSource) => Promise<T>) => Promise<T>;
  /** The file that `openclaw-config` names; null if it is text, or not given. */
  configFile: string | null;
}

async function openSources(
  inputs: FileInputs,
  headFiles: UserFiles | undefined,
  { env, workflow, places, clock }: FileHost,
): Promise<Sources> {
  const { agentFiles, tasksDir, githubToken } = inputs;
  const configFile = configPath(env[inputVariable('openclaw-config')]?.trim() ?? '');
  const written = [...(agentFiles ?? []), tasksDir, configFile].filter((each) => each !== null);
  if (written.length === 0)
    throw new ActionError(
      'bad-baseline',
      '`baseline: base` compares files of two commits, but neither `agent-files` nor `tasks-dir` nor a file in `openclaw-config` is given: write one, or another baseline.',
    );
  const checkout = await checkoutOf(written, places.directory, {
    workspace: env['GITHUB_WORKSPACE'],
    isWorkflow: workflow !== null,
  });
  const { origin } = checkout;
  if (workflow !== null && origin !== null && origin.toLowerCase() !== workflow.repository.toLowerCase())
    throw new ActionError(
      'bad-baseline',
      `\`baseline: base\` is about commits of ${workflow.repository}, but the files are in a checkout of ${origin}: write another baseline.`,
    );
  const opened = openClone(checkout.directory, env);
  const head = checkout.commit ?? (await opened.head());
  if (head === null)
    throw new ActionError(
      'bad-baseline',
      `Which commit is checked out in ${checkout.directory} cannot be read: install git, or write another baseline.`,
    );
  const clone = (await opened.parents(head)) === null ? null : opened;
  const api =
    githubToken === null || workflow === null
      ? null
      : openApiObjects(await openGitHub(githubToken, workflow), workflow, { clock, patienceMs: PATIENCE_MS });
  const known = knownContents(headFiles, head);
  const directory = await realpath(places.directory);
  const from = (objects: GitObjects, { commit, what }: BaseCommit): FileSource =>
    commitFiles(objects, {
      commit,
      at: ` at ${what} ${short(commit)}`,
      top: checkout.directory,
      directory,
      known: (id) => known.get(id),
    });
  return {
    clone,
    api,
    head,
    configFile,
    async read(base, work) {
      for (const objects of [clone, api]) {
        if (objects === null) continue;
        try {
          return await work(from(objects, base));
        } catch (error) {
          if (!(error instanceof MissingObject)) throw error;
        }
      }
      throw notThere(base, { isAsked: api !== null, isWorkflow: workflow !== null });
    },
  };
}

function notThere(
  { commit, what }: BaseCommit,
  { isAsked, isWorkflow }: { isAsked: boolean; isWorkflow: boolean },
): ActionError {
  const where = isAsked ? 'neither this checkout nor GitHub has' : 'this checkout does not have';
  const token = isAsked ? '' : ', or give `github-token`';
  const how = isWorkflow
    ? `write \`fetch-depth: 0\` for actions/checkout${token}`
    : 'run `git fetch --unshallow` if it is shallow, and `git fetch --refetch --no-filter` if it is partial';
  return new ActionError(
    'bad-baseline',
    `The files at ${what} ${short(commit)} cannot be read, since ${where} all of it: ${how}.`,
  );
}

/** The one checkout that all files are in. */
async function checkoutOf(
  written: readonly string[],
  directory: string,
  { workspace, isWorkflow }: { workspace: string | undefined; isWorkflow: boolean },
): Promise<Checkout> {
  const top = workspace ? await realpath(workspace).catch(() => workspace) : null;
  // On a runner of one's own, the workspace may be within a repository of the machine's user.
  const isOutside = (place: string): boolean => top !== null && place !== top && isWithin(top, place);
  const found = await Promise.all(
    written.map(async (each) => await checkoutAround(path.resolve(directory, each), isOutside)),
  );
  const around = found[0] ?? (await checkoutAround(directory, isOutside));
  if (around === null)
    throw new ActionError(
      'bad-baseline',
      `\`baseline: base\` compares with an earlier commit, but the files are in no git checkout: ${
        isWorkflow ? 'check the repository out by actions/checkout' : 'run it in a clone made by `git clone`'
      }, or write another baseline.`,
    );
  const other = found.findIndex((each) => each !== null && each.directory !== around.directory);
  if (other === -1) return around;
  throw new ActionError(
    'bad-baseline',
    `\`baseline: base\` is about the commits of one checkout, but ${quote(written[0] ?? '')} and ${quote(written[other] ?? '')} are in two: write another baseline.`,
  );
}

/** The commit that the files come from. */
async function baseOf(sources: Sources, { githubToken }: FileInputs, host: FileHost): Promise<BaseCommit> {
  const { workflow, env, log } = host;
  const { clone, head } = sources;
  if (workflow === null) {
    if (clone !== null) return await localBaseCommit(clone, head);
    throw new ActionError('bad-baseline', '`baseline: base` needs git, which is not installed here.');
  }
  const { pullRequest } =
    githubToken === null
      ? workflow
      : await findPullRequest(await openGitHub(githubToken, workflow), workflow);
  const base = await baseCommit(sources, {
    workflow,
    event: readEvent(env['GITHUB_EVENT_PATH']),
    pullRequest,
  });
  log.info(`The base arm has the files at ${base.what} ${short(base.commit)}.`);
  return base;
}

async function readAt(
  { read, head, configFile }: Sources,
  base: BaseCommit,
  inputs: FileInputs,
): Promise<BaseFiles> {
  return await read(base, async (source) => {
    await mustBeTracked(source, read, { head, inputs, configFile });
    const userFiles = await userFilesFrom(inputs, source);
    const openclawConfig = configFile === null ? inputs.openclawConfig : await configAt(source, configFile);
    const quarantined = await quarantineAt(source, inputs.quarantine ?? null, () =>
      read({ commit: head, what: 'commit' }, (of) => of.find(inputs.quarantine ?? '')),
    );
    return { commit: base.commit, at: source.at, userFiles, openclawConfig, quarantined };
  });
}

/** A path that neither the base nor the head has in git was made by an earlier step, so git does not know what it was. */
async function mustBeTracked(
  source: FileSource,
  read: Sources['read'],
  { head, inputs, configFile }: { head: string; inputs: FileInputs; configFile: string | null },
): Promise<void> {
  const named = [
    ...(inputs.agentFiles ?? []).map((file) => ['agent-files', file] as const),
    ...(inputs.tasksDir === null ? [] : [['tasks-dir', inputs.tasksDir] as const]),
    ...(configFile === null ? [] : [['openclaw-config', configFile] as const]),
  ];
  for (const [input, file] of named) {
    const there = await source.find(file);
    if (!isRefusal(there) || there.isMissing !== true) continue;
    const now = await read({ commit: head, what: 'commit' }, (of) => of.find(file));
    if (!isRefusal(now) || now.isMissing !== true) continue;
    throw new ActionError(
      'bad-baseline',
      `Input \`${input}\` names ${quote(file)}, which is not in git, so it is not known what it was${source.at}: commit it, or write another baseline.`,
    );
  }
}

/**
 * Which tasks the file had in quarantine. It only serves to tell what is new there, so that one that cannot be read has none.
 * @returns null if neither commit has it, as where an earlier step took it from a branch: nothing is known of it then
 */
async function quarantineAt(
  source: FileSource,
  file: string | null,
  findNow: () => ReturnType<FileSource['find']>,
): Promise<readonly string[] | null> {
  if (file === null) return null;
  const found = await source.find(file);
  if (isRefusal(found)) return isRefusal(await findNow()) ? null : [];
  if (found.kind === 'directory') return [];
  const [content] = await source.read([found], MAX_QUARANTINE_BYTES);
  return content === undefined || isRefusal(content) ? [] : tasksInQuarantine(content.content);
}

/** Null if the commit has no such file. */
async function configAt(source: FileSource, file: string): Promise<Inputs['openclawConfig']> {
  const refused = (what: string): ActionError =>
    new ActionError(
      'bad-input',
      `Input \`openclaw-config\` names ${quote(file)}, which ${what}${source.at}: write another \`baseline\`, or another path.`,
    );
  const found = await source.find(file);
  if (isRefusal(found)) {
    if (found.isMissing === true) return null;
    throw refused(found.refusal);
  }
  if (found.kind === 'directory') throw refused('is a directory');
  const [content] = await source.read([found], MAX_OVERLAY_BYTES);
  if (content === undefined || isRefusal(content)) throw refused(content?.refusal ?? 'cannot be read');
  const parsed = parseOverlay(content.content.toString());
  if ('value' in parsed) return parsed.value;
  throw refused(`is not ${parsed.write}`);
}

/** Warns of files of the head that git does not know: the base arm has none of them. */
async function warnOfUntracked(
  { read, head }: Sources,
  agentFiles: Inputs['agentFiles'],
  headFiles: UserFiles | undefined,
  { log }: FileHost,
): Promise<void> {
  if (agentFiles === null || headFiles === undefined) return;
  const committed = await read({ commit: head, what: 'commit' }, (source) =>
    agentFilePaths(agentFiles, source),
  );
  const known = new Set(committed);
  const [first, ...others] = bundleOf(headFiles).agent.filter((file) => !known.has(file.path));
  if (first === undefined) return;
  const more = others.length === 0 ? 'is' : `and ${others.length} more are`;
  log.warning(
    'Files that are not in git',
    `${quote(first.path)} ${more} in \`agent-files\` and not in git, so the base arm does not have ${others.length === 0 ? 'it' : 'them'}.`,
  );
}

/** The contents that the head has, by their object id. */
function knownContents(headFiles: UserFiles | undefined, like: string): Map<string, Buffer> {
  if (headFiles === undefined) return new Map();
  const { agent, tasks } = bundleOf(headFiles);
  return new Map(
    [...agent, ...(tasks ?? [])].map(({ base64 }) => {
      const content = Buffer.from(base64, 'base64');
      return [objectId(content, like), content];
    }),
  );
}

function bundleOf({ bundle }: UserFiles): UserFilesBundle {
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- made by user-files.ts
  return JSON.parse(bundle.toString()) as UserFilesBundle;
}
