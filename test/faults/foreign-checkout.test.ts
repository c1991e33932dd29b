import { cpSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { refuseForeignCheckout } from '../../src/github/foreign-checkout.ts';
import { git } from '../fixtures/git.ts';

const own = 'octo/repo';
const fork = 'mallory/repo';

/** Bare repositories under the names that they have on GitHub. */
let server: string;
let workspace: string;
/** Commits by name: `main` and `feature` of octo/repo, `head` and `merge` of the fork's pull request, `other` of another repository. */
const commits: Record<string, string> = {};

function commit(directory: string, message: string): string {
  git(directory, 'commit', '-q', '--allow-empty', '-m', message);
  return git(directory, 'rev-parse', 'HEAD');
}

beforeAll(() => {
  server = mkdtempSync(path.join(tmpdir(), 'server-'));
  const work = path.join(server, 'work');
  mkdirSync(path.join(work, 'agent'), { recursive: true });
  git(work, 'init', '-q', '-b', 'main');
  writeFileSync(path.join(work, 'agent', 'AGENTS.md'), 'hello');
  git(work, 'add', '.');
  commits['old'] = commit(work, 'old');
  commits['main'] = commit(work, 'main');
  git(work, 'checkout', '-q', '-b', 'feature');
  commits['feature'] = commit(work, 'feature');
  git(work, 'checkout', '-q', 'main');
  git(server, 'clone', '-q', '--bare', work, `${own}.git`);
  git(work, 'checkout', '-q', '-b', 'patch', 'main');
  commits['head'] = commit(work, 'head of the fork');
  git(server, 'clone', '-q', '--bare', work, `${fork}.git`);
  git(work, 'push', '-q', path.join(server, `${own}.git`), 'patch:refs/pull/7/head');
  git(work, 'checkout', '-q', 'main');
  git(work, 'merge', '-q', '--no-ff', '--no-edit', 'patch');
  commits['merge'] = git(work, 'rev-parse', 'HEAD');
  git(work, 'push', '-q', path.join(server, `${own}.git`), 'main:refs/pull/7/merge');
  for (const name of ['octo/agents', 'strangers/agents']) {
    const other = path.join(server, `${name.replace('/', '-')}-work`);
    mkdirSync(other);
    git(other, 'init', '-q', '-b', 'main');
    commits[name] = commit(other, name);
    git(server, 'clone', '-q', '--bare', other, `${name}.git`);
  }
});

beforeEach(() => {
  workspace = path.join(mkdtempSync(path.join(tmpdir(), 'workspace-')), 'repo');
  mkdirSync(workspace);
});

/** As actions/checkout does it: one fetch of one reference, then a checkout of it. */
function checkOut(refspec: string, { repository = own, directory = workspace } = {}): void {
  mkdirSync(directory, { recursive: true });
  git(directory, 'init', '-q');
  git(directory, 'remote', 'add', 'origin', `file://${server}/${repository}.git`);
  const [from = '', to = ''] = refspec.split(':');
  git(directory, 'fetch', '-q', '--depth=1', 'origin', to === '' ? from : `+${from}:${to}`);
  const branch = /^refs\/remotes\/origin\/(.*)$/.exec(to)?.[1];
  if (branch === undefined) git(directory, 'checkout', '-q', '--detach', 'FETCH_HEAD');
  else git(directory, 'checkout', '-q', '-B', branch, to);
}

const branch = (name: string): string => `refs/heads/${name}:refs/remotes/origin/${name}`;
const ofPull = (name: 'head' | 'merge'): string => `refs/pull/7/${name}:refs/remotes/pull/7/${name}`;

const payloads: Record<string, () => object> = {
  pull_request_target: () => ({
    pull_request: {
      number: 7,
      head: { sha: commits['head'], repo: { full_name: fork } },
      base: { ref: 'main', sha: commits['main'] },
      merge_commit_sha: commits['merge'],
    },
  }),
  workflow_run: () => ({
    workflow_run: {
      event: 'pull_request',
      head_sha: commits['head'],
      head_repository: { full_name: fork },
      pull_requests: [],
    },
  }),
  issue_comment: () => ({ issue: { number: 7, pull_request: {} } }),
  check_run: () => ({ check_run: { head_sha: commits['head'], pull_requests: [] } }),
};
const events = Object.keys(payloads);

interface Given {
  inputs?: Record<string, string>;
  payload?: object;
  env?: Record<string, string>;
  accepted?: boolean;
}

async function check(
  event: string,
  { inputs = {}, payload, env = {}, accepted = false }: Given = {},
): Promise<void> {
  const file = path.join(path.dirname(workspace), 'event.json');
  writeFileSync(file, JSON.stringify(payload ?? payloads[event]?.() ?? {}));
  await refuseForeignCheckout(
    { acceptRisks: accepted ? ['foreign-checkout'] : null },
    {
      GITHUB_ACTIONS: 'true',
      GITHUB_EVENT_NAME: event,
      GITHUB_EVENT_PATH: file,
      GITHUB_WORKSPACE: workspace,
      GITHUB_REPOSITORY: own,
      GITHUB_SHA: commits['main'] ?? '',
      ...Object.fromEntries(
        Object.entries(inputs).map(([name, text]) => [`INPUT_${name.toUpperCase()}`, text]),
      ),
      ...env,
    },
  );
}

const refusal = { code: 'foreign-checkout', hint: expect.stringContaining('accept-risks: foreign-checkout') };

describe.each(events)('%s with the commit of a fork checked out is refused', (event) => {
  test.each([
    ['by its commit', () => checkOut(commits['head'] ?? '')],
    ['by the reference of the pull request', () => checkOut(ofPull('head'))],
    ['merged by GitHub', () => checkOut(ofPull('merge'))],
    ['from the fork', () => checkOut(branch('patch'), { repository: fork })],
    [
      'on a branch, as gh does',
      () => {
        checkOut(branch('main'));
        git(workspace, 'fetch', '-q', 'origin', 'refs/pull/7/head:patch');
        git(workspace, 'checkout', '-q', 'patch');
      },
    ],
    [
      'with packed references',
      () => {
        checkOut(branch('main'));
        git(workspace, 'fetch', '-q', 'origin', 'refs/pull/7/head:patch');
        git(workspace, 'checkout', '-q', 'patch');
        git(workspace, 'pack-refs', '--all');
      },
    ],
    [
      'merged by the workflow',
      () => {
        git(server, 'clone', '-q', `file://${server}/${own}.git`, workspace);
        git(workspace, 'fetch', '-q', 'origin', 'refs/pull/7/head');
        git(workspace, 'merge', '-q', '--no-ff', '--no-edit', 'FETCH_HEAD');
      },
    ],
    [
      'in a worktree that takes the place of the workspace',
      () => {
        const clone = `${workspace}-clone`;
        git(server, 'clone', '-q', `file://${server}/${own}.git`, clone);
        git(clone, 'fetch', '-q', 'origin', 'refs/pull/7/head');
        rmSync(workspace, { recursive: true });
        git(clone, 'worktree', 'add', '-q', '--detach', workspace, 'FETCH_HEAD');
      },
    ],
    [
      'in the one directory of the workspace',
      () => checkOut(ofPull('head'), { directory: path.join(workspace, 'src') }),
    ],
  ])('%s', async (_, prepare) => {
    prepare();
    await expect(check(event)).rejects.toMatchObject(refusal);
    await expect(check(event)).rejects.toThrow(
      new RegExp(
        `^The event ${event} gives this workflow run the secrets of the repository, but in .* commit [0-9a-f]{8}[, ]`,
      ),
    );
    await expect(check(event, { accepted: true })).resolves.toBeUndefined();
  });

  test.each(['agent-files', 'tasks-dir', 'openclaw-config', 'kind-config', 'baseline'])(
    'around a path in %s',
    async (input) => {
      checkOut(branch('main'));
      checkOut(ofPull('head'), { directory: path.join(workspace, 'pr') });
      await expect(check(event)).resolves.toBeUndefined();
      await expect(check(event, { inputs: { [input]: 'agent/AGENTS.md' } })).resolves.toBeUndefined();
      await expect(
        check(event, { inputs: { [input]: 'agent/AGENTS.md\npr/agent/AGENTS.md' } }),
      ).rejects.toThrow('in pr ');
      symlinkSync('pr/agent', path.join(workspace, 'linked'));
      await expect(check(event, { inputs: { [input]: 'linked' } })).rejects.toMatchObject(refusal);
    },
  );

  test('around a path in `baseline-inputs`', async () => {
    checkOut(branch('main'));
    checkOut(ofPull('head'), { directory: path.join(workspace, 'pr') });
    const paths = (file: string): Given => ({
      inputs: { 'baseline-inputs': `model: openai/a\nagent-files:\n  - agent\n  - ${file}` },
    });
    await expect(check(event, paths('agent/AGENTS.md'))).resolves.toBeUndefined();
    await expect(check(event, paths('pr/agent'))).rejects.toThrow('in pr ');
  });

  test('around the kubeconfig', async () => {
    checkOut(branch('main'));
    checkOut(ofPull('head'), { directory: path.join(workspace, 'pr') });
    const env = { KUBECONFIG: `/nowhere:${path.join(workspace, 'pr', 'agent', 'AGENTS.md')}` };
    await expect(check(event, { env })).rejects.toMatchObject(refusal);
  });

  test('if its commit cannot be read', async () => {
    // As git lays out the format that it will use by default.
    mkdirSync(path.join(workspace, '.git', 'reftable'), { recursive: true });
    writeFileSync(path.join(workspace, '.git', 'HEAD'), 'ref: refs/heads/.invalid\n');
    await expect(check(event)).rejects.toThrow('a commit that cannot be read');
  });
});

describe.each(events)('%s is let through', (event) => {
  test.each([
    ['without a checkout, as a second half that only downloads an artifact', () => undefined],
    ['with the commit of the event', () => checkOut(branch('main'))],
    ['with that commit detached', () => checkOut(commits['main'] ?? '')],
    ['with another branch of the repository', () => checkOut(branch('feature'))],
    [
      'with a branch that went on',
      () => {
        checkOut(branch('feature'));
        git(workspace, 'pack-refs', '--all');
      },
    ],
    ['with another repository of the owner', () => checkOut(branch('main'), { repository: 'octo/agents' })],
    ['with nothing checked out', () => git(workspace, 'init', '-q')],
    [
      'with a submodule, whose commit the checkout decides',
      () => {
        checkOut(branch('main'));
        git(workspace, 'submodule', '--quiet', 'add', `file://${server}/strangers/agents.git`, 'linked');
      },
    ],
    [
      'within a repository of the machine',
      () => {
        const around = path.dirname(workspace);
        git(around, 'init', '-q');
        commit(around, 'dotfiles');
      },
    ],
    [
      'with the commit of a fork beside it, as data',
      () => {
        checkOut(branch('main'));
        checkOut(ofPull('head'), { directory: path.join(workspace, 'pr') });
      },
    ],
  ])('%s', async (_, prepare) => {
    prepare();
    await expect(
      check(event, { inputs: { 'agent-files': 'linked', label: 'any\0thing' } }),
    ).resolves.toBeUndefined();
  });
});

describe('a pull request of this repository', () => {
  const ofOwn: Record<string, object> = {
    pull_request_target: { pull_request: { head: { repo: { full_name: 'Octo/repo' } }, base: {} } },
    workflow_run: { workflow_run: { event: 'pull_request', head_repository: { full_name: own } } },
    check_run: { check_run: { pull_requests: [{ number: 7 }] } },
  };
  test.each(Object.entries(ofOwn))('%s is let through with any commit of it', async (event, payload) => {
    checkOut(ofPull('merge'));
    await expect(check(event, { payload })).resolves.toBeUndefined();
  });

  test('a run for a push, and one whose event names only its pull request, are too', async () => {
    checkOut(commits['old'] ?? '');
    for (const workflow_run of [{ event: 'push' }, { event: 'pull_request', pull_requests: [{ number: 7 }] }])
      await expect(check('workflow_run', { payload: { workflow_run } })).resolves.toBeUndefined();
  });
});

test('a fork that was deleted is still one', async () => {
  checkOut(ofPull('head'));
  const payload = { pull_request: { head: { sha: commits['head'], repo: null }, base: {} } };
  await expect(check('pull_request_target', { payload })).rejects.toThrow(
    /commit [0-9a-f]{8} of a fork is checked out/,
  );
});

test('another repository is the choice of the workflow, unless the event cannot say whose it is', async () => {
  checkOut(branch('main'), { repository: 'strangers/agents' });
  await expect(check('pull_request_target')).resolves.toBeUndefined();
  await expect(check('workflow_run')).resolves.toBeUndefined();
  await expect(check('issue_comment')).rejects.toThrow('of strangers/agents is checked out');
});

test.each(['pull_request', 'push', 'schedule', 'workflow_dispatch', 'merge_group'])(
  '%s, which no stranger can cause with secrets, is let through with any commit',
  async (event) => {
    checkOut(ofPull('head'));
    await expect(check(event)).resolves.toBeUndefined();
  },
);

test('outside of a workflow nothing is looked at', async () => {
  checkOut(ofPull('head'));
  await expect(check('pull_request_target', { env: { GITHUB_ACTIONS: '' } })).resolves.toBeUndefined();
});

test('a checkout that was moved is read where it is', async () => {
  checkOut(ofPull('head'), { directory: `${workspace}-elsewhere` });
  cpSync(`${workspace}-elsewhere`, workspace, { recursive: true });
  await expect(check('issue_comment')).rejects.toMatchObject(refusal);
});
