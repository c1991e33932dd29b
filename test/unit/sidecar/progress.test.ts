import { mkdirSync, mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { readConfig } from '../../../sidecar/config.ts';
import { openRequestQueue } from '../../../sidecar/request-queue.ts';
import { openJournal } from '../../../sidecar/journal.ts';
import { pathsBelow } from '../../../sidecar/paths.ts';
import { initialState } from '../../../sidecar/status.ts';
import { progressOf, readLine } from '../../../sidecar/progress.ts';
import { parseRequest } from '../../../sidecar/requests.ts';
import { modelAnswered, parseRunPath, readRunFile, type RunFile } from '../../../sidecar/run-files.ts';
import { capReached } from '../../../sidecar/watch.ts';
import { harnessEnv } from '../../../sidecar/harness-env.ts';
import { planOf } from '../../../sidecar/work.ts';
import { runFile, textOf } from '../../fixtures/result.ts';

const file = (task: string, run: number, change: Partial<RunFile> = {}): RunFile => ({
  path: `m/v2-0123456789abcdef/${task}/run${run}.json`,
  task,
  run,
  valid: true,
  validIfStopped: true,
  isUnjudged: false,
  score: 1,
  durationMs: 0,
  tokens: 100,
  costUsd: 0.5,
  ...change,
});
const nothingBefore = { seeded: [], overhead: { tokens: 0, costUsd: 0 } };

describe('progress', () => {
  const plan = new Map([
    ['a', 2],
    ['b', 2],
  ]);

  test('counts finished runs, also those that ended in an exception, and scores the valid ones', () => {
    const files = [file('a', 0), file('a', 1, { valid: false, score: 0.3 }), file('b', 0, { score: 0.5 })];
    expect(progressOf(plan, files, new Set(['a/0', 'b/1']), nothingBefore)).toEqual({
      done: 4,
      total: 4,
      valid: 2,
      meanRunScore: 0.75,
      tokens: 300,
      costUsd: 1.5,
    });
  });

  test('counts as spent what was paid and thrown away, but not what an earlier evaluation paid', () => {
    const files = [file('a', 0), file('a', 1)];
    const spent = { seeded: [file('a', 0).path], overhead: { tokens: 7, costUsd: 0.25 } };
    expect(progressOf(plan, files, new Set(), spent)).toMatchObject({ done: 2, tokens: 107, costUsd: 0.75 });
  });

  test('has no score before the first valid run, and ignores runs that were not planned', () => {
    const files = [file('c', 0), file('a', 5)];
    expect(progressOf(plan, files, new Set(['zzz/0']), nothingBefore)).toMatchObject({
      done: 0,
      valid: 0,
      meanRunScore: null,
    });
  });

  test('plans the most runs of a task that any request asked for', () => {
    const work = [
      { id: '1', kind: 'start' as const },
      { id: '2', kind: 'runs' as const, tasks: ['b'], runs: 9 },
      { id: '3', kind: 'runs' as const, tasks: ['a', 'b'], runs: 4 },
    ];
    expect(planOf(['a', 'b'], 3, work)).toEqual(
      new Map([
        ['a', 4],
        ['b', 9],
      ]),
    );
  });
});

describe("the harness's output", () => {
  test.each(['clawbench-80col.log', 'clawbench-gateway-unreachable.log'])(
    'of %s names every finished run once',
    (log) => {
      const facts = textOf(log)
        .split('\n')
        .flatMap((line) => readLine(line) ?? []);
      const head = /— (\d+) tasks x (\d+) runs/.exec(textOf(log));
      const finished = facts.filter((fact) => fact.kind === 'finished').map((fact) => fact.key);
      expect(new Set(finished).size).toBe(Number(head?.[1]) * Number(head?.[2]));
      expect(facts.filter((fact) => fact.kind === 'version')).toEqual([
        { kind: 'version', version: '0.4.0.dev1' },
      ]);
    },
  );
});

test('the harness stamps its lines by UTC, whatever the zone of the pod is', () => {
  const root = mkdtempSync(join(tmpdir(), 'env-'));
  const env = { CLAWBENCH_MODEL: 'p/m', OPENCLAW_GATEWAY_TOKEN: 'x'.repeat(16), TZ: 'Europe/Berlin' };
  const shop = { config: readConfig(env, root), env, paths: pathsBelow(root) };
  expect(harnessEnv(shop)).toMatchObject({ TZ: 'UTC', CLAWBENCH_RUN_CACHE_DIR: shop.paths.runCache });
});

describe('a run file', () => {
  test('counts as answered only if the model answered in every turn', () => {
    expect(modelAnswered(JSON.parse(textOf('run-cache-entry.json')))).toBe(true);
    expect(modelAnswered(JSON.parse(textOf('run-cache-entry-provider-401.json')))).toBe(false);
    expect(modelAnswered(JSON.parse(textOf('run-cache-entry-429-midway.json')))).toBe(false);
    const cut = {
      transcript: {
        messages: [
          { role: 'user', text: 'Do it.' },
          { role: 'assistant', text: 'Done.' },
          { role: 'user', text: 'And that?' },
        ],
      },
    };
    expect(modelAnswered(cut)).toBe(false);
    expect(modelAnswered(cut, true)).toBe(true);
    expect(modelAnswered({ ...cut, execution_status: 'timeout' })).toBe(true);
    for (const nonsense of [null, 1, [], {}, { transcript: { messages: 'x' } }]) {
      expect(modelAnswered(nonsense)).toBe(false);
    }
  });

  test('has cost what model and judge used: caps are for both', async () => {
    const directory = mkdtempSync(join(tmpdir(), 'runs-'));
    const entry = runFile('run-cache-entry.json');
    const usage = (tokens: number, usd: number) => ({ total_tokens: tokens, total_cost_usd: usd });
    const judged = { ...entry.judge_result, enabled: true, token_usage: usage(900, 0.75) };
    const name = `m/v2-0f/${entry.task_id}/run0.json`;
    mkdirSync(dirname(join(directory, name)), { recursive: true });
    const content = { ...entry, token_usage: usage(100, 0.25), judge_result: judged };
    writeFileSync(join(directory, name), JSON.stringify(content));
    expect(await readRunFile(directory, name)).toMatchObject({ tokens: 1000, costUsd: 1 });
  });

  test('is known by its path alone', () => {
    expect(parseRunPath('openai_gpt/v2-00ff00ff00ff00ff/t1-x/run12.json')).toEqual({ task: 't1-x', run: 12 });
    for (const other of [
      'm/v2-0f/t/run1.json.tmp',
      'm/v2-0f/run1.json',
      '../m/v2-0f/t/run1.json',
      'm/v2-0f/t/runx.json',
    ]) {
      expect(parseRunPath(other)).toBeUndefined();
    }
  });
});

describe('a cap', () => {
  const none = { maxCostUsd: undefined, maxTokens: undefined, maxMinutes: undefined, timeoutMs: 0 };
  const spent = { tokens: 1000, costUsd: 2 };
  test.each([
    [{ maxCostUsd: 2 }, 'budget'],
    [{ maxTokens: 999 }, 'budget'],
    [{ maxMinutes: 1 }, 'budget'],
    [{ timeoutMs: 60_000 }, 'timeout'],
  ])('%j stops with reason %s', (caps, reason) => {
    expect(capReached({ ...none, ...caps }, spent, 60_000)?.reason).toBe(reason);
  });
  test('that is not reached, or not set, stops nothing', () => {
    expect(capReached(none, spent, 1e9)).toBeUndefined();
    const caps = { maxCostUsd: 2.01, maxTokens: 1001, maxMinutes: 2, timeoutMs: 60_001 };
    expect(capReached(caps, spent, 60_000)).toBeUndefined();
  });
});

describe('a pod that replaces a lost one', () => {
  test('has spent what that one had spent', async () => {
    const paths = pathsBelow(mkdtempSync(join(tmpdir(), 'desk-')));
    const journal = await openJournal(paths.journal);
    const status = { state: initialState(0), update: () => {}, flush: async () => {}, stop: () => {} };
    const desk = openRequestQueue({ paths, journal, status, say: () => {}, end: () => {} });
    mkdirSync(dirname(paths.request), { recursive: true });
    const request = { id: 'start-2', kind: 'start', spent: { tokens: 700, costUsd: 1.5 } };
    writeFileSync(paths.request, JSON.stringify(request));
    await desk.serve(AbortSignal.timeout(500));
    expect(journal.entries.work).toHaveLength(1);
    expect(progressOf(new Map(), [], new Set(), journal.entries)).toMatchObject(request.spent);
  });
});

describe('a request', () => {
  test.each([
    { id: 's', kind: 'start' },
    { id: 'start-clawbench-1a2b-0-x7k2p', kind: 'start', seed: [{ path: 'a', sha256: '0'.repeat(64) }] },
    { id: 'start-2', kind: 'start', spent: { tokens: 7, costUsd: 0.5 } },
    { id: 'r.1', kind: 'runs', tasks: ['t1'], runs: 5 },
    { id: 'c', kind: 'cancel' },
    { id: 'f', kind: 'finish' },
  ])('%j is understood', (request) => {
    expect(parseRequest(request)).toEqual({ ok: true, request });
  });

  test.each([
    [{ id: 'x', kind: 'stop' }, 'start, runs, cancel or finish'],
    [{ id: 'x', kind: 'runs', tasks: [], runs: 2 }, 'tasks'],
    [{ id: 'x', kind: 'runs', tasks: ['t'], runs: 0 }, 'whole number'],
    [{ id: 'x', kind: 'runs', tasks: ['t'], runs: 1e9 }, 'whole number'],
    [{ id: 'x', kind: 'start', seed: [{ path: 'a' }] }, 'seed'],
    [{ id: 'x', kind: 'start', spent: { tokens: -1, costUsd: 0 } }, 'spent'],
  ])('%j is refused with what is wrong', (request, reason) => {
    expect(parseRequest(request)).toMatchObject({
      ok: false,
      id: 'x',
      reason: expect.stringContaining(reason),
    });
  });

  test.each([null, [], 'x', {}, { id: '../x', kind: 'start' }, { id: 7, kind: 'start' }])(
    '%j has no id',
    (raw) => {
      expect(parseRequest(raw)).toMatchObject({ ok: false, id: null });
    },
  );
});
