import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { commentOnPullRequest } from '../../src/github/comment.ts';
import { parseSections, withSection } from '../../src/github/comment-sections.ts';
import type { Section } from '../../src/github/comment-sections.ts';
import type { WorkflowContext } from '../../src/base/workflow-context.ts';
import { startGitHubApi } from '../fakes/github-api.ts';
import type { GitHubApi, GitHubApiOptions, StoredComment } from '../fakes/github-api.ts';
import { noSecrets } from '../fixtures/report.ts';
import { recordingLog } from '../fixtures/recording-log.ts';

const bot = 'github-actions[bot]';
const tokens = {
  'bot-token': { login: bot, canWrite: true },
  'fork-token': { login: bot, canWrite: false },
};

let api: GitHubApi;
let log = recordingLog();
// Waits are real, but short.
const clock = {
  now: () => Date.now(),
  sleep: (ms: number) => new Promise<void>((resolve) => void setTimeout(resolve, ms / 10)),
};

async function start(options: Partial<GitHubApiOptions> = {}): Promise<void> {
  api = await startGitHubApi({ tokens, ...options });
}

beforeEach(() => {
  log = recordingLog();
});

afterEach(async () => {
  await api.stop();
});

function section(leg: string, verdict: Section['verdict'] = 'pass', markdown = `report of ${leg}`): Section {
  return { leg, label: `model ${leg}`, verdict, markdown };
}

function context(isRestricted = false): WorkflowContext {
  return {
    repository: 'octo/repo',
    owner: 'octo',
    repo: 'repo',
    workflow: 'test',
    job: 'eval',
    step: 'clawbench',
    runId: '1',
    attempt: 1,
    runUrl: 'https://github.com/octo/repo/actions/runs/1',
    event: 'pull_request',
    branch: 'feature',
    sha: 'abc',
    serverUrl: 'https://github.com',
    apiUrl: api.url,
    isEnterpriseServer: false,
    pullRequest: { number: 7, headSha: 'abc', baseBranch: 'main', isRestricted },
    whyNoPullRequest: null,
    baseBranch: 'main',
  };
}

function put(
  one: Section,
  comment: 'always' | 'changes' | 'failures' | 'off' = 'always',
  githubToken: string | null = 'bot-token',
  where = context(),
): Promise<string | null> {
  const clean = noSecrets.clean(one);
  return commentOnPullRequest(clean, { comment, githubToken }, where, { log, clock, random: Math.random });
}

function legsIn(comment: StoredComment | undefined): string[] {
  return parseSections(comment?.body ?? '').map(({ leg }) => leg);
}

describe('the comment', () => {
  test('is made once and then updated in place', async () => {
    await start();
    const url = await put(section('a', 'fail', 'first'));
    expect(await put(section('a', 'pass', 'second'))).toBe(url);
    expect(api.comments).toHaveLength(1);
    expect(parseSections(api.comments[0]?.body ?? '')).toMatchObject([
      { verdict: 'pass', markdown: 'second' },
    ]);
    expect(log.warnings).toEqual([]);
  });

  test('is found behind pages of other comments', async () => {
    const others = Array.from({ length: 250 }, (_, id) => ({
      id: id + 1,
      body: `chat ${id}`,
      login: 'human',
    }));
    const ours = { id: 400, body: withSection('', section('b')), login: bot };
    await start({ comments: [...others, ours, { id: 401, body: 'bye', login: 'human' }] });
    await put(section('a'));
    expect(api.comments).toHaveLength(252);
    expect(legsIn(api.comments.find(({ id }) => id === 400))).toEqual(['a', 'b']);
  });

  test('of somebody else with our marker is not taken for ours', async () => {
    const forged = { id: 1, body: withSection('', section('a', 'pass', 'all is well')), login: 'mallory' };
    await start({ comments: [forged] });
    await put(section('a', 'fail'));
    expect(api.comments).toHaveLength(2);
    expect(api.comments[0]).toEqual(forged);
    expect(api.comments[1]?.login).toBe(bot);
  });

  test('is shared by legs that end at the same moment, also when lists are late', async () => {
    await start({ listDelayMs: 25 });
    const legs = ['a', 'b', 'c', 'd', 'e'];
    await Promise.all(legs.map((leg) => put(section(leg))));
    // One more round of any leg cleans up what a late list left.
    for (const leg of legs) await put(section(leg));
    expect(api.comments).toHaveLength(1);
    expect(legsIn(api.comments[0])).toEqual(legs);
  });
});

