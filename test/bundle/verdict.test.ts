import { spawnSync } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { inputVariable } from '../../src/inputs/types.ts';
import type { BenchmarkResult } from '../../src/result/formats/benchmark.ts';
import { composeResult } from '../../src/result/stats/merge.ts';
import type { RunCacheEntry } from '../../src/result/formats/run-cache.ts';
import { rebuildResult } from '../../src/result/stats/rebuild.ts';
import { type VerdictRecord, verdictRecordSchema } from '../../src/result/formats/verdict-record.ts';
import { benchmark, runFile, runFilesFor } from '../fixtures/result.ts';
import { seal } from '../fixtures/sealed.ts';
import { cli, dist } from './command.ts';

const directory = mkdtempSync(join(tmpdir(), 'verdict-'));
const full = benchmark('benchmark-27tasks-2026.7.35.json');
const sample = join(dirname(import.meta.dirname), 'fixtures/results/benchmark-27tasks-2026.7.35.json');
let files = 0;

function file(content: unknown, name = `${(files += 1)}.json`): string {
  const path = join(directory, name);
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(path, typeof content === 'string' ? content : JSON.stringify(content));
  return path;
}

/** An eval of the tasks of the sample with these scores in each task's runs, and its run files. */
function evalWith(scores: (task: number) => number[], tasks = 27): RunCacheEntry[] {
  return [...runFilesFor(full).values()]
    .slice(0, tasks)
    .flatMap((entry, task) =>
      scores(task).map((score, run) => ({ ...entry, run_index: run, run_score: score })),
    );
}

const resultOf = (runs: readonly RunCacheEntry[]): BenchmarkResult => rebuildResult(full, runs);

/** Writes run files as the harness does. */
function cacheOf(runs: readonly RunCacheEntry[], name = `cache-${(files += 1)}`): string {
  for (const run of runs) file(run, `${name}/openai_fake-1/v2-0a/${run.task_id}/run${run.run_index}.json`);
  return join(directory, name);
}

/** The first task of the sample, changed. */
function broken(change: Record<string, unknown>): BenchmarkResult {
  const [first, ...rest] = full.task_results;
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- it is to be wrong
  return { ...full, task_results: [{ ...first, ...change }, ...rest] } as BenchmarkResult;
}

function judged(...args: string[]): { code: number | null; record: VerdictRecord; error: string } {
  const { code, out, error } = cli(['verdict', ...args, '--json']);
  return { code, record: verdictRecordSchema.parse(JSON.parse(out)), error };
}

const idOf = ({ task_id, tier, family, run_index }: RunCacheEntry) => ({ task_id, tier, family, run_index });

const steady = (level: number) => (task: number) =>
  [-0.05, 0, 0.05].map((wobble) => level + (task % 5) * 0.05 + wobble);

