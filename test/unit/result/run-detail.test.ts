import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { parseRunDetail } from '../../../src/result/formats/run-detail.ts';
import { failuresOf } from '../../../src/result/formats/run-failures.ts';
import { parseRunFile } from '../../../src/result/formats/run-cache.ts';

const sample = (name: string): Buffer =>
  readFileSync(new URL(`../../fixtures/results/${name}.json`, import.meta.url));

function detailOf(change: Record<string, unknown>): ReturnType<typeof parseRunDetail> {
  const run: unknown = JSON.parse(sample('run-cache-entry').toString());
  return parseRunDetail(Buffer.from(JSON.stringify(Object.assign({}, run, change))), 'run0.json');
}

describe('a run for people to look at', () => {
  test('has its conversation, with each answer of a tool beside its call', () => {
    const { steps, ...run } = parseRunDetail(sample('run-cache-entry'), 'run0.json');
    expect(run).toMatchObject({
      taskId: 't1-bugfix-discount',
      runIndex: 0,
      score: 1,
      outcome: 'pass',
      failures: [],
    });
    expect(steps[0]).toMatchObject({ role: 'user', calls: [] });
    expect(steps[1]!.calls).toMatchObject([{ name: 'read', input: '{"path":"pricing.py"}', ok: true }]);
    expect(steps[1]!.calls[0]!.output).toContain('def apply_discount');
    expect(steps.filter(({ role }) => role === 'tool')).toEqual([]);
  });

  test('says why it failed', () => {
    const run = parseRunDetail(sample('run-cache-entry-provider-401'), 'run0.json');
    expect(run.failures).toEqual([
      'EXEC pricing tests: Exit code 1 != expected 0',
      'No tool used of: edit, execute, read',
    ]);
    expect(failuresOf(parseRunFile(sample('run-cache-entry-provider-401'), 'run0.json'))).toEqual(
      run.failures,
    );
  });

  test.each([
    { transcript: null },
    { transcript: { messages: 'none' } },
    { transcript: { messages: [7, null, { role: 'assistant', text: 5, tool_calls: [3] }] } },
    {
      completion_result: { failed_assertions: 'all' },
      failure_mode: 3,
      token_usage: [],
      duration_ms: 'long',
    },
  ])('is shown without what has another shape: %j', (change) => {
    expect(detailOf(change)).toMatchObject({ taskId: 't1-bugfix-discount', score: 1 });
  });

  test('shows faults that are objects, a line each', () => {
    const failed = [{ name: 'rows', reason: '3 missing' }, 'a\nb'];
    const { failures } = detailOf({ completion_result: { failed_assertions: failed } });
    expect(failures).toEqual(['{"name":"rows","reason":"3 missing"}', 'a b']);
  });

  test('is cut where it is long', () => {
    const messages = [{ role: 'assistant', text: 'x'.repeat(100_000) }];
    expect(detailOf({ transcript: { messages } }).steps[0]!.text).toMatch(
      /^x{4000}.*… \(100000 characters\)$/s,
    );
  });

  test('is refused if it is no run', () => {
    expect(() => parseRunDetail(Buffer.from('{}'), 'run0.json')).toThrow(
      'run0.json is not a run of ClawBench.',
    );
  });
});
