/**
 * Time, memory and size of the HTML report: of an evaluation whose runs have long conversations, against a baseline with as
 * many, and of one with ten times as many runs.
 */
import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { stories } from '../fixtures/report-stories.ts';
import { textOf } from '../fixtures/result.ts';
import { newMarks } from './marks.ts';
import type { Taken } from './report/render.ts';

const MARK_S = 3;
const MARK_MB = 300;
const MARK_BYTES = 3_000_000;
/** Each file is read up to three times: for its line, its conversation, and what it did otherwise. */
const MARK_RATIO = 20;

const { mark, missed } = newMarks();
const model: { transcript: { messages: object[] } } = JSON.parse(textOf('run-cache-entry.json'));
const { verdict, facts } = stories.regression();

/** Writes the run files of a side. @param bytes of each */
function writeRuns(directory: string, runs: number, bytes: number): void {
  const { messages } = model.transcript;
  const times = Math.max(1, Math.round(bytes / JSON.stringify(messages).length));
  const transcript = { messages: Array.from({ length: times }, () => messages).flat() };
  for (const { taskId, tier, family } of verdict.tasks) {
    mkdirSync(path.join(directory, taskId), { recursive: true });
    for (let index = 0; index < runs; index += 1) {
      const run = { ...model, task_id: taskId, tier, family, run_index: index, run_score: 0.5, transcript };
      const text = JSON.stringify({ ...run, delivery_outcome: index % 2 === 0 ? 'fail' : 'pass' });
      writeFileSync(path.join(directory, taskId, `run${index}.json`), text);
    }
  }
}

function measure(title: string, runs: number, bytes: number): void {
  const directory = mkdtempSync(path.join(tmpdir(), 'bench-report-'));
  try {
    for (const side of ['head', 'base']) writeRuns(path.join(directory, side), runs, bytes);
    writeFileSync(path.join(directory, 'known.json'), JSON.stringify({ verdict, facts }));
    const program = path.join(import.meta.dirname, 'report', 'render.ts');
    const taken: Taken = JSON.parse(
      execFileSync(process.execPath, [program, directory], { encoding: 'utf8' }),
    );
    const { renderingSeconds: seconds, parsingSeconds, memoryMb, bytes: size } = taken;
    const ratio = seconds / parsingSeconds;
    console.log(`\n${title}, on both sides, ${Math.round(bytes / 1000)} kB each`);
    mark(`at most ${MARK_S} s`, seconds <= MARK_S, `${seconds.toFixed(2)} s`);
    mark(`at most ${MARK_RATIO} × the time to parse the files`, ratio <= MARK_RATIO, `${ratio.toFixed(1)} ×`);
    mark(`largest memory at most ${MARK_MB} MB`, memoryMb <= MARK_MB, `${memoryMb.toFixed(0)} MB`);
    mark(`at most ${MARK_BYTES / 1e6} MB`, size <= MARK_BYTES, `${(size / 1e6).toFixed(2)} MB`);
  } finally {
    rmSync(directory, { recursive: true, force: true });
  }
}

measure('27 tasks × 10 runs with long conversations', 10, 60_000);
measure('27 tasks × 100 runs', 100, 7000);
if (missed.length > 0) process.exitCode = 1;
