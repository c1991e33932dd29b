import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import type { Clean } from '../../src/base/clean.ts';
import { workflowContext } from '../../src/github/context.ts';
import { loadInputs } from '../fixtures/inputs.ts';
import { inputVariable } from '../../src/inputs/types.ts';
import { publish } from '../../src/action/publish.ts';
import type { VerdictRecord } from '../../src/result/formats/verdict-record.ts';
import { startGitHubApi } from '../fakes/github-api.ts';
import type { GitHubApi } from '../fakes/github-api.ts';
import { startResultsService } from '../fakes/results-service.ts';
import type { ResultsService } from '../fakes/results-service.ts';
import { text } from '../../src/report/markdown.ts';
import { noSecrets, verdictOf } from '../fixtures/report.ts';
import { recordingLog } from '../fixtures/recording-log.ts';
import { reportFor } from '../fixtures/step-report.ts';

// The library for summaries remembers the file it wrote first.
const directory = mkdtempSync(join(tmpdir(), 'publish-'));
const summaryFile = join(directory, 'summary');
const outputFile = join(directory, 'output');
const icons: Readonly<Record<string, string>> = { fail: '❌', inconclusive: '⚠️' };
const clock = { now: () => 0, sleep: () => Promise.resolve() };

let api: GitHubApi;
let service: ResultsService;
let log = recordingLog();

