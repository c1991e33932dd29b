import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { dist } from './command.ts';

test('every package that the bundle names has its licence in dist/licenses.txt, with the text', () => {
  const code = readdirSync(dist)
    .filter((name) => name.endsWith('index.js'))
    .map((name) => readFileSync(join(dist, name), 'utf8'))
    .join('\n');
  // The bundler says above each module that it joined, and where it uses another, which file it was.
  const named = code.matchAll(
    /^\/\/ (?:EXTERNAL|.*CONCATENATED) MODULE: .*node_modules\/((?:@[^/]+\/)?[^/]+)\//gm,
  );
  const packages = new Set([...named].map(([, name = '']) => name));
  expect(packages.size).toBeGreaterThan(20);

  const entries = readFileSync(join(dist, 'licenses.txt'), 'utf8').split(`\n${'-'.repeat(80)}\n\n`);
  for (const entry of entries) expect(entry).toMatch(/^\S+ \d[\w.+-]*\n[\w.() -]+\n\n(?:.|\n){200,}$/);
  const licensed = new Set(entries.map((entry) => entry.split(' ')[0]));
  expect([...packages].filter((name) => !licensed.has(name))).toEqual([]);
});
