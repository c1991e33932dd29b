import { mkdirSync, mkdtempSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { placesOfTerminal } from '../../src/base/checked-file.ts';
import type { ArtifactStore } from '../../src/github/artifact-store.ts';
import { openArtifactStore } from '../../src/github/artifact-store.ts';
import { workflowContext } from '../../src/github/context.ts';
import { legsInDirectories } from '../../src/legs/collect.ts';
import { type LegsReport, reportLegs } from '../../src/legs/report-legs.ts';
import { leaderboardSchema } from '../../src/result/formats/leaderboard.ts';
import { type GitHubApi, type PublishedArtifact, startGitHubApi } from '../fakes/github-api.ts';
import { testHost } from '../fixtures/host.ts';
import { evaluation, legManifest, writeArtifact } from '../fixtures/legs.ts';
import { recordingLog } from '../fixtures/recording-log.ts';
import { zipOf } from '../fixtures/zip.ts';

const TOKEN = 'gh-canary-token-0123456789';
const clock = { now: () => 0, sleep: () => Promise.resolve() };
let directory: string;

beforeEach(() => {
  directory = mkdtempSync(path.join(tmpdir(), 'legs-'));
});

const found = (...names: string[]): ReturnType<typeof legsInDirectories> =>
  legsInDirectories(
    names.map((name) => path.join(directory, name)),
    placesOfTerminal(),
  );

const labels = (legs: readonly { label: string }[]): string[] => legs.map(({ label }) => label).toSorted();

describe('directories', () => {
  test('are unpacked artifacts, or hold some; of each leg the last attempt counts', () => {
    writeArtifact(path.join(directory, 'own'), evaluation({ model: 'a/own' }));
    for (const [name, model] of [
      ['clawbench-x-a1', 'a/first'],
      ['clawbench-x-a10', 'a/tenth'],
      ['clawbench-x-a9', 'a/ninth'],
      ['clawbench-y-a1', 'a/other'],
      ['by-hand', 'a/hand'],
    ] as const)
      writeArtifact(path.join(directory, 'all', name), evaluation({ model }));
    mkdirSync(path.join(directory, 'all', 'clawbench-x-a10-report'));
    const { legs, lost } = found('own', 'all');
    expect(labels(legs)).toEqual(['a/hand', 'a/other', 'a/own', 'a/tenth']);
    expect(lost).toEqual([]);
  });

  test('name their evaluation as the comment does: by its label, or its model and matrix', () => {
    const matrix = '{"model":"a/b","side":"after"}';
    writeArtifact(path.join(directory, 'one'), evaluation({ model: 'a/b' }), legManifest(null, { matrix }));
    writeArtifact(path.join(directory, 'two'), evaluation(), legManifest(null, { matrix, label: 'nightly' }));
    expect(labels(found('one', 'two').legs)).toEqual(['a/b (after)', 'nightly']);
  });

  test('of older and newer versions are read as far as their fields are known', () => {
    const { tasks, ...record } = evaluation({ model: 'a/new' });
    const newer = {
      ...record,
      moods: ['new'],
      failureReason: 'a-new-code',
      tasks: tasks.map((task) => ({ ...task, mood: 1, invalid: [{ class: 'a-new-class', runs: 1 }] })),
    };
    const older = evaluation({ model: 'a/old' }).tasks.map((task) => ({ ...task, scoredRuns: undefined }));
    writeArtifact(path.join(directory, 'newer'), newer, { schemaVersion: 7 });
    writeArtifact(path.join(directory, 'older'), {
      ...record,
      identity: { ...record.identity, model: 'a/old' },
      tasks: older,
    });
    writeArtifact(path.join(directory, 'next'), { ...record, schemaVersion: 2 });
    const { legs, lost } = found('newer', 'older', 'next');
    expect(labels(legs)).toEqual(['a/new', 'a/old']);
    expect(lost.map(({ problem }) => problem)).toEqual([
      expect.stringContaining('is not of this version of the action: schemaVersion'),
    ]);
  });

  test.each<[string, (artifact: string) => void]>([
    ['no JSON', (artifact) => writeFileSync(path.join(artifact, 'verdict.json'), '{"verdict": "pa')],
    [
      'another object',
      (artifact) => writeFileSync(path.join(artifact, 'verdict.json'), '{"verdict": "pass"}'),
    ],
    [
      'a score of 7',
      (artifact) =>
        writeArtifact(artifact, { ...evaluation(), tasks: [{ ...evaluation().tasks[0], scores: [7] }] }),
    ],
    [
      'the prototype of objects',
      (artifact) => writeFileSync(path.join(artifact, 'verdict.json'), '{"__proto__": {}}'),
    ],
  ])('with %s are lost, and the others are read', (_, spoil) => {
    writeArtifact(path.join(directory, 'good'), evaluation({ model: 'a/good' }));
    mkdirSync(path.join(directory, 'bad'));
    spoil(path.join(directory, 'bad'));
    const { legs, lost } = found('bad', 'good');
    expect(labels(legs)).toEqual(['a/good']);
    expect(lost).toHaveLength(1);
  });

  test('lead nowhere else', () => {
    writeFileSync(path.join(directory, 'secret.json'), JSON.stringify(evaluation()));
    mkdirSync(path.join(directory, 'bad'));
    symlinkSync(path.join(directory, 'secret.json'), path.join(directory, 'bad', 'verdict.json'));
    expect(found('bad')).toEqual({ legs: [], lost: [] });
  });

  test('that do not exist are a wrong input', () => {
    expect(() => found('nowhere')).toThrow(/^Input `result` names .*nowhere, which does not exist\.$/);
  });
});

describe('a workflow run', () => {
  let api: GitHubApi;
  let published: PublishedArtifact[] = [];
  let fault: (request: string) => number | undefined = () => undefined;

  // One for all tests: GitHub's client takes its address when it is first loaded.
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

  beforeEach(() => {
    published = [];
    fault = () => undefined;
  });

  function publish(name: string, record: object, runId = 7, manifest: object = legManifest()): void {
    const id = 100 + published.length;
    const file = path.join(directory, `${id}.zip`);
    const entries = { 'verdict.json': record, 'manifest.json': manifest };
    writeFileSync(
      file,
      zipOf(
        Object.entries(entries).map(([entry, value]) => ({
          name: entry,
          content: Buffer.from(JSON.stringify(value)),
        })),
      ),
    );
    published.push({ id, name, runId, branch: 'x', createdAt: '2026-11-30T00:00:00Z', file });
  }

  /** @param event the payload of the event */
  async function report(
    event: object = {},
    wish: Partial<Parameters<typeof reportLegs>[0]> = {},
  ): Promise<LegsReport> {
    const log = recordingLog();
    const eventFile = path.join(directory, 'event.json');
    writeFileSync(eventFile, JSON.stringify(event));
    const env = {
      GITHUB_ACTIONS: 'true',
      GITHUB_REPOSITORY: 'octo/repo',
      GITHUB_RUN_ID: '7',
      GITHUB_API_URL: api.url,
      GITHUB_EVENT_PATH: eventFile,
    };
    const workflow = workflowContext(env)!;
    const signal = new AbortController().signal;
    const artifacts: ArtifactStore = openArtifactStore({
      workflow,
      token: TOKEN,
      env: {},
      clock,
      signal,
      directory,
    });
    const all = {
      directories: null,
      runId: null,
      artifactName: 'clawbench',
      expected: null,
      failOn: 'any' as const,
    };
    return await reportLegs({ ...all, ...wish }, testHost({ log, env, workflow, artifacts, directory }));
  }

  test('has its evaluations compared: each by its last attempt, and nothing else that it made', async () => {
    publish(
      'clawbench-a-0123456789-a1',
      evaluation({ model: 'a/old', skill: -0.1, verdict: 'inconclusive' }),
    );
    publish('clawbench-a-0123456789-a2', evaluation({ model: 'a/strong', skill: 0.2 }));
    publish('clawbench-b-a1', evaluation({ model: 'a/weak', seed: 2 }));
    publish('clawbench-a1-leaderboard', {});
    publish('clawbench-b-a1-kind', {});
    publish('coverage-a1', evaluation({ model: 'a/foreign' }));
    publish('clawbench-c-a1', evaluation({ model: 'a/elsewhere' }), 8);
    const { board, directory: written, files } = await report();
    expect(board.legs.map(({ label, rank }) => [label, rank])).toEqual([
      ['a/strong', 1],
      ['a/weak', 2],
    ]);
    expect(files).toEqual(['leaderboard.json', 'leaderboard.md', 'leaderboard.csv', 'leaderboard.html']);
    const json = readFileSync(path.join(written, 'leaderboard.json'), 'utf8');
    expect(leaderboardSchema.parse(JSON.parse(json))).toEqual(board);
  });

  test('is the one that triggered this one, as GitHub says it, or the one that is named', async () => {
    publish('clawbench-a-a1', evaluation({ model: 'a/own' }), 7);
    publish('clawbench-a-a1', evaluation({ model: 'a/trigger' }), 8);
    publish('clawbench-a-a1', evaluation({ model: 'a/named' }), 9);
    const first = async (...of: Parameters<typeof report>): Promise<string | undefined> =>
      (await report(...of)).board.legs[0]?.label;
    expect(await first()).toBe('a/own');
    expect(await first({ workflow_run: { id: 8 } })).toBe('a/trigger');
    expect(await first({ workflow_run: { id: 8 } }, { runId: 9 })).toBe('a/named');
  });

  test('with an artifact that is no zip, or cannot be downloaded, has the others', async () => {
    publish('clawbench-a-a1', evaluation({ model: 'a/good' }));
    publish('clawbench-b-a1', evaluation());
    publish('clawbench-c-a1', evaluation());
    writeFileSync(published[1]!.file, 'no zip');
    fault = (request) => (request.includes('/102') ? 404 : undefined);
    const { board } = await report();
    expect(board.legs.map(({ label, verdict }) => [label, verdict])).toEqual([
      ['a/good', 'pass'],
      ['clawbench-b-a1', 'inconclusive'],
      ['clawbench-c-a1', 'inconclusive'],
    ]);
    expect(board.verdict).toBe('inconclusive');
  });

  test('is inconclusive if a leg left nothing, whatever the others came to', async () => {
    const workflow = { runUrl: 'u', attempt: 1, sha: '', job: 'clawbench', step: 's' };
    publish('clawbench-a-a1', evaluation(), 7, legManifest(workflow, { 'matrix-legs': 3 }));
    publish('clawbench-b-a1', evaluation({ seed: 2 }), 7, legManifest(workflow, { 'matrix-legs': 3 }));
    expect((await report()).board).toMatchObject({ verdict: 'inconclusive', missing: 1 });
  });

  test('without an evaluation, or that may not be read, is an error that says what to do', async () => {
    await expect(report()).rejects.toMatchObject({
      code: 'bad-result',
      message: 'There is no evaluation in workflow run 7.',
    });
    fault = () => 403;
    await expect(report()).rejects.toMatchObject({
      code: 'bad-result',
      hint: expect.stringContaining('actions: read'),
    });
  });
});
