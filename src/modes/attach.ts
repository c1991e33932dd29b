import { lastingClusterProblems } from '../inputs/rules/cluster.ts';
import { settingsProblems } from '../inputs/rules/evaluation.ts';
import { existingProblems } from '../inputs/rules/existing.ts';
import { evalGroups, evaluate } from './eval.ts';
import type { Mode } from './mode.ts';

/** `eval` with `openclaw: existing`. */
export const attach: Mode = {
  does: 'runs an evaluation on an existing OpenClaw, and leaves it as it was',
  accepts: {
    groups: [...evalGroups, 'existing'],
    also: ['storage-class'],
    // Not even from OPENCLAW_IMAGE, which is for the `deploy` that comes before.
    without: ['openclaw-image'],
  },
  preset: { openclaw: 'existing' },
  judges: true,
  examples: ['--namespace clawbench-eval --detach'],
  problems: (inputs, origin) => [
    ...lastingClusterProblems(inputs, origin),
    ...existingProblems(inputs, origin),
    ...settingsProblems(inputs, origin),
  ],
  run: evaluate.run,
};
