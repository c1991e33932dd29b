import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { ToldEnding } from '../../src/status/ending.ts';
import { openStepReport, type ReportWishes, type StepReport } from '../../src/status/step-report.ts';
import type { WorkflowContext } from '../../src/base/workflow-context.ts';
import { entryIn, sectionsOf, withSection } from '../../src/comment/body.ts';
import type { Entry } from '../../src/comment/entry.ts';
import { startGitHubApi } from '../fakes/github-api.ts';
import type { GitHubApi, GitHubApiOptions } from '../fakes/github-api.ts';
import { sectionOf } from '../fixtures/sections.ts';
import { recordingLog } from '../fixtures/recording-log.ts';
import { workflowOf } from '../fixtures/workflow.ts';

const bot = 'github-actions[bot]';
const tokens = {
  'bot-token': { login: bot, canWrite: true },
  'fork-token': { login: bot, canWrite: false },
  'no-checks': { login: bot, canWrite: true, canCheck: false },
};

let api: GitHubApi;
let log = recordingLog();
/** Waits cost no time. */
let nowMs = 0;
const clock = {
  now: () => nowMs,
  sleep: (ms: number) => {
    nowMs += ms;
    return new Promise<void>((resolve) => setImmediate(resolve));
  },
};

async function start(options: Partial<GitHubApiOptions> = {}): Promise<void> {
  api = await startGitHubApi({ tokens, ...options });
}

beforeEach(() => {
  log = recordingLog();
  nowMs = 1_790_000_000_000;
});

afterEach(async () => {
  await api.stop();
});

interface Call extends Partial<ReportWishes> {
  leg?: string;
  workflow?: Partial<WorkflowContext>;
  saved?: string | null;
  saves?: string[];
}

function open({ leg = 'a', workflow = {}, saved = null, saves = [], ...wishes }: Call = {}): StepReport {
  return openStepReport(
    { leg, label: `model ${leg}` },
    { comment: 'always', checkRun: false, githubToken: 'bot-token', ...wishes },
    {
      log,
      clock,
      workflow: workflowOf({ apiUrl: api.url, ...workflow }),
      random: Math.random,
      save: (text) => void saves.push(text),
      saved,
      patienceMs: 120_000,
    },
  );
}

function ending(state: ToldEnding['state'] = 'pass', change: Partial<ToldEnding> = {}): ToldEnding {
  const conclusion = state === 'pass' ? 'success' : 'failure';
  return {
    state,
    label: 'model a',
    headline: `It is ${state}`,
    figures: { score: 0.596, costUsd: 1.5 },
    conclusion,
    section: () => `report: ${state}`,
    summary: () => `summary: ${state}`,
    annotations: [],
    ...change,
  };
}

/** Says that it runs, and waits until that is said. */
async function begun(report: StepReport): Promise<void> {
  report.begin();
  const before = api.requests.length;
  for (let idle = 0; idle < 20; idle += api.requests.length === before ? 0 : 1)
    await new Promise((resolve) => setTimeout(resolve, 5));
}

const commentOn = (body: string): Partial<GitHubApiOptions> => ({ comments: [{ id: 1, body, login: bot }] });
const entryOnPage = (leg = 'a'): Entry | undefined => entryIn(api.comments[0]?.body ?? '', leg);
const earlier = sectionOf('a', { state: 'pass', score: 0.596, sha: '1111111', run: '4.1' }, '### all green');

