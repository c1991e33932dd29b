import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { workflowContext } from '../../../src/github/context.ts';

const env = {
  GITHUB_ACTIONS: 'true',
  GITHUB_REPOSITORY: 'octo/repo',
  GITHUB_RUN_ID: '17',
  GITHUB_RUN_ATTEMPT: '2',
  GITHUB_WORKFLOW: 'test',
  GITHUB_JOB: 'eval',
  GITHUB_ACTION: 'clawbench',
  GITHUB_SHA: 'merge-commit',
  GITHUB_REF_NAME: 'main',
  GITHUB_EVENT_NAME: 'push',
};

function eventFile(payload: unknown): string {
  const path = join(mkdtempSync(join(tmpdir(), 'event-')), 'event.json');
  writeFileSync(path, typeof payload === 'string' ? payload : JSON.stringify(payload));
  return path;
}

function pullRequestEnv(
  headRepository: string | null,
  change: Record<string, string> = {},
): Record<string, string> {
  const payload = {
    pull_request: {
      number: 7,
      head: { sha: 'pushed', repo: headRepository === null ? null : { full_name: headRepository } },
      base: { ref: 'main' },
    },
  };
  return { ...env, GITHUB_EVENT_NAME: 'pull_request', GITHUB_EVENT_PATH: eventFile(payload), ...change };
}

test('outside of GitHub Actions there is no context', () => {
  expect(workflowContext({})).toBeNull();
  expect(workflowContext({ GITHUB_ACTIONS: 'true' })).toBeNull();
});

test('a push', () => {
  expect(workflowContext(env)).toEqual({
    repository: 'octo/repo',
    owner: 'octo',
    repo: 'repo',
    workflow: 'test',
    job: 'eval',
    step: 'clawbench',
    runId: '17',
    attempt: 2,
    runUrl: 'https://github.com/octo/repo/actions/runs/17',
    event: 'push',
    branch: 'main',
    sha: 'merge-commit',
    serverUrl: 'https://github.com',
    apiUrl: 'https://api.github.com',
    isEnterpriseServer: false,
    pullRequest: null,
    pullRequestHead: { owner: 'octo', branch: 'main', sha: 'merge-commit' },
    whyNoPullRequest: null,
    baseBranch: null,
  });
});

describe('a pull request', () => {
  test('has the commit that was pushed, not the merge commit', () => {
    expect(workflowContext(pullRequestEnv('octo/repo', { GITHUB_HEAD_REF: 'feature' }))).toMatchObject({
      sha: 'pushed',
      branch: 'feature',
      pullRequest: { number: 7, headSha: 'pushed', baseBranch: 'main', isRestricted: false },
    });
  });

  test.each([
    ['from a fork', pullRequestEnv('mallory/repo')],
    ['from a fork that was deleted', pullRequestEnv(null)],
    ['of Dependabot', pullRequestEnv('octo/repo', { GITHUB_ACTOR: 'dependabot[bot]' })],
  ])('%s is restricted', (_, variables) => {
    expect(workflowContext(variables)?.pullRequest?.isRestricted).toBe(true);
  });

  test('is none if the payload makes no sense', () => {
    for (const payload of [
      '',
      'not json',
      '[]',
      'null',
      { pull_request: { number: '7' } },
      { pull_request: null },
    ])
      expect(workflowContext({ ...env, GITHUB_EVENT_PATH: eventFile(payload) })?.pullRequest).toBeNull();
    expect(workflowContext({ ...env, GITHUB_EVENT_PATH: '/nowhere' })?.pullRequest).toBeNull();
  });
});

test.each([
  ['https://github.com', false],
  ['https://octo.ghe.com', false],
  ['https://git.example.com', true],
])('%s is an enterprise server: %s', (GITHUB_SERVER_URL, expected) => {
  expect(workflowContext({ ...env, GITHUB_SERVER_URL })?.isEnterpriseServer).toBe(expected);
});

