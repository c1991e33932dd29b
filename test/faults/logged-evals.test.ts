import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { placesOfTerminal } from '../../src/base/checked-file.ts';
import type { WorkflowContext } from '../../src/base/workflow-context.ts';
import { type BaselineSoFar, loadBaseline } from '../../src/baseline/load.ts';
import type { BaselineSource } from '../../src/inputs/baseline-kind.ts';
import { mlflowFromHere } from '../../src/mlflow/past-runs.ts';
import { recordOf } from '../../src/result/verdict/baseline.ts';
import { answerJson, listen, type RunningServer } from '../fakes/server.ts';
import { recordingLog } from '../fixtures/recording-log.ts';
import { benchmark, runFilesFor } from '../fixtures/result.ts';
import { workflowOf } from '../fixtures/workflow.ts';

const LEG = 'aaaaaaaaaa';
const HOUR_MS = 3_600_000;
const nowMs = Date.parse('2026-11-30T12:00:00Z');
const result = benchmark('benchmark-2tasks-pass.json');
const record = recordOf(result, runFilesFor(result));
const newest: BaselineSource = { from: 'mlflow', runId: null };

/** What was logged as a run; the tags of an evaluation of main by itself. */
interface Logged {
  startedMs: number;
  tags?: Record<string, string | undefined>;
  file?: string;
  stage?: string;
}

let server: RunningServer;
let runs: Map<string, Logged>;
let filters: string[];
let statusOf: (path: string) => number;
let log: ReturnType<typeof recordingLog>;

beforeEach(async () => {
  runs = new Map();
  filters = [];
  statusOf = () => 200;
  log = recordingLog();
  // Answers as MLflow does, three runs a page.
  server = await listen((request, response, body) => {
    const url = new URL(request.url ?? '/', 'http://mlflow.test');
    const status = statusOf(url.pathname);
    if (status !== 200) return answerJson(response, status, {});
    const id = url.searchParams.get('run_id') ?? '';
    const run = runs.get(id);
    if (url.pathname.endsWith('/experiments/get-by-name'))
      return answerJson(response, 200, { experiment: { experiment_id: '7' } });
    if (url.pathname.endsWith('/runs/get'))
      return run === undefined
        ? answerJson(response, 404, { error_code: 'RESOURCE_DOES_NOT_EXIST' })
        : answerJson(response, 200, { run: shown([id, run]) });
    if (url.pathname.endsWith('/runs/search')) {
      const query: unknown = JSON.parse(body.toString());
      filters.push(Object(query).filter);
      const before = Number(/start_time <= (\d+)/.exec(Object(query).filter)?.[1] ?? Infinity);
      const found = [...runs]
        .filter(([, one]) => one.startedMs <= before && one.tags?.['clawbench.leg'] === undefined)
        .sort(([, a], [, b]) => b.startedMs - a.startedMs);
      const start = Number(Object(query).page_token ?? 0);
      const next = start + 3 < found.length ? { next_page_token: String(start + 3) } : {};
      return answerJson(response, 200, { runs: found.slice(start, start + 3).map(shown), ...next });
    }
    if (run === undefined || url.searchParams.get('path') !== 'verdict.json')
      return answerJson(response, 404, {});
    return response.end(run.file ?? recordAt(id));
  });
});
afterEach(async () => {
  await server.stop();
});

function shown([id, { startedMs, tags, stage = 'active' }]: [string, Logged]): unknown {
  const all = {
    'clawbench.instance': id,
    'clawbench.leg': LEG,
    'clawbench.label': 'nightly',
    'clawbench.run_url': `https://github.com/octo/repo/actions/runs/${id}`,
    'clawbench.branch': 'main',
    ...tags,
  };
  const list = Object.entries(all).flatMap(([key, value]) => (value === undefined ? [] : [{ key, value }]));
  const times = { start_time: startedMs, end_time: startedMs + 1000 };
  return {
    info: { run_id: id, experiment_id: '7', lifecycle_stage: stage, ...times },
    data: { tags: list },
  };
}

function recordAt(id: string, change: object = {}): string {
  return JSON.stringify({ ...record, resultTimestamp: id, ...change });
}