describe('a result', () => {
  test.each([
    ['0.3', 0, 'pass'],
    ['0.39', 1, 'fail'],
  ])('at the threshold %s is exit code %d', (threshold, code, verdict) => {
    expect(judged(sample, '--threshold', threshold)).toMatchObject({ code, record: { verdict } });
  });

  test('is told in words without --json', () => {
    const { code, out } = cli(['verdict', sample, '--threshold', '0.9']);
    expect(code).toBe(1);
    expect(out).toMatch(/^Below the threshold: 0\.38 < 0\.90\n/);
    expect(out).toMatch(/^Task +Score +Runs +What happened$/m);
    expect(out.split('\n').filter((line) => line.length > 80)).toEqual([]);
  });

  test('is read from standard input and by its flag too, and leaves no file', () => {
    const temporary = mkdtempSync(join(tmpdir(), 'standard-input-'));
    const run = (args: string[], input: string | Buffer) =>
      spawnSync(process.execPath, [join(dist, 'cli.js'), 'verdict', ...args, '--json'], {
        encoding: 'utf8',
        input,
        env: { TMPDIR: temporary },
      });
    const piped = run(['-', '--threshold', '0.3'], readFileSync(sample));
    expect({ code: piped.status, record: JSON.parse(piped.stdout) }).toMatchObject({
      code: 0,
      record: { verdict: 'pass', score: judged(sample).record.score },
    });
    expect(run(['--result', sample], '').status).toBe(0);
    const empty = run(['-'], '');
    expect(empty).toMatchObject({ status: 2, stdout: '' });
    expect(empty.stderr).toContain('Standard input is empty.');
    expect(readdirSync(temporary)).toEqual([]);
  });

  test('is written with its reports to the directory of --output, and to no other', () => {
    const output = join(directory, 'named/results');
    const TMPDIR = mkdtempSync(join(tmpdir(), 'temporary-'));
    const { code, out } = cli(['verdict', sample, '--output', output, '--threshold', '0.3'], { TMPDIR });
    expect(code).toBe(0);
    expect(out.trimEnd().split('\n').at(-1)).toBe(`Results: ${output}`);
    expect(readdirSync(output)).toEqual(
      expect.arrayContaining(['benchmark.json', 'junit.xml', 'results.json', 'summary.md', 'verdict.json']),
    );
    expect(readdirSync(TMPDIR)).toEqual([]);

    const again = cli(['verdict', sample, '--output', output]);
    expect(again).toMatchObject({ code: 2, out: '' });
    expect(again.error).toContain(`--output ${output} is not empty.`);
    expect(cli(['verdict', sample, '--output', sample]).error).toContain(`--output ${sample} cannot be made`);
    // What was written can be judged again.
    expect(judged(output).record.score).toBe(judged(sample).record.score);
  });

  test.each([
    ['with a refused key', 'benchmark-provider-401.json'],
    ['without a gateway', 'benchmark-gateway-unreachable.json'],
  ])('%s is inconclusive, whatever its score', (_, name) => {
    const path = join(dirname(sample), name);
    expect(judged(path, '--threshold', '0')).toMatchObject({ code: 3, record: { verdict: 'inconclusive' } });
    expect(judged(path, '--threshold', '0', '--on-inconclusive', 'pass')).toMatchObject({
      code: 0,
      record: { verdict: 'inconclusive' },
    });
  });

  test('of which one run is known has no interval over runs, and says so against a baseline', () => {
    const one = file(resultOf(evalWith(() => [0.5], 1)));
    const { code, record } = judged(one, '--threshold', '0.1', '--baseline', one);
    expect({ code, overRuns: record.intervals.overRuns }).toEqual({ code: 0, overRuns: null });
    expect(record.notes).toContainEqual(expect.stringMatching(/no drop can be told from chance/));
  });

  test('with all scores equal is judged, and so is a drop from it', () => {
    const level = file(resultOf(evalWith(() => [0.6, 0.6, 0.6])));
    const lower = file(resultOf(evalWith(() => [0.5, 0.5, 0.5])));
    expect(judged(level, '--baseline', level)).toMatchObject({ code: 0, record: { verdict: 'pass' } });
    expect(judged(lower, '--baseline', level)).toMatchObject({
      code: 1,
      record: { failureReason: 'regression' },
    });
  });

  test('gates on tiers and required tasks', () => {
    const tiers = judged(sample, '--tier-thresholds', 'tier1=0.9');
    expect(tiers.record.reasons).toEqual([
      expect.stringMatching(/^Score 0\.\d+ of tier1 is below its threshold 0\.900\.$/),
    ]);
    const task = full.task_results.find((each) => each.pass_rate === 0)!.task_id;
    expect(judged(sample, '--required-tasks', task)).toMatchObject({ code: 1 });
    expect(judged(sample, '--required-tasks', 't9-nowhere').record.failureReason).toBe('unknown-task');
  });
});

describe('a baseline', () => {
  const before = file(resultOf(evalWith(steady(0.5))));

  test('makes a drop red, and a repeated flag pools what is not the same result again', () => {
    const after = file(resultOf(evalWith(steady(0.35))));
    const another = file(resultOf(evalWith(steady(0.51))));
    const { code, record } = judged(after, '--baseline', before, '--baseline', another);
    expect({ code, reason: record.failureReason }).toEqual({ code: 1, reason: 'regression' });
    expect(record.comparison?.runs).toEqual({ baseline: 162, head: 81 });
    const twice = judged(after, '--baseline', before, '--baseline', before).record;
    expect(twice.comparison?.runs).toEqual({ baseline: 81, head: 81 });
    expect(judged(after, '--baseline', before, '--max-regression', '0.2').code).toBe(0);
  });

  test('of other tasks is not comparable: inconclusive, or the threshold decides', () => {
    const few = file(resultOf(evalWith(steady(0.5), 20)));
    expect(judged(few, '--baseline', before)).toMatchObject({
      code: 3,
      record: { failureReason: 'not-comparable' },
    });
    const { code, record } = judged(few, '--baseline', before, '--threshold', '0.1');
    expect(code).toBe(0);
    expect(record.notes).toContainEqual(
      expect.stringMatching(/^Not comparable with .*: the set of tasks \(fingerprint\) was/),
    );
  });

  test('that cannot be read is exit code 4, whatever the threshold says', () => {
    for (const path of [join(directory, 'nowhere'), file('{}'), file('[1')])
      expect(judged(sample, '--threshold', '0', '--baseline', path)).toMatchObject({
        code: 4,
        record: { verdict: 'inconclusive', failureReason: 'bad-baseline' },
      });
  });
});

