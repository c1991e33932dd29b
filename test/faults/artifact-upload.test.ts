import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { uploadArtifact } from '../../src/github/artifact.ts';
import type { Artifact, ArtifactUpload } from '../../src/github/artifact.ts';
import { workflowContext } from '../../src/github/context.ts';
import type { WorkflowContext } from '../../src/base/workflow-context.ts';
import { startResultsService } from '../fakes/results-service.ts';
import type { ResultsService, ResultsServiceOptions } from '../fakes/results-service.ts';
import { recordingLog } from '../fixtures/recording-log.ts';

let service: ResultsService;
let log = recordingLog();
let files: string;
const slept: number[] = [];
const clock = {
  now: () => Date.now(),
  sleep: (ms: number) => {
    slept.push(ms);
    return Promise.resolve();
  },
};

async function start(fault?: ResultsServiceOptions['fault']): Promise<void> {
  const directory = join(files, 'store');
  service = await startResultsService({ directory, ...(fault === undefined ? {} : { fault }) });
  // The client reads its environment by itself.
  for (const [name, value] of Object.entries(service.env)) vi.stubEnv(name, value);
}

beforeEach(() => {
  log = recordingLog();
  slept.length = 0;
  files = mkdtempSync(join(tmpdir(), 'artifact-'));
  mkdirSync(join(files, 'out', 'logs'), { recursive: true });
  writeFileSync(join(files, 'out', 'benchmark.json'), '{"overall_score":0.5}');
  writeFileSync(join(files, 'out', 'logs', 'eval.log'), 'x'.repeat(20_000_000));
  vi.spyOn(process.stdout, 'write').mockReturnValue(true);
});

afterEach(async () => {
  vi.restoreAllMocks();
  vi.unstubAllEnvs();
  await service.stop();
});

function context(env: Record<string, string> = {}): WorkflowContext {
  const found = workflowContext({
    GITHUB_ACTIONS: 'true',
    GITHUB_REPOSITORY: 'octo/repo',
    GITHUB_RUN_ID: '5',
    ...env,
  });
  if (found === null) throw new Error('no context');
  return found;
}

function upload(
  change: Partial<ArtifactUpload> = {},
  where = context(),
  env = process.env,
): Promise<Artifact | null> {
  const directory = join(files, 'out');
  return uploadArtifact(
    {
      name: 'clawbench-0123456789-a1',
      directory,
      files: [join(directory, 'benchmark.json'), join(directory, 'logs', 'eval.log')],
      retentionDays: 0,
      ...change,
    },
    where,
    env,
    { log, clock },
  );
}

function stored(path: string): string {
  const [artifact] = service.artifacts();
  const target = mkdtempSync(join(tmpdir(), 'unzipped-'));
  execFileSync('python3', ['-m', 'zipfile', '-e', artifact?.file ?? '', target]);
  return readFileSync(join(target, path), 'utf8');
}

describe('the artifact', () => {
  test('holds the files under their relative paths, and has an address', async () => {
    await start();
    const artifact = await upload();
    expect(artifact?.url).toBe(`https://github.com/octo/repo/actions/runs/5/artifacts/${artifact?.id}`);
    expect(service.artifacts()).toMatchObject([{ name: 'clawbench-0123456789-a1', id: artifact?.id }]);
    expect(stored('benchmark.json')).toBe('{"overall_score":0.5}');
    expect(stored('logs/eval.log')).toHaveLength(20_000_000);
    expect(log.warnings).toEqual([]);
  });

  test('is uploaded as a whole again when the connection is lost', async () => {
    let faults = 2;
    await start((request) => (request.includes('CreateArtifact') && faults-- > 0 ? 'reset' : undefined));
    expect(await upload()).not.toBeNull();
    expect(slept).toEqual([2000, 5000]);
    expect(service.artifacts()).toHaveLength(1);
  });

  test('is uploaded under the same name also if the last answer was lost, though names can be used once', async () => {
    let faults = 1;
    await start((request) =>
      request.includes('FinalizeArtifact') && faults-- > 0 ? 'lose-answer' : undefined,
    );
    const artifact = await upload();
    expect(artifact).not.toBeNull();
    expect(service.artifacts()).toMatchObject([{ id: artifact?.id, name: 'clawbench-0123456789-a1' }]);
    expect(service.requests.filter((request) => request.includes('CreateArtifact'))).toHaveLength(2);
  });
});

test('an evaluation of a name that is taken in this run is kept under another one, with a warning', async () => {
  await start();
  await upload();
  expect(log.warnings).toEqual([]);
  expect(await upload()).toMatchObject({ name: 'clawbench-0123456789-a1-2' });
  expect(await upload()).toMatchObject({ name: 'clawbench-0123456789-a1-3' });
  expect(service.artifacts().map(({ name }) => name)).toEqual([
    'clawbench-0123456789-a1',
    'clawbench-0123456789-a1-2',
    'clawbench-0123456789-a1-3',
  ]);
  expect(log.warnings.map(({ text }) => text)).toEqual(
    ['2', '3'].map(
      (number) =>
        `Another evaluation of this run, of the same job, step and label, has the artifact clawbench-0123456789-a1, so this one is clawbench-0123456789-a1-${number}: later evaluations and leaderboards do not find it. Give each evaluation a \`label\` of its own.`,
    ),
  );
});

test('an evaluation of a name that is taken keeps the other one’s artifact, though the connection is lost', async () => {
  let faults = 0;
  await start((request) => (request.includes('CreateArtifact') && faults-- > 0 ? 'reset' : undefined));
  const first = await upload();
  faults = 1;
  expect(await upload()).toMatchObject({ name: 'clawbench-0123456789-a1-2' });
  expect(service.artifacts()).toMatchObject([{ id: first?.id }, { name: 'clawbench-0123456789-a1-2' }]);
});

describe('an upload that fails is one warning, and the results stay where they are', () => {
  test('on GitHub Enterprise Server', async () => {
    await start();
    expect(await upload({}, context({ GITHUB_SERVER_URL: 'https://git.example.com' }))).toBeNull();
    expect(log.warnings[0]?.text).toContain('GitHub Enterprise Server (https://git.example.com)');
    expect(service.requests).toEqual([]);
  });

  test('without access to the service', async () => {
    await start();
    expect(await upload({}, context(), { ACTIONS_RESULTS_URL: service.url })).toBeNull();
    expect(log.warnings).toHaveLength(1);
    expect(log.warnings[0]?.text).toContain('ACTIONS_RUNTIME_TOKEN');
    expect(log.warnings[0]?.text).toContain('`results-path`');
  });

  test('when the service is gone for good', async () => {
    await start((request) => (request.includes('CreateArtifact') ? 'reset' : undefined));
    expect(await upload()).toBeNull();
    expect(slept).toEqual([2000, 5000, 15_000]);
    expect(log.warnings).toHaveLength(1);
    expect(log.warnings[0]?.text).toContain('ECONNRESET');
  });

  test('when there is nothing to upload', async () => {
    await start();
    expect(await upload({ files: [] })).toBeNull();
    expect(log.warnings[0]?.text).toContain('No files were found');
  });
});