/** Evaluations of main, an hour apart, the newest called as the highest number. */
function logHours(count: number): void {
  for (let hour = 1; hour <= count; hour++)
    runs.set(`run${hour}`, { startedMs: nowMs - (count - hour + 1) * HOUR_MS });
}

async function load(
  source: BaselineSource = newest,
  { most = 10, workflow = workflowOf() }: { most?: number; workflow?: WorkflowContext | null } = {},
): Promise<BaselineSoFar> {
  const login = { username: null, password: null, token: 'mlflow-canary-token' };
  const host = { env: {}, signal: new AbortController().signal };
  const mlflow = mlflowFromHere({ trackingUri: server.url, experiment: { name: 'x' }, login }, host);
  const clock = { now: () => nowMs, sleep: () => Promise.resolve() };
  const logged = { leg: LEG, instance: 'own', workflow };
  const deps = { ...host, log, places: placesOfTerminal(), clock, past: null, mlflow, logged };
  return await loadBaseline([source], deps, { most, leastChange: 0.03, onModelChange: 'note' });
}

const warnings = (): string[] => log.warnings.map(({ text }) => text);
const having = (text: string): unknown => expect.stringContaining(text);

describe('baseline: mlflow', () => {
  test('is the last evaluation of this step on the base branch, with those before it as its history', async () => {
    logHours(5);
    runs.set('change', { startedMs: nowMs - 1, tags: { 'clawbench.branch': undefined } });
    runs.set('release', { startedMs: nowMs - 1, tags: { 'clawbench.branch': 'release' } });
    runs.set('other', { startedMs: nowMs - 1, tags: { 'clawbench.leg': 'bbbbbbbbbb' } });
    runs.set('beside', { startedMs: nowMs - 1, tags: { 'clawbench.arm': 'base' } });
    runs.set('training', { startedMs: nowMs - 1, tags: { 'clawbench.instance': undefined } });
    const { baseline, inMlflow } = await load();
    expect(inMlflow).toEqual([]);
    expect(baseline?.name).toBe('main (MLflow run run5)');
    expect(baseline?.history).toMatchObject({ branch: 'main', drift: { evaluations: 5 } });
    expect(baseline?.history?.records).toHaveLength(5);
    expect(warnings()).toEqual([]);
    expect(filters[0]).toBe(`tags.\`clawbench.leg\` = '${LEG}' and attributes.status = 'FINISHED'`);
    expect((await load(newest, { most: 3 })).baseline?.history?.records).toHaveLength(3);
    expect((await load(newest, { most: 0 })).baseline).not.toHaveProperty('history');
  });

  test('is not of this evaluation, and of the attempts of a workflow run the last counts', async () => {
    logHours(4);
    const runUrl = 'https://github.com/octo/repo/actions/runs/run4';
    runs.set('run3', { ...runs.get('run3')!, tags: { 'clawbench.run_url': runUrl } });
    runs.set('own', { startedMs: nowMs });
    runs.set('attempt', { startedMs: nowMs, tags: { 'clawbench.run_url': workflowOf().runUrl } });
    const { baseline } = await load();
    expect(baseline?.name).toBe('main (MLflow run run4)');
    expect(baseline?.history?.records.map(({ resultTimestamp }) => resultTimestamp)).toEqual([
      'run1',
      'run2',
      'run4',
    ]);
  });

  test('is on the command line the last one of this label that was made there', async () => {
    logHours(2);
    for (const name of ['mine1', 'mine2'])
      runs.set(name, {
        startedMs: nowMs - (name === 'mine1' ? 9 : 8),
        tags: { 'clawbench.branch': undefined, 'clawbench.run_url': undefined },
      });
    const { baseline } = await load(newest, { workflow: null });
    expect(baseline?.name).toBe('nightly (MLflow run mine2)');
    expect(baseline?.history?.records).toHaveLength(2);
  });

  test('says that there is none yet, also before there is an experiment', async () => {
    expect((await load()).baseline).toBeNull();
    expect(warnings()).toEqual([
      having('No evaluation of this step on main in the MLflow experiment has passed'),
    ]);
    statusOf = (path) => (path.endsWith('get-by-name') ? 404 : 200);
    const push = workflowOf({ event: 'push', branch: 'main', pullRequest: null });
    expect((await load(newest, { workflow: push })).baseline).toBeNull();
    expect(log.lines.at(-1)).toMatch(/^This is the first evaluation of this step on main in the MLflow/);
  });

  test('passes over what came to no verdict, and leaves out what cannot be read, with one warning', async () => {
    logHours(6);
    const dead = recordAt('run6', { verdict: 'inconclusive', failureReason: 'low-coverage' });
    runs.set('run6', { ...runs.get('run6')!, file: dead });
    runs.set('run4', { ...runs.get('run4')!, file: '{"schemaVersion": 9}' });
    runs.set('run3', { ...runs.get('run3')!, file: `"${'x'.repeat(20_000_001)}"` });
    const { baseline } = await load();
    expect(baseline?.name).toBe('main (MLflow run run5)');
    expect(baseline?.history?.records).toHaveLength(3);
    expect(warnings()).toEqual([
      having(
        '2 earlier evaluations of main could not be read and are left out of its history: MLflow run run4 ',
      ),
    ]);
  });

  test('believes no clock that is ahead of this one', async () => {
    logHours(2);
    runs.set('ahead', { startedMs: nowMs + 100 * 24 * HOUR_MS });
    runs.set('never', { startedMs: 1e17 });
    expect((await load()).baseline?.name).toBe('main (MLflow run run2)');
    expect(warnings()).toEqual([
      '2 evaluations of main in MLflow are left out, since they begin in the future.',
    ]);
  });

  test('has no history of other things', async () => {
    logHours(3);
    const identity = { ...record.identity, model: 'openai/other' };
    for (const name of ['run1', 'run2'])
      runs.set(name, { ...runs.get(name)!, file: recordAt(name, { identity }) });
    const { baseline } = await load();
    expect(baseline?.history?.records).toHaveLength(1);
    expect(log.lines).toEqual([
      having(
        'None of the 2 evaluations of main before the baseline is of the same thing, so there is no history',
      ),
    ]);
  });

  test('is refused if none can be read', async () => {
    logHours(2);
    for (const name of ['run1', 'run2']) runs.set(name, { ...runs.get(name)!, file: 'text' });
    await expect(load()).rejects.toMatchObject({
      code: 'bad-baseline',
      message: having('2 earlier evaluations of main could not be read'),
    });
  });
});

