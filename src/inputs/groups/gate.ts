import { baselineSources } from '../baseline-kind.ts';
import { choice, decimal, list, shares } from '../kinds.ts';
import type { InputRow } from '../row.ts';
import { taskId } from '../patterns.ts';

const tierName = /^[A-Za-z0-9][A-Za-z0-9._-]{0,99}$/;

/** What the verdict rests on. */
export const gateInputs = {
  threshold: {
    group: 'gate',
    kind: decimal(0, 1, '0.70'),
    description: 'Lowest score that passes; by default any score passes that enough valid runs back.',
  },
  'tier-thresholds': {
    group: 'gate',
    kind: shares(tierName, 'tier1=0.8 tier2=0.7'),
    description: 'Lowest score of single tiers, as `tier1=0.8 tier2=0.7`.',
  },
  'required-tasks': {
    group: 'gate',
    kind: list(taskId, 'task ids such as t1-bugfix-discount, separated by blanks'),
    description: 'Ids of tasks of which every valid run must pass.',
  },
  baseline: {
    group: 'gate',
    kind: baselineSources(),
    lines: true,
    default: 'none',
    description:
      'Earlier result to compare with: `artifact` is the last eval of this step on the base branch that came to a verdict, `artifact:<branch>` that of another; else the path of a verdict.json, a benchmark.json or an unpacked artifact, an https address, or `mlflow:<run id>`; several, one a line, are pooled.',
  },
  'max-regression': {
    group: 'gate',
    kind: decimal(0, 1, '0.03'),
    default: '0.03',
    description:
      'Largest drop of the mean run score against the baseline that still passes; a larger one fails if chance does not explain it.',
  },
  'on-inconclusive': {
    group: 'gate',
    kind: choice(['fail', 'warn', 'pass']),
    default: 'fail',
    description:
      'What an inconclusive verdict does to the step: `fail`, or end it green with a warning (`warn`) or a notice (`pass`); the outputs stay the same.',
  },
  'min-coverage': {
    group: 'gate',
    kind: decimal(0, 1, '0.9'),
    default: '0.9',
    description: 'Share of the planned runs that must be valid, else the verdict is inconclusive.',
  },
} as const satisfies Record<string, InputRow>;
