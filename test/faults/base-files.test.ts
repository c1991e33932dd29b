import {
  chmodSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  realpathSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, beforeEach, describe, expect, test, vi } from 'vitest';
import { placesBelow } from '../../src/base/checked-file.ts';
import type { WorkflowContext } from '../../src/base/workflow-context.ts';
import { readBaseFiles, readFilesOf } from '../../src/github/base-files.ts';
import type { BaseFiles } from '../../src/plan/new-plan.ts';
import { readUserFiles, type UserFiles } from '../../src/plan/user-files.ts';
import type { UserFilesBundle } from '../../src/protocol/pod.ts';
import { type GitHubApi, startGitHubApi } from '../fakes/github-api.ts';
import { git } from '../fixtures/git.ts';
import { recordingLog } from '../fixtures/recording-log.ts';
import { workflowOf } from '../fixtures/workflow.ts';

const TOKEN = 'gh-canary-token-0123456789';

/** The repository on GitHub, and the checkout of the step. */
let origin: string;
let workspace: string;
let api: GitHubApi;
let fault: (request: string) => number | undefined;
let log: ReturnType<typeof recordingLog>;

function write(directory: string, files: Record<string, string>): void {
  for (const [name, text] of Object.entries(files)) {
    mkdirSync(path.dirname(path.join(directory, name)), { recursive: true });
    writeFileSync(path.join(directory, name), text);
  }
}

/** Commits everything in a directory. */
function commit(directory: string, message: string, files: Record<string, string> = {}): string {
  write(directory, files);
  git(directory, 'add', '--all');
  git(directory, 'commit', '-q', '--allow-empty', '-m', message);
  return git(directory, 'rev-parse', 'HEAD');
}

const inputs = {
  agentFiles: ['agent'] as string[] | null,
  tasksDir: null,
  openclawConfig: null as Record<string, unknown> | null,
  quarantine: null as string | null,
  githubToken: null as string | null,
};

beforeAll(async () => {
  api = await startGitHubApi({
    tokens: { [TOKEN]: { login: 'github-actions[bot]', canWrite: false } },
    git: () => origin,
    pulls: [],
    fault: (request) => fault(request),
  });
});

afterAll(async () => {
  await api.stop();
});

/** Commits of the repository by name; each test builds on them. */
let commits: Record<'first' | 'base' | 'tip' | 'head' | 'merge', string>;

beforeEach(() => {
  const home = realpathSync(mkdtempSync(path.join(tmpdir(), 'base-files-')));
  origin = path.join(home, 'octo', 'repo');
  workspace = path.join(home, 'workspace');
  mkdirSync(origin, { recursive: true });
  git(origin, 'init', '-q', '-b', 'main');
  git(origin, 'config', 'uploadpack.allowAnySHA1InWant', 'true');
  git(origin, 'config', 'uploadpack.allowFilter', 'true');
  const first = commit(origin, 'first', {
    'README.md': 'r',
    'agent/AGENTS.md': 'be kind',
    'agent/old.md': 'old',
  });
  const base = commit(origin, 'base', {
    'agent/AGENTS.md': 'be brief',
    'config/openclaw.yaml': 'tools: {profile: full}',
    'quarantine.txt': 't1-a # swings\nnot a task\n',
  });
  git(origin, 'checkout', '-q', '-b', 'feature');
  rmSync(path.join(origin, 'agent/old.md'));
  const head = commit(origin, 'head', {
    'agent/AGENTS.md': 'be rude',
    'config/openclaw.yaml': 'tools: {profile: none}',
    'quarantine.txt': 't1-a\nt2-b\n',
    'new-quarantine.txt': 't2-b\n',
  });
  git(origin, 'checkout', '-q', 'main');
  const tip = commit(origin, 'tip', { 'agent/skills/sum/SKILL.md': 'sum' });
  git(origin, 'checkout', '-q', '-b', 'merged');
  git(origin, 'merge', '-q', '--no-ff', '--no-edit', 'feature');
  const merge = git(origin, 'rev-parse', 'HEAD');
  git(origin, 'update-ref', 'refs/pull/7/merge', merge);
  git(origin, 'update-ref', 'refs/pull/7/head', head);
  git(origin, 'checkout', '-q', 'main');
  git(origin, 'branch', '-q', '-D', 'merged');
  commits = { first, base, tip, head, merge };
  fault = () => undefined;
  api.requests.length = 0;
  log = recordingLog();
});

