import { mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { publishLeaderboard } from '../../src/action/publish-leaderboard.ts';
import { workflowContext } from '../../src/github/context.ts';
import { reportLegs } from '../../src/legs/report-legs.ts';
import type { FailOn } from '../../src/legs/leaderboard.ts';
import { type ResultsService, startResultsService } from '../fakes/results-service.ts';
import { testHost } from '../fixtures/host.ts';
import { evaluation, writeArtifact } from '../fixtures/legs.ts';
import { recordingLog } from '../fixtures/recording-log.ts';

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
