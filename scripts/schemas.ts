import { readFile, writeFile } from 'node:fs/promises';
import { z } from 'zod';
import { benchmarkSchema } from '../src/result/benchmark.ts';
import { runCacheEntrySchema } from '../src/result/run-cache.ts';
import { verdictRecordSchema } from '../src/result/verdict-record.ts';

/**
 * Writes docs/schemas/*.schema.json from the schemas the program itself validates with.
 * `node scripts/schemas.ts --check` only tells whether they are up to date.
 */

const published = [
  { file: 'benchmark', title: 'benchmark.json of ClawBench', schema: benchmarkSchema },
  {
    file: 'run',
    title: 'A file of the ClawBench run cache, as far as it is used',
    schema: runCacheEntrySchema,
  },
  { file: 'verdict', title: 'verdict.json', schema: verdictRecordSchema },
];

const check = process.argv.includes('--check');
let stale = false;
for (const { file, title, schema } of published) {
  const target = new URL(`../docs/schemas/${file}.schema.json`, import.meta.url);
  // `input`: what a file may look like, before defaults are filled in.
  const { $schema, ...rest } = z.toJSONSchema(schema, { io: 'input' });
  const text = `${JSON.stringify({ $schema, title, ...rest }, null, 2)}\n`;
  const current = await readFile(target, 'utf8').catch(() => '');
  if (current === text) continue;
  stale = true;
  if (check) console.error(`docs/schemas/${file}.schema.json is out of date: run "npm run schemas".`);
  else await writeFile(target, text);
}
if (check && stale) process.exitCode = 1;
