import { describe, expect, it } from 'vitest';
import { type ActionError, isActionError } from '../../../src/base/errors.ts';
import { parseBenchmark } from '../../../src/result/formats/benchmark.ts';
import { benchmark, bytesOf, encode, sampleNames, textOf } from '../../fixtures/result.ts';

const sample = benchmark('benchmark-2tasks-pass.json');
const raw = JSON.parse(textOf('benchmark-2tasks-pass.json'));
const bytes = (text: string): Uint8Array => new TextEncoder().encode(text);

function problem(input: Uint8Array, options = {}): ActionError {
  try {
    parseBenchmark(input, options);
  } catch (error) {
    if (isActionError(error)) return error;
    throw error;
  }
  throw new Error('the input was accepted');
}

describe('parseBenchmark', () => {
  it.each(sampleNames)('reads %s and keeps every field of it', (name) => {
    expect(benchmark(name)).toMatchObject(JSON.parse(textOf(name)));
  });

  it('keeps fields that it does not know', () => {
    const future = structuredClone(raw);
    future.new_in_2027 = { a: 1 };
    future.task_results[0].evidence_path = 'x';
    expect(parseBenchmark(encode(future))).toMatchObject({ new_in_2027: { a: 1 } });
    expect(parseBenchmark(encode(future)).task_results[0]).toMatchObject({ evidence_path: 'x' });
  });

  it('reads a file of a harness that did not know the judge', () => {
    const old = structuredClone(raw);
    for (const field of Object.keys(old).filter((key) => key.includes('judge'))) delete old[field];
    expect(parseBenchmark(encode(old)).overall_judge_score).toBe(0);
  });

  const edited = (change: (copy: typeof raw) => void): Uint8Array => {
    const copy = structuredClone(raw);
    change(copy);
    return encode(copy);
  };

  it.each<[string, Uint8Array, RegExp]>([
    ['an empty file', new Uint8Array(), /benchmark\.json is empty\./],
    ['a file cut in the middle', bytesOf('benchmark-2tasks-pass.json').slice(0, 5000), /is truncated/],
    ['a file cut inside a string', bytes('{"model": "open'), /is truncated/],
    ['a file that is a log', bytes('07:29:09 INFO clawbench'), /is not JSON\./],
    ['bytes that are not text', new Uint8Array([0xff, 0xfe, 0x00]), /is not UTF-8 text\./],
    ['a list', encode([]), /is not a ClawBench result: the document/],
    ['null', encode(null), /is not a ClawBench result/],
    ['NaN', bytes('{"model": "m", "overall_score": NaN}'), /contains NaN or Infinity/],
    ['-Infinity', bytes('{"overall_score": -Infinity}'), /contains NaN or Infinity/],
    [
      'a number that overflows',
      bytes(textOf('benchmark-2tasks-pass.json').replace('0.940015', '1e999')),
      /overall_score/,
    ],
    ['no tasks', edited((copy) => (copy.task_results = [])), /has no tasks\./],
    [
      'a task twice',
      edited((copy) => copy.task_results.push(copy.task_results[0])),
      /lists task t1-fs-quick-note twice/,
    ],
    [
      'a score above 1',
      edited((copy) => (copy.task_results[1].scores[0] = 1.2)),
      /task_results\[1\]\.scores\[0\]: Too big/,
    ],
    ['a negative score', edited((copy) => (copy.overall_score = -0.1)), /overall_score: Too small/],
    ['a score that is text', edited((copy) => (copy.task_results[0].scores = ['1'])), /scores\[0\]/],
    [
      'a missing field',
      edited((copy) => delete copy.task_results[0].mean_task_score),
      /task_results\[0\]\.mean_task_score/,
    ],
    [
      'fewer scores than runs',
      edited((copy) => copy.task_results[0].scores.pop()),
      /has 2 runs but 1 scores/,
    ],
    [
      'a task id with a line break',
      edited((copy) => (copy.task_results[0].task_id = 'a\n::error::')),
      /task_id/,
    ],
    ['a task id that is a path', edited((copy) => (copy.task_results[0].task_id = '..')), /task_id/],
    ['the shape of old versions', encode({ overall_composite: 0.4 }), /before 0\.3/],
    ['a __proto__ key', bytes('{"a": {"__proto__": {"x": 1}}}'), /__proto__/],
    ['an escaped __proto__ key', bytes('{"a": {"__prot\\u006f__": 1}}'), /__proto__/],
  ])('refuses %s with one clear sentence', (_, input, message) => {
    const error = problem(input);
    expect(error.code).toBe('bad-result');
    expect(error.message).toMatch(message);
    expect(error.message).not.toMatch(/\n/);
  });

  it('refuses a file over the limit before reading it', () => {
    expect(problem(bytesOf('benchmark-2tasks-pass.json'), { maxBytes: 10_000 }).message).toBe(
      'benchmark.json is 0.0 MB; at most 0.0 MB are read.',
    );
    expect(problem(new Uint8Array(200_000_001)).message).toBe(
      'benchmark.json is 200.0 MB; at most 200.0 MB are read.',
    );
  });

  it('survives JSON nested a million levels deep', () => {
    expect(problem(bytes('['.repeat(1_000_000) + ']'.repeat(1_000_000))).code).toBe('bad-result');
  });

  it('names the file in the message', () => {
    expect(problem(bytes('x'), { name: 'shard 3' }).message).toBe('shard 3 is not JSON.');
  });

  it('does not touch what it read', () => {
    expect(sample.task_results).toHaveLength(2);
    expect(Object.getPrototypeOf(sample)).toBe(Object.prototype);
  });
});
