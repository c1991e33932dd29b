import { choice, integer, secretText, text } from '../kinds.ts';
import type { InputRow } from '../row.ts';

/** Who is told what. */
export const reportInputs = {
  label: {
    group: 'report',
    kind: text({ maxLength: 100 }),
    description:
      'Name of this evaluation in comment and artifact, for jobs with several; by default the model.',
  },
  'github-token': {
    group: 'report',
    kind: secretText(),
    env: 'GITHUB_TOKEN',
    runnerDefault: '${{ github.token }}',
    secret: true,
    description:
      'Token for the pull-request comment, which needs `pull-requests: write`, and for artifacts of earlier runs, which need `actions: read`.',
  },
  comment: {
    group: 'report',
    kind: choice(['always', 'changes', 'failures', 'off']),
    default: 'always',
    description:
      'When to comment on the pull request: `always`, when the verdict `changes`, on `failures`, or `off`.',
  },
  'artifact-name': {
    group: 'report',
    kind: text({
      pattern: /^[A-Za-z0-9][A-Za-z0-9._-]{0,79}$/,
      write: 'a name of letters, digits, dots, hyphens and underscores, at most 80 characters',
    }),
    default: 'clawbench',
    description: 'Beginning of the name of the artifact.',
  },
  'artifact-retention-days': {
    group: 'report',
    kind: integer(0, 400),
    default: '0',
    description: 'Days the artifact is kept; 0 is the default of the repository.',
  },
  'artifact-content': {
    group: 'report',
    kind: choice(['full', 'scores']),
    default: 'full',
    description: 'What the artifact holds: `full`, or only the `scores` without transcripts and logs.',
  },
} as const satisfies Record<string, InputRow>;