describe('a baseline by its run', () => {
  test('has the evaluations of its own step and branch before it as history', async () => {
    logHours(6);
    runs.set('release', { startedMs: nowMs - 3.5 * HOUR_MS, tags: { 'clawbench.branch': 'release' } });
    const { baseline } = await load({ from: 'mlflow', runId: 'run4' });
    expect(baseline?.name).toBe('MLflow run run4');
    expect(baseline?.history).toMatchObject({ branch: 'main' });
    expect(baseline?.history?.records.map(({ resultTimestamp }) => resultTimestamp)).toEqual([
      'run1',
      'run2',
      'run3',
      'run4',
    ]);
  });

  test.each([
    ['a pull request', { 'clawbench.branch': undefined }, 'is of a pull request and not of a branch'],
    ['no step', { 'clawbench.leg': '' }, 'does not say which step it is of'],
  ])('of %s has none, and says so', async (_, tags, said) => {
    logHours(3);
    runs.set('odd', { startedMs: nowMs, tags });
    const { baseline } = await load({ from: 'mlflow', runId: 'odd' });
    expect(baseline?.records).toHaveLength(1);
    expect(baseline).not.toHaveProperty('history');
    expect(log.lines).toEqual([having(said)]);
    expect(warnings()).toEqual([]);
  });
});

describe('MLflow that cannot be read from here', () => {
  test.each([
    ['does not answer', () => 0],
    ['asks for another login', () => 401],
    ['gives no files', (path: string) => (path.endsWith('get-artifact') ? 500 : 200)],
  ])('is left to a pod: it %s', async (_, status) => {
    logHours(2);
    if (status('') === 0) await server.stop();
    else statusOf = status;
    for (const source of [newest, { from: 'mlflow', runId: 'run1' } as const]) {
      const { baseline, inMlflow } = await load(source);
      expect(baseline).toBeNull();
      expect(inMlflow).toHaveLength(1);
      expect(log.lines.at(-1)).toMatch(/^A pod will read .+, since from here it cannot be read: /);
    }
    if (status('') === 0) server = await listen(() => undefined);
  });
});
