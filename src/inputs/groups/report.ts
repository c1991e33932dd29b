import { choice, flag, integer, secretText, text } from '../kinds.ts';
import { MATRIX_EXPRESSION, matrixLeg, matrixLegs } from '../matrix.ts';
import type { InputRow } from '../row.ts';

/** What is reported, and where. */
export const reportInputs = {
  label: {
    group: 'report',
    kind: text({ maxLength: 100 }),
    circumstantial: true,
    description:
      'Name of this evaluation in the comment and the artifact, for workflows with several; by default the model.',
  },
  'github-token': {
    group: 'report',
    kind: secretText(),
    env: 'GITHUB_TOKEN',
    runnerDefault: '${{ github.token }}',
    secret: true,
    workflowOnly: true,
    description:
      'Token for the pull-request comment (`pull-requests: write`), the check run (`checks: write`), the artifacts of earlier workflow runs (`actions: read`), and with `baseline: base` files that the checkout does not have (`contents: read`).',
  },
  comment: {
    group: 'report',
    kind: choice(['always', 'changes', 'failures', 'off']),
    default: 'always',
    workflowOnly: true,
    description:
      'When to comment on the pull request: `always`, when the verdict `changes`, on `failures`, or never (`off`).',
  },
  'check-run': {
    group: 'report',
    kind: flag(),
    default: 'false',
    workflowOnly: true,
    description:
      'Whether to report as a check run on the commit too, named `ClawBench: <label>`, which a ruleset can require; needs `checks: write`.',
  },
  matrix: {
    group: 'report',
    kind: matrixLeg(),
    runnerDefault: MATRIX_EXPRESSION,
    workflowOnly: true,
    description:
      "Number and values of this leg of the job's matrix, which tell its artifact, baseline and section of the comment from those of the other legs; the runner fills them in.",
  },
  'matrix-legs': {
    group: 'report',
    kind: matrixLegs(),
    runnerDefault: '${{ strategy.job-total }}',
    workflowOnly: true,
    description:
      "Number of legs of the job's matrix, by which `mode: report` knows when one is missing; the runner fills it in.",
  },
  'artifact-name': {
    group: 'report',
    kind: text({
      pattern: /^[A-Za-z0-9][A-Za-z0-9._-]{0,79}$/,
      write: 'a name of letters, digits, dots, hyphens and underscores, at most 80 characters',
    }),
    default: 'clawbench',
    workflowOnly: true,
    description: 'First part of the name of the artifact.',
  },
  'artifact-retention-days': {
    group: 'report',
    kind: integer(0, 400),
    default: '0',
    workflowOnly: true,
    description: 'Number of days the artifact is kept; 0 is the default of the repository.',
  },
  'artifact-content': {
    group: 'report',
    kind: choice(['full', 'scores']),
    default: 'full',
    circumstantial: true,
    description:
      'What the artifact holds: everything (`full`), or only the `scores`, without transcripts and logs.',
  },
} as const satisfies Record<string, InputRow>;
