/** Renders the HTML report of the runs in a directory, alone in its process, and prints what it took as JSON. */
import { globSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { openSecrets } from '../../../src/base/clean.ts';
import { reportSource } from '../../../src/eval/report-source.ts';
import { renderHtml } from '../../../src/report/web/report.ts';
import type { ReportSource } from '../../../src/report/source.ts';

/** What it took; time is that of the processor, so that a busy machine does not spoil it. */
export interface Taken {
  parsingSeconds: number;
  renderingSeconds: number;
  bytes: number;
  /** The largest resident set. */
  memoryMb: number;
}

const [directory = ''] = process.argv.slice(2);
const known: Pick<ReportSource, 'verdict' | 'facts'> = JSON.parse(
  readFileSync(path.join(directory, 'known.json'), 'utf8'),
);

const parsing = process.cpuUsage();
for (const file of globSync('{head,base}/**/*.json', { cwd: directory }))
  JSON.parse(readFileSync(path.join(directory, file), 'utf8'));
const parsingSeconds = secondsOf(parsing);

const rendering = process.cpuUsage();
const places = {
  runs: [path.join(directory, 'head')],
  baselineRuns: [path.join(directory, 'base')],
  written: null,
};
const page = await renderHtml(reportSource({ ...known, ...places }, openSecrets(), []));
const taken: Taken = {
  parsingSeconds,
  renderingSeconds: secondsOf(rendering),
  bytes: Buffer.byteLength(page),
  memoryMb: process.resourceUsage().maxRSS / 1024,
};
process.stdout.write(JSON.stringify(taken));

function secondsOf(start: NodeJS.CpuUsage): number {
  const { user, system } = process.cpuUsage(start);
  return (user + system) / 1e6;
}
