import { describe, expect, it } from 'vitest';
import { type QueuedJob, queueWaiting, type Workload } from '../../../src/backends/job/queue-words.ts';

type Condition = NonNullable<NonNullable<Workload['status']>['conditions']>[number];

const condition = (type: string, status: string, message: string, reason = 'Pending'): Condition => ({
  type,
  status,
  reason,
  message,
});

function waiting(
  workload: QueuedJob['workload'],
  place?: QueuedJob['place'],
): ReturnType<typeof queueWaiting> {
  return queueWaiting({ job: 'Job n/j', queue: 'q', workload, place });
}

const withConditions = (...conditions: Condition[]): Workload => ({
  metadata: { name: 'job-j' },
  status: { conditions },
});

const late = { code: 'startup-timeout', isFinal: false };
const full = { code: 'quota-exceeded', isFinal: false };
const tooMuch = { code: 'quota-exceeded', isFinal: true };

const never =
  'insufficient quota for cpu in flavor a, previously considered podsets requests (0) + current podset request (5) > maximum capacity (4)';
const notNow = 'insufficient unused quota for cpu in flavor b, 2 more needed';

describe('a Job that waits in a queue', () => {
  it.each<[string, Workload | 'hidden' | undefined, string, object]>([
    ['without a Workload', undefined, 'Job n/j waits in LocalQueue q; Kueue has not made', late],
    ['with one that may not be read', 'hidden', 'may not read its Workload', late],
    ['with a new one', {}, 'Job n/j waits in LocalQueue q: Kueue has not looked', late],
    [
      'of a stopped queue',
      withConditions(condition('QuotaReserved', 'False', 'LocalQueue q is stopped', 'Inadmissible')),
      'Job n/j waits in LocalQueue q: LocalQueue q is stopped.',
      late,
    ],
    ['for used quota', withConditions(condition('QuotaReserved', 'False', notNow)), notNow, full],
    ['for too much', withConditions(condition('QuotaReserved', 'False', never)), never, tooMuch],
    [
      'for a second flavor',
      withConditions(
        condition('QuotaReserved', 'False', `couldn't assign flavors to pod set main: ${never}, ${notNow}`),
      ),
      never,
      full,
    ],
    [
      'for an admission check',
      {
        status: {
          conditions: [condition('QuotaReserved', 'True', 'Quota reserved in ClusterQueue cq')],
          admissionChecks: [
            { name: 'ready', state: 'Ready' },
            { name: 'prov', state: 'Pending', message: 'waiting for nodes' },
          ],
        },
      },
      'Job n/j has its quota in LocalQueue q; admission check prov is Pending (waiting for nodes).',
      late,
    ],
    [
      'and is admitted',
      withConditions(condition('QuotaReserved', 'True', 'Quota reserved')),
      'is admitted from LocalQueue q and about to start.',
      late,
    ],
    [
      'after an eviction of which nothing more is known',
      withConditions(
        condition('QuotaReserved', 'False', 'Preempted to accommodate x'),
        condition('Evicted', 'True', 'Preempted to accommodate x', 'Preempted'),
      ),
      'Job n/j was stopped by Kueue: Preempted to accommodate x. It waits in LocalQueue q.',
      late,
    ],
    [
      'no more',
      {
        ...withConditions(condition('Evicted', 'True', 'The workload is deactivated', 'Deactivated')),
        spec: { active: false },
      },
      'Job n/j was taken out of LocalQueue q: The workload is deactivated.',
      late,
    ],
  ])('%s', (_, workload, message, end) => {
    const told = waiting(workload);
    expect(told).toMatchObject(end);
    expect(told.message).toContain(message);
    expect(told.message).toMatch(/[^.]\.$/);
  });

  it('is told with its position, and with that in the ClusterQueue where it differs', () => {
    const workload = withConditions(condition('QuotaReserved', 'False', notNow));
    expect(waiting(workload, { inQueue: 1, ofQueue: 2, inCluster: 1 }).message).toContain(
      'q (position 1 of 2): ',
    );
    expect(waiting(workload, { inQueue: 1, ofQueue: 2, inCluster: 4 }).message).toContain(
      'q (position 1 of 2, 4 in its ClusterQueue): ',
    );
  });

  it('is told on one line, whatever Kueue says', () => {
    const { message } = waiting(
      withConditions(condition('QuotaReserved', 'False', 'a\n::error::b\u001B[31m')),
    );
    expect(message).toBe('Job n/j waits in LocalQueue q: a ::error::b.');
  });
});
