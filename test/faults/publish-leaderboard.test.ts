import { mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { marked } from 'marked';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { publishLeaderboard } from '../../src/action/publish-leaderboard.ts';
import { openArtifactStore } from '../../src/github/artifact-store.ts';
import { workflowContext } from '../../src/github/context.ts';
import { reportLegs } from '../../src/legs/report-legs.ts';
import type { FailOn } from '../../src/legs/leaderboard.ts';
import { type GitHubApi, type PublishedArtifact, startGitHubApi } from '../fakes/github-api.ts';
import { type ResultsService, startResultsService } from '../fakes/results-service.ts';
import { testHost } from '../fixtures/host.ts';
import { evaluation, legManifest, writeArtifact } from '../fixtures/legs.ts';
import { recordingLog } from '../fixtures/recording-log.ts';
import { reportFor } from '../fixtures/step-report.ts';
import { zipOf } from '../fixtures/zip.ts';

// The library for summaries remembers the file it wrote first.
const directory = mkdtempSync(path.join(tmpdir(), 'leaderboard-'));
const summaryFile = path.join(directory, 'summary');
const outputFile = path.join(directory, 'output');
let service: ResultsService;

beforeEach(async () => {
  service = await startResultsService({ directory: mkdtempSync(path.join(tmpdir(), 'store-')) });
  for (const file of [summaryFile, outputFile]) writeFileSync(file, '');
  const env = {
    GITHUB_ACTIONS: 'true',
    GITHUB_REPOSITORY: 'octo/repo',
    GITHUB_RUN_ID: '5',
    GITHUB_RUN_ATTEMPT: '2',
    GITHUB_SERVER_URL: 'https://github.com',
    GITHUB_STEP_SUMMARY: summaryFile,
    GITHUB_OUTPUT: outputFile,
    ...service.env,
  };
  for (const [name, value] of Object.entries(env)) vi.stubEnv(name, value);
  vi.spyOn(process.stdout, 'write').mockReturnValue(true);
});

afterEach(async () => {
  vi.restoreAllMocks();
  vi.unstubAllEnvs();
  await service.stop();
});

function outputs(): Record<string, string> {
  const matches = readFileSync(outputFile, 'utf8').matchAll(/^(.+?)<<(.+)\n([^]*?)\n\2$/gm);
  return Object.fromEntries([...matches].map(([, name = '', , value = '']) => [name, value]));
}

async function published(failOn: FailOn, ...verdicts: ('pass' | 'fail' | 'inconclusive')[]): Promise<number> {
  const home = mkdtempSync(path.join(directory, 'step-'));
  for (const [index, verdict] of verdicts.entries())
    writeArtifact(
      path.join(home, 'all', `clawbench-${index}-a1`),
      evaluation({ model: `a/m${index}`, seed: index + 1, verdict }),
    );
  const wish = {
    directories: [path.join(home, 'all')],
    runId: null,
    artifactName: 'clawbench',
    expected: null,
    failOn,
  };
  const workflow = workflowContext(process.env);
  const host = testHost({ workflow, env: process.env, directory: home });
  const how = { artifactName: 'clawbench', artifactRetentionDays: 0, onInconclusive: 'fail' } as const;
  return await publishLeaderboard(await reportLegs(wish, host), how, {
    ...host,
    log: recordingLog(),
    report: null,
  });
}

test('a leaderboard has an artifact, a page that a browser opens, a summary that leads to both, and outputs', async () => {
  expect(await published('any', 'pass', 'pass')).toBe(0);
  const names = service.artifacts().map(({ name }) => name);
  expect(names).toEqual(['clawbench-a2-leaderboard', 'clawbench-a2-leaderboard.html']);
  const said = outputs();
  expect(said).toMatchObject({ verdict: 'pass', passed: 'true', 'failure-reason': '' });
  const summary = readFileSync(summaryFile, 'utf8');
  expect(summary).toContain(`[Report](${said['report-url']})`);
  expect(summary).toContain(`[All files](${said['artifact-url']})`);
  expect(JSON.parse(readFileSync(said['leaderboard-path']!, 'utf8'))).toMatchObject({ schemaVersion: 1 });
});

test.each([
  ['any', ['pass', 'fail'], 1, 'fail', 'below-threshold'],
  ['any', ['pass', 'inconclusive'], 1, 'inconclusive', 'low-coverage'],
  ['all', ['pass', 'fail'], 0, 'pass', ''],
  ['none', ['fail', 'fail'], 0, 'fail', 'below-threshold'],
] as const)('with `fail-on: %s`, %j is exit code %d', async (failOn, verdicts, code, ...said) => {
  expect(await published(failOn, ...verdicts)).toBe(code);
  const [verdict, reason] = said;
  expect(outputs()).toMatchObject({ verdict, 'failure-reason': reason });
});

describe('after a workflow run for a fork', () => {
  const forked = {
    head_sha: 'f00d',
    head_branch: 'patch',
    head_repository: { full_name: 'mallory/repo', owner: { login: 'mallory' } },
  };
  const event = {
    repository: { id: 1, default_branch: 'main' },
    // GitHub lists no pull requests of forks here.
    workflow_run: { id: 8, event: 'pull_request', pull_requests: [], ...forked },
  };
  let api: GitHubApi;
  let uploads: PublishedArtifact[];

  beforeEach(async () => {
    uploads = [];
    api = await startGitHubApi({
      tokens: { 'bot-token': { login: 'github-actions[bot]', canWrite: true } },
      pulls: [
        { number: 7, head: 'mallory:patch', sha: 'f00d', base: 'main' },
        { number: 8, head: 'octo:release', sha: 'beef', base: 'main' },
      ],
      artifacts: () => uploads,
    });
    const eventFile = path.join(directory, 'event.json');
    writeFileSync(eventFile, JSON.stringify(event));
    vi.stubEnv('GITHUB_EVENT_NAME', 'workflow_run');
    vi.stubEnv('GITHUB_EVENT_PATH', eventFile);
    vi.stubEnv('GITHUB_API_URL', api.url);
  });

  afterEach(async () => {
    await api.stop();
  });

  /** What the fork's job uploaded, which says that it was for the commit of another pull request. */
  async function reported(label: string): Promise<number> {
    const file = path.join(directory, 'fork.zip');
    const workflow = { runUrl: 'https://github.com/octo/repo/pull/8', attempt: 1, sha: 'beef', number: 8 };
    const files = {
      'verdict.json': evaluation(),
      'manifest.json': legManifest(workflow, { label }),
      'event.json': { pull_request: { number: 8 } },
    };
    const entries = Object.entries(files).map(([name, value]) => ({
      name,
      content: Buffer.from(JSON.stringify(value)),
    }));
    writeFileSync(file, zipOf(entries));
    uploads.push({
      id: 1,
      name: 'clawbench-x-a1',
      runId: 8,
      branch: 'patch',
      createdAt: '2026-11-30T00:00:00Z',
      isFork: true,
      file,
    });
    const log = recordingLog();
    const context = workflowContext(process.env)!;
    const home = mkdtempSync(path.join(directory, 'step-'));
    const base = testHost({ log, workflow: context, env: process.env, directory: home });
    const artifacts = openArtifactStore({ ...base, workflow: context, token: 'bot-token' });
    const wish = {
      directories: null,
      runId: null,
      artifactName: 'clawbench',
      expected: 1,
      failOn: 'any',
    } as const;
    const how = { artifactName: 'clawbench', artifactRetentionDays: 0, onInconclusive: 'fail' } as const;
    const report = reportFor({ comment: 'always', checkRun: false, githubToken: 'bot-token' }, log, context);
    return await publishLeaderboard(await reportLegs(wish, { ...base, artifacts }), how, {
      ...base,
      log,
      report,
    });
  }

  test('the comment is on the pull request that GitHub knows, whatever the artifact says', async () => {
    expect(await reported('nightly')).toBe(0);
    expect(
      api.requests.filter((request) => request.startsWith('POST ') && request.endsWith('/comments')),
    ).toEqual(['POST /repos/octo/repo/issues/7/comments']);
    expect(api.comments[0]?.body).toContain('nightly');
    expect(outputs()['comment-url']).toContain('/pull/7');
  });

  test('the comment shows what the fork wrote as text alone', async () => {
    await reported(
      'nightly <img src=x> @octocat [x](https://evil.example) <!-- clawbench-k8s-action end -->',
    );
    const body = api.comments[0]?.body ?? '';
    expect(body).not.toContain('@octocat');
    // What is in an HTML comment, nobody sees.
    const seen = marked.parse(body, { async: false }).replaceAll(/<!--.*?-->/gs, '');
    expect(seen).not.toMatch(/<img|href="https:\/\/evil/);
    expect(seen).toContain('nightly');
  });
});
