import { ended, goesOn, losesRun, type Faults } from '../fault.ts';

/** The pods of the evaluation, their containers and disks, and the nodes. */
export const podFaults = {
  'harness-killed': {
    what: 'The harness is killed.',
    ...losesRun,
    seconds: 120,
    shown: { evaluation: 'shared' },
  },
  'harness-out-of-memory': {
    what: 'The container of the harness is killed because it uses too much memory.',
    ...losesRun,
    seconds: 240,
    shown: {
      tests: [
        [
          'test/e2e/lost-pods.test.ts',
          'resumes after the harness was killed for its memory, and pays nothing twice',
        ],
      ],
    },
  },
  'supervisor-killed': {
    what: 'The supervisor, which runs the harness, is killed.',
    ...losesRun,
    seconds: 120,
    shown: { evaluation: 'shared' },
  },
  'gateway-killed': {
    what: 'The gateway is killed.',
    ...losesRun,
    seconds: 180,
    shown: { evaluation: 'shared' },
  },
  'relay-killed': {
    what: 'The relay is killed with a request under way.',
    ...losesRun,
    seconds: 180,
    shown: { evaluation: 'shared' },
  },
  'results-killed': {
    what: 'The container `results` is killed, and with it the pod ends.',
    ...losesRun,
    seconds: 240,
    shown: { evaluation: 'shared', takesPod: true },
  },
  'pod-evicted': {
    what: 'The pod is evicted from its node, as when that is drained.',
    ...losesRun,
    seconds: 240,
    shown: { evaluation: 'shared', takesPod: true },
  },
  'pod-deleted': {
    what: 'Somebody deletes the pod.',
    ...losesRun,
    seconds: 240,
    shown: { evaluation: 'shared', takesPod: true },
  },
  'pod-deleted-by-force': {
    what: 'Somebody deletes the pod without a grace period.',
    ...losesRun,
    seconds: 240,
    shown: { evaluation: 'shared', takesPod: true },
  },
  'pod-disk-full': {
    what: 'A volume of the pod grows beyond its limit, and the kubelet evicts the pod.',
    ...losesRun,
    seconds: 300,
    shown: { evaluation: 'shared', takesPod: true },
  },
  'node-lost': {
    what: 'The node of the pod loses its power and does not come back.',
    ...losesRun,
    seconds: 420,
    shown: { evaluation: 'own' },
  },
  'job-deleted': {
    what: 'Somebody deletes the Job.',
    ends: 'shard-lost',
    ...ended,
    seconds: 120,
    shown: { evaluation: 'own' },
  },
  'namespace-deleted': {
    what: 'Somebody deletes the namespace.',
    ends: 'shard-lost',
    ...ended,
    seconds: 120,
    shown: {
      tests: [
        [
          'test/e2e/lost-pods.test.ts',
          'tells what was paid where the namespace was deleted, which goes at once',
        ],
      ],
    },
  },
  'job-suspended': {
    what: 'Somebody suspends the Job, again and again.',
    ends: 'startup-timeout',
    ...ended,
    seconds: 120,
    shown: {
      tests: [
        [
          'test/faults/eval/suspended.test.ts',
          'in the middle ends after `startup-timeout`, not after `timeout`, with the runs that are home',
        ],
      ],
    },
  },
  preempted: {
    what: 'Kueue preempts the Job for one of more importance.',
    ...losesRun,
    seconds: 300,
    shown: {
      tests: [
        [
          'test/e2e/queue.test.ts',
          'waits for quota, is told its place and the reason, goes on after it was preempted, and passes',
        ],
      ],
    },
  },
  'journal-disk-full': {
    what: 'The disk on which the relay keeps its journal is full.',
    ends: 'container-failed',
    ...ended,
    seconds: 180,
    shown: { evaluation: 'own' },
  },
  'image-slow-then-fails': {
    what: 'The registry takes the connection, is silent for 10 seconds and closes it, each time.',
    ends: 'image-pull',
    ...ended,
    seconds: 300,
    shown: { evaluation: 'own' },
  },
  'image-missing': {
    what: 'There is no such image on the node, and it may not be pulled.',
    ends: 'image-pull',
    ...ended,
    seconds: 120,
    shown: { evaluation: 'own' },
  },
  'gateway-never-starts': {
    what: 'The gateway cannot start.',
    ends: 'container-failed',
    ...ended,
    seconds: 300,
    shown: {
      tests: [
        [
          'test/e2e/broken-runs.test.ts',
          'is inconclusive when the gateway cannot start, with its state as the cause',
        ],
      ],
    },
  },
  'no-room': {
    what: 'There is no room on the nodes for all shards at once.',
    ...goesOn,
    seconds: 600,
    shown: {
      tests: [
        ['test/e2e/no-room.alone.test.ts', 'releases a finished shard while another waits for its room'],
      ],
    },
  },
  'quota-used-up': {
    what: 'The quota of the namespace is used up for a while.',
    ...goesOn,
    seconds: 300,
    shown: {
      tests: [
        [
          'test/e2e/injected.test.ts',
          'wait for a quota that is used up, and are evaluated and removed like any others',
        ],
      ],
    },
  },
  'quota-too-small': {
    what: 'The quota of the namespace is smaller than a pod.',
    ends: 'quota-exceeded',
    ...ended,
    seconds: 60,
    shown: { tests: [['test/e2e/refusals.test.ts', 'by a quota that is smaller than a pod ends at once']] },
  },
} as const satisfies Faults;
