import { execFileSync, spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, mkdtempSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { homedir, tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { z } from 'zod';

import { parseBenchmark } from '../../src/result/formats/benchmark.ts';
import { bootstrapInterval } from '../../src/result/stats/bootstrap.ts';
import { parseHarnessLog } from '../../src/result/formats/harness-log.ts';
import { linesOf } from '../../src/result/formats/lines.ts';
import { composeResult } from '../../src/result/stats/merge.ts';
import { taskScoreOf } from '../../src/result/stats/score.ts';
import { harnessRequirements } from '../images/recipes.ts';

/** The stand-in harness without a gateway: what it writes is held against outputs of the real harness. */
const app = join(import.meta.dirname, '../images/clawbench/app');
const samples = join(import.meta.dirname, '../fixtures/results');
const sample = (name: string): string => readFileSync(join(samples, name), 'utf8');

let packages: string;
let folder: string;

interface Finished {
  status: number | NodeJS.Signals | null;
  stdout: string;
  stderr: string;
}

/** The folder with the harness's Python packages; installed once for this python3 and these requirements. */
function pythonPackages(): string {
  const version = execFileSync('python3', ['--version'], { encoding: 'utf8' });
  const key = createHash('sha256')
    .update(JSON.stringify([version, harnessRequirements]))
    .digest('hex')
    .slice(0, 16);
  const cache = process.env['XDG_CACHE_HOME'] || join(homedir(), '.cache');
  const target = join(cache, 'clawbench-k8s-action', `python-${key}`);
  if (!existsSync(target)) {
    const fresh = `${target}.${process.pid}`;
    mkdirSync(fresh, { recursive: true });
    const install = ['-m', 'pip', 'install', '--quiet', '--no-warn-conflicts', '--target', fresh];
    execFileSync('python3', [...install, ...harnessRequirements], { stdio: 'pipe' });
    renameSync(fresh, target);
  }
  return target;
}

function environment(extra: NodeJS.ProcessEnv): NodeJS.ProcessEnv {
  return {
    PATH: process.env['PATH'],
    PYTHONPATH: `${app}:${packages}`,
    PYTHONDONTWRITEBYTECODE: '1',
    HOME: folder,
    OPENCLAW_STATE_DIR: folder,
    CLAWBENCH_RUN_CACHE_DIR: join(folder, 'cache'),
    CLAWBENCH_CONNECT_TIMEOUT: '0.4',
    // Nothing listens on port 1.
    CLAWBENCH_STANDIN_GATEWAY_URL: 'ws://127.0.0.1:1',
    ...extra,
  };
}

function python(args: string[], extra: NodeJS.ProcessEnv = {}, stopAfter?: RegExp): Promise<Finished> {
  return new Promise((resolve, reject) => {
    const child = spawn('python3', args, { env: environment(extra) });
    const finished: Finished = { status: null, stdout: '', stderr: '' };
    child.stdout.on('data', (chunk) => (finished.stdout += String(chunk)));
    child.stderr.on('data', (chunk) => {
      finished.stderr += String(chunk);
      if (stopAfter?.test(finished.stderr)) child.kill('SIGTERM');
    });
    child.on('error', reject);
    child.on('close', (code, signal) => resolve({ ...finished, status: signal ?? code }));
  });
}

const listingSchema = z.array(z.tuple([z.looseObject({ task_id: z.string() }), z.array(z.string())]));
const entrySchema = z.looseObject({ completion_result: z.looseObject({}) });

const cli = ['-c', 'from clawbench.cli import main; main()'];
const harness = (args: string[], extra: NodeJS.ProcessEnv = {}, stopAfter?: RegExp): Promise<Finished> =>
  python([...cli, ...args], extra, stopAfter);

const output = (): string => join(folder, 'benchmark.json');

beforeAll(() => {
  packages = pythonPackages();
}, 900_000);
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'standin-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

describe('the files of the stand-in harness', () => {
  it.each(['run-cache-entry.json', 'run-cache-entry-provider-401.json', 'run-cache-entry-429-midway.json'])(
    'have the fields, types and order of a real run cache entry: %s',
    async (name) => {
      const { stdout, stderr } = await rewritten('RunResult', name);
      expect(stderr).toBe('');
      expect(stdout).toBe(sample(name));
    },
  );

  it.each([
    'benchmark-27tasks-2026.7.35.json',
    'benchmark-2tasks-pass.json',
    'benchmark-gateway-unreachable.json',
    'benchmark-provider-401.json',
  ])('have the fields, types and order of a real result: %s', async (name) => {
    const { stdout, stderr } = await rewritten('BenchmarkResult', name);
    expect(stderr).toBe('');
    expect(stdout).toBe(sample(name));
  });

  /** Reads a real file into the harness's model, which refuses unknown fields here, and writes it as the harness does. */
  function rewritten(model: string, name: string): Promise<Finished> {
    const program = `
import json, sys
from clawbench import models
from pydantic import BaseModel
for kind in vars(models).values():
    if isinstance(kind, type) and issubclass(kind, BaseModel) and kind is not BaseModel:
        kind.model_config.update(extra="forbid", strict=True)
for kind in vars(models).values():
    if isinstance(kind, type) and issubclass(kind, BaseModel) and kind is not BaseModel:
        kind.model_rebuild(force=True)
read = models.${model}.model_validate_json(open(sys.argv[1], encoding="utf-8").read())
sys.stdout.write(json.dumps(read.model_dump(), indent=2))`;
    return python(['-c', program, join(samples, name)], { PYTHONUTF8: '1' });
  }
});

describe('the command line of the stand-in harness', () => {
  it('lists its tasks without a gateway', async () => {
    const { status, stdout } = await harness(['list-tasks']);
    expect(status).toBe(0);
    expect(stdout.trimEnd().split('\n')).toHaveLength(8);
    expect(stdout).toMatch(/^ {2}t1-price-sum tier1 coding_dev_assist 1 public_dev coding$/m);
  });

  it('imitates ids, tiers, families and scenarios of the real suite on request', async () => {
    const { stdout } = await harness(['list-tasks'], { CLAWBENCH_STANDIN_SUITE: '27' });
    const real = parseBenchmark(Buffer.from(sample('benchmark-27tasks-2026.7.35.json'))).task_results;
    const expected = real.map((task) => {
      const scene = task.scenario || '-';
      return `  ${task.task_id} ${task.tier} ${scene} 1 ${task.pool} ${task.family}`;
    });
    expect(stdout.trimEnd().split('\n').sort()).toEqual(expected.sort());
  });

  it('ends with 1 and a traceback when no task has the id, and drops an unknown id beside a known one', async () => {
    const unknown = await harness(['run', '-m', 'a/b', '-t', 'no-such-task', '-o', output()]);
    expect(unknown.status).toBe(1);
    expect(unknown.stderr).toContain('ValueError: No tasks to run');
    const both = await harness([
      'run',
      '-m',
      'a/b',
      '-n',
      '1',
      '-t',
      'no-such-task',
      '-t',
      't1-price-sum',
      '-o',
      output(),
    ]);
    expect(both.status).toBe(0);
    expect(both.stdout).toContain('— 1 tasks x 1 runs');
  });

  it('ends with 2 for a wrong option', async () => {
    expect((await harness(['run', '--no-such-option'])).status).toBe(2);
  });

  it('ends at SIGTERM without an output file', async () => {
    const stopped = await harness(
      ['run', '-m', 'a/b', '-o', output()],
      { CLAWBENCH_CONNECT_TIMEOUT: '60' },
      /retrying in/,
    );
    expect(stopped.status).toBe('SIGTERM');
    expect(existsSync(output())).toBe(false);
  });

  it('finds out only at the end that the output cannot be written', async () => {
    const { status, stdout } = await harness([
      'run',
      '-m',
      'a/b',
      '-n',
      '1',
      '-t',
      't1-price-sum',
      '-o',
      '/no/such/file',
    ]);
    expect(status).toBe(1);
    expect(stdout).toContain('Wall time:');
  });
});

describe('a stand-in eval', () => {
  it('scores an unreachable gateway as a bad model and ends with 0, as the real one does', async () => {
    const { status, stdout, stderr } = await harness(
      ['run', '-m', 'a/b', '-n', '2', '-t', 't1-price-sum', '-o', output()],
      // Long enough for a second attempt on a busy machine.
      { COLUMNS: '200', CLAWBENCH_CONNECT_TIMEOUT: '3' },
    );
    expect(status).toBe(0);
    const result = parseBenchmark(readFileSync(output()));
    expect(result.overall_score).toBeCloseTo(0.02, 12);
    expect(result.task_results[0]).toMatchObject({
      mean_duration_ms: 0,
      failure_mode_counts: { state_regression: 2 },
    });
    expect(existsSync(join(folder, 'cache'))).toBe(false);
    const runs = parseHarnessLog(linesOf([stdout + stderr]), null);
    expect([...runs.keys()].sort()).toEqual(['t1-price-sum/run0', 't1-price-sum/run1']);
    expect(stderr).toMatch(
      /INFO clawbench\.client: Gateway connect transient failure \(\w+\); retrying in 0\.25s/,
    );
    expect(stderr).toMatch(/ERROR clawbench\.harness: Run t1-price-sum\/0 failed\nTraceback/);
  });

  it('resumes finished runs from the cache, and each number follows from them by the formulas', async () => {
    const scores = await seedRuns(3);
    // In the order of definition, which is the one that merging sorts by.
    const args = ['run', '-m', 'a/b', '-n', '3', '-c', '2', '--no-randomize', '-o', output()];
    const { status, stderr, stdout } = await harness(args, { COLUMNS: '200' });
    expect(status).toBe(0);
    expect(stderr.match(/total=cached score=.* {2}\(resumed from .*\)/g)).toHaveLength(24);
    expect(stdout.match(/^\[\d+\/24\] /gm)).toHaveLength(24);

    const result = parseBenchmark(readFileSync(output()));
    for (const task of result.task_results) {
      const expected = scores[task.task_id]!;
      expect(task.scores).toEqual(expected);
      const passes = expected.filter((score) => score >= 0.7).length;
      expect(task.mean_task_score).toBeCloseTo(taskScoreOf(expected, passes), 9);
    }
    const taskScores = result.task_results.map((task) => task.mean_task_score);
    const interval = bootstrapInterval(taskScores);
    expect([result.overall_ci_lower, result.overall_ci_upper]).toEqual([interval.lower, interval.upper]);
    expect(result).toEqual(composeResult(result, result.task_results));
  });

  /** Writes run files with known scores where the harness looks for them; answers the scores by task. */
  async function seedRuns(runs: number): Promise<Record<string, number[]>> {
    const listing = `
import json
from clawbench.cache import RunCache
from clawbench.tasks import load_tasks
cache = RunCache("a/b", {"judge": "", "adapter": "openclaw", "prompt_variant": "clear"})
print(json.dumps([[task.identity(), [str(cache.path(task, i)) for i in range(${runs})]] for task in load_tasks()]))`;
    const { stdout } = await python(['-c', listing]);
    const tasks = listingSchema.parse(JSON.parse(stdout));
    const model = entrySchema.parse(JSON.parse(sample('run-cache-entry.json')));
    const scores: Record<string, number[]> = {};
    for (const [row, [identity, paths]] of tasks.entries()) {
      const id = identity.task_id;
      scores[id] = paths.map((path, run) => {
        const score = [1, 0.9294, 0.3111, 0.8667, 0.55][(row * 2 + run * (row % 3)) % 5]!;
        const passed = score >= 0.7;
        const entry = {
          ...model,
          ...identity,
          run_index: run,
          run_score: score,
          duration_ms: 5000 + 137 * row + 911 * run,
          delivery_outcome: passed ? 'pass' : 'fail',
          failure_mode: passed ? null : 'verification_skipped',
        };
        if (!passed) {
          entry.completion_result = { ...model.completion_result, passed_assertions: 0, score: 0 };
        }
        mkdirSync(dirname(path), { recursive: true });
        writeFileSync(path, JSON.stringify(entry));
        return score;
      });
    }
    return scores;
  }
});
