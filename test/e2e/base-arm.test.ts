import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';
import { type GitHubApi, startGitHubApi } from '../fakes/github-api.ts';
import { behave, newModel, openTestbed, type Testbed } from './testbed.ts';

const noCluster = inject('noCluster');
const TOKEN = 'gh-canary-token-0123456789';
/** An agent that is told this solves little. */
const HASTE = 'Answer in haste, canary-8f02.';

function git(directory: string, ...args: string[]): string {
  const as = ['-c', 'user.name=a', '-c', 'user.email=a@example.com', '-c', 'protocol.file.allow=always'];
  return execFileSync('git', ['-C', directory, ...as, ...args], { encoding: 'utf8' }).trim();
}

/** A pull request, compared with its merge base in the same hour. */
describe.skipIf(noCluster !== '')('a pull request with `baseline: base`', () => {
  let testbed: Testbed;
  let home: string;
  let origin: string;
  let github: GitHubApi;

  beforeAll(async () => {
    testbed = await openTestbed();
    home = mkdtempSync(path.join(tmpdir(), 'clawbench-base-arm-'));
    origin = path.join(home, 'origin');
    mkdirSync(path.join(origin, 'agent'), { recursive: true });
    git(origin, 'init', '-q', '-b', 'main');
    git(origin, 'config', 'uploadpack.allowAnySHA1InWant', 'true');
    propose('Work with care.');
    github = await startGitHubApi({
      tokens: { [TOKEN]: { login: 'github-actions[bot]', canWrite: false } },
      git: () => origin,
    });
  });

  afterAll(async () => {
    await github.stop();
    await testbed.close();
    rmSync(home, { recursive: true, force: true });
  });

  /** Commits the agent's instructions. @returns the commit */
  function propose(instructions: string): string {
    writeFileSync(path.join(origin, 'agent/AGENTS.md'), `${instructions}\n`);
    git(origin, 'add', '-A');
    git(origin, 'commit', '-q', '--allow-empty', '-m', instructions);
    return git(origin, 'rev-parse', 'HEAD');
  }

  /** A pull request with these instructions, merged by GitHub. */
  function pullRequest(instructions: string): { head: string; merge: string; base: string } {
    git(origin, 'checkout', '-q', '-B', 'proposed', 'main');
    const head = propose(instructions);
    git(origin, 'checkout', '-q', 'main');
    writeFileSync(path.join(origin, 'unrelated.txt'), instructions);
    git(origin, 'add', '-A');
    git(origin, 'commit', '-q', '-m', 'main went on');
    const base = git(origin, 'rev-parse', 'HEAD');
    git(origin, 'checkout', '-q', '-B', 'merged', 'main');
    git(origin, 'merge', '-q', '--no-ff', '--no-edit', 'proposed');
    const merge = git(origin, 'rev-parse', 'HEAD');
    git(origin, 'update-ref', 'refs/pull/7/merge', merge);
    git(origin, 'checkout', '-q', 'main');
    return { head, merge, base };
  }

  /** As actions/checkout leaves it. @param depth 0 for all */
  function checkout(depth: number): string {
    const directory = mkdtempSync(path.join(home, 'checkout-'));
    git(directory, 'init', '-q');
    git(directory, 'remote', 'add', 'origin', `file://${origin}`);
    const how = depth === 0 ? [] : [`--depth=${depth}`];
    git(directory, 'fetch', '-q', ...how, 'origin', '+refs/pull/7/merge:refs/remotes/pull/7/merge');
    git(directory, 'checkout', '-q', '--detach', 'refs/remotes/pull/7/merge');
    git(directory, 'remote', 'set-url', 'origin', 'https://github.com/octo/repo');
    return directory;
  }

  // The fewest runs that show a collapse of everything without fresh ones.
  const inputs = {
    mlflow: 'false',
    threshold: '',
    tasks: 't1-greeting-file t1-price-sum',
    runs: '3',
    'agent-files': 'agent',
    baseline: 'base',
    confirm: 'off',
    comment: 'off',
  };

  const eventOf = (pull: { head: string; base: string }) => ({
    name: 'pull_request',
    payload: {
      pull_request: {
        number: 7,
        head: { sha: pull.head, repo: { full_name: 'octo/repo' } },
        base: { ref: 'main', sha: pull.base },
      },
    },
  });

  it.each([
    ['git', 0],
    ['GitHub', 1],
  ])(
    'is red where its agent is worse than that of its merge base, which comes from %s',
    async (from, depth) => {
      const model = newModel();
      // An agent that is told to hurry fails.
      await behave(testbed.env, model, {
        solveProbability: 1,
        marked: { matching: HASTE, solveProbability: 0 },
      });
      const pull = pullRequest(`${HASTE} ${from}`);
      const step = await testbed.step(
        model,
        { ...inputs, 'github-token': depth === 0 ? '' : TOKEN },
        { checkout: checkout(depth), event: eventOf(pull), env: { GITHUB_API_URL: github.url } },
      );
      expect(step.log).toContain(`The base arm has the files at the merge base ${pull.base.slice(0, 7)}.`);
      expect(github.requests.some((request) => request.includes(`/git/trees/${pull.base}`))).toBe(
        depth === 1,
      );
      expect(step).toMatchObject({
        ok: false,
        outputs: { verdict: 'fail', 'failure-reason': 'regression' },
      });
      const { directory } = await testbed.artifactOf(step);
      const read = (file: string) => JSON.parse(readFileSync(path.join(directory, file), 'utf8'));
      const { comparison, tasks } = read('verdict.json');
      expect(comparison, step.log).toMatchObject({ baseline: `base ${pull.base.slice(0, 7)}`, arm: true });
      const base = read('base/verdict.json');
      expect(base.tasks).toMatchObject([{ passes: 3 }, { passes: 3 }]);
      expect(tasks).toMatchObject([{ passes: 0 }, { passes: 0 }]);
      expect(base.identity.agentFiles).not.toBe(read('verdict.json').identity.agentFiles);
    },
  );

  it('is green where its agent is that of its merge base', async () => {
    const pull = pullRequest('Work with care.');
    const step = await testbed.step(newModel(), inputs, {
      checkout: checkout(0),
      event: eventOf(pull),
    });
    expect(step, step.log).toMatchObject({ ok: true, outputs: { verdict: 'pass' } });
    const { directory } = await testbed.artifactOf(step);
    const read = (file: string) => JSON.parse(readFileSync(path.join(directory, file), 'utf8'));
    const { reasons, identity } = read('verdict.json');
    expect(reasons).toEqual([`No regression against base ${pull.base.slice(0, 7)}, run beside it.`]);
    expect(identity.agentFiles).toBe(read('base/verdict.json').identity.agentFiles);
  });

  it('ends before anything is spent where neither has the base', async () => {
    const model = newModel();
    const pull = pullRequest('Work with great care.');
    const given = { ...inputs, 'github-token': '' };
    const step = await testbed.step(model, given, { checkout: checkout(1), event: eventOf(pull) });
    expect(step.outputs, step.log).toMatchObject({
      verdict: 'inconclusive',
      'failure-reason': 'bad-baseline',
    });
    expect(step.log).toContain('write `fetch-depth: 0` for actions/checkout');
    expect(await testbed.namespacesLeft()).toEqual([]);
  });
});
