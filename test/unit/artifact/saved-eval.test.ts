import { appendFileSync, mkdirSync, mkdtempSync, rmSync, truncateSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { describe, expect, onTestFinished, test } from 'vitest';
import { readSavedEval } from '../../../src/artifact/saved-eval.ts';
import { placesOfTerminal } from '../../../src/base/checked-file.ts';
import { recordOf } from '../../../src/result/verdict/baseline.ts';
import { NO_GATE } from '../../../src/result/verdict/gate.ts';
import { judge } from '../../../src/result/verdict/verdict.ts';
import { rebuildResult } from '../../../src/result/stats/rebuild.ts';
import { benchmark, runFile, runFilesFor } from '../../fixtures/result.ts';
import { seal } from '../../fixtures/sealed.ts';

const sample = benchmark('benchmark-2tasks-pass.json');
const runs = [...runFilesFor(sample).values()].filter((run) => run.run_index < 2);
const result = rebuildResult(sample, runs);
const [first = '', second = ''] = new Set(runs.map((run) => run.task_id));
const gate = { ...NO_GATE, minCoverage: 0.9 };
const limited = runFile('run-cache-entry-429-midway.json').transcript;

interface Saved {
  model: string;
  listed: typeof result | null;
  /** Runs beyond those of the result. */
  more: typeof runs;
  transcript: (typeof runs)[number]['transcript'];
}

/** A directory as the harness leaves it. */
function saved(change: Partial<Saved> = {}): {
  directory: string;
  write: (name: string, content: unknown) => void;
} {
  const { model = 'openai_fake-1', listed = result, more = [], transcript } = change;
  const directory = mkdtempSync(path.join(tmpdir(), 'saved-'));
  onTestFinished(() => rmSync(directory, { recursive: true, force: true }));
  const write = (name: string, content: unknown): void => {
    mkdirSync(path.dirname(path.join(directory, name)), { recursive: true });
    writeFileSync(path.join(directory, name), JSON.stringify(content));
  };
  if (listed !== null) write('benchmark.json', listed);
  for (const run of [...runs, ...more])
    write(`runs/${model}/v2-0a/${run.task_id}/run${run.run_index}.json`, {
      ...run,
      ...(transcript === undefined ? {} : { transcript }),
    });
  return { directory, write };
}

const read = (file: string, runCache: string | null = null) =>
  readSavedEval([file], runCache, placesOfTerminal());
const judged = (file: string) => judge(read(file).evidence, gate);

describe('a directory with runs and no manifest', () => {
  test('is judged by its runs, by its own name or that of its benchmark.json', () => {
    const { directory } = saved({ transcript: limited });
    for (const file of [directory, path.join(directory, 'benchmark.json')])
      expect(judged(file)).toMatchObject({
        verdict: 'inconclusive',
        coverage: {
          valid: 0,
          planned: 4,
          certainty: 'sure',
          invalid: [{ class: 'provider-error', code: 429 }],
        },
      });
    expect(judged(saved().directory)).toMatchObject({
      verdict: 'pass',
      coverage: { valid: 4, certainty: 'sure' },
    });
  });

  test('may lack a benchmark.json, and says so', () => {
    const record = judged(saved({ listed: null }).directory);
    expect(record).toMatchObject({ verdict: 'pass', coverage: { valid: 4, planned: 4 } });
    expect(record.score).toBeCloseTo(result.overall_score);
    expect(record.notes).toContainEqual(expect.stringMatching(/^There is no benchmark\.json: only the runs/));
  });

  test('may have a verdict that nobody can hold against it, and says so', () => {
    const { directory, write } = saved({ transcript: limited });
    write('verdict.json', recordOf(result, null));
    const record = judged(directory);
    expect(record.coverage.valid).toBe(0);
    expect(record.notes).toContainEqual(
      'There is a verdict.json without a manifest.json: only the result and its run files were judged.',
    );
  });

  test('whose tasks have unequal numbers of runs says that all of them count as planned', () => {
    const note = new RegExp(`^Task ${first} has more runs than others \\(3, and 2\\): without manifest.json`);
    const more = [{ ...runs[0]!, run_index: 2 }];
    const listed = rebuildResult(sample, [...runs, ...more]);
    for (const file of [listed, null]) {
      const record = judged(saved({ more, listed: file }).directory);
      expect(record).toMatchObject({ verdict: 'pass', coverage: { planned: 5 } });
      expect(record.notes).toContainEqual(expect.stringMatching(note));
    }
    expect(judged(saved().directory).notes).not.toContainEqual(
      expect.stringMatching(/has more runs than others/),
    );
  });

  test('does not take a run whose file is too large for one without a file', () => {
    const { directory } = saved();
    truncateSync(path.join(directory, `runs/openai_fake-1/v2-0a/${first}/run0.json`), 17_000_000);
    expect(judged(directory).coverage.invalid).toMatchObject([
      {
        class: 'not-run',
        runs: 1,
        cause: expect.stringMatching(/cannot be read: .*run0.json has 17000000 bytes/),
      },
    ]);
  });

  test('is nothing to judge without a result and without runs', () => {
    const directory = mkdtempSync(path.join(tmpdir(), 'saved-'));
    expect(() => read(directory)).toThrow(expect.objectContaining({ code: 'bad-input' }));
  });
});

describe('run files of something else', () => {
  test.each(['custom_fake-1', 'openai_fake-1', 'OpenAI__fake_1'])('are not those of %s', (model) => {
    expect(judged(saved({ model }).directory).coverage.valid).toBe(4);
  });

  test('of another model are refused, all of them or some', () => {
    const { directory, write } = saved({ model: 'openai_other' });
    const refusal = {
      code: 'bad-result',
      message: expect.stringMatching(/has runs of another model: .*openai_other/),
    };
    expect(() => read(directory)).toThrow(expect.objectContaining(refusal));
    const cache = path.join(directory, 'runs');
    write('elsewhere.json', result);
    expect(() => read(path.join(directory, 'elsewhere.json'), cache)).toThrow(
      expect.objectContaining(refusal),
    );
    // Named one level below, its directory still tells.
    const below = path.join(cache, 'openai_other');
    expect(() => read(path.join(directory, 'elsewhere.json'), below)).toThrow(
      expect.objectContaining(refusal),
    );
    const mixed = saved();
    mixed.write(`runs/openai_other/v2-0a/${first}/run7.json`, { ...runs[0]!, run_index: 7 });
    expect(() => read(mixed.directory)).toThrow(expect.objectContaining(refusal));
  });

  test('that are more than the result lists are refused', () => {
    const { directory } = saved({ more: [{ ...runs[0]!, run_index: 4 }] });
    expect(() => read(directory)).toThrow(
      expect.objectContaining({
        code: 'bad-result',
        message: `The run cache has run 5 of ${first}, but the result lists 2 of that task.`,
      }),
    );
  });
});

describe('an artifact', () => {
  const shard = {
    index: 0,
    tasks: [first, second],
    harnessStartedAt: null,
    tampered: [],
    incidents: [],
    failure: null,
  };
  const runPath = `runs/openai_fake-1/v2-0a/${first}/run1.json`;

  function artifact(): ReturnType<typeof saved> {
    const made = saved();
    made.write('verdict.json', recordOf(result, runFilesFor(result)));
    made.write('logs/shard-0/gateway.log', 'a line');
    made.write('logs/shard-0/eval.log', 'a line');
    seal(made.directory, { shards: [shard], content: 'full' });
    return made;
  }

  test('is judged as it was written', () => {
    const { evidence, problems } = read(artifact().directory);
    expect({ problems, contradictions: evidence.contradictions, remarks: evidence.remarks }).toEqual({
      problems: [],
      contradictions: [],
      remarks: [],
    });
    expect(judge(evidence, gate)).toMatchObject({ verdict: 'pass', coverage: { valid: 4 } });
  });

  test('does not count a run whose file was changed or added', () => {
    const { directory, write } = artifact();
    write(runPath, { ...runs[1]!, run_score: 1 });
    const { evidence, problems } = read(directory);
    expect(judge(evidence, gate).coverage).toMatchObject({
      valid: 3,
      invalid: [{ class: 'tampered', runs: 1 }],
    });
    expect(problems).toEqual([
      `${runPath.slice('runs/'.length)} is not the file that manifest.json lists; its run does not count.`,
    ]);
    const other = artifact();
    rmSync(path.join(other.directory, runPath));
    other.write(runPath.replace('v2-0a', 'v2-0b'), runs[1]!);
    expect(judged(other.directory).coverage.invalid).toMatchObject([{ class: 'tampered', runs: 1 }]);
  });

  test.each(['verdict.json', 'benchmark.json', 'logs/shard-0/gateway.log', 'logs/shard-0/eval.log'])(
    'whose %s was changed is not judged',
    (name) => {
      const { directory } = artifact();
      appendFileSync(path.join(directory, name), '\n');
      expect(judged(directory)).toMatchObject({
        verdict: 'inconclusive',
        failureReason: 'tampered',
        reasons: [
          expect.stringContaining(`${name} of the artifact is not the file that its manifest.json lists`),
        ],
      });
    },
  );

  test('to which a log was added is not judged', () => {
    const { directory, write } = artifact();
    seal(directory, { shards: [{ ...shard, index: 1 }], content: 'full' });
    write('logs/shard-1/gateway.log', 'a line');
    expect(judged(directory)).toMatchObject({ verdict: 'inconclusive', failureReason: 'tampered' });
  });

  test('from which a log was taken says so', () => {
    const { directory } = artifact();
    rmSync(path.join(directory, 'logs/shard-0/gateway.log'));
    expect(judged(directory).notes).toContainEqual(
      expect.stringMatching(/^logs\/shard-0\/gateway\.log of the/),
    );
  });

  test('is no longer that of a benchmark.json that was changed', () => {
    const { directory } = artifact();
    appendFileSync(path.join(directory, 'benchmark.json'), '\n');
    expect(() => read(path.join(directory, 'benchmark.json'))).toThrow(
      expect.objectContaining({ code: 'bad-result', message: expect.stringContaining('changed after') }),
    );
  });
});
