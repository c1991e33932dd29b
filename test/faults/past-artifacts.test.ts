import { mkdirSync, mkdtempSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test, vi } from 'vitest';
import { lastGoodEval } from '../../src/baseline/past-evals.ts';
import { uploadArtifact } from '../../src/github/artifact.ts';
import { workflowContext } from '../../src/github/context.ts';
import { type ArtifactStore, openArtifactStore } from '../../src/github/artifact-store.ts';
import { openPastArtifacts, type PastArtifacts } from '../../src/github/past-artifacts.ts';
import { recordOf } from '../../src/result/verdict/baseline.ts';
import type { Verdict } from '../../src/result/formats/verdict-record.ts';
import { type GitHubApi, type PublishedArtifact, startGitHubApi } from '../fakes/github-api.ts';
import { type ResultsService, startResultsService } from '../fakes/results-service.ts';
import { benchmark, runFilesFor } from '../fixtures/result.ts';
import { zipOf } from '../fixtures/zip.ts';
import { recordingLog } from '../fixtures/recording-log.ts';

const TOKEN = 'gh-canary-token-0123456789';
const NAME = 'clawbench-0123456789';
const result = benchmark('benchmark-2tasks-pass.json');
const record = recordOf(result, runFilesFor(result));
const clock = { now: () => Date.now(), sleep: () => Promise.resolve() };

let directory: string;
let service: ResultsService;
let api: GitHubApi;
let published: PublishedArtifact[];
let fault: (request: string) => number | undefined;

// One for all tests: the clients take its address when they are first loaded.
beforeAll(async () => {
  api = await startGitHubApi({
    tokens: { [TOKEN]: { login: 'github-actions[bot]', canWrite: false } },
    artifacts: () => published,
    fault: (request) => fault(request),
  });
});

afterAll(async () => {
  await api.stop();
});

beforeEach(async () => {
  directory = mkdtempSync(path.join(tmpdir(), 'past-'));
  service = await startResultsService({ directory: path.join(directory, 'store') });
  published = [];
  fault = () => undefined;
  api.requests.length = 0;
  api.tokensOfBlobs.length = 0;
  // The clients read their environment by themselves.
  for (const [name, value] of Object.entries({ ...service.env, GITHUB_API_URL: api.url }))
    vi.stubEnv(name, value);
  vi.spyOn(process.stdout, 'write').mockReturnValue(true);
});

afterEach(async () => {
  vi.restoreAllMocks();
  vi.unstubAllEnvs();
  await service.stop();
});

function context(runId = '99', payload = {}): NonNullable<ReturnType<typeof workflowContext>> {
  const event = path.join(directory, 'event.json');
  writeFileSync(event, JSON.stringify({ repository: { default_branch: 'main' }, ...payload }));
  const found = workflowContext({
    GITHUB_ACTIONS: 'true',
    GITHUB_REPOSITORY: 'octo/repo',
    GITHUB_RUN_ID: runId,
    GITHUB_API_URL: api.url,
    GITHUB_EVENT_PATH: event,
  });
  if (found === null) throw new Error('no context');
  return found;
}

function store(token: string, workflow: ReturnType<typeof context>): ArtifactStore {
  return openArtifactStore({
    workflow,
    token,
    env: {},
    clock,
    signal: new AbortController().signal,
    directory,
  });
}

function past(token = TOKEN, runId = '99', payload = {}): PastArtifacts {
  const workflow = context(runId, payload);
  return openPastArtifacts((attempt) => `${NAME}-a${attempt}`, store(token, workflow), workflow);
}

/** As an eval of that run would have left it. */
async function publish(
  runId: number,
  verdict: Verdict,
  change: Partial<PublishedArtifact> = {},
  more: Record<string, string> = {},
): Promise<void> {
  const content = path.join(directory, `content-${runId}`);
  mkdirSync(content);
  const files = { 'verdict.json': JSON.stringify({ ...record, verdict }), ...more };
  for (const [name, text] of Object.entries(files)) {
    mkdirSync(path.dirname(path.join(content, name)), { recursive: true });
    writeFileSync(path.join(content, name), text);
  }
  const stored = `run-${runId}`;
  await uploadArtifact(
    {
      name: stored,
      directory: content,
      files: Object.keys(files).map((name) => path.join(content, name)),
      retentionDays: 0,
    },
    context(),
    process.env,
    { log: recordingLog(), clock },
  );
  const file = service.artifacts().find(({ name }) => name === stored)?.file ?? '';
  published.push({
    id: runId * 10,
    name: `${NAME}-a1`,
    runId,
    branch: 'main',
    createdAt: new Date(runId * 1000).toISOString(),
    file,
    ...change,
  });
}

