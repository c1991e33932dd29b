import { publicInputs } from '../inputs/load.ts';
import { contextProblems, kindProblems } from '../inputs/rules/cluster.ts';
import { settingsProblems } from '../inputs/rules/evaluation.ts';
import { existingInKindProblems, existingProblems, newProblems } from '../inputs/rules/existing.ts';
import { routeProblems } from '../inputs/rules/model.ts';
import { evaluate } from './eval.ts';
import type { Mode } from './mode.ts';

export const plan: Mode = {
  does: 'shows what `eval` would apply and run, with a forecast of cost and time, and touches nothing',
  accepts: evaluate.accepts,
  examples: [
    '--shards 4 --baseline ./artifact-of-main',
    '--namespace bench | kubectl apply --dry-run=server -f -',
  ],
  // No cluster is connected to and no model is asked, so neither credentials nor keys are missing.
  problems: (inputs, origin) =>
    inputs.openclaw === 'existing'
      ? [
          ...contextProblems(inputs),
          ...existingInKindProblems(inputs),
          ...existingProblems(inputs, origin),
          ...settingsProblems(inputs, origin),
        ]
      : [
          ...contextProblems(inputs),
          ...kindProblems(inputs, origin),
          ...newProblems(inputs, origin),
          ...routeProblems(inputs),
          ...settingsProblems(inputs, origin),
        ],
  async run(inputs, host) {
    const [{ newPlan, NOTHING_RANDOM }, { planEval }] = await Promise.all([
      import('../plan/new-plan.ts'),
      import('../eval/plan-eval.ts'),
    ]);
    return await planEval(await newPlan(inputs, publicInputs(inputs), host, NOTHING_RANDOM), host);
  },
};
