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
    defaultBranch: null,
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