describe('the comment', () => {
  test('says that the evaluation runs, and then what it came to', async () => {
    await start();
    const report = open();
    await begun(report);
    expect(entryOnPage()).toMatchObject({ state: 'running', sha: '2222222', run: '5.1' });
    expect(api.comments[0]?.body).toContain('Since 2026-09-21 14:13 UTC, commit <code>2222222</code>');
    const told = await report.conclude(ending());
    expect(told.commentUrl).toBe(`https://github.com/octo/repo/pull/7#issuecomment-${api.comments[0]?.id}`);
    expect(entryOnPage()).toMatchObject({ state: 'pass', score: 0.596, costUsd: 1.5 });
    expect(api.comments).toHaveLength(1);
    expect(log.warnings).toEqual([]);
  });

  test('does not stay green while a later commit runs, or if that could not be evaluated', async () => {
    await start(commentOn(withSection('', earlier)));
    const report = open();
    await begun(report);
    expect(api.comments[0]?.body).not.toContain('all green');
    expect(api.comments[0]?.body).toContain('The last verdict, pass 0.596, was for <code>1111111</code>.');
    const { last } = await report.conclude(ending('not-evaluated', { figures: {} }));
    expect(last).toEqual({ verdict: 'pass', score: 0.596, sha: '1111111' });
    expect(entryOnPage()).toMatchObject({ state: 'not-evaluated', last });
  });

  test('shows progress every few minutes at most', async () => {
    await start();
    const report = open();
    await begun(report);
    const before = api.requests.length;
    for (let second = 0; second < 299; second += 15) report.progress({ text: `${second} s` });
    expect(api.requests).toHaveLength(before);
    nowMs += 5 * 60_000;
    report.progress({ text: '12/81 runs' });
    report.progress({ text: '13/81 runs' });
    await report.conclude(ending());
    expect(api.requests.filter((request) => request.startsWith('PATCH'))).toHaveLength(2);
  });

  test('is made again if somebody deleted it meanwhile', async () => {
    await start();
    const report = open();
    await begun(report);
    api.comments.length = 0;
    await report.conclude(ending('fail'));
    expect(entryOnPage()).toMatchObject({ state: 'fail' });
    expect(log.warnings).toEqual([]);
  });

  test('keeps what people wrote into it', async () => {
    await start(commentOn(`Mind the key.\r\n\r\n${withSection('', earlier)}\r\n\r\nThanks!`));
    await open().conclude(ending('fail'));
    expect(api.comments[0]?.body).toMatch(/Mind the key\.[^]*report: fail[^]*Thanks!$/);
  });

  test('is found behind pages of others', async () => {
    const others = Array.from({ length: 250 }, (_, id) => ({
      id: id + 1,
      body: `chat ${id}`,
      login: 'human',
    }));
    const ours = { id: 400, body: withSection('', sectionOf('b')), login: bot };
    await start({ comments: [...others, ours, { id: 401, body: 'bye', login: 'human' }] });
    await open().conclude(ending());
    expect(api.comments).toHaveLength(252);
    const body = api.comments.find(({ id }) => id === 400)?.body ?? '';
    expect(sectionsOf(body).map(({ entry }) => entry.leg)).toEqual(['a', 'b']);
  });

  test('of somebody else with our marker is not taken for ours', async () => {
    const forged = { id: 1, body: withSection('', sectionOf('a', {}, 'all is well')), login: 'mallory' };
    await start({ comments: [forged] });
    await open().conclude(ending('fail'));
    expect(api.comments[0]).toEqual(forged);
    expect(api.comments[1]?.login).toBe(bot);
  });

  test('of a detached evaluation is left to the step that judges it', async () => {
    await start(commentOn(withSection(withSection('', earlier), sectionOf('b'))));
    await open().withdraw();
    expect(entryOnPage('a')).toBeUndefined();
    expect(entryOnPage('b')).toBeDefined();
  });
});

describe('two evaluations of one leg', () => {
  test('in one workflow run do not overwrite each other, and one warning says what to do', async () => {
    await start();
    const [first, second] = [open(), open()];
    await first.conclude(ending('fail'));
    await second.conclude(ending('pass'));
    expect(entryOnPage()).toMatchObject({ state: 'fail' });
    expect(log.warnings).toHaveLength(1);
    expect(log.warnings[0]?.text).toMatch(
      /^Another job .* already reports as `model a`.* a `label` of its own/,
    );
  });

  test('in two runs: the older run leaves what the newer one says of a later commit', async () => {
    await start(commentOn(withSection('', sectionOf('a', { state: 'fail', sha: '3333333', run: '6.1' }))));
    await open().conclude(ending('pass'));
    expect(entryOnPage()).toMatchObject({ state: 'fail', sha: '3333333' });
    expect(log.warnings).toEqual([]);
    expect(log.lines).toEqual([expect.stringContaining('A newer run of this workflow')]);
  });

  test('in two attempts of a run are the same', async () => {
    await start(commentOn(withSection('', sectionOf('a', { state: 'fail', run: '5.1' }))));
    await open({ workflow: { attempt: 2 } }).conclude(ending('pass'));
    expect(entryOnPage()).toMatchObject({ state: 'pass', run: '5.2' });
  });
});

