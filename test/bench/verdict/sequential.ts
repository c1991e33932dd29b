import { mean } from '../../../src/result/stats/bootstrap.ts';
import { overallScoreOf, taskScoreOf } from '../../../src/result/stats/score.ts';
import { nextStep, type RunsSoFar } from '../../../src/result/stats/sequential.ts';
import { many, percent, shareOf, type Marks } from '../marks.ts';
import { simulation, suite, type Simulation } from '../simulation.ts';
import { NOISE } from './settings.ts';

/** `runs: auto` against fixed runs: how many it takes, and how often it is wrong. */
export function sequentialRuns({ mark }: Marks): void {
  console.log('\nruns: auto against 3 runs of each task, true score within ±0.2 of the threshold\n');
  const score = (scores: readonly number[]): number =>
    taskScoreOf(scores, scores.filter((value) => value >= 0.7).length);
  for (const noise of NOISE) {
    const sim = simulation(5);
    const threeRuns = (): number => overallScoreOf(suite.map((task) => score(sim.runs(task.mean, noise, 3))));
    const truth = mean(Array.from({ length: many(8000) }, threeRuns));
    const count = many(8000);
    let [runs, wrongFixed, wrongAuto, far, wrongFar] = [0, 0, 0, 0, 0];
    for (let i = 0; i < count; i += 1) {
      const threshold = truth + 0.4 * (sim.random.unit() - 0.5);
      const passes = truth >= threshold;
      if (threeRuns() >= threshold !== passes) wrongFixed += 1;
      const tasks = suite.map((task) => ({
        ...task,
        scores: [] as number[],
        passed: [] as boolean[],
        made: 0,
      }));
      const verdict = runAuto({ sim, noise, threshold, score }, tasks);
      const isFar = Math.abs(truth - threshold) >= 0.05;
      if (isFar) far += 1;
      if (verdict !== passes) {
        wrongAuto += 1;
        if (isFar) wrongFar += 1;
      }
      runs += tasks.reduce((sum, task) => sum + task.scores.length, 0);
    }
    const saved = 1 - runs / count / (suite.length * 3);
    const errors = `wrong verdicts ${shareOf(wrongAuto / count, count)}, fixed ${shareOf(wrongFixed / count, count)}`;
    mark(`noise ${noise}: ≥ 40 % fewer runs`, saved >= 0.4, `${percent(saved)} fewer`);
    mark(`noise ${noise}: errors no more than with fixed runs`, wrongAuto <= wrongFixed * 1.05, errors);
    mark(
      `noise ${noise}: wrong ≤ 5 % where 0.05 or more from the threshold`,
      wrongFar <= 0.05 * far,
      shareOf(wrongFar / far, far),
    );
  }
}

interface Settings {
  sim: Simulation;
  noise: number;
  threshold: number;
  score: (scores: readonly number[]) => number;
}

/** Whether `runs: auto` lets the tasks pass. It adds the runs it makes to them. */
function runAuto(
  { sim, noise, threshold, score }: Settings,
  tasks: (RunsSoFar & { mean: number; scores: number[]; passed: boolean[]; made: number })[],
): boolean {
  for (;;) {
    const step = nextStep(tasks, { threshold, maxRuns: 5 });
    if (step.done) return overallScoreOf(tasks.map((task) => score(task.scores))) >= threshold;
    for (const task of tasks) {
      if (!step.tasks.includes(task.taskId)) continue;
      while (task.scores.length < step.runs) {
        const value = sim.run(task.mean, noise);
        task.scores.push(value);
        task.passed.push(value >= 0.7);
      }
      task.made = step.runs;
    }
  }
}
