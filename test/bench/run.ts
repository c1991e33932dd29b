/**
 * `npm run bench -- NAME [OPTION…]`: runs test/bench/NAME.bench.ts. Every bench prints its tables and fails if a figure
 * misses its mark. A bench that simulates takes `-n COUNT`, the most simulations of a figure; the marks are for all of them.
 */
import { readdirSync } from 'node:fs';

const names = readdirSync(import.meta.dirname)
  .filter((file) => file.endsWith('.bench.ts'))
  .map((file) => file.replace('.bench.ts', ''));
const [name] = process.argv.slice(2);
if (name === undefined || !names.includes(name)) {
  console.error(`Which bench? ${names.join(', ')}`);
  process.exitCode = 2;
} else {
  await import(new URL(`${name}.bench.ts`, import.meta.url).href);
}
