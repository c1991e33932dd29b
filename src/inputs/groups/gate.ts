import { inputTexts } from '../baseline-inputs-kind.ts';
import { baselineSources } from '../baseline-kind.ts';
import { choice, decimal, integer, list, shares, text } from '../kinds.ts';
import type { InputRow } from '../row.ts';
import { taskId } from '../patterns.ts';

const tierName = /^[A-Za-z0-9][A-Za-z0-9._-]{0,99}$/;

/** What decides the verdict. */
export const gateInputs = {
  threshold: {
    group: 'gate',
    common: true,
    kind: decimal(0, 1, '0.70'),
    description: 'Minimum score from 0 to 1. Unset: nothing is gated on the score.',
  },
  'tier-thresholds': {
    group: 'gate',
    kind: shares(tierName, 'tier1=0.8 tier2=0.7'),
    description: 'Minimum score of each tier, for example `tier1=0.8 tier2=0.7`.',
  },
  'required-tasks': {
    group: 'gate',
    kind: list(taskId, 'task ids such as t1-bugfix-discount, separated by spaces'),
    description: 'Ids of tasks whose valid runs must all pass, separated by spaces.',
  },
  baseline: {
    group: 'gate',
    common: true,
    kind: baselineSources(),
    lines: true,
    default: 'none',
    description:
      'What to compare with. An arm that runs beside the evaluation, in the same hour: `base` with the `agent-files`, `openclaw-config` and `tasks-dir` of the commit that a change is based on, `run` with other inputs (`baseline-inputs`). Or an earlier result: `artifact` for the last evaluation of this step on the base branch that reached a verdict, `artifact:<branch>` for that of another branch, the path of a verdict.json, a benchmark.json or an unpacked artifact, an https address, `mlflow` for the last evaluation of this step on the base branch in the MLflow experiment, or `mlflow:<run id>`; several, one per line, are pooled.',
  },
  'baseline-inputs': {
    group: 'gate',
    kind: inputTexts(),
    lines: true,
    description:
      'With `baseline: run`, the inputs that differ in the arm beside the evaluation, as YAML, for example `openclaw-image: ghcr.io/openclaw/openclaw:2026.7.1` or `agent-files: ""`: `model`, `openai-api-base`, `price-input`, `price-cached-input`, `price-output`, `context-window`, `openclaw-config`, `agent-files` and `openclaw-image` may.',
  },
  history: {
    group: 'gate',
    kind: integer(0, 30),
    default: '10',
    description:
      'How many of the last evaluations of the base branch are looked at. With `baseline: artifact` or `mlflow`, the baseline among them: how far they drift apart, which a regression must exceed, whether their score slides, and how single tasks did; with `base` or `run`, whose arms share an hour, for single tasks and slides alone. 0 for none but the baseline. `mode: history` draws them over weeks.',
  },
  'max-regression': {
    group: 'gate',
    common: true,
    kind: decimal(0, 1, '0.03'),
    default: '0.03',
    description:
      'Largest drop of the mean run score against the baseline that still passes; a larger one fails if it is statistically significant.',
  },
  'task-regression': {
    group: 'gate',
    kind: choice(['fail', 'warn', 'off']),
    default: 'fail',
    description:
      'What follows if a single task got worse than in the baseline and the last evaluations of the base branch (`history`), by more than chance explains among all tasks: `fail`, once fresh runs have confirmed it (`confirm-runs`), or `warn`; without such runs it is a warning at most, and `off` watches no single tasks.',
  },
  quarantine: {
    group: 'gate',
    kind: text({ maxLength: 4096 }),
    description:
      'Path of a file in the checkout that names tasks which only inform: they run and are shown, but no score, threshold, comparison or alarm rests on them. One task id a line; `#` begins a comment.',
  },
  'on-model-change': {
    group: 'gate',
    kind: choice(['note', 'incomparable']),
    default: 'note',
    description:
      'What follows if the provider served the baseline by another model, or another snapshot of it, than this evaluation: a `note`, or no comparison (`incomparable`).',
  },
  'on-inconclusive': {
    group: 'gate',
    kind: choice(['fail', 'warn', 'pass']),
    default: 'fail',
    description:
      'How the step ends with an inconclusive verdict: `fail`, or green with a warning (`warn`) or a notice (`pass`); the outputs stay the same.',
  },
  'min-coverage': {
    group: 'gate',
    kind: decimal(0, 1, '0.9'),
    default: '0.9',
    description: 'Share of the planned runs that must be valid; below it the verdict is inconclusive.',
  },
} as const satisfies Record<string, InputRow>;