/** As actions/checkout does it. */
function checkOut(what: string, { depth = 0, filter = '' } = {}): void {
  mkdirSync(workspace, { recursive: true });
  git(workspace, 'init', '-q');
  git(workspace, 'remote', 'add', 'origin', `file://${origin}`);
  const all = depth === 0 ? ['+refs/heads/*:refs/remotes/origin/*'] : [];
  const how = [
    ...(depth === 0 ? [] : [`--depth=${depth}`]),
    ...(filter === '' ? [] : [`--filter=${filter}`]),
  ];
  git(workspace, 'fetch', '-q', ...how, 'origin', `+${what}:refs/remotes/pull`, ...all);
  git(workspace, 'checkout', '-q', '--detach', 'refs/remotes/pull');
}

interface Given {
  event?: object;
  workflow?: Partial<WorkflowContext> | null;
  token?: boolean;
  env?: Record<string, string>;
  given?: Partial<typeof inputs>;
  config?: string;
}

async function read({
  event = {},
  workflow = {},
  token = false,
  env = {},
  given = {},
  config = '',
}: Given = {}): Promise<BaseFiles> {
  const file = path.join(path.dirname(workspace), 'event.json');
  writeFileSync(file, JSON.stringify(event));
  const wanted = { ...inputs, ...given, githubToken: token ? TOKEN : null };
  const head = await headFiles(wanted);
  return await readBaseFiles(
    wanted,
    head,
    hostOf({ workflow, env: { GITHUB_EVENT_PATH: file, 'INPUT_OPENCLAW-CONFIG': config, ...env } }),
  );
}

async function headFiles(wanted: typeof inputs): Promise<UserFiles | undefined> {
  return await readUserFiles(wanted, placesBelow(workspace, 'the checkout'));
}

function hostOf({
  workflow = {},
  env = {},
}: Pick<Given, 'workflow' | 'env'>): Parameters<typeof readBaseFiles>[2] {
  const facts = {
    apiUrl: api.url,
    pullRequest: { number: 7, headSha: commits.head, baseBranch: 'main', isRestricted: false },
  };
  return {
    env: { PATH: process.env['PATH'], GITHUB_WORKSPACE: workspace, ...env },
    workflow: workflow === null ? null : workflowOf({ ...facts, ...workflow }),
    places: { ...placesBelow(workspace, 'the checkout'), directory: workspace },
    clock: { now: () => Date.now(), sleep: () => Promise.resolve() },
    log,
  };
}

const pullRequest = (): Given => ({ event: { pull_request: { number: 7, base: { sha: commits.tip } } } });
const push = {
  pullRequest: null,
  pullRequestHead: null,
  whyNoPullRequest: 'none',
  event: 'push',
  branch: 'main',
};

/** Paths and contents of what the agents get. */
function agentOf({ userFiles }: BaseFiles): Record<string, string> {
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- our own bundle
  const { agent } = JSON.parse(userFiles?.bundle.toString() ?? '{"agent":[]}') as UserFilesBundle;
  return Object.fromEntries(agent.map((file) => [file.path, Buffer.from(file.base64, 'base64').toString()]));
}

const ofTip = { 'AGENTS.md': 'be brief', 'old.md': 'old', 'skills/sum/SKILL.md': 'sum' };
const ofBase = { 'AGENTS.md': 'be brief', 'old.md': 'old' };

