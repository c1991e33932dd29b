import { existsSync, mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { placesBelow } from '../../src/base/checked-file.ts';
import type { WorkflowContext } from '../../src/base/workflow-context.ts';
import { openArtifactStore } from '../../src/github/artifact-store.ts';
import { workflowContext } from '../../src/github/context.ts';
import type { VerdictRecord } from '../../src/result/formats/verdict-record.ts';
import { history } from '../../src/trend/history.ts';
import { type Evaluation, historySchema, type HistoryRecord } from '../../src/trend/history-record.ts';
import { type GitHubApi, type PublishedArtifact, startGitHubApi } from '../fakes/github-api.ts';
import { answerJson, listen, type RunningServer } from '../fakes/server.ts';
import { testHost } from '../fixtures/host.ts';
import { loadInputs } from '../fixtures/inputs.ts';
import { recordingLog } from '../fixtures/recording-log.ts';
import { verdictOf } from '../fixtures/report.ts';
import { zipOf } from '../fixtures/zip.ts';

const TOKEN = 'gh-canary-token-0123456789';
const LEG = 'aaaaaaaaaa';
const firstMs = Date.parse('2026-10-12T04:00:00Z');
const nowMs = firstMs + 70 * 86_400_000;
const dayOf = (day: number): string => new Date(firstMs + day * 86_400_000).toISOString();

let directory: string;
let api: GitHubApi;
let published: PublishedArtifact[];
let log: ReturnType<typeof recordingLog>;

// One for all tests: the client takes its address when it is first loaded.
beforeAll(async () => {
  api = await startGitHubApi({
    tokens: { [TOKEN]: { login: 'github-actions[bot]', canWrite: false } },
    artifacts: () => published,
  });
});
afterAll(async () => {
  await api.stop();
});
beforeEach(() => {
  directory = mkdtempSync(path.join(tmpdir(), 'history-'));
  published = [];
  log = recordingLog();
});

function workflow(): WorkflowContext {
  const event = path.join(directory, 'event.json');
  writeFileSync(event, JSON.stringify({ repository: { default_branch: 'main' } }));
  return workflowContext({
    GITHUB_ACTIONS: 'true',
    GITHUB_REPOSITORY: 'octo/repo',
    GITHUB_RUN_ID: '999',
    GITHUB_API_URL: api.url,
    GITHUB_EVENT_PATH: event,
  })!;
}

const verdict: VerdictRecord = verdictOf(null);

/** A result that slides slowly over the days. */
function verdictAt(day: number): unknown {
  const score = 0.6 - 0.0018 * day;
  return { ...verdict, score, tasks: [], resultTimestamp: dayOf(day) };
}

function manifestAt(day: number, branch: string | null = 'main'): unknown {
  const workflowRun = {
    repository: 'octo/repo',
    runUrl: 'https://evil.test/1',
    attempt: 1,
    sha: 'abc',
    branch,
  };
  return {
    instance: String(day).padStart(8, '0'),
    leg: LEG,
    startedAt: dayOf(day),
    finishedAt: dayOf(day),
    workflow: workflowRun,
    inputs: { label: 'nightly' },
  };
}

function publish(
  day: number,
  change: Partial<PublishedArtifact> = {},
  files: Record<string, unknown> = {},
): void {
  const all = { 'verdict.json': verdictAt(day), 'manifest.json': manifestAt(day), ...files };
  const file = path.join(directory, `${published.length}.zip`);
  writeFileSync(
    file,
    zipOf(
      Object.entries(all).map(([name, value]) => ({ name, content: Buffer.from(JSON.stringify(value)) })),
    ),
  );
  published.unshift({
    id: 1 + published.length,
    name: `clawbench-gpt-${LEG}-a1`,
    runId: 100 + day,
    branch: 'main',
    createdAt: dayOf(day),
    file,
    ...change,
  });
}

async function run(inputs: Record<string, string> = {}, token = TOKEN): Promise<HistoryRecord> {
  const context = workflow();
  const given = Object.entries({ mode: 'history', 'history-path': 'site', ...inputs });
  const env = Object.fromEntries(given.map(([name, value]) => [`INPUT_${name.toUpperCase()}`, value]));
  const host = testHost({
    log,
    clock: { now: () => nowMs, sleep: () => Promise.resolve() },
    places: placesBelow(directory, 'the checkout'),
    workflow: context,
    directory,
    artifacts: openArtifactStore({ ...testHost(), workflow: context, token, directory }),
  });
  const written = await history(loadInputs(env), host);
  expect(written.outputs).toMatchObject({ 'history-path': path.join(directory, 'site') });
  return historySchema.parse(JSON.parse(readFileSync(path.join(directory, 'site', 'history.json'), 'utf8')));
}

const evaluationsOf = ({ series }: HistoryRecord): Evaluation[] => series[0]?.evaluations ?? [];
const scoresOf = (record: HistoryRecord): (number | null)[] =>
  evaluationsOf(record).map(({ score }) => score);

const having = (words: string): unknown => expect.stringContaining(words);

describe('from artifacts', () => {
  test('finds the slide that no evaluation showed, and writes the page and the badges', async () => {
    for (let day = 0; day <= 56; day += 7) publish(day);
    const record = await run();
    expect(record.series).toMatchObject([{ id: LEG, name: 'nightly', findings: { state: 'slide' } }]);
    expect(record.series[0]?.findings.sentence).toMatch(
      /^0\.10 lost over 8 weeks \(0\.60 → 0\.50, 9 evaluations\), /,
    );
    for (const file of ['index.html', 'badge.svg', 'badge.json', `badge-${LEG}.svg`, `badge-${LEG}.json`])
      expect(existsSync(path.join(directory, 'site', file))).toBe(true);
    expect(log.warnings).toMatchObject([{ title: 'The score slides' }]);
  });

  test('counts the branch alone, and of the attempts of a run the last', async () => {
    publish(1);
    publish(2, { branch: 'feature' });
    publish(3, { isFork: true });
    publish(4, {}, { 'manifest.json': manifestAt(4, null) });
    publish(5, { name: `clawbench-gpt-${LEG}-a1`, runId: 7 });
    publish(6, { name: `clawbench-gpt-${LEG}-a10`, runId: 7 });
    publish(7, { name: `clawbench-gpt-${LEG}-a2`, runId: 7 });
    publish(8, { name: `clawbench-gpt-${LEG}-a1-kind` });
    publish(9, { name: 'other-aaaaaaaaaa-a1' });
    const record = await run();
    expect(evaluationsOf(record).map(({ at }) => at)).toEqual([dayOf(1), dayOf(6)]);
    // GitHub says which run it was, whatever the artifact says.
    expect(evaluationsOf(record)[0]?.runUrl).toBe('https://github.com/octo/repo/actions/runs/101');
    expect(record.notes).toEqual(['1 evaluation of another branch or of a pull request was left out.']);
    expect(scoresOf(await run({ 'history-branch': 'feature' }))).toEqual([]);
  });

  test('leaves out what cannot be read, and says so', async () => {
    publish(1);
    publish(2, {}, { 'verdict.json': { verdict: 'pass' } });
    publish(3);
    writeFileSync(published[0]!.file, 'not a zip');
    publish(4, { digest: `sha256:${'0'.repeat(64)}` });
    const record = await run();
    expect(scoresOf(record)).toHaveLength(1);
    expect(record.notes).toEqual([
      expect.stringContaining('run 104 is not what GitHub has'),
      expect.stringContaining('run 103 cannot be unpacked'),
      expect.stringContaining('run 102 is not of this action'),
    ]);
  });

  test('goes no further back than asked', async () => {
    publish(0);
    publish(60);
    expect(scoresOf(await run({ 'history-weeks': '2' }))).toHaveLength(1);
  });

  test('without any evaluation writes a page that says so', async () => {
    expect((await run()).series).toEqual([]);
    expect(readFileSync(path.join(directory, 'site', 'index.html'), 'utf8')).toContain(
      'No evaluations were found',
    );
  });

  test('needs the right to read artifacts, and says which', async () => {
    await expect(run({}, 'someone-elses-token')).rejects.toMatchObject({
      code: 'bad-history',
      hint: having('actions: read'),
    });
  });
});

test('an earlier history keeps what has expired, and the artifacts say what is known of the rest', async () => {
  for (const day of [1, 8]) publish(day);
  const earlier = await run();
  published = [];
  publish(8, {}, { 'verdict.json': { ...Object(verdictAt(8)), score: 0.1 } });
  publish(15);
  writeFileSync(path.join(directory, 'earlier.json'), JSON.stringify(earlier));
  const record = await run({ 'history-from': 'earlier.json\nartifacts' });
  expect(scoresOf(record).map((score) => score?.toFixed(3))).toEqual(['0.598', '0.100', '0.573']);
});

describe('an earlier history that was published', () => {
  let site: RunningServer;
  let content: unknown = null;

  beforeEach(async () => {
    site = await listen((_, response) => answerJson(response, content === null ? 404 : 200, content));
  });
  afterEach(async () => {
    await site.stop();
  });

  test('is read from its address; the first time there is none yet', async () => {
    publish(1);
    const from = { 'history-from': `artifacts\n${site.url}/history.json` };
    content = null;
    const first = await run(from);
    expect(first.notes).toEqual([
      expect.stringMatching(/^There was no earlier history at .*\/history\.json\.$/),
    ]);
    content = first;
    published = [];
    expect(scoresOf(await run(from))).toEqual(scoresOf(first));
  });

  test('is refused if it is something else', async () => {
    content = { series: 'none' };
    await expect(run({ 'history-from': `${site.url}/history.json` })).rejects.toMatchObject({
      code: 'bad-history',
      message: having('is not a history.json of this action'),
    });
  });
});

describe('from MLflow', () => {
  let server: RunningServer;
  let authorizations: (string | undefined)[];
  let status: number;
  let experiments: unknown[];

  /** Answers as MLflow does, two runs a page, the newest first. */
  beforeEach(async () => {
    authorizations = [];
    status = 200;
    experiments = [];
    server = await listen((request, response, body) => {
      const url = new URL(request.url ?? '/', 'http://mlflow.test');
      authorizations.push(request.headers.authorization);
      if (status !== 200) return answerJson(response, status, { error_code: 'PERMISSION_DENIED' });
      if (url.pathname === '/base/api/2.0/mlflow/experiments/get-by-name')
        return answerJson(response, 200, { experiment: { experiment_id: '7' } });
      if (url.pathname === '/base/api/2.0/mlflow/runs/search') {
        const query: unknown = JSON.parse(body.toString());
        experiments.push(Object(query).experiment_ids);
        const start = Number(Object(query).page_token ?? 0);
        const days = [9, 8, 7, 6].slice(start, start + 2);
        const next = start === 0 ? { next_page_token: '2' } : {};
        return answerJson(response, 200, { runs: days.map(runAt), ...next });
      }
      const day = Number(url.searchParams.get('run_uuid'));
      if (
        url.pathname === '/base/get-artifact' &&
        url.searchParams.get('path') === 'verdict.json' &&
        day !== 7
      )
        return answerJson(response, 200, verdictAt(day));
      return answerJson(response, 404, {});
    });
  });
  afterEach(async () => {
    await server.stop();
  });

  function runAt(day: number): unknown {
    const tags = {
      'clawbench.instance': `0000000${day}`,
      'clawbench.leg': LEG,
      'clawbench.label': 'nightly',
      'clawbench.run_url': `https://github.com/octo/repo/actions/runs/${day}`,
      ...(day === 8 ? {} : { 'clawbench.branch': 'main' }),
    };
    const list = Object.entries(tags).map(([key, value]) => ({ key, value }));
    return { info: { run_id: String(day), end_time: Date.parse(dayOf(day)) }, data: { tags: list } };
  }

  const from = (): Record<string, string> => ({
    'history-from': 'mlflow',
    'mlflow-tracking-uri': `${server.url}/base`,
    'mlflow-token': 'mlflow-canary-token',
  });

  test('reads what was logged of the branch, page by page, with the login', async () => {
    const record = await run(from());
    expect(record.series).toMatchObject([{ id: LEG, name: 'nightly' }]);
    expect(evaluationsOf(record).map(({ at }) => at)).toEqual([dayOf(6), dayOf(9)]);
    expect(record.notes).toEqual([
      'The MLflow run 7 has no verdict.json; it was left out.',
      '1 evaluation of another branch or of a pull request was left out.',
    ]);
    expect(experiments).toEqual([['7'], ['7']]);
    expect(new Set(authorizations)).toEqual(new Set(['Bearer mlflow-canary-token']));
  });

  test('counts an evaluation once that is also among the artifacts', async () => {
    publish(9, {}, { 'manifest.json': { ...Object(manifestAt(9)), instance: '00000009' } });
    const record = await run({ ...from(), 'history-from': 'mlflow\nartifacts' });
    expect(evaluationsOf(record).map(({ commit }) => commit)).toEqual([null, 'abc']);
  });

  test('says what is missing if the server refuses', async () => {
    status = 403;
    await expect(run(from())).rejects.toMatchObject({
      code: 'bad-history',
      message: having('answered 403'),
      hint: having('mlflow-token'),
    });
  });

  test('says that the runner must reach it', async () => {
    const gone = from();
    await server.stop();
    await expect(run(gone)).rejects.toMatchObject({
      hint: having('the runner reaches'),
    });
    server = await listen(() => undefined);
  });
});

test('wrong inputs are told together', () => {
  const wrong = { INPUT_MODE: 'history', 'INPUT_HISTORY-FROM': 'mlflow' };
  expect(() => loadInputs(wrong)).toThrow('names mlflow, but no server: write `mlflow-tracking-uri`');
  for (const source of [
    'ftp://x.test/history.json',
    'http://x.test/history.json',
    'https://u:p@x.test/h.json',
  ])
    expect(() => loadInputs({ ...wrong, 'INPUT_HISTORY-FROM': source })).toThrow('Input `history-from` is');
});