describe('the last good eval of a branch', () => {
  test('is about the commit of its workflow run: one for a comment or another run is about something else', async () => {
    const manifest = (sha: string): Record<string, string> => ({
      'manifest.json': JSON.stringify({
        schemaVersion: 1,
        shards: [],
        files: [],
        workflow: { repository: 'octo/repo', runUrl: 'u', attempt: 1, sha },
      }),
    });
    await publish(3, 'pass', { sha: 'aaa' }, manifest('aaa'));
    await publish(5, 'fail', { sha: 'bbb' }, manifest('head of a pull request'));
    await publish(7, 'fail', { sha: 'bbb' }, manifest(''));
    expect(await lastGoodEval(past(), null)).toMatchObject({ name: 'main (run 3)' });
    await publish(9, 'pass', { sha: 'ccc' });
    expect(await lastGoodEval(past(), null)).toMatchObject({ name: 'main (run 9)' });
  });

  test('is the newest that came to a verdict', async () => {
    await publish(3, 'pass');
    await publish(5, 'fail');
    await publish(7, 'inconclusive');
    expect(await lastGoodEval(past(), null)).toMatchObject({
      name: 'main (run 5)',
      record: { verdict: 'fail' },
    });
  });

  test('has its run files, and nothing else, when they are asked for', async () => {
    await publish(
      5,
      'pass',
      {},
      { 'runs/m/v2/t1-a/run0.json': '{"run": 0}', 'runs/m/v2/t1-a/other.json': '{}' },
    );
    const runs = await (await lastGoodEval(past(), null))!.findRuns();
    const files = readdirSync(runs, { recursive: true, withFileTypes: true });
    expect(files.filter((entry) => entry.isFile()).map(({ name }) => name)).toEqual(['run0.json']);
    expect(readFileSync(path.join(runs, 'm/v2/t1-a/run0.json'), 'utf8')).toBe('{"run": 0}');
  });

  test('is of that branch, of no fork, and of no run that goes on', async () => {
    await publish(3, 'pass', { branch: 'release' });
    await publish(5, 'pass', { isFork: true });
    await publish(99, 'pass');
    expect(await lastGoodEval(past(), null)).toBeNull();
    expect(await lastGoodEval(past(), 'release')).toMatchObject({ name: 'release (run 3)' });
  });

  test.each([
    ['a pull request', { pull_request: { number: 7, base: { ref: 'release-1' } } }, 'release-1 (run 3)'],
    [
      'its group in the merge queue',
      { merge_group: { base_ref: 'refs/heads/release-1' } },
      'release-1 (run 3)',
    ],
    ['a push', {}, 'main (run 5)'],
  ])('is of the branch that the change is for: %s', async (_, payload, name) => {
    await publish(3, 'pass', { branch: 'release-1' });
    await publish(5, 'pass');
    expect(await lastGoodEval(past(TOKEN, '99', payload), null)).toMatchObject({ name });
  });

  test('is found on the second page, and in a later attempt', async () => {
    await publish(2, 'pass');
    const [one] = published;
    published = Array.from({ length: 150 }, (_, i) => ({ ...one!, id: 1000 + i, branch: `other-${i}` }));
    await publish(4, 'pass', { name: `${NAME}-a2` });
    await publish(3, 'pass');
    expect(await lastGoodEval(past(), null)).toMatchObject({ name: 'main (run 4)' });
    expect(await lastGoodEval(past(), 'other-149')).not.toBeNull();
  });

  test('needs the right to read artifacts, and says which', async () => {
    await expect(lastGoodEval(past('someone-elses-token'), null)).rejects.toMatchObject({
      code: 'bad-baseline',
      hint: expect.stringContaining('actions: read'),
    });
  });
});