describe('the files of the base arm of a pull request', () => {
  test('that is checked out merged are those of the first parent, by git', async () => {
    checkOut('refs/pull/7/merge');
    const files = await read(pullRequest());
    expect(files).toMatchObject({ commit: commits.tip, at: ` at the merge base ${commits.tip.slice(0, 7)}` });
    expect(agentOf(files)).toEqual(ofTip);
    expect(api.requests).toEqual([]);
    expect(log.lines.join('\n')).toContain(
      `The base arm has the files at the merge base ${commits.tip.slice(0, 7)}.`,
    );
  });

  test('are those of its first parent although the event knows an older base branch', async () => {
    checkOut('refs/pull/7/merge');
    const files = await read({ event: { pull_request: { number: 7, base: { sha: commits.base } } } });
    expect(files.commit).toBe(commits.tip);
  });

  test('whose head is checked out are those where it branched off', async () => {
    checkOut('refs/pull/7/head');
    const files = await read(pullRequest());
    expect(files.commit).toBe(commits.base);
    expect(agentOf(files)).toEqual(ofBase);
  });

  test.each([
    ['refs/pull/7/merge', 1, 'tip', ofTip],
    ['refs/pull/7/head', 1, 'base', ofBase],
    ['refs/pull/7/head', 2, 'base', ofBase],
  ] as const)('come from GitHub if %s is checked out with depth %i', async (what, depth, name, expected) => {
    checkOut(what, { depth });
    const files = await read({ ...pullRequest(), token: true });
    expect(files.commit).toBe(commits[name]);
    expect(agentOf(files)).toEqual(expected);
  });

  test('are not fetched if the head has the same', async () => {
    checkOut('refs/pull/7/merge', { depth: 1 });
    await read({ ...pullRequest(), token: true });
    // AGENTS.md and old.md differ, the skill does not.
    expect(api.requests.filter((request) => request.includes('/git/blobs/'))).toHaveLength(2);
  });

  test('come from GitHub if no git is installed', async () => {
    checkOut('refs/pull/7/head');
    const files = await read({ ...pullRequest(), token: true, env: { PATH: '/nowhere' } });
    expect(files.commit).toBe(commits.base);
    expect(agentOf(files)).toEqual(ofBase);
  });

  test('come from GitHub if the clone is partial', async () => {
    checkOut('refs/pull/7/head', { filter: 'blob:none' });
    const files = await read({ ...pullRequest(), token: true });
    expect(agentOf(files)).toEqual(ofBase);
    expect(api.requests.some((request) => request.includes('/git/blobs/'))).toBe(true);
  });

  test('come from an enterprise server', async () => {
    const enterprise = await startGitHubApi({
      tokens: { [TOKEN]: { login: 'bot', canWrite: false } },
      git: () => origin,
      isEnterprise: true,
    });
    checkOut('refs/pull/7/head', { depth: 1 });
    const workflow = { apiUrl: `${enterprise.url}/api/v3`, isEnterpriseServer: true };
    expect(agentOf(await read({ ...pullRequest(), workflow, token: true }))).toEqual(ofBase);
    await enterprise.stop();
  });

  test('have what was in quarantine there, to tell what a change put into it', async () => {
    checkOut('refs/pull/7/merge');
    mkdirSync(path.join(workspace, 'trusted'));
    writeFileSync(path.join(workspace, 'trusted/quarantine.txt'), 't2-b');
    const of = async (quarantine: string | null) =>
      (await read({ ...pullRequest(), given: { quarantine } })).quarantined;
    expect(await of('quarantine.txt')).toEqual(['t1-a']);
    expect(await of('new-quarantine.txt')).toEqual([]);
    expect(await of('trusted/quarantine.txt')).toBeNull();
    expect(await of(null)).toBeNull();
  });

  test('include the file of `openclaw-config`, and text of it is of both', async () => {
    checkOut('refs/pull/7/merge');
    expect((await read({ ...pullRequest(), config: 'config/openclaw.yaml' })).openclawConfig).toEqual({
      tools: { profile: 'full' },
    });
    const given = { openclawConfig: { text: true } };
    expect((await read({ ...pullRequest(), config: 'text: true', given })).openclawConfig).toEqual({
      text: true,
    });
  });

  test('are none if the pull request adds them', async () => {
    git(origin, 'checkout', '-q', 'feature');
    const head = commit(origin, 'skills', { 'new/AGENTS.md': 'x', 'new.yaml': '{}' });
    git(origin, 'update-ref', 'refs/pull/7/head', head);
    checkOut('refs/pull/7/head');
    const files = await read({ ...pullRequest(), given: { agentFiles: ['new'] }, config: 'new.yaml' });
    expect(files).toMatchObject({ userFiles: undefined, openclawConfig: null });
    const both = await read({ ...pullRequest(), given: { agentFiles: ['new', 'agent'] } }).catch(
      (error: unknown) => error,
    );
    expect(both).toMatchObject({ code: 'bad-input' });
  });

  test('of a commit that is known are read alike', async () => {
    checkOut('refs/pull/7/head', { depth: 1 });
    const files = await readFilesOf(commits.first, { ...inputs, githubToken: TOKEN }, hostOf({}));
    expect(files).toMatchObject({ commit: commits.first, at: ` at commit ${commits.first.slice(0, 7)}` });
    expect(agentOf(files)).toEqual({ 'AGENTS.md': 'be kind', 'old.md': 'old' });
  });

  test('are found in a worktree, and from a directory below its top', async () => {
    const clone = `${workspace}-clone`;
    git(path.dirname(workspace), 'clone', '-q', `file://${origin}`, clone);
    git(clone, 'fetch', '-q', 'origin', 'refs/pull/7/head');
    git(clone, 'worktree', 'add', '-q', '--detach', workspace, 'FETCH_HEAD');
    expect(agentOf(await read(pullRequest()))).toEqual(ofBase);
  });

  test('a warning names what git does not know', async () => {
    checkOut('refs/pull/7/head');
    write(workspace, { 'agent/built.js': 'x', 'agent/lib/a.js': 'y' });
    await read(pullRequest());
    expect(log.warnings).toContainEqual({
      title: 'Files that are not in git',
      text: '"built.js" and 1 more are in `agent-files` and not in git, so the base arm does not have them.',
    });
  });
});

