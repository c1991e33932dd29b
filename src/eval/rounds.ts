import type { PodTarget } from '../backends/backend.ts';
import type { Log } from '../base/ports.ts';
import { type CollectedShard, tasksOf } from '../pods/collect.ts';
import { withPurpose } from '../result/formats/rounds.ts';
import type { VerdictRecord } from '../result/formats/verdict-record.ts';
import { armBaseline, judgeBase } from '../result/verdict/base-arm.ts';
import type { Baseline } from '../result/verdict/judge-against.ts';
import { gatherEvidence, type GatheredEvidence } from './evidence.ts';
import { type NextRound, nextRound, type RoundPolicy } from './next-round.ts';
import type { RunningArm, RunningEval } from './running.ts';

/** One side whose runs are all collected. */
export interface CollectedArm {
  shards: readonly CollectedShard[];
  gathered: GatheredEvidence;
}

/** An evaluation whose runs are all collected. */
export interface CollectedEval extends CollectedArm {
  /** What ran beside it, with what it came to by itself; null if nothing did. */
  base: (CollectedArm & { verdict: VerdictRecord }) | null;
  baseline: Baseline | null;
  /** Whether runs were made to confirm a suspected regression. */
  isConfirmed: boolean;
}

/** Collects all runs of both arms, and orders more for as long as they help to decide. @throws ActionError; the signal's reason */
export async function untilDecided(running: RunningEval, log: Log): Promise<CollectedEval> {
  const { record, terms, backend } = running;
  const policy = { runs: record.runs, maxRuns: terms.maxRuns, gate: terms.gate };
  let isConfirmed = false;
  for (;;) {
    const [head, beside] = await Promise.all([
      collectArm(running, policy),
      running.base === null ? null : collectArm(running.base, policy),
    ]);
    const base = beside && { ...beside, verdict: judgeBase(beside.gathered.evidence, terms.gate) };
    // Another process may have ordered them.
    isConfirmed ||= hasConfirming(head);
    const baseline =
      base === null
        ? await running.baselineAt(healthyPod(head.shards, (pod) => backend.targetIn(pod)))
        : armBaseline(record.base ?? 'base', base.verdict);
    const collected = { ...head, base, baseline, isConfirmed };
    const round: NextRound | null = isOver(head)
      ? null
      : nextRound(head.gathered.evidence, baseline, policy, {
          askable: askableTasks(head.shards, running.driver.held),
          isConfirmed,
          inBase: base && running.base && askableTasks(base.shards, running.base.driver.held),
        });
    if (round === null) return collected;
    log.info(round.why);
    isConfirmed ||= round.confirms;
    const { tasks, runs, confirms } = round;
    running.driver.order({ tasks, runs, confirms });
    if (round.base !== null) running.base?.driver.order({ ...round.base, confirms });
  }
}

async function collectArm(
  { driver, record }: RunningArm,
  policy: Pick<RoundPolicy, 'runs' | 'maxRuns'>,
): Promise<CollectedArm> {
  const shards = (await driver.untilCollected()).map((shard) => {
    return { ...shard, rounds: withPurpose(shard.rounds, policy) };
  });
  return { shards, gathered: await gatherEvidence(shards, record) };
}

const hasConfirming = ({ shards }: CollectedArm): boolean =>
  shards.some(({ rounds }) => rounds.some(({ confirms }) => confirms));

/** Whether more runs would not help. */
function isOver({ gathered: { evidence } }: CollectedArm): boolean {
  const { lostShards, contradictions, stopped } = evidence;
  return lostShards.length > 0 || contradictions.length > 0 || stopped !== null;
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
