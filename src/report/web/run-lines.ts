import type { RunDetail } from '../../result/formats/run-detail.ts';
import type { TaskRow } from '../../result/formats/verdict-record.ts';
import { transcriptBytes } from './transcript.ts';

/** What the page keeps of every run: all but its conversation, which may have megabytes. */
export interface RunLine extends Omit<RunDetail, 'steps'> {
  /** About how much its conversation takes in the page. */
  transcriptBytes: number;
}

/** The runs by task, in the order of their numbers. They are taken one at a time. */
export function runLines(runs: Iterable<RunDetail>): Map<string, RunLine[]> {
  const tasks = new Map<string, RunLine[]>();
  for (const { steps, ...run } of runs) {
    const known = tasks.get(run.taskId) ?? [];
    tasks.set(run.taskId, known);
    known.push({ ...run, transcriptBytes: transcriptBytes(steps) });
  }
  for (const known of tasks.values()) known.sort((a, b) => a.runIndex - b.runIndex);
  return tasks;
}

/** A run that counts. */
export interface ValidRun {
  score: number;
  passed: boolean;
  /** From 0; null without a run file. */
  runIndex: number | null;
}

/** The runs of a task that the verdict counts. The record has their scores, and how many of them passed; the files say which. */
export function validRuns(
  { scores, passes }: Pick<TaskRow, 'scores' | 'passes'>,
  lines: readonly RunLine[],
): ValidRun[] {
  const left = [...lines];
  const ofFiles = scores.map((score): ValidRun | null => {
    const at = left.findIndex((line) => line.score === score);
    const [line] = at === -1 ? [] : left.splice(at, 1);
    return line === undefined ? null : { score, passed: hasPassed(line), runIndex: line.runIndex };
  });
  if (ofFiles.every((run) => run !== null)) return ofFiles;
  // A run passes by its score, so those with the best scores have passed.
  const order = [...scores.keys()].sort((a, b) => scores[b]! - scores[a]! || a - b);
  const best = new Set(order.slice(0, passes));
  return scores.map((score, index) => ({ score, passed: best.has(index), runIndex: null }));
}

export function hasPassed({ outcome }: Pick<RunDetail, 'outcome'>): boolean {
  return outcome === 'pass';
}