beforeEach(async () => {
  log = recordingLog();
  api = await startGitHubApi({ tokens: { 'bot-token': { login: 'github-actions[bot]', canWrite: true } } });
  service = await startResultsService({ directory: mkdtempSync(join(tmpdir(), 'store-')) });
  const event = join(directory, 'event.json');
  const pullRequest = {
    number: 7,
    head: { sha: 'abc', repo: { full_name: 'octo/repo' } },
    base: { ref: 'main' },
  };
  writeFileSync(event, JSON.stringify({ pull_request: pullRequest }));
  writeFileSync(summaryFile, '');
  writeFileSync(outputFile, '');
  const env = {
    GITHUB_ACTIONS: 'true',
    GITHUB_REPOSITORY: 'octo/repo',
    GITHUB_RUN_ID: '5',
    GITHUB_RUN_ATTEMPT: '2',
    GITHUB_EVENT_NAME: 'pull_request',
    GITHUB_EVENT_PATH: event,
    GITHUB_SERVER_URL: 'https://github.com',
    GITHUB_API_URL: api.url,
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
  await Promise.all([api.stop(), service.stop()]);
});

function outputs(): Record<string, string> {
  const matches = readFileSync(outputFile, 'utf8').matchAll(/^(.+?)<<(.+)\n([^]*?)\n\2$/gm);
  return Object.fromEntries([...matches].map(([, name = '', , value = '']) => [name, value]));
}

/** Publishes this verdict as a run with these files would. */
async function published(
  verdict: Clean<VerdictRecord>,
  change: Record<string, string> = {},
  files: readonly string[] = ['benchmark.json'],
): Promise<number> {
  const own = { 'openai-api-key': 'sk-0123456789', 'github-token': 'bot-token', label: 'nightly' };
  const given = { ...own, ...change };
  const inputs = loadInputs(
    Object.fromEntries(Object.entries(given).map(([name, value]) => [inputVariable(name), value])),
  );
  const workflow = workflowContext(process.env);
  const content = join(mkdtempSync(join(tmpdir(), 'content-')), 'artifact');
  mkdirSync(content);
  for (const file of files) writeFileSync(join(content, file), '{}');
  return await publish(
    {
      leg: '0123456789',
      verdict,
      instance: '0a1b2c3d',
      report: noSecrets.clean({
        label: 'nightly',
        sha: workflow?.sha ?? '',
        namespace: 'clawbench-5-2-0a1b2c3d',
        shards: 1,
        runUrl: workflow?.runUrl ?? null,
        artifactUrl: null,
        reportUrl: null,
        mlflowUrl: null,
        forecast: null,
        reproduce: null,
      }),
      directory: content,
      files,
    },
    inputs,
    { log, clock, workflow, report: reportFor(inputs, log, workflow), env: process.env },
  );
}

describe('a published run', () => {
  test('has artifact, outputs, summary and comment, which lead to each other, and a green step', async () => {
    const code = await published(verdictOf(0.2));
    const [artifact] = service.artifacts();
    expect(artifact?.name).toMatch(/^clawbench-nightly-[0-9a-f]{10}-a2$/);
    const artifactUrl = `https://github.com/octo/repo/actions/runs/5/artifacts/${artifact?.id}`;
    expect(outputs()).toMatchObject({
      verdict: 'pass',
      passed: 'true',
      'failure-reason': '',
      'artifact-url': artifactUrl,
      namespace: 'clawbench-5-2-0a1b2c3d',
    });
    expect(readFileSync(outputs()['results-path'] ?? '', 'utf8')).toBe('{}');
    expect(readFileSync(summaryFile, 'utf8')).toContain(`[All files](${artifactUrl})`);
    expect(api.comments).toHaveLength(1);
    expect(api.comments[0]?.body).toContain('Reached the threshold: 0.38 &#8805; 0.20 · nightly');
    expect(log.lines.at(-1)).toMatch(/^ClawBench: Reached the threshold: 0\.38 ≥ 0\.20/);
    expect(code).toBe(0);
  });

  describe('with an HTML report', () => {
    const files = ['benchmark.json', 'report.html'];

    test('has it once more by itself, so that a browser opens it', async () => {
      await published(verdictOf(0.2), {}, files);
      const [all, page] = service.artifacts();
      expect(page).toMatchObject({ name: `${all?.name}.html`, mimeType: 'text/html' });
      expect(readFileSync(page!.file, 'utf8')).toBe('{}');
      expect(outputs()).toMatchObject({
        'artifact-url': `https://github.com/octo/repo/actions/runs/5/artifacts/${all?.id}`,
        'report-url': `https://github.com/octo/repo/actions/runs/5/artifacts/${page?.id}`,
      });
    });

    test('that could not be uploaded has the rest, and one warning', async () => {
      await service.stop();
      let pages = 0;
      const fault = (request: string): number | undefined =>
        request.endsWith('/CreateArtifact') && (pages += 1) > 1 ? 403 : undefined;
      service = await startResultsService({ directory: mkdtempSync(join(tmpdir(), 'store-')), fault });
      for (const [name, value] of Object.entries(service.env)) vi.stubEnv(name, value);
      expect(await published(verdictOf(0.2), {}, files)).toBe(0);
      expect(log.warnings.map(({ title }) => title)).toEqual(['No report to open']);
      expect(outputs()).toMatchObject({ 'report-url': '' });
      expect(outputs()['artifact-url']).toMatch(/\d+$/);
    });
  });

  const unheard = verdictOf(0.2, {
    count: 27,
    class: 'provider-error',
    code: 401,
    cause: 'The key was refused.',
  });

  test.each([
    ['fail', verdictOf(0.9), 'below-threshold', 'Below the threshold: 0.38 < 0.90'],
    ['inconclusive', unheard, 'bad-model-access', 'Inconclusive: the provider refused the key'],
  ])('that is %s makes the step red and says why', async (word, verdict, reason, title) => {
    const code = await published(verdict);
    expect(outputs()).toMatchObject({ verdict: word, passed: 'false', 'failure-reason': reason });
    expect(log.lines.at(-1)).toContain(`ClawBench: ${title}`);
    expect(api.comments[0]?.body).toContain(`${icons[word]} ${text(title)}`);
    expect(readFileSync(summaryFile, 'utf8')).toContain(`## ${icons[word]} ${text(title)}`);
    expect(code).toBe(1);
  });

  test.each([
    ['warn', 1],
    ['pass', 0],
  ])(
    'that is inconclusive is green with `on-inconclusive: %s`, and says the same',
    async (tone, warnings) => {
      const code = await published(unheard, { 'on-inconclusive': tone });
      expect(outputs()).toMatchObject({
        verdict: 'inconclusive',
        passed: 'false',
        'failure-reason': 'bad-model-access',
      });
      expect(log.warnings).toHaveLength(warnings);
      expect(log.warnings[0]?.title ?? log.lines.at(-1)).toMatch(/^ClawBench: Inconclusive: /);
      expect(code).toBe(0);
    },
  );

  test('that failed is red whatever `on-inconclusive` says', async () => {
    const code = await published(verdictOf(0.9), { 'on-inconclusive': 'pass' });
    expect(code).toBe(1);
  });

  test('on GitHub Enterprise Server has everything but the artifact, with one warning, and the same verdict', async () => {
    await service.stop();
    vi.stubEnv('GITHUB_SERVER_URL', 'https://git.example.com');
    const code = await published(verdictOf(0.2));
    expect(log.warnings.map(({ title }) => title)).toEqual(['No artifact']);
    expect(log.warnings[0]?.text).toContain('GitHub Enterprise Server (https://git.example.com)');
    expect(outputs()).toMatchObject({ verdict: 'pass', passed: 'true', 'artifact-url': '' });
    expect(readFileSync(outputs()['results-path'] ?? '', 'utf8')).toBe('{}');
    expect(api.comments).toHaveLength(1);
    expect(code).toBe(0);
    service = await startResultsService({ directory: mkdtempSync(join(tmpdir(), 'store-')) });
  });

  test('keeps its verdict when nothing around it works', async () => {
    await Promise.all([api.stop(), service.stop()]);
    rmSync(summaryFile);
    mkdirSync(summaryFile);
    const code = await published(verdictOf(0.2));
    expect(outputs()).toMatchObject({ verdict: 'pass', 'artifact-url': '' });
    expect(log.warnings.map(({ title }) => title)).toEqual([
      'No artifact',
      'No summary',
      'No comment on the pull request',
    ]);
    expect(code).toBe(0);
    // For the tests after this one.
    rmSync(summaryFile, { recursive: true });
    [api, service] = await Promise.all([
      startGitHubApi({ tokens: {} }),
      startResultsService({ directory: mkdtempSync(join(tmpdir(), 'store-')) }),
    ]);
  });
});
