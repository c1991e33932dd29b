import type { Log } from '../base/ports.ts';
import type { CollectedShard } from '../pods/collect.ts';
import type { EvalContext } from '../pods/evaluate.ts';
import { gatherEvidence } from './evidence.ts';
import type { Inputs } from '../inputs/types.ts';
import { nextRound } from './next-round.ts';
import { gateOf } from '../plan/gate.ts';
import { firstRuns } from '../plan/runs.ts';
import type { Plan } from '../plan/plan.ts';
import type { Baseline } from '../result/verdict/judge-against.ts';

export interface Rounds {
  /** What is to be run more often; says why. */
  next: EvalContext['nextRound'];
  /** Whether runs were made to confirm a suspected regression. */
  isConfirmed(): boolean;
}

/** @param baselineOf what the runs that are home are held against */
export function openRounds(
  plan: Plan,
  inputs: Inputs,
  baselineOf: (shards: readonly CollectedShard[]) => Promise<Baseline | null>,
  log: Log,
): Rounds {
  let confirmed = false;
  return {
    isConfirmed: () => confirmed,
    async next(collected, open) {
      confirmed ||= collected.some((shard) => wasConfirmed(shard, inputs));
      const baseline = await baselineOf(collected);
      const { evidence } = await gatherEvidence(collected, plan, inputs);
      if (evidence.lostShards.length > 0 || evidence.stopped !== null) return null;
      const askable = new Set(
        collected.flatMap(({ index, state }) => (open.has(index) ? (state?.tasks ?? []) : [])),
      );
      const round = nextRound(evidence, baseline, { ...inputs, gate: gateOf(inputs) }, askable, confirmed);
      if (round === null) return null;
      log.info(round.why);
      confirmed ||= round.confirms;
      return round;
    },
  };
}

/**
 * A process that is gone may have ordered the runs that confirm. `runs: auto` orders one more run of a task at a time, and
 * at most `max-runs` of it.
 */
function wasConfirmed({ rounds }: CollectedShard, { runs, maxRuns }: Inputs): boolean {
  if (runs !== 'auto') return rounds.length > 0;
  const first = firstRuns({ runs });
  return rounds.some((round, index) => {
    const made = (task: string): number =>
      Math.max(
        first,
        ...rounds.slice(0, index).map((other) => (other.tasks.includes(task) ? other.runs : 0)),
      );
    return round.runs > maxRuns || round.tasks.some((task) => round.runs > made(task) + 1);
  });
}