describe('what is no result', () => {
  const raw = readFileSync(sample, 'utf8');

  test.each<[string, string, RegExp]>([
    ['nothing', file(''), /is empty\.$/],
    ['a page', file('<html></html>'), /is not JSON\.$/],
    ['half of one', file(raw.slice(0, 5000)), /is truncated: the JSON ends in the middle\.$/],
    ['of ClawBench before 0.3', file({ overall_composite: 0.5 }), /has the shape of ClawBench before 0\.3/],
    ['of another tool', file({ results: [] }), /is not a ClawBench result: model: /],
    ['a list', file([full]), /is not a ClawBench result: the document: /],
    ['a run', file(runFile('run-cache-entry.json')), /is one run of the run cache, not a result\.$/],
    ['a verdict', file({ schemaVersion: 1, verdict: 'pass' }), /is a verdict record/],
    ['with NaN', file(raw.replace(/"overall_score": [\d.]+/, '"overall_score": NaN')), /contains NaN or Inf/],
    ['with a negative score', file(broken({ scores: [-0.1] })), /task_results\[0\]\.scores\[0\]: Too small/],
    ['with a score over 1', file(broken({ scores: [1.5] })), /task_results\[0\]\.scores\[0\]: Too big/],
    ['with a text for a score', file(broken({ scores: ['1'] })), /scores\[0\]: Invalid input/],
    ['with fewer scores than runs', file(broken({ runs: 3 })), /has 3 runs but 1 scores\.$/],
    [
      'with a task twice',
      file({ ...full, task_results: [...full.task_results, full.task_results[0]] }),
      /twice/,
    ],
    ['without tasks', file({ ...full, task_results: [] }), /has no tasks\.$/],
    [
      'without one of its shards',
      file({ ...full, task_results: full.task_results.slice(0, 20) }),
      /claims 27 tasks but lists 20: a shard or some tasks are missing\.$/,
    ],
  ])('%s: one sentence and exit code 4, with a record', (_, path, sentence) => {
    const { code, record, error } = judged(path, '--threshold', '0');
    expect(code).toBe(4);
    expect(record).toMatchObject({ verdict: 'inconclusive', failureReason: 'bad-result', score: null });
    expect(record.reasons[0]).toMatch(sentence);
    expect(error).toContain('error: bad-result: ');
    expect(error).not.toMatch(/^\s+at /m);
  });

  test('what is none is told with what to write', () => {
    expect(judged(file('12:00 started', 'x.log')).error).toMatch(
      /x\.log is not JSON\.\nWrite the path of a benchmark\.json, or of the directory of an unpacked artifact\./,
    );
  });

  test('a path that leads nowhere is wrong usage', () => {
    expect(cli(['verdict', join(directory, 'nowhere.json')])).toMatchObject({ code: 2, out: '' });
    expect(cli(['verdict', directory]).error).toContain('has neither a benchmark.json nor');
  });
});

describe('several shards', () => {
  const halves = [full.task_results.slice(0, 13), full.task_results.slice(13)].map((tasks) =>
    file(composeResult(full, tasks)),
  );

  test('are judged as one eval', () => {
    const { record } = judged(...halves);
    const { record: whole } = judged(sample);
    expect(record.score).toBe(whole.score);
    expect(record.identity).toEqual(whole.identity);
  });

  test('that overlap are refused', () => {
    expect(judged(halves[0]!, halves[0]!).record.reasons[0]).toMatch(/both ran task/);
  });
});

