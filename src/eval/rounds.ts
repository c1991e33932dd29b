import type { PodTarget } from '../backends/backend.ts';
import type { Log } from '../base/ports.ts';
import { type CollectedShard, tasksOf } from '../pods/collect.ts';
import { withPurpose } from '../result/formats/rounds.ts';
import type { Baseline } from '../result/verdict/judge-against.ts';
import { gatherEvidence, type GatheredEvidence } from './evidence.ts';
import { type NextRound, nextRound, type RoundState } from './next-round.ts';
import type { RunningEval } from './running.ts';

/** An evaluation whose runs are all collected. */
export interface CollectedEval {
  shards: readonly CollectedShard[];
  gathered: GatheredEvidence;
  baseline: Baseline | null;
  /** Whether runs were made to confirm a suspected regression. */
  isConfirmed: boolean;
}

/** Collects all runs, and orders more for as long as they help to decide. @throws ActionError; the signal's reason */
export async function untilDecided(running: RunningEval, log: Log): Promise<CollectedEval> {
  const { driver, record, terms, backend } = running;
  const policy = { runs: record.runs, maxRuns: terms.maxRuns, gate: terms.gate };
  let isConfirmed = false;
  for (;;) {
    const shards = (await driver.untilCollected()).map((shard) => {
      return { ...shard, rounds: withPurpose(shard.rounds, policy) };
    });
    // Another process may have ordered them.
    isConfirmed ||= shards.some(({ rounds }) => rounds.some(({ confirms }) => confirms));
    const baseline = await running.baselineAt(healthyPod(shards, (pod) => backend.targetIn(pod)));
    const gathered = await gatherEvidence(shards, record);
    const { lostShards, contradictions, stopped } = gathered.evidence;
    const isOver = lostShards.length > 0 || contradictions.length > 0 || stopped !== null;
    const state: RoundState = {
      askable: askableTasks(shards, driver.held),
      isConfirmed,
      inBase: null,
    };
    const round: NextRound | null = isOver ? null : nextRound(gathered.evidence, baseline, policy, state);
    if (round === null) return { shards, gathered, baseline, isConfirmed };
    log.info(round.why);
    isConfirmed ||= round.confirms;
    const { tasks, runs, confirms } = round;
    driver.order({ tasks, runs, confirms });
  }
}

function healthyPod(
  shards: readonly CollectedShard[],
  targetIn: (pod: string) => PodTarget,
): PodTarget | undefined {
  const pod = shards.find((shard) => shard.failure === undefined)?.pod;
  return pod === undefined ? undefined : targetIn(pod.name);
}

/** Tasks whose pod can still be asked for more runs. */
function askableTasks(
  shards: readonly CollectedShard[],
  held: ReadonlyMap<number, PodTarget>,
): ReadonlySet<string> {
  return new Set(shards.flatMap((shard) => (held.has(shard.index) ? tasksOf(shard) : [])));
}