describe('the base commit outside a pull request is', () => {
  test('for a push to the base branch the commit before the push', async () => {
    checkOut('refs/heads/main');
    const files = await read({ event: { before: commits.first }, workflow: push });
    expect(files).toMatchObject({
      commit: commits.first,
      at: expect.stringContaining('the commit before this push'),
    });
  });

  test.each([
    ['by hand', {}],
    ['for a branch that is new', { before: '0'.repeat(40) }],
    ['after a forced push', { before: commits?.first, forced: true }],
  ])('on the base branch %s its parent', async (_, event) => {
    checkOut('refs/heads/main');
    expect((await read({ event, workflow: push })).commit).toBe(commits.base);
  });

  test('for another branch the head of the base branch', async () => {
    checkOut('refs/heads/feature');
    const files = await read({ workflow: { ...push, branch: 'feature' } });
    expect(files).toMatchObject({
      commit: commits.tip,
      at: ` at the head of main ${commits.tip.slice(0, 7)}`,
    });
  });

  test('for another branch the head of the base branch, asked of GitHub in a shallow clone', async () => {
    checkOut('refs/heads/feature', { depth: 1 });
    expect((await read({ workflow: { ...push, branch: 'feature' }, token: true })).commit).toBe(commits.tip);
  });

  test('for a merge group the commit it is put on', async () => {
    checkOut('refs/pull/7/merge');
    const event = { merge_group: { base_sha: commits.tip } };
    expect((await read({ event, workflow: { ...push, event: 'merge_group' } })).commit).toBe(commits.tip);
  });

  test('on a command line the merge base with origin/HEAD', async () => {
    git(path.dirname(workspace), 'clone', '-q', `file://${origin}`, workspace);
    git(workspace, 'checkout', '-q', 'feature');
    expect((await read({ workflow: null, env: { GITHUB_WORKSPACE: '' } })).commit).toBe(commits.base);
    git(workspace, 'checkout', '-q', 'main');
    write(workspace, { 'agent/AGENTS.md': 'not committed' });
    const files = await read({ workflow: null, env: { GITHUB_WORKSPACE: '' } });
    expect(agentOf(files)).toEqual(ofTip);
  });
});

