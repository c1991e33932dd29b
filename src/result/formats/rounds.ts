import { z } from 'zod';

/** An order for more runs, as it is written down: `runs` is the new number of runs of each of these tasks. */
export const roundSchema = z.object({
  tasks: z.array(z.string()),
  runs: z.number().int().min(1).max(1000),
  /** Whether they confirm a suspected regression. Absent where an older version wrote it, or where only a pod knows it. */
  confirms: z.boolean().optional(),
});

export interface Round {
  readonly tasks: readonly string[];
  readonly runs: number;
  readonly confirms?: boolean | undefined;
}

/** What is needed to tell what a round was for if nobody wrote it down. */
interface RoundRules {
  runs: number | 'auto';
  maxRuns: number;
}

/**
 * The rounds of a shard with what each was for. If that was not written down, it follows from the numbers: `runs: auto` orders
 * one more run of a task at a time, up to `max-runs`, so a larger order was one for confirmation, as is any with fixed runs.
 */
export function withPurpose(
  rounds: readonly Round[],
  { runs, maxRuns }: RoundRules,
): (Round & { confirms: boolean })[] {
  const made = new Map<string, number>();
  return rounds.map((round) => {
    const isLarger = round.tasks.some((task) => round.runs > (made.get(task) ?? 1) + 1);
    for (const task of round.tasks) made.set(task, Math.max(made.get(task) ?? 1, round.runs));
    return { ...round, confirms: round.confirms ?? (runs !== 'auto' || round.runs > maxRuns || isLarger) };
  });
}

/** How many runs of a task were ordered, and how many of them, the last ones, only confirm. */
export interface OrderedRuns {
  taskId: string;
  runs: number;
  /** Absent if none does. */
  confirming?: number;
}

/** @param runsPerTask runs of each task before any round */
export function orderedRuns(taskId: string, runsPerTask: number, rounds: readonly Round[]): OrderedRuns {
  const own = rounds.filter((round) => round.tasks.includes(taskId));
  const most = (some: readonly Round[]): number => Math.max(runsPerTask, ...some.map(({ runs }) => runs));
  const runs = most(own);
  const confirming = runs - most(own.filter(({ confirms }) => confirms !== true));
  return confirming === 0 ? { taskId, runs } : { taskId, runs, confirming };
}
