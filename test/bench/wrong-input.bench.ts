/** How long a step with a wrong input takes from the start of its process to its end, and how much it loads. */
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readdirSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';

const marks = { medianMs: 150, loadedBytes: 1_200_000, distBytes: 10_000_000 };
const rounds = 21;
const dist = join(dirname(dirname(import.meta.dirname)), 'dist');

const directory = mkdtempSync(join(tmpdir(), 'bench-'));
const env = {
  INPUT_THRESHOLD: '70%',
  GITHUB_OUTPUT: join(directory, 'output'),
  GITHUB_STATE: join(directory, 'state'),
};
const empty = join(directory, 'empty.js');
for (const file of [env.GITHUB_OUTPUT, env.GITHUB_STATE, empty]) writeFileSync(file, '');

function millisecondsOf(file: string, expectedStatus: number): number {
  const start = performance.now();
  const { status, stderr } = spawnSync(process.execPath, [file], { env, encoding: 'utf8' });
  const ms = performance.now() - start;
  if (status !== expectedStatus) throw new Error(`${file} ended with ${status}: ${stderr}`);
  return ms;
}

const wrong: number[] = [];
const bare: number[] = [];
// In turns, so that both run under the same load of the machine.
for (let round = 0; round < rounds; round++) {
  wrong.push(millisecondsOf(join(dist, 'index.js'), 1));
  bare.push(millisecondsOf(empty, 0));
}

function summary(times: readonly number[]): { median: number; text: string } {
  const sorted = times.toSorted((a, b) => a - b);
  const [min, median, max] = [0, Math.floor(rounds / 2), rounds - 1].map((at) => sorted[at] ?? Number.NaN);
  return {
    median: median ?? Number.NaN,
    text: `median ${median?.toFixed(0)} ms (${min?.toFixed(0)}–${max?.toFixed(0)}, n = ${rounds})`,
  };
}

const step = summary(wrong);
const loadedBytes = statSync(join(dist, 'index.js')).size;
const distBytes = readdirSync(dist).reduce((sum, name) => sum + statSync(join(dist, name)).size, 0);
const lines = [
  `wrong input      ${step.text}, mark ${marks.medianMs} ms`,
  `empty program    ${summary(bare).text}`,
  `loaded           ${loadedBytes} bytes, mark ${marks.loadedBytes}`,
  `dist/            ${distBytes} bytes, mark ${marks.distBytes}`,
];
process.stdout.write(`${lines.join('\n')}\n`);
if (step.median > marks.medianMs || loadedBytes > marks.loadedBytes || distBytes > marks.distBytes)
  process.exitCode = 1;
