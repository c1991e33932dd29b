import { performance } from 'node:perf_hooks';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import type { BenchmarkResult } from '../../../src/result/formats/benchmark.ts';
import { recordOf } from '../../../src/result/verdict/baseline.ts';
import { compare, type Sample } from '../../../src/result/verdict/compare.ts';
import { powerOf } from '../../../src/result/stats/power.ts';
import type { Marks } from '../marks.ts';
import { request } from '../../fixtures/wire.ts';
import { parseWireJournal } from '../../../src/result/formats/wire.ts';
import { sample, simulation, suite } from '../simulation.ts';
import { GATE } from './settings.ts';

/** How long a whole verdict takes: both sides recomputed, with all their intervals, and compared. */
export function speed({ mark }: Marks): void {
  console.log('\nSpeed\n');
  const sim = simulation(3);
  const tenRuns = (): BenchmarkResult => ({
    ...sample,
    task_results: sample.task_results.map((task) => ({
      ...task,
      runs: 10,
      scores: sim.runs(task.mean_run_score, 0.25, 10),
    })),
  });
  const [before, now] = [tenRuns(), tenRuns()];
  const started = performance.now();
  compare({ ...recordOf(before, null), name: 'baseline' }, recordOf(now, null), GATE, 'screening');
  const took = performance.now() - started;
  mark('verdict of 27 tasks × 10 runs × 2 sides in ≤ 1 s', took <= 1000, `${took.toFixed(0)} ms`);
  journal(mark, took);
  largeSuite(mark);
}

const LARGE = { tasks: 500, runs: 10 };

/** A suite of another size: what a comparison of it takes, and what it costs to say what more runs would show. */
function largeSuite(mark: Marks['mark']): void {
  const sim = simulation(4);
  const side = (): Sample => ({
    identity: {
      model: 'simulated',
      judgeModel: '',
      harnessVersion: '1',
      openclawVersion: '1',
      taskFingerprint: '1',
      concurrency: 1,
      images: {},
    },
    tasks: Array.from({ length: LARGE.tasks }, (_, task) => ({
      taskId: `t${task}`,
      score: null,
      scores: sim.runs(suite[task % suite.length]!.mean, 0.25, LARGE.runs),
    })),
  });
  const [before, now] = [side(), side()];
  const started = performance.now();
  const { tasks } = compare({ name: 'baseline', ...before }, now, GATE, 'screening');
  const pairs = before.tasks.map(({ taskId, scores }, i) => {
    return { taskId, baseline: scores, head: now.tasks[i]!.scores };
  });
  const power = powerOf(pairs, GATE, { drift: undefined, costOfRun: null });
  const took = performance.now() - started;
  const size = `${LARGE.tasks} tasks × ${LARGE.runs} runs × 2 sides`;
  const isWhole = tasks.length === LARGE.tasks && power !== null;
  mark(`comparison of ${size} in ≤ 3 s`, isWhole && took <= 3000, `${took.toFixed(0)} ms`);
}

/** What is in use, without what is only not collected yet. */
function usedBytes(): number {
  setFlagsFromString('--expose-gc');
  runInNewContext('gc()');
  return process.memoryUsage().heapUsed;
}

const RUNS = 270;
const REQUESTS = 40;

/** What the journal of such an evaluation costs: its time as a share of that of the verdict, and the memory that stays. */
function journal(mark: Marks['mark'], verdictMs: number): void {
  const lines = function* lines(): Generator<string> {
    for (let place = 0; place < REQUESTS; place += 1) {
      for (let run = 0; run < RUNS; run += 1) {
        const id = `${run}-${place}`;
        const of = {
          task: `task-${run % 27}`,
          run: Math.floor(run / 27),
          turn: `turn-${Math.floor(place / 8)}`,
        };
        for (const line of request({ id, at: 1e12 + place * 1000, run: of })) yield JSON.stringify(line);
      }
    }
  };
  const began = usedBytes();
  const started = performance.now();
  const { tries } = parseWireJournal(lines(), null);
  const took = performance.now() - started;
  const keptMb = (usedBytes() - began) / 1e6;
  const size = `${RUNS} runs × ${REQUESTS} requests`;
  const isWhole = tries.length === RUNS;
  mark(
    `the journal of ${size} in ≤ 5 times a verdict`,
    isWhole && took <= 5 * verdictMs,
    `${(took / verdictMs).toFixed(1)} times, ${took.toFixed(0)} ms`,
  );
  mark(`the journal of ${size} takes ≤ 32 MB`, isWhole && keptMb <= 32, `${keptMb.toFixed(1)} MB`);
}