describe('a run cache', () => {
  const runs = evalWith(steady(0.5));
  const result = file(resultOf(runs));

  test('makes sure which runs count', () => {
    const { record } = judged(result, '--run-cache', cacheOf(runs));
    expect(record.coverage).toMatchObject({ planned: 81, valid: 81, certainty: 'sure' });
  });

  test('shows dead runs that the summary hides', () => {
    const dead = runFile('run-cache-entry-provider-401.json');
    const spoilt = runs.map((run, i) => (i % 2 === 0 ? { ...run, transcript: dead.transcript } : run));
    const { code, record } = judged(result, '--threshold', '0', '--run-cache', cacheOf(spoilt));
    expect(code).toBe(3);
    expect(record.coverage.valid).toBe(40);
  });

  test('without a run of the result leaves nothing to judge', () => {
    const { code, record } = judged(result, '--run-cache', cacheOf(runs.slice(0, 3)));
    expect(code).toBe(3);
    expect(record.reasons.join('\n')).toMatch(/Only 3 of 81 runs .* can be judged/);
  });

  test('with more tasks than the result names them: a shard is missing', () => {
    const first = file(resultOf(runs.slice(0, 30)));
    const { code, record } = judged(first, '--run-cache', cacheOf(runs));
    expect({ code, reason: record.failureReason }).toEqual({ code: 4, reason: 'bad-result' });
    expect(record.reasons[1]).toMatch(/or a shard is missing/);
  });

  test('of two evals is refused', () => {
    const path = cacheOf(runs);
    cpSync(join(path, 'openai_fake-1/v2-0a'), join(path, 'openai_fake-1/v2-0b'), { recursive: true });
    expect(judged(result, '--run-cache', path).record.reasons[0]).toMatch(/has runs of several evaluations/);
  });

  test('that is none is wrong usage', () => {
    expect(cli(['verdict', result, '--run-cache', dirname(sample)])).toMatchObject({ code: 2 });
    expect(cli(['verdict', result, '--run-cache', '/nowhere'])).toMatchObject({
      code: 2,
      error: expect.stringContaining('Write the directory that holds `<task>/run<number>.json`'),
    });
  });
});

describe('an unpacked artifact', () => {
  const runs = evalWith(steady(0.5));
  const bytes = JSON.stringify(resultOf(runs));
  const { record } = judged(file(bytes), '--run-cache', cacheOf(runs));
  const shard = {
    index: 0,
    tasks: record.tasks.map((task) => task.taskId),
    harnessStartedAt: null as string | null,
    tampered: [] as string[],
    incidents: [],
    failure: null as unknown,
  };

  function artifact(
    change: Partial<typeof shard> = {},
    verdict: Partial<VerdictRecord> = {},
    content = 'full',
    more: Record<string, unknown> = {},
  ): string {
    const name = `artifact-${(files += 1)}`;
    const shards = [{ ...shard, ...change }];
    file(bytes, `${name}/benchmark.json`);
    file({ ...record, ...verdict }, `${name}/verdict.json`);
    cacheOf(runs, `${name}/runs`);
    for (const [place, text] of Object.entries(more)) file(text, `${name}/${place}`);
    seal(join(directory, name), { content, shards });
    return join(directory, name);
  }

  test('is judged as it was, by its directory or its benchmark.json', () => {
    const path = artifact({}, { identity: { ...record.identity, concurrency: 4 } });
    for (const given of [path, join(path, 'benchmark.json')]) {
      const again = judged(given, '--threshold', '0.2').record;
      expect(again).toMatchObject({ verdict: 'pass', coverage: { certainty: 'sure' } });
      expect(again.identity.concurrency).toBe(4);
      expect(again.tasks).toEqual(record.tasks);
    }
  });

  test('of an eval that lost a shard stays inconclusive', () => {
    const path = artifact({ failure: { code: 'node-lost', message: 'Its node went away.' } });
    expect(judged(path, '--threshold', '0').record).toMatchObject({
      verdict: 'inconclusive',
      failureReason: 'node-lost',
      reasons: ['Shard 0 has no result: Its node went away.'],
    });
  });

  test('counts no run that the log of the gateway tells a failure of the provider of', () => {
    const task = runs[0]!.task_id;
    const evalLog = `10:00:30 INFO clawbench.harness: TIMING ${task}/run0 total=20.0s score=1.00 C=1.00 T=1.00 B=1.00\n`;
    const gatewayLog =
      '2026-11-22T10:00:20.000+00:00 [agent/embedded] embedded run failover decision: decision=surface_error rawError=402 no credit\n';
    const path = artifact({ harnessStartedAt: '2026-11-22T10:00:00Z' }, {}, 'full', {
      'logs/shard-0/eval.log': evalLog,
      'logs/shard-0/gateway.log': gatewayLog,
    });
    const again = judged(path).record;
    expect(again.coverage).toMatchObject({ valid: 80, planned: 81 });
    expect(again.coverage.invalid).toMatchObject([{ class: 'provider-error', code: 402 }]);
  });

  test('does not count runs that were changed', () => {
    const path = artifact({ tampered: [`run_cache/m/v2-0a/${runs[0]!.task_id}/run0.json`] });
    expect(judged(path).record.coverage).toMatchObject({ valid: 80, planned: 81 });
  });

  test('of scores alone is judged by the runs that counted then', () => {
    const dead = runFile('run-cache-entry-provider-401.json');
    const spoilt = runs.map((run, i) => (i % 9 === 0 ? { ...dead, ...idOf(run), run_score: 0 } : run));
    const whole = file(resultOf(spoilt));
    const cache = cacheOf(spoilt);
    const then = judged(whole, '--run-cache', cache, '--min-coverage', '0.8').record;
    expect(then.coverage).toMatchObject({ planned: 81, valid: 72 });
    const path = artifact({}, then, 'scores', { 'benchmark.json': resultOf(spoilt) });
    rmSync(join(path, 'runs'), { recursive: true });
    const again = judged(path, '--min-coverage', '0.8').record;
    expect(again).toMatchObject({ score: then.score, coverage: then.coverage, verdict: 'pass' });
    expect(again.tasks.map(({ scores, passes, invalid }) => ({ scores, passes, invalid }))).toEqual(
      then.tasks.map(({ scores, passes, invalid }) => ({ scores, passes, invalid })),
    );
    expect(again.totals.totalTokens).toBeCloseTo(then.totals.totalTokens);
  });

  test('that lost its runs is inconclusive, whatever its benchmark.json says', () => {
    const path = artifact();
    rmSync(join(path, 'runs'), { recursive: true });
    expect(judged(path).record).toMatchObject({
      verdict: 'inconclusive',
      coverage: { valid: 0, planned: 81 },
    });
  });

  test('whose suspected regression more runs were to confirm is judged by them as strictly as then', () => {
    // p = 0.03: enough for one look, and too little for a second.
    const before = file(resultOf(evalWith(() => [0.5, 0.6, 0.7], 5)));
    const after = evalWith(() => [0.43, 0.53, 0.63], 5);
    const cache = cacheOf(after);
    const once = judged(file(resultOf(after)), '--run-cache', cache, '--baseline', before).record;
    expect(once).toMatchObject({ verdict: 'fail', comparison: { level: 0.05 } });
    const found = { ...once.comparison!, confirmed: true, level: 0.01, regressed: false };
    const path = artifact({}, { ...once, comparison: found }, 'full', { 'benchmark.json': resultOf(after) });
    const again = judged(path, '--run-cache', cache, '--baseline', before).record;
    expect(again).toMatchObject({ verdict: 'pass', comparison: { level: 0.01, confirmed: true } });
    // Against what they were not made for, they are runs like any others.
    const other = file(resultOf(evalWith(() => [0.51, 0.6, 0.7], 5)));
    expect(judged(path, '--run-cache', cache, '--baseline', other).record).toMatchObject({
      verdict: 'fail',
      comparison: { level: 0.05, confirmed: false },
    });
  });

  test('can be a baseline', () => {
    expect(judged(artifact(), '--baseline', artifact()).record.comparison).toMatchObject({
      comparable: true,
    });
  });
});