async function failureOf(given: Given): Promise<{ code: string; message: string }> {
  const error = await read(given).then(
    () => undefined,
    (reason: unknown) => reason,
  );
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- an ActionError, which the test looks at
  const failure = error as { code: string; message: string };
  expect(failure).toHaveProperty('code');
  expect(failure.message).not.toContain('\n');
  return failure;
}

describe('one sentence, before anything is spent, if', () => {
  test('a shallow clone has no merge base, and there is no token', async () => {
    checkOut('refs/pull/7/head', { depth: 1 });
    expect(await failureOf(pullRequest())).toMatchObject({
      code: 'bad-baseline',
      message: `This checkout does not show the merge base of ${commits.head.slice(0, 7)} and main, and GitHub was not asked, since there is no \`github-token\`: write \`fetch-depth: 0\` for actions/checkout, or give \`github-token\`.`,
    });
  });

  test('the base commit is known and its files are not', async () => {
    checkOut('refs/pull/7/merge', { depth: 1 });
    expect((await failureOf(pullRequest())).message).toBe(
      `The files at the merge base ${commits.tip.slice(0, 7)} cannot be read, since this checkout does not have all of it: write \`fetch-depth: 0\` for actions/checkout, or give \`github-token\`.`,
    );
  });

  test('the token may not read contents', async () => {
    fault = (request) => (request.includes('/git/') ? 403 : undefined);
    checkOut('refs/pull/7/merge', { depth: 1 });
    const failure = await failureOf({ ...pullRequest(), token: true });
    expect(failure).toMatchObject({ code: 'bad-baseline', hint: expect.stringContaining('contents: read') });
    expect(failure.message).toContain('GitHub did not show the base commit: ');
  });

  test('nothing is given that could differ', async () => {
    checkOut('refs/pull/7/merge');
    expect((await failureOf({ ...pullRequest(), given: { agentFiles: null } })).message).toBe(
      '`baseline: base` compares files of two commits, but neither `agent-files` nor `tasks-dir` nor a file in `openclaw-config` is given: write one, or another baseline.',
    );
  });

  test('the files are in no checkout', async () => {
    write(workspace, { 'agent/AGENTS.md': 'x' });
    expect((await failureOf(pullRequest())).message).toContain('the files are in no git checkout');
  });

  test('the files are in a checkout of another repository', async () => {
    checkOut('refs/pull/7/merge');
    const workflow = { repository: 'octo/other', repo: 'other' };
    expect((await failureOf({ ...pullRequest(), workflow })).message).toContain(
      'is about commits of octo/other, but the files are in a checkout of octo/repo',
    );
  });

  test('the files are in two checkouts', async () => {
    checkOut('refs/pull/7/merge');
    const other = path.join(workspace, 'other');
    mkdirSync(other);
    git(other, 'init', '-q');
    commit(other, 'x', { 'b.md': 'x' });
    const given = { agentFiles: ['agent', 'other'] };
    expect((await failureOf({ ...pullRequest(), given })).message).toContain(
      '"agent" and "other" are in two',
    );
  });

  test('a path is not in git at all', async () => {
    checkOut('refs/pull/7/merge');
    write(workspace, { 'built/a.md': 'x' });
    expect((await failureOf({ ...pullRequest(), given: { agentFiles: ['built'] } })).message).toBe(
      `Input \`agent-files\` names "built", which is not in git, so it is not known what it was at the merge base ${commits.tip.slice(0, 7)}: commit it, or write another baseline.`,
    );
  });

  test('the commit is the first', async () => {
    git(origin, 'branch', '-f', 'one', commits.first);
    checkOut('refs/heads/one');
    expect((await failureOf({ workflow: { ...push, branch: 'one', baseBranch: 'one' } })).message).toBe(
      `\`baseline: base\` has nothing to compare with: ${commits.first.slice(0, 7)} is the first commit of its repository.`,
    );
  });

  test('the files on a command line are in no checkout, or not all in the clone, with words of git', async () => {
    write(workspace, { 'agent/AGENTS.md': 'x' });
    const local = { workflow: null, env: { GITHUB_WORKSPACE: '' } };
    const outside = (await failureOf(local)).message;
    expect(outside).toContain('in no git checkout: run it in a clone made by `git clone`, or write another');
    rmSync(workspace, { recursive: true });
    git(path.dirname(workspace), 'clone', '-qn', '--filter=blob:none', `file://${origin}`, workspace);
    git(workspace, 'checkout', '-q', 'feature');
    const partial = (await failureOf(local)).message;
    expect(partial).toContain(
      'this checkout does not have all of it: run `git fetch --unshallow` if it is shallow, and `git fetch --refetch --no-filter` if it is partial.',
    );
    git(workspace, 'fetch', '-q', '--refetch', '--no-filter');
    expect(await read(local)).toMatchObject({ commit: commits.base });
  });

  test('git on a command line knows no origin', async () => {
    mkdirSync(workspace);
    git(workspace, 'init', '-q');
    commit(workspace, 'x', { 'agent/a.md': 'x' });
    expect((await failureOf({ workflow: null })).message).toContain('git remote set-head origin --auto');
  });

  test.each([
    [
      'more bytes than 16 MiB',
      () => write(origin, { 'agent/large': 'x'.repeat(16 * 1024 * 1024) }),
      'holds more than 2000 files or 16 MiB',
    ],
    [
      'more than 2000 files',
      () => write(origin, Object.fromEntries(Array.from({ length: 2001 }, (_, n) => [`agent/f${n}`, '']))),
      'holds more than 2000 files or 16 MiB',
    ],
    [
      'more than 16 directories',
      () => write(origin, { [`agent/${'d/'.repeat(17)}f`]: 'x' }),
      'is more than 16 directories deep at',
    ],
    [
      'a link out of the checkout',
      () => symlinkSync('../../secret', path.join(origin, 'agent/out')),
      'holds "out", which leads out of the directory',
    ],
    [
      'a link out of the directory',
      () => symlinkSync('../README.md', path.join(origin, 'agent/out')),
      'holds "out", which leads out of the directory',
    ],
    [
      'a link to a directory',
      () => {
        write(origin, { 'agent/d/f': 'x' });
        symlinkSync('d', path.join(origin, 'agent/link'));
      },
      'holds "link", a link to a directory',
    ],
    [
      'a link in a circle',
      () => symlinkSync('circle', path.join(origin, 'agent/circle')),
      'holds "circle", which is a link in a circle',
    ],
    [
      'a link to nothing',
      () => symlinkSync('nowhere', path.join(origin, 'agent/dangling')),
      'holds "dangling", which does not exist',
    ],
    [
      'a link to a file of the machine',
      () => symlinkSync('/etc/passwd', path.join(origin, 'agent/etc')),
      'holds "etc", which leads out of the directory',
    ],
    [
      'a file of Git LFS',
      () =>
        write(origin, { 'agent/big': 'version https://git-lfs.github.com/spec/v1\noid sha256:0\nsize 5\n' }),
      'holds "big", which is kept by Git LFS, so that its content is not in the commit',
    ],
  ])('at the base there are %s, from git and from GitHub', async (_, make, words) => {
    make();
    const base = commit(origin, 'what the base has');
    git(origin, 'checkout', '-q', '-b', 'next');
    git(origin, 'rm', '-q', '-r', 'agent');
    git(origin, 'update-ref', 'refs/pull/7/head', commit(origin, 'next', { 'agent/AGENTS.md': 'x' }));
    for (const depth of [0, 1]) {
      rmSync(workspace, { recursive: true, force: true });
      checkOut('refs/pull/7/head', { depth });
      const event = { pull_request: { number: 7, base: { sha: base } } };
      const failure = await failureOf({ event, token: depth === 1 });
      expect(failure.message).toContain(`Input \`agent-files\` ${words}`);
      expect(failure.message).toContain(
        ` at the merge base ${base.slice(0, 7)}: write another \`baseline\`, or another path.`,
      );
    }
  });
});

