import { oneLine } from '../../base/plain-text.ts';
import type { Waiting } from '../backend.ts';

/** The part of Kueue's Workload that this program reads. */
export interface Workload {
  metadata?: { name?: string };
  /** `active: false` takes it out of the queue. */
  spec?: { active?: boolean };
  status?: {
    conditions?: { type: string; status: string; reason?: string; message?: string }[];
    admissionChecks?: { name: string; state: string; message?: string }[];
  };
}

/** Positions of a Job that waits, from 1 on. */
export interface PlaceInQueue {
  inQueue: number;
  /** How many wait in its LocalQueue. */
  ofQueue: number;
  /** Among all that wait in the ClusterQueue behind it. */
  inCluster: number;
}

/** A Job that waits in a LocalQueue. */
export interface QueuedJob {
  /** `Job bench/clawbench-01234567` */
  job: string;
  queue: string;
  /** `hidden` if the user may not read it, undefined if Kueue has made none. */
  workload: Workload | 'hidden' | undefined;
  place: PlaceInQueue | undefined;
}

/** Why a Job still waits in its queue, in Kueue's words. */
export function queueWaiting({ job, queue, workload, place }: QueuedJob): Waiting {
  const where = `waits in LocalQueue ${queue}${position(place)}`;
  const late = (message: string, hint = raise): Waiting => ({
    code: 'startup-timeout',
    message,
    hint,
    isFinal: false,
  });
  if (workload === 'hidden')
    return late(`${job} ${where}; the credentials may not read its Workload, which would say why.`);
  if (workload === undefined) return late(`${job} ${where}; Kueue has not made a Workload of it.`, askAdmin);

  const told = (type: string, status: 'True' | 'False'): string | undefined => {
    const found = workload.status?.conditions?.find((item) => item.type === type && item.status === status);
    return found === undefined ? undefined : sentence(found.message || found.reason || type);
  };
  if (workload.spec?.active === false)
    return late(
      `${job} was taken out of LocalQueue ${queue}: ${told('Evicted', 'True') ?? 'its Workload is not active.'}`,
      `Ask who deactivated Workload ${workload.metadata?.name}.`,
    );
  if (told('QuotaReserved', 'True') !== undefined) {
    const checks = (workload.status?.admissionChecks ?? []).filter(({ state }) => state !== 'Ready');
    if (checks.length === 0) return late(`${job} is admitted from LocalQueue ${queue} and about to start.`);
    const open = checks.map(
      ({ name, state, message }) => `${name} is ${state}${message ? ` (${message})` : ''}`,
    );
    return late(`${job} has its quota in LocalQueue ${queue}; admission check ${sentence(open.join(', '))}`);
  }
  const reason = told('QuotaReserved', 'False') ?? 'Kueue has not looked at it yet.';
  const eviction = told('Evicted', 'True');
  const why = eviction === reason ? '.' : `: ${reason}`;
  const stopped = eviction === undefined ? job : `${job} was stopped by Kueue: ${eviction} It`;
  const isFinal = neverFits(reason);
  return {
    code: /insufficient|quota/i.test(reason) ? 'quota-exceeded' : 'startup-timeout',
    message: `${stopped} ${where}${why}`,
    hint: isFinal
      ? 'Lower "shards", or the requests of the containers in "pod-overlay", or write a "queue" with more quota.'
      : raise,
    isFinal,
  };
}

const raise = 'Raise "startup-timeout" to wait longer in the queue.';
const askAdmin = 'Ask the administrator of the cluster whether Kueue runs, and manages Jobs.';

/** Whether no flavor of the queue has that much, even when nothing else runs. */
function neverFits(reason: string): boolean {
  return /> maximum capacity/.test(reason) && !/insufficient unused quota/.test(reason);
}

function position(place: PlaceInQueue | undefined): string {
  if (place === undefined) return '';
  const { inQueue, ofQueue, inCluster } = place;
  const among = inCluster === inQueue ? '' : `, ${inCluster} in its ClusterQueue`;
  return ` (position ${inQueue} of ${ofQueue}${among})`;
}

function sentence(text: string): string {
  const line = oneLine(text);
  return /[.!?]$/.test(line) ? line : `${line}.`;
}
