import { forecast, type RunUsage } from '../../../src/result/stats/forecast.ts';
import { many, percent, type Marks } from '../marks.ts';
import { simulation, suite, type Simulation } from '../simulation.ts';

/** How far forecasts are off, and how often the outcome lies in their range. */
export function forecasts({ mark }: Marks): void {
  console.log(
    '\nForecast of tokens and minutes, runs of a task varying log-normally around means that differ by task\n',
  );
  for (const [what, known] of [
    ['a baseline of 3 runs', 3],
    ['one average run of each task', 1],
    ['the first 20 of 81 runs', 0],
  ] as const) {
    const sim = simulation(17);
    const off = { tokens: [] as number[], minutes: [] as number[] };
    let [within, total] = [0, 0];
    for (let i = 0; i < many(400); i += 1) {
      const normal = (): number => (sim.run(0.5, 0.1) - 0.5) / 0.1;
      const tasks = suite.map((task) => ({
        taskId: task.taskId,
        tokens: 40_000 * Math.exp(0.7 * normal()),
        durationMs: 60_000 * Math.exp(0.5 * normal()),
      }));
      const draw = (task: (typeof tasks)[number]): RunUsage => {
        const size = Math.exp(0.4 * normal() - 0.08);
        return {
          taskId: task.taskId,
          tokens: task.tokens * size,
          durationMs: task.durationMs * size,
          costUsd: 0,
        };
      };
      const actual = tasks.map((task) => Array.from({ length: 3 }, () => draw(task)));
      const before =
        known === 0
          ? shuffled(sim, actual.flat()).slice(0, 20)
          : tasks.flatMap((task) => Array.from({ length: known }, () => draw(task)));
      const work = { tasks: tasks.map(({ taskId }) => ({ taskId, runs: 3 })), shards: 1, concurrency: 4 };
      const predicted = forecast(before, work)!;
      const truth = {
        tokens: actual.flat().reduce((sum, run) => sum + run.tokens, 0),
        minutes: wallMinutes(shuffled(sim, actual.flat()), 4),
      };
      for (const figure of ['tokens', 'minutes'] as const) {
        off[figure].push(Math.abs(predicted[figure].expected / truth[figure] - 1));
        total += 1;
        if (truth[figure] >= predicted[figure].low && truth[figure] <= predicted[figure].high) within += 1;
      }
    }
    const median = (values: number[]): string => percent(values.sort((a, b) => a - b)[values.length >> 1]!);
    const figure = `off by ${median(off.tokens)} (tokens), ${median(off.minutes)} (minutes) in the median; outcome within the 90 % range in ${percent(within / total)}`;
    mark(`from ${what}: range holds ≥ 85 %`, within / total >= 0.85, figure);
  }
}

function shuffled<T>({ random }: Simulation, items: readonly T[]): T[] {
  const copy = [...items];
  for (let i = copy.length - 1; i > 0; i -= 1) {
    const j = random.below(i + 1);
    [copy[i], copy[j]] = [copy[j]!, copy[i]!];
  }
  return copy;
}

function wallMinutes(runs: readonly RunUsage[], concurrency: number): number {
  const places = Array.from({ length: concurrency }, () => 0);
  for (const run of runs) places[places.indexOf(Math.min(...places))]! += run.durationMs / 60_000;
  return Math.max(...places);
}
