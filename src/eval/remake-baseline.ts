import { isActionError } from '../base/errors.ts';
import type { Log } from '../base/ports.ts';
import { type CollectedShard, planOf } from '../pods/collect.ts';
import { podContainers } from '../protocol/containers.ts';
import type { Round } from '../result/formats/rounds.ts';
import { runsOfEachSide } from '../result/stats/both-sides.ts';
import type { Baseline } from '../result/verdict/judge-against.ts';
import { timeOf } from './apart.ts';
import type { RunningEval } from './running.ts';

type Shards = readonly CollectedShard[];

/** A stored baseline that is made again beside the head, in an arm of its own, once a suspicion asks for it. */
export interface Remade {
  /** What is known of making this baseline again; undefined where nobody asks. */
  again: (baseline: Pick<Baseline, 'name'>) => Baseline['again'];
  /** Launches the arm with these runs. @returns whether it could be launched */
  launch: (round: Pick<Round, 'tasks' | 'runs'>, head: Shards) => Promise<boolean>;
  /** Why an arm that joined never came to run; null if it did, or if it was there from the start. */
  whyLost: (base: Shards) => string | null;
  /** Goes on without the arm. @returns what the head runs in its place; null if nothing is left to run */
  giveUp: (why: string, head: Shards) => Round | null;
}

export function openRemade(running: RunningEval, log: Log): Remade {
  let failed: string | null = null;
  return {
    again({ name }) {
      const { again } = running;
      const why = failed ?? (again !== null && 'impossible' in again ? again.impossible : null);
      if (why !== null) return { impossible: `${name} could not be made again, since ${why}.` };
      return again === null ? undefined : 'possible';
    },
    async launch({ tasks, runs }, head) {
      if (running.again === null || 'impossible' in running.again) return false;
      const caps = running.leftOfCaps();
      if (Object.values(caps).some((left) => left !== null && left <= 0)) {
        failed = 'the caps are used up';
        return false;
      }
      const headImage = head.find(({ pod }) => pod !== undefined)?.pod?.images[podContainers.gateway];
      const wish = { tasks, runs, caps, ranMs: ranMs(head), headImage };
      log.status?.({ text: 'Making the baseline again' });
      try {
        running.base = await running.join(await running.again.launch(wish));
        log.info('The baseline is made again beside it, by fresh runs of the same tasks.');
        return true;
      } catch (error) {
        running.kube.signal.throwIfAborted();
        if (!isActionError(error)) throw error;
        failed = withoutStop(error.message);
        log.warning('Baseline', `It could not be made again, since ${failed}.`);
        return false;
      }
    },
    whyLost(shards) {
      if (running.record.base !== null) return null;
      const failures = shards.flatMap(({ failure }) => (failure === undefined ? [] : [failure.message]));
      const neverRan = shards.every((shard) => planOf(shard) === undefined);
      return neverRan && failures[0] !== undefined ? withoutStop(failures[0]) : null;
    },
    giveUp(why, head) {
      failed = why;
      running.base = null;
      const rest = restOf(head, running);
      const tell =
        rest === null ? 'the fresh runs that head has made tell alone' : 'more runs of head alone will tell';
      log.warning('Baseline', `It could not be made again, since ${why}: ${tell}.`);
      return rest;
    },
  };
}

/** What is left of `confirm-runs` after the head has made its half. */
function restOf(shards: Shards, { terms, driver }: RunningEval): Round | null {
  const { confirmRuns } = terms.gate;
  const rest = confirmRuns - runsOfEachSide(confirmRuns);
  const last = shards.flatMap(({ rounds }) => rounds).findLast(({ confirms }) => confirms === true);
  const isHeld = shards.some(({ index }) => driver.held.has(index));
  if (last === undefined || rest === 0 || !isHeld) return null;
  const tasks = shards.flatMap((shard) => shard.rounds.at(-1)?.tasks ?? []);
  return { tasks: [...new Set(tasks)], runs: last.runs + rest, confirms: true };
}

/** Where a shard does not say it, nothing is taken from the limits. */
function ranMs(head: Shards): number {
  const time = timeOf(head);
  return time === null ? 0 : time.endedMs - time.startedMs;
}

const withoutStop = (sentence: string): string => sentence.replace(/\.$/, '');
