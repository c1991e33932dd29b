import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { collectPaths, pathProblem } from '../../../src/artifact/file-names.ts';
// The client does not export it.
import { validateFilePath } from '../../../node_modules/@actions/artifact/lib/internal/upload/path-and-artifact-name-validation.js';

describe('a path in an artifact', () => {
  test.each([
    'runs/m/v2-0/t1-a/run0.json',
    'logs/kind/kind-control-plane/pods/ns_pod-1_uid/c/0.log',
    'logs/shard-0/a b.log',
    '.hidden',
  ])('may be %s', (file) => {
    expect(pathProblem(file)).toBeNull();
  });

  test.each([
    'a:b.json',
    'a*b',
    'a?b',
    'a"b',
    'a<b',
    'a>b',
    'a|b',
    'a\\b',
    'a\rb',
    'a\nb',
    'a\0b',
    'a\u0085b',
    'a./b',
    'a /b',
    'b.',
    'b ',
    '',
    '/a',
    'a//b',
    'a/',
    '../a',
    'a/../b',
    './a',
    '\ud800',
    'x'.repeat(201),
    'ä'.repeat(101),
    'x/'.repeat(300),
  ])('may not be %j', (file) => {
    expect(pathProblem(file)).not.toBeNull();
  });

  test('is never one that the artifact client refuses', () => {
    const odd = fc.constantFrom('"', ':', '<', '>', '|', '*', '?', '\r', '\n', '\\', '/', '.', ' ', 'a');
    const part = fc.oneof(fc.string({ unit: 'binary', maxLength: 4 }), odd);
    const isRefused = (file: string): boolean => {
      try {
        validateFilePath(file);
        return false;
      } catch {
        return true;
      }
    };
    fc.assert(
      fc.property(fc.array(part, { maxLength: 8 }), (parts) => {
        const file = parts.join('');
        expect(pathProblem(file) === null && isRefused(file)).toBe(false);
      }),
      { numRuns: 3000 },
    );
  });

  test('has a place of its own', () => {
    const take = collectPaths();
    expect(take('runs/m/run0.json')).toBeNull();
    for (const file of ['runs/m/run0.json', 'runs/M/RUN0.json', 'runs/m', 'runs/m/run0.json/x', 'RUNS'])
      expect(take(file), file).toBe('has the place of another file');
    expect(take('runs/m/run1.json')).toBeNull();
  });
});