describe('when to comment', () => {
  const before = (verdict: Section['verdict']) => ({
    comments: [{ id: 1, body: withSection('', section('a', verdict, 'before')), login: bot }],
  });
  const text = () => parseSections(api.comments[0]?.body ?? '')[0]?.markdown;

  test('changes: only if the verdict is another one', async () => {
    await start(before('pass'));
    await put(section('a', 'pass', 'now'), 'changes');
    expect(text()).toBe('before');
    await put(section('a', 'fail', 'now'), 'changes');
    expect(text()).toBe('now');
  });

  test('failures: not for the first pass, but a mended failure is updated', async () => {
    await start();
    await put(section('a', 'pass'), 'failures');
    expect(api.comments).toEqual([]);
    await put(section('a', 'fail', 'bad'), 'failures');
    await put(section('a', 'pass', 'mended'), 'failures');
    expect(text()).toBe('mended');
  });

  test('off: nothing is asked', async () => {
    await start();
    expect(await put(section('a', 'fail'), 'off')).toBeNull();
    expect(api.requests).toEqual([]);
  });

  test('without a pull request nothing is asked', async () => {
    await start();
    expect(await put(section('a'), 'always', 'bot-token', { ...context(), pullRequest: null })).toBeNull();
    expect(api.requests).toEqual([]);
  });
});

test('an event that should name a pull request and does not: one line says why', async () => {
  await start();
  const whyNoPullRequest = 'The event workflow_run names no pull request, as for all of forks.';
  const where = { ...context(), pullRequest: null, whyNoPullRequest };
  expect(await put(section('a'), 'always', 'bot-token', where)).toBeNull();
  expect(log.lines).toEqual([
    `No comment on the pull request: ${whyNoPullRequest} The step summary has the report; with \`comment: off\` this is not said.`,
  ]);
  expect(await put(section('a'), 'off', 'bot-token', where)).toBeNull();
  expect(log.lines).toHaveLength(1);
  expect(api.requests).toEqual([]);
});

describe('what goes wrong is one warning', () => {
  test('a token without the permission: with the lines to paste', async () => {
    await start();
    expect(await put(section('a'), 'always', 'fork-token')).toBeNull();
    expect(log.warnings).toHaveLength(1);
    expect(log.warnings[0]?.text).toContain('permissions:\n  contents: read\n  pull-requests: write');
  });

  test('a pull request from a fork: that its token can only read', async () => {
    await start();
    await put(section('a'), 'always', 'fork-token', context(true));
    expect(log.warnings).toHaveLength(1);
    expect(log.warnings[0]?.text).toContain('pull requests from forks');
  });

  test('no token', async () => {
    await start();
    await put(section('a'), 'always', null);
    expect(log.warnings[0]?.text).toContain('`github-token` is empty');
  });

  test('a server that fails', async () => {
    await start({ fault: (request) => (request.startsWith('POST /repos') ? 502 : undefined) });
    expect(await put(section('a'))).toBeNull();
    expect(log.warnings).toHaveLength(1);
  });

  test('a server that is not there', async () => {
    await start();
    const where = { ...context(), apiUrl: 'http://127.0.0.1:9' };
    expect(await put(section('a'), 'always', 'bot-token', where)).toBeNull();
    expect(log.warnings).toHaveLength(1);
  });
});
