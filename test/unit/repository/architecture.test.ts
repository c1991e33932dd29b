import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, test } from 'vitest';
import { importProblem, roomOf, rooms } from '../../../scripts/architecture.ts';
import { checkout } from '../../fixtures/checkout.ts';

const RELATIVE_IMPORT = /(?:\bfrom|\bimport)\s*\(?\s*'(\.{1,2}\/[^']+)'/g;

function sourcesBelow(folder: string): string[] {
  return readdirSync(path.join(checkout, folder), { recursive: true, encoding: 'utf8' })
    .filter((file) => file.endsWith('.ts'))
    .map((file) => path.posix.join(folder, file));
}

function importsOf(file: string): string[] {
  const text = readFileSync(path.join(checkout, file), 'utf8');
  return [...text.matchAll(RELATIVE_IMPORT)].map(([, to = '']) =>
    path.posix.join(path.posix.dirname(file), to),
  );
}

const sources = [...sourcesBelow('src'), ...sourcesBelow('sidecar')];

test('no import leads up, and the pod shares two rooms with the action', () => {
  const all = sources.flatMap((from) => importsOf(from).map((to) => [from, to] as const));
  expect(all.length).toBeGreaterThan(1000);
  expect(all.map(([from, to]) => importProblem(from, to)).filter((problem) => problem !== null)).toEqual([]);
});

test('every source is in a room, except the entry', () => {
  const loose = sourcesBelow('src').filter((file) => roomOf(file) === undefined);
  expect(loose).toEqual(['src/index.ts']);
});

test('every room has files', () => {
  const used = new Set(sourcesBelow('src').map(roomOf));
  expect(rooms.map(({ name }) => name).filter((name) => !used.has(name))).toEqual([]);
});

test('the scripted model server imports only its own folder, which is all its image has', () => {
  const folder = 'test/images/model';
  const outside = sourcesBelow(folder)
    .flatMap(importsOf)
    .filter((to) => !to.startsWith(`${folder}/`));
  expect(outside).toEqual([]);
});

describe('an import that leads up is reported', () => {
  test.each([
    ['src/result/stats/score.ts', 'src/kube/client.ts'],
    ['src/action/step.ts', 'src/cli/main.ts'],
    ['src/cli/main.ts', 'src/action/step.ts'],
    ['sidecar/main.ts', 'src/kube/client.ts'],
    ['src/kube/client.ts', 'sidecar/main.ts'],
    ['src/eval/run.ts', 'src/loose.ts'],
  ])('%s → %s', (from, to) => {
    expect(importProblem(from, to)).toContain(to);
  });
});
