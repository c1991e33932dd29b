import type { PodTarget } from '../backends/backend.ts';
import type { Log } from '../base/ports.ts';
import { type CollectedShard, tasksOf } from '../pods/collect.ts';
import { withPurpose } from '../result/formats/rounds.ts';
import type { VerdictRecord } from '../result/formats/verdict-record.ts';
import { armBaseline, judgeBase, madeAgain } from '../result/verdict/base-arm.ts';
import type { LostBase } from '../result/verdict/evidence.ts';
import type { Baseline } from '../result/verdict/judge-against.ts';
import { apartWords } from './apart.ts';
import { openArmHistory } from './arm-history.ts';
import { gatherEvidence, type GatheredEvidence } from './evidence.ts';
import { type NextRound, nextRound, type RoundPolicy } from './next-round.ts';
import { openRemade, type Remade } from './remake-baseline.ts';
import type { RunningArm, RunningEval } from './running.ts';
import { sameArmsWords } from './same-arms.ts';

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
  const { record, terms } = running;
  const policy = { runs: record.runs, maxRuns: terms.maxRuns, gate: terms.gate };
  const remade = openRemade(running, log);
  const withHistory = openArmHistory(running.besideArm, terms.history, log);
  let isConfirmed: boolean = false;
  if (running.lostBase !== null) return withoutBase(await collectArm(running, policy), running.lostBase);
  for (;;) {
    const [head, beside] = await Promise.all([
      collectArm(running, policy),
      running.base === null ? null : collectArm(running.base, policy),
    ]);
    const lost = beside && remade.whyLost(beside.shards);
    if (lost !== null) {
      const rest = remade.giveUp(lost, head.shards);
      if (rest !== null) {
        running.driver.order(rest);
        continue;
      }
    }
    const base =
      beside === null || lost !== null
        ? null
        : { ...beside, verdict: judgeBase(beside.gathered.evidence, terms.gate) };
    // Another process may have ordered them.
    isConfirmed ||= hasConfirming(head);
    const baseline = await baselineOf(running, head, base, { ...remade, withHistory });
    const round: NextRound | null = isOver(head)
      ? null
      : nextRound(head.gathered.evidence, baseline, policy, {
          askable: askableTasks(head.shards, running.driver.held),
          isConfirmed,
          inBase: tasksInBase(running, base, baseline),
        });
    if (round === null) return { ...noted(head, base, running), base, baseline, isConfirmed };
    log.info(round.why);
    const { tasks, runs, confirms }: NextRound = round;
    if (round.base !== null && running.base === null) {
      // Else the head confirms alone, as the next look at it says.
      if (!(await remade.launch(round.base, head.shards))) continue;
    } else if (round.base !== null) running.base?.driver.order({ ...round.base, confirms });
    isConfirmed ||= confirms;
    running.driver.order({ tasks, runs, confirms });
  }
}

/** What is to be said of two arms that were there from the start; one that joins later makes its runs beside fresh ones of the head. */
function noted(
  head: CollectedArm,
  base: CollectedArm | null,
  { record, base: arm }: Pick<RunningEval, 'record' | 'base'>,
): CollectedArm {
  if (base === null || arm === null || record.base === null) return head;
  const words = [sameArmsWords(record, arm.record), apartWords(record.base, head.shards, base.shards)].filter(
    (each) => each !== null,
  );
  const { evidence } = head.gathered;
  const remarks = [...words, ...evidence.remarks];
  return { ...head, gathered: { ...head.gathered, evidence: { ...evidence, remarks } } };
}

/** There is nothing left to compare the head with, but what it made is paid for. */
function withoutBase({ shards, gathered }: CollectedArm, lostBase: LostBase): CollectedEval {
  const evidence = { ...gathered.evidence, lostBase };
  return { shards, gathered: { ...gathered, evidence }, base: null, baseline: null, isConfirmed: false };
}

async function baselineOf(
  running: RunningEval,
  head: CollectedArm,
  base: CollectedEval['base'],
  { again, withHistory }: Pick<Remade, 'again'> & { withHistory: (arm: Baseline) => Baseline },
): Promise<Baseline | null> {
  const { record, backend } = running;
  if (base !== null && record.base !== null) return withHistory(armBaseline(record.base, base.verdict));
  const stored = await running.baselineAt(healthyPod(head.shards, (pod) => backend.targetIn(pod)));
  if (stored === null || record.base !== null) return stored;
  const known = again(stored);
  const baseline = known === undefined ? stored : { ...stored, again: known };
  return base === null ? baseline : madeAgain(baseline, base.verdict);
}

/** The tasks that the base arm can be asked for; null if there is none, and none can be made. */
function tasksInBase(
  { base: arm, again }: RunningEval,
  base: CollectedEval['base'],
  baseline: Baseline | null,
): ReadonlySet<string> | null {
  if (arm !== null && base !== null) return askableTasks(base.shards, arm.driver.held);
  const canMake = again !== null && 'launch' in again && baseline?.again === 'possible';
  return canMake ? new Set(baseline.sample.tasks.map(({ taskId }) => taskId)) : null;
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