test('links within the directory and executable files are taken over, from git and from GitHub', async () => {
  write(origin, { 'agent/run.sh': '#!/bin/sh' });
  chmodSync(path.join(origin, 'agent/run.sh'), 0o755);
  symlinkSync('AGENTS.md', path.join(origin, 'agent/CLAUDE.md'));
  symlinkSync('agent', path.join(origin, 'linked'));
  commit(origin, 'links');
  git(origin, 'checkout', '-q', '-b', 'next');
  git(origin, 'update-ref', 'refs/pull/7/head', commit(origin, 'next', { 'agent/AGENTS.md': 'x' }));
  for (const depth of [0, 1]) {
    rmSync(workspace, { recursive: true, force: true });
    checkOut('refs/pull/7/head', { depth });
    const files = await read({
      event: { pull_request: { base: { sha: git(origin, 'rev-parse', 'main') } } },
      token: depth === 1,
      given: { agentFiles: ['linked'] },
    });
    expect(agentOf(files)).toEqual({ ...ofTip, 'CLAUDE.md': 'be brief', 'run.sh': '#!/bin/sh' });
    expect(files.userFiles?.bundle.toString()).toContain('"path":"run.sh","executable":true');
  }
});

test('a submodule is empty as long as nobody checks it out', async () => {
  const other = `${origin}-other`;
  mkdirSync(other);
  git(other, 'init', '-q', '-b', 'main');
  commit(other, 'other', { 'a.md': 'x' });
  git(origin, 'submodule', '--quiet', 'add', `file://${other}`, 'agent/sub');
  const base = commit(origin, 'with a submodule');
  checkOut('refs/heads/main');
  const given = { event: { before: base }, workflow: push };
  expect(agentOf(await read(given))).toEqual(ofTip);
  git(workspace, 'submodule', '--quiet', 'update', '--init');
  expect((await failureOf(given)).message).toContain(
    'holds "sub", which is a submodule, whose files are in another repository',
  );
});

