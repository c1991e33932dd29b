import { publicInputs } from '../inputs/load.ts';
import { armProblems } from '../inputs/rules/arms.ts';
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
      : armProblems(inputs, origin.given, (ofArm) => [
          ...contextProblems(ofArm),
          ...kindProblems(ofArm, origin),
          ...newProblems(ofArm, origin),
          ...routeProblems(ofArm),
          ...settingsProblems(ofArm, origin),
        ]),
  async run(inputs, host) {
    const [{ readBaseFiles }, { newPlan, nothingRandom }, { planEval }] = await Promise.all([
      import('../github/base-files.ts'),
      import('../plan/new-plan.ts'),
      import('../eval/plan-eval.ts'),
    ]);
    const planned = await newPlan(inputs, publicInputs(inputs), {
      ...host,
      random: nothingRandom,
      readBase: (of, headFiles) => readBaseFiles(of, headFiles, host),
    });
    return await planEval(planned, host);
  },
};
