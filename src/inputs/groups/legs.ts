import { choice, integer } from '../kinds.ts';
import type { InputRow } from '../row.ts';

/** Several evaluations side by side, for `mode: report`. */
export const legsInputs = {
  'report-run-id': {
    group: 'legs',
    kind: integer(1, Number.MAX_SAFE_INTEGER),
    workflowOnly: true,
    description:
      'Workflow run of this repository whose evaluations are compared; by default the run that triggered this one (`workflow_run`), otherwise this one. Its artifacts are read unless `result` names directories.',
  },
  'expected-legs': {
    group: 'legs',
    kind: integer(1, 256),
    description:
      'Number of evaluations that there must be; each one that is missing is inconclusive. By default the legs of a matrix of which at least one left a result.',
  },
  'fail-on': {
    group: 'legs',
    kind: choice(['any', 'all', 'none']),
    default: 'any',
    description:
      'Which verdicts make the step red: a failure of `any` evaluation, only of `all` of them, or `none`.',
  },
} as const satisfies Record<string, InputRow>;