test('nothing that the repository has in its config is run, and no reference replaces an object', async () => {
  checkOut('refs/pull/7/head', { filter: 'blob:none' });
  const canary = path.join(path.dirname(workspace), 'canary');
  const script = path.join(path.dirname(workspace), 'run.sh');
  writeFileSync(script, `#!/bin/sh\necho "$0 $@" >> ${canary}\ncat\n`);
  chmodSync(script, 0o755);
  for (const [key, value] of Object.entries({
    'core.fsmonitor': script,
    'core.hooksPath': path.dirname(script),
    'core.sshCommand': script,
    'core.pager': script,
    'core.askPass': script,
    'core.gitProxy': script,
    'core.editor': script,
    'core.alternateRefsCommand': script,
    'diff.external': script,
    'diff.x.textconv': script,
    'filter.x.smudge': script,
    'filter.x.process': script,
    'credential.helper': `!${script}`,
    'gpg.program': script,
    'log.showSignature': 'true',
    'remote.origin.url': `ext::${script}`,
    'remote.origin.uploadpack': script,
    'protocol.ext.allow': 'always',
    'alias.cat-file': `!${script}`,
    'alias.ls-tree': `!${script}`,
    'trace2.eventTarget': canary,
  }))
    git(workspace, 'config', key, value);
  write(workspace, { '.git/info/attributes': '* filter=x diff=x\n' });
  // Another base, if replacements counted.
  git(workspace, 'update-ref', `refs/replace/${commits.base}`, commits.first);
  const workflow = { repository: 'octo/repo' };
  // The origin that the config names is no longer GitHub's.
  git(workspace, 'config', 'remote.origin.url', `ext::${script} /octo/repo`);
  const files = await read({ ...pullRequest(), workflow, token: true });
  expect(agentOf(files)).toEqual(ofBase);
  expect(existsSync(canary) ? readFileSync(canary, 'utf8') : '').toBe('');
});

test('a git repository in the environment of the runner does not count', async () => {
  checkOut('refs/pull/7/head');
  vi.stubEnv('GIT_DIR', '/nowhere');
  vi.stubEnv('GIT_CONFIG_COUNT', '1');
  expect(agentOf(await read(pullRequest()))).toEqual(ofBase);
  vi.unstubAllEnvs();
});