describe('an artifact that is not what it should be', () => {
  const whole = zipOf([
    { name: 'verdict.json', content: Buffer.from(JSON.stringify(record)) },
    { name: 'summary.md', content: Buffer.alloc(5000, 'text ') },
  ]);

  /** GitHub has this as the zip of the artifact. */
  function publishZip(zip: Buffer): void {
    const file = path.join(directory, 'foreign.zip');
    writeFileSync(file, zip);
    published.push({
      id: 1,
      name: `${NAME}-a1`,
      runId: 5,
      branch: 'main',
      createdAt: '2026-11-22T10:00:00Z',
      file,
    });
  }

  test('is read if it is only made by another program', async () => {
    publishZip(whole);
    expect(await lastGoodEval(past(), null)).toMatchObject({ name: 'main (run 5)' });
    // The zip is removed, and what is not wanted was not unpacked.
    const [unpacked = '', ...others] = readdirSync(directory).flatMap((name) =>
      name.startsWith('artifact-') ? [name] : [],
    );
    expect(readdirSync(path.join(directory, unpacked))).toEqual(['verdict.json']);
    expect(others).toEqual([]);
  });

  test.each([
    ['nothing', Buffer.alloc(0)],
    ['one byte', Buffer.from('x')],
    ['a page', Buffer.from('<html>Sign in</html>')],
    ['cut in a header', whole.subarray(0, 20)],
    ['cut in the middle', whole.subarray(0, whole.length / 2)],
    ['cut in its directory', whole.subarray(0, -60)],
    ['cut before its last byte', whole.subarray(0, -1)],
  ])('is told within seconds: %s', { timeout: 15_000 }, async (_, zip) => {
    publishZip(zip);
    await expect(lastGoodEval(past(), null)).rejects.toMatchObject({
      code: 'bad-baseline',
      message: expect.stringMatching(
        new RegExp(`^The artifact ${NAME}-a1 of run 5 cannot be unpacked: .+\\.$`),
      ),
    });
  });

  test('is not taken if its content is not the one that GitHub has the hash of', async () => {
    publishZip(whole);
    published = published.map((artifact) => ({ ...artifact, digest: `sha256:${'0'.repeat(64)}` }));
    await expect(lastGoodEval(past(), null)).rejects.toThrow('its SHA-256 is another one');
  });

  test('is asked for again if the storage fails, and the token is not sent there', async () => {
    publishZip(whole);
    let left = 2;
    fault = (request) => (request.startsWith('GET /blobs/') && left-- > 0 ? 503 : undefined);
    expect(await lastGoodEval(past(), null)).toMatchObject({ name: 'main (run 5)' });
    expect(api.requests.filter((request) => request.startsWith('GET /blobs/'))).toHaveLength(3);
    expect(api.tokensOfBlobs).toEqual([undefined, undefined, undefined]);
  });
});

describe('the artifact of an earlier attempt', () => {
  test('is that of the same run', async () => {
    await publish(5, 'inconclusive');
    expect(await past(TOKEN, '5').ofAttempt(1)).toMatchObject({ id: 50 });
    expect(await past(TOKEN, '6').ofAttempt(1)).toBeNull();
    expect(await past(TOKEN, '5').ofAttempt(2)).toBeNull();
  });
});

describe('all artifacts since a time', () => {
  const since = async (seconds: number): Promise<string[]> => {
    const all = await store(TOKEN, context()).since(seconds * 1000);
    return all.map(({ name, branch, isForeign }) => `${name} ${branch}${isForeign ? ' foreign' : ''}`);
  };

  test('have any name and branch, and those of forks are marked', async () => {
    await publish(8, 'pass', { name: 'other-a1', branch: 'release' });
    await publish(5, 'pass', { isFork: true });
    await publish(3, 'pass');
    expect(await since(4)).toEqual(['other-a1 release', `${NAME}-a1 main foreign`]);
  });

  test('are listed no further back than needed', async () => {
    await publish(5, 'pass');
    const [one] = published;
    published = Array.from({ length: 450 }, (_, i) => ({
      ...one!,
      id: i,
      createdAt: new Date((1000 - i) * 1000).toISOString(),
    }));
    expect(await since(950)).toHaveLength(51);
    expect(api.requests).toHaveLength(2);
  });
});