describe('`comment`', () => {
  test.each(['changes', 'failures'] as const)(
    '%s: there is no comment only to say that it runs',
    async (comment) => {
      await start();
      await begun(open({ comment }));
      expect(api.comments).toEqual([]);
    },
  );

  test.each(['changes', 'failures'] as const)('%s: what is there is kept true', async (comment) => {
    await start(commentOn(withSection('', earlier)));
    const report = open({ comment });
    await begun(report);
    expect(entryOnPage()).toMatchObject({ state: 'running' });
    await report.conclude(ending('pass'));
    expect(entryOnPage()).toMatchObject({ state: 'pass', sha: '2222222' });
  });

  test('failures: not for the first pass, but a mended failure is updated', async () => {
    await start();
    await open({ comment: 'failures' }).conclude(ending('pass'));
    expect(api.comments).toEqual([]);
    await open({ comment: 'failures' }).conclude(ending('fail'));
    await open({ comment: 'failures', workflow: { runId: '6' } }).conclude(ending('pass'));
    expect(entryOnPage()).toMatchObject({ state: 'pass' });
  });

  test('off: nothing is asked', async () => {
    await start();
    const report = open({ comment: 'off' });
    report.begin();
    expect(await report.conclude(ending())).toMatchObject({ commentUrl: null, checkUrl: null });
    expect(api.requests).toEqual([]);
  });
});

describe('the pull request', () => {
  const head = { owner: 'octo', branch: 'feature', sha: '2222222222222222222222222222222222222222' };
  const pull = { number: 7, head: 'octo:feature', sha: head.sha, base: 'main' };
  const push = { event: 'push', pullRequest: null, pullRequestHead: head };

  test('of a push is the open one with its commit', async () => {
    await start({
      pulls: [{ ...pull, number: 3, sha: '0'.repeat(40) }, { ...pull, number: 2, state: 'closed' }, pull],
    });
    await open({ workflow: push }).conclude(ending());
    expect(entryOnPage()).toMatchObject({ sha: '2222222' });
    expect(api.requests).toContain('POST /repos/octo/repo/issues/7/comments');
  });

  test.each([
    [
      'none has it',
      [{ ...pull, sha: '0'.repeat(40) }],
      'No open pull request has the commit 2222222 of feature.',
    ],
    [
      'several have it',
      [pull, { ...pull, number: 8 }],
      'Several pull requests have the commit 2222222 of feature.',
    ],
  ])('of a push is not certain: %s, and one line says so', async (_, pulls, why) => {
    await start({ pulls });
    const report = open({ workflow: push });
    await begun(report);
    await report.conclude(ending());
    expect(log.lines).toEqual([`No comment on a pull request: ${why}`]);
    expect(log.warnings).toEqual([]);
    expect(api.comments).toEqual([]);
  });

  test('of a comment on it has the commit that GitHub says', async () => {
    await start({ pulls: [pull] });
    const commented = { number: 7, headSha: '', baseBranch: '', isRestricted: false };
    await open({ workflow: { pullRequest: commented, sha: '' }, checkRun: true }).conclude(ending());
    expect(entryOnPage()).toMatchObject({ sha: '2222222' });
    expect(api.checks[0]?.headSha).toBe(pull.sha);
  });

  test('of an event without one: one line says why', async () => {
    await start();
    const workflow = { pullRequest: null, whyNoPullRequest: 'The event schedule is about no pull request.' };
    await open({ workflow }).conclude(ending());
    expect(log.lines).toEqual(['No comment on a pull request: The event schedule is about no pull request.']);
  });
});

describe('the check run', () => {
  const wishes = { comment: 'off', checkRun: true } as const;

  test('is in progress from the start and has the conclusion at the end', async () => {
    await start();
    const report = open(wishes);
    await begun(report);
    expect(api.checks).toMatchObject([
      {
        name: 'ClawBench: model a',
        status: 'in_progress',
        headSha: '2222222222222222222222222222222222222222',
      },
    ]);
    const { checkUrl } = await report.conclude(ending('fail'));
    expect(checkUrl).toBe(`https://github.com/octo/repo/runs/${api.checks[0]?.id}`);
    expect(api.checks).toMatchObject([
      { status: 'completed', conclusion: 'failure', title: 'It is fail', summary: 'summary: fail' },
    ]);
  });

  test('takes all annotations, 50 in a request', async () => {
    await start();
    const annotations = Array.from({ length: 120 }, (_, index) => ({
      path: '.github/workflows/gate.yml',
      start_line: 1,
      end_line: 1,
      annotation_level: 'warning' as const,
      title: `task ${index}`,
      message: 'It failed.',
    }));
    await open(wishes).conclude(ending('fail', { annotations }));
    expect(api.checks[0]?.annotations).toEqual(annotations);
    expect(api.checks[0]).toMatchObject({ status: 'completed', conclusion: 'failure' });
  });

  test('of another job of the same run with the same name is not hidden', async () => {
    await start();
    await open(wishes).conclude(ending('fail'));
    await open(wishes).conclude(ending('pass'));
    expect(api.checks).toMatchObject([{ conclusion: 'failure' }]);
    expect(log.warnings[0]?.text).toContain('give each evaluation a `label` of its own');
  });

  test('without the permission is one warning with the line to paste', async () => {
    await start();
    const report = open({ ...wishes, githubToken: 'no-checks' });
    await begun(report);
    await report.conclude(ending());
    expect(log.warnings).toEqual([
      { title: 'No check run', text: expect.stringContaining('Add `checks: write`') },
    ]);
  });
});