describe('the pull request of an event that is not one', () => {
  const repository = { id: 1, default_branch: 'main' };
  const of = (event: string, payload: object): ReturnType<typeof workflowContext> =>
    workflowContext({
      ...env,
      GITHUB_EVENT_NAME: event,
      GITHUB_EVENT_PATH: eventFile({ repository, ...payload }),
    });
  const pull = { number: 7, base: { ref: 'release-1', repo: { id: 1 } } };
  const run = (change: object): object => ({
    workflow_run: { event: 'pull_request', head_sha: 'pushed', pull_requests: [pull], ...change },
  });

  test('of a comment is the one that was commented on, whose commit is not known', () => {
    expect(of('issue_comment', { issue: { number: 7, pull_request: { url: 'u' } } })).toMatchObject({
      pullRequest: { number: 7, isRestricted: false },
      whyNoPullRequest: null,
      sha: '',
      baseBranch: 'main',
    });
  });

  test('of a comment on an issue is none, and it says why', () => {
    expect(of('issue_comment', { issue: { number: 7 } })).toMatchObject({
      pullRequest: null,
      whyNoPullRequest: 'The event is about an issue, not about a pull request.',
      sha: 'merge-commit',
    });
  });

  test.each([
    ['the only one', run({})],
    ['without the base repository', run({ pull_requests: [{ number: 7, base: { ref: 'release-1' } }] })],
    [
      'the only one of this repository',
      run({ pull_requests: [pull, { number: 3, base: { repo: { id: 2 } } }] }),
    ],
    ['that of a push to its branch', run({ event: 'push' })],
  ])('of another workflow run is certain: %s', (_, payload) => {
    expect(of('workflow_run', payload)).toMatchObject({
      pullRequest: { number: 7, headSha: 'pushed', baseBranch: 'release-1', isRestricted: false },
      sha: 'pushed',
      baseBranch: 'release-1',
      whyNoPullRequest: null,
    });
  });

  const head = { head_branch: 'feature', head_repository: { owner: { login: 'mallory' } } };

  test.each([
    ['for a fork', run({ pull_requests: [], ...head })],
    ['for a branch of several', run({ pull_requests: [pull, { ...pull, number: 8 }], ...head })],
    ['for a push', run({ event: 'push', pull_requests: [], ...head })],
  ])('of another workflow run %s is looked for by its head', (_, payload) => {
    expect(of('workflow_run', payload)).toMatchObject({
      pullRequest: null,
      pullRequestHead: { owner: 'mallory', branch: 'feature', sha: 'pushed' },
      whyNoPullRequest: null,
      baseBranch: 'main',
    });
  });

  test.each([
    [run({ pull_requests: [] }), 'names no pull request'],
    [run({ pull_requests: null }), 'names no pull request'],
    [run({ pull_requests: [pull, { ...pull, number: 8 }] }), 'names several pull requests'],
  ])('of another workflow run without a head is not certain, and it says why: %j', (payload, why) => {
    expect(of('workflow_run', payload)).toMatchObject({
      pullRequest: null,
      pullRequestHead: null,
      whyNoPullRequest: `The event workflow_run ${why}.`,
    });
  });

  test('of a run by hand is looked for, but not for a tag', () => {
    expect(of('workflow_dispatch', {})?.pullRequestHead).toMatchObject({ branch: 'main' });
    const tag = { ...env, GITHUB_REF_TYPE: 'tag', GITHUB_REF_NAME: 'v1' };
    expect(workflowContext(tag)).toMatchObject({
      pullRequestHead: null,
      whyNoPullRequest: 'The event push is about no pull request.',
    });
  });

  test('of a schedule is none, and it says so', () => {
    expect(of('schedule', {})?.whyNoPullRequest).toBe('The event schedule is about no pull request.');
  });

  test('of a merge group is none, but its branch is', () => {
    const merge_group = {
      head_ref: 'refs/heads/gh-readonly-queue/release/1/pr-7-abc',
      base_ref: 'refs/heads/release/1',
    };
    expect(of('merge_group', { merge_group })).toMatchObject({
      pullRequest: null,
      whyNoPullRequest: expect.stringContaining('A merge group may hold several pull requests'),
      baseBranch: 'release/1',
    });
  });
});
