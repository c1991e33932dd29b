/** The leaderboard of 10 models × 27 tasks × 10 runs: time, memory and size of the page. */
import { performance } from 'node:perf_hooks';
import { mkdtempSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { readLeg } from '../../src/legs/leg.ts';
import { reportLegs } from '../../src/legs/report-legs.ts';
import { testHost } from '../fixtures/host.ts';
import { evaluation, writeArtifact } from '../fixtures/legs.ts';
import { newMarks } from './marks.ts';

const MARK_MS = 3000;
const MARK_MEMORY_MB = 300;
const MARK_PAGE_MB = 3;
/** Against reading the ten verdicts once: it tells on any machine if the comparisons become slower. */
const MARK_RATIO = 150;
const directory = mkdtempSync(path.join(tmpdir(), 'bench-report-'));
const { mark, missed } = newMarks();
try {
  for (let index = 0; index < 10; index += 1)
    writeArtifact(
      path.join(directory, 'all', `clawbench-${index}-a1`),
      evaluation({ model: `a/model-${index}`, skill: index / 50, tasks: 27, runs: 10, seed: index + 1 }),
    );
  const reading = process.cpuUsage();
  for (let index = 0; index < 10; index += 1)
    readLeg(path.join(directory, 'all', `clawbench-${index}-a1`), 'x');
  const read = process.cpuUsage(reading);
  const readMs = (read.user + read.system) / 1000;
  const startedMs = performance.now();
  const before = process.cpuUsage();
  const { files } = await reportLegs(
    {
      directories: [path.join(directory, 'all')],
      runId: null,
      artifactName: 'clawbench',
      expected: 10,
      failOn: 'any',
    },
    testHost({ directory }),
  );
  const elapsedMs = performance.now() - startedMs;
  // The time of the processor is the same on a busy machine.
  const used = process.cpuUsage(before);
  const usedMs = (used.user + used.system) / 1000;
  const memoryMb = process.resourceUsage().maxRSS / 1024;
  const pageMb = statSync(path.join(directory, 'leaderboard', 'leaderboard.html')).size / 1e6;
  mark('all four files are written', files.length === 4, files.join(', '));
  const figure = `${usedMs.toFixed(0)} ms (${elapsedMs.toFixed(0)} ms on the clock)`;
  mark(`time of the processor, at most ${MARK_MS} ms`, usedMs <= MARK_MS, figure);
  const ratio = usedMs / readMs;
  mark(`at most ${MARK_RATIO} × the time to read the verdicts`, ratio <= MARK_RATIO, `${ratio.toFixed(0)} ×`);
  mark(`memory, at most ${MARK_MEMORY_MB} MB`, memoryMb <= MARK_MEMORY_MB, `${memoryMb.toFixed(0)} MB`);
  mark(`leaderboard.html, at most ${MARK_PAGE_MB} MB`, pageMb <= MARK_PAGE_MB, `${pageMb.toFixed(3)} MB`);
} finally {
  rmSync(directory, { recursive: true });
}
if (missed.length > 0) process.exitCode = 1;
