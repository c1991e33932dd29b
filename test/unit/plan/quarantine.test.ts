import { mkdtempSync, rmSync, symlinkSync, truncateSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { describe, expect, onTestFinished, test } from 'vitest';
import { placesBelow } from '../../../src/base/checked-file.ts';
import { isActionError, messageWithHint } from '../../../src/base/errors.ts';
import { readQuarantine } from '../../../src/plan/quarantine.ts';

const FILE = 'quarantine.txt';

function checkout(text: string | null): string {
  const root = mkdtempSync(path.join(tmpdir(), 'checkout-'));
  onTestFinished(() => rmSync(root, { recursive: true, force: true }));
  if (text !== null) writeFileSync(path.join(root, FILE), text);
  return root;
}

const none = { requiredTasks: null, tasks: null };

function read(root: string, inputs: Partial<Parameters<typeof readQuarantine>[0]> = {}): readonly string[] {
  return readQuarantine({ ...none, quarantine: FILE, ...inputs }, placesBelow(root, 'the checkout'));
}

function problemOf(work: () => unknown): string {
  try {
    work();
  } catch (error) {
    if (isActionError(error, 'bad-input')) return messageWithHint(error);
    throw error;
  }
  throw new Error('nothing was refused');
}

describe('a file of tasks in quarantine', () => {
  test('has an id a line, and comments', () => {
    const text = '# Swings since the last release.\r\nt2-b   # 9 of 20\n\n  t1-a\nt2-b\n';
    expect(read(checkout(text))).toEqual(['t1-a', 't2-b']);
    expect(read(checkout('# none now\n'))).toEqual([]);
    expect(read(checkout(null), { quarantine: null })).toEqual([]);
  });

  test('is refused with every line that is no task id', () => {
    expect(problemOf(() => read(checkout('t1-a t1-b\nt2-c\n- t3-d\n')))).toBe(
      'Input `quarantine` names "quarantine.txt", but line 1 is "t1-a t1-b": write one task id a line, and comments after a #; line 3 is "- t3-d": write one task id a line, and comments after a #.',
    );
  });

  test('contradicts required tasks, and cannot have all tasks', () => {
    expect(problemOf(() => read(checkout('t1-a\n'), { requiredTasks: ['t1-a', 't2-b'] }))).toMatch(
      /but it has t1-a, which `required-tasks` has too: remove it from one of them\.$/,
    );
    expect(problemOf(() => read(checkout('t1-a\nt2-b\nt3-c\n'), { tasks: ['t1-a', 't2-b'] }))).toMatch(
      /but it has all of `tasks`, so that nothing would be judged: leave one of them out\.$/,
    );
    expect(read(checkout('t1-a\nt9-z\n'), { tasks: ['t1-a', 't2-b'] })).toEqual(['t1-a', 't9-z']);
  });

  test('is read in the checkout alone, and only up to its limit', () => {
    expect(problemOf(() => read(checkout(null)))).toMatch(
      /names "quarantine.txt", which does not exist\. Check out/,
    );
    const linked = checkout(null);
    symlinkSync('/etc/hostname', path.join(linked, FILE));
    expect(problemOf(() => read(linked))).toMatch(/which leads out of the checkout\./);
    const large = checkout('');
    truncateSync(path.join(large, FILE), 2 * 1024 * 1024);
    expect(problemOf(() => read(large))).toMatch(/which has 2097152 bytes, and at most 1048576 are read\./);
  });
});
