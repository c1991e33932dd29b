import { ended, goesOn, type Faults } from '../fault.ts';

/** What the evaluation brings home and hands on, and the runner. */
export const resultFaults = {
  'run-file-altered': {
    what: 'The file of a finished run is changed.',
    ends: 'tampered',
    ...ended,
    seconds: 180,
    shown: { evaluation: 'own' },
  },
  'file-truncated': {
    what: 'A file arrives truncated, altered or longer than announced.',
    ...goesOn,
    seconds: 5,
    shown: { tests: [['test/faults/kube-exec.test.ts', 'that arrives %s is read again']] },
  },
  'file-differs': {
    what: 'A file keeps differing from what was announced.',
    ends: 'bad-result',
    ...ended,
    seconds: 30,
    shown: {
      tests: [['test/faults/kube-exec.test.ts', 'that keeps differing is refused after five attempts']],
    },
  },
  'file-growing': {
    what: 'A run file is still growing when the shard says that it is done.',
    ...goesOn,
    seconds: 15,
    shown: {
      tests: [
        ['test/cluster/collect.test.ts', 'are waited for when done.json announces one that is not kept yet'],
      ],
    },
  },
  'state-forged': {
    what: 'Code of an agent forges what the pod says of itself.',
    ends: 'tampered',
    ...ended,
    seconds: 60,
    shown: {
      tests: [
        ['test/faults/eval/forged.test.ts', 'is not deceived by a state that was forged and put right again'],
      ],
    },
  },
  'mlflow-down-at-end': {
    what: 'MLflow goes down after the evaluation has begun.',
    ...goesOn,
    seconds: 300,
    shown: { evaluation: 'own' },
  },
  'upload-fails-twice': {
    what: 'The service for artifacts refuses two requests with 500.',
    ...goesOn,
    seconds: 300,
    shown: { evaluation: 'own' },
  },
  'upload-fails': {
    what: 'The service for artifacts refuses every request.',
    ...goesOn,
    seconds: 300,
    shown: { evaluation: 'own' },
  },
  'clock-ahead': {
    what: 'The clock of the runner is 10 minutes ahead of the cluster.',
    ...goesOn,
    seconds: 300,
    shown: { evaluation: 'own' },
  },
  'clock-behind': {
    what: 'The clock of the runner is 10 minutes behind the cluster.',
    ...goesOn,
    seconds: 300,
    shown: { evaluation: 'own' },
  },
  'runner-cancelled': {
    what: 'The step is cancelled.',
    ends: 'cancelled',
    ...ended,
    seconds: 60,
    shown: {
      tests: [
        [
          'test/e2e/cancel.test.ts',
          'ends within the time the runner gives, and what it made is gone after the post step',
        ],
        [
          'test/e2e/cancelled-anytime.test.ts',
          'leave nothing after their post steps (CLAWBENCH_SEED=${seed})',
        ],
      ],
    },
  },
  'runner-killed': {
    what: 'The main step is killed at once; the post step still runs.',
    ends: 'cancelled',
    ...ended,
    seconds: 60,
    shown: {
      tests: [['test/e2e/cancel.test.ts', 'that was killed at once is cleaned up by the post step alone']],
    },
  },
  'runner-gone': {
    what: 'The runner is gone for good; `mode: results` fetches the evaluation.',
    ...goesOn,
    seconds: 240,
    shown: {
      tests: [['test/e2e/held.test.ts', 'by being killed is brought home with every run that was paid']],
    },
  },
} as const satisfies Faults;