describe('a main step that was killed', () => {
  test('is told by the post step, in the same section and check run', async () => {
    await start(commentOn(withSection('', earlier)));
    const saves: string[] = [];
    await begun(open({ saves, checkRun: true }));
    const post = open({ saved: saves.at(-1)!, checkRun: true });
    expect(post.noted).toBeNull();
    await post.conclude(ending('not-evaluated', { conclusion: 'cancelled' }));
    expect(entryOnPage()).toMatchObject({ state: 'not-evaluated', last: { sha: '1111111' } });
    expect(api.checks).toMatchObject([{ status: 'completed', conclusion: 'cancelled' }]);
    expect(log.warnings).toEqual([]);
  });

  test('had noted its verdict, and the post step knows it', async () => {
    await start();
    const saves: string[] = [];
    const report = open({ saves });
    await begun(report);
    const { state, label, headline, figures, conclusion } = ending('fail');
    const noted = { state, label, headline, figures, conclusion };
    report.note(noted);
    expect(open({ saved: saves.at(-1)! }).noted).toEqual(noted);
  });

  test('leaves nothing to tell if it told everything', async () => {
    await start();
    const saves: string[] = [];
    await open({ saves }).conclude(ending());
    expect(saves.at(-1)).toBe('');
  });
});

describe('what goes wrong', () => {
  test('a token without the permission is one warning, with the lines to paste', async () => {
    await start();
    const report = open({ githubToken: 'fork-token' });
    await begun(report);
    await report.conclude(ending());
    expect(log.warnings).toHaveLength(1);
    expect(log.warnings[0]?.text).toContain('permissions:\n  contents: read\n  pull-requests: write');
  });

  test('a pull request from a fork: that its token can only read', async () => {
    await start();
    const { pullRequest } = workflowOf();
    await open({
      githubToken: 'fork-token',
      workflow: { pullRequest: { ...pullRequest!, isRestricted: true } },
    }).conclude(ending());
    expect(log.warnings).toHaveLength(1);
    expect(log.warnings[0]?.text).toContain('pull requests from forks');
  });

  test('no token', async () => {
    await start();
    await open({ githubToken: null }).conclude(ending());
    expect(log.warnings[0]?.text).toContain('`github-token` is empty');
  });

  test('GitHub down for a minute costs nothing but time', async () => {
    const downUntil = nowMs + 60_000;
    await start({ fault: () => (nowMs < downUntil ? 502 : undefined) });
    const report = open({ checkRun: true });
    await begun(report);
    await report.conclude(ending('fail'));
    expect(entryOnPage()).toMatchObject({ state: 'fail' });
    expect(api.checks).toMatchObject([{ conclusion: 'failure' }]);
    expect(log.warnings).toEqual([]);
  });

  test('GitHub down for good is one warning', async () => {
    await start({ fault: () => 503 });
    const report = open({ checkRun: true });
    await begun(report);
    expect(await report.conclude(ending())).toMatchObject({ commentUrl: null });
    expect(log.warnings).toHaveLength(1);
  });

  test('a secondary rate limit is waited for as long as GitHub says', async () => {
    let refused = 0;
    const limited = {
      status: 403,
      headers: { 'retry-after': '40' },
      message: 'You have exceeded a secondary rate limit',
    };
    await start({
      fault: (request) =>
        request.startsWith('POST') && request.endsWith('comments') && refused++ === 0 ? limited : undefined,
    });
    const before = nowMs;
    await open().conclude(ending('fail'));
    expect(entryOnPage()).toMatchObject({ state: 'fail' });
    expect(nowMs - before).toBeGreaterThanOrEqual(40_000);
    expect(log.warnings).toEqual([]);
  });
});

test('an enterprise server has its API below /api/v3', async () => {
  await start({ isEnterprise: true });
  await open({ workflow: { apiUrl: `${api.url}/api/v3` }, checkRun: true }).conclude(ending('fail'));
  expect(entryOnPage()).toMatchObject({ state: 'fail' });
  expect(api.checks).toHaveLength(1);
});