describe('mode: verdict of the action', () => {
  function step(inputs: Record<string, string>): { code: number | null; output: string; outputs: string } {
    const home = mkdtempSync(join(tmpdir(), 'step-'));
    const paths = { GITHUB_OUTPUT: join(home, 'output'), GITHUB_STEP_SUMMARY: join(home, 'summary') };
    for (const path of [...Object.values(paths), join(home, 'state')]) writeFileSync(path, '');
    const variables = Object.entries(inputs).map(([name, value]) => [inputVariable(name), value]);
    const { status, stdout } = spawnSync(process.execPath, [join(dist, 'index.js')], {
      encoding: 'utf8',
      env: {
        HOME: home,
        RUNNER_TEMP: home,
        GITHUB_STATE: join(home, 'state'),
        ...paths,
        ...Object.fromEntries(variables),
      },
    });
    return { code: status, output: stdout, outputs: readFileSync(paths.GITHUB_OUTPUT, 'utf8') };
  }

  test('needs no cluster and no key', () => {
    const { code, output, outputs } = step({ mode: 'verdict', result: sample, threshold: '0.3', runs: '3' });
    expect(output).toContain('::notice title=ClawBench%3A Reached the threshold%3A 0.38 ≥ 0.30');
    expect(code).toBe(0);
    expect(outputs).toMatch(/verdict<<.*\npass\n/);
    expect(outputs).toMatch(/results-path<<.*\n.*\/artifact\/benchmark\.json\n/);
  });

  test('is red below the threshold', () => {
    expect(step({ mode: 'verdict', result: sample, threshold: '0.9' }).code).toBe(1);
  });

  test('takes no input of an eval', () => {
    const { code, output } = step({ mode: 'verdict', result: sample, runs: '5', kubeconfig: 'x' });
    expect(code).toBe(1);
    expect(output).toContain('Input `runs` is not for `mode: verdict`: remove it.');
    expect(output).toContain('Input `kubeconfig` is not for');
  });
});
