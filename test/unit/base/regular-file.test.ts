import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { readRegularFile } from '../../../src/base/regular-file.ts';

const directory = mkdtempSync(join(tmpdir(), 'regular-file-'));
afterAll(() => rmSync(directory, { recursive: true }));
const file = (name: string): string => join(directory, name);
writeFileSync(file('ten'), '0123456789');
symlinkSync(file('ten'), file('link'));
symlinkSync(file('gone'), file('dangling'));
execFileSync('mkfifo', [file('pipe')]);

describe('a file', () => {
  it.each([
    ['as large as allowed', file('ten')],
    ['behind a link, as tokens of ServiceAccounts are', file('link')],
  ])('%s is read', (_, name) => {
    expect(readRegularFile(name, 10).toString()).toBe('0123456789');
  });

  it('whose size the system does not tell is read', () => {
    expect(readRegularFile('/proc/self/status', 100_000).toString()).toMatch(/^Name:/);
    expect(readRegularFile('/proc/self/status', 10)).toBe('is too large');
  });

  it.each([
    ['larger than allowed', file('ten'), 'is too large'],
    ['that is missing', file('gone'), 'does not exist'],
    ['behind a link to nothing', file('dangling'), 'does not exist'],
    ['that is a directory', directory, 'is not a regular file'],
    ['that is a pipe nobody writes to', file('pipe'), 'is not a regular file'],
    ['that is a device without an end', '/dev/zero', 'is not a regular file'],
    ['below another file', join(file('ten'), 'x'), 'cannot be read'],
  ])('%s is a problem at once', (_, name, problem) => {
    expect(readRegularFile(name, 9)).toBe(problem);
  });
});
