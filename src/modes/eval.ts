import type { InputGroup } from '../inputs/row.ts';
import { publicInputs } from '../inputs/load.ts';
import { armProblems } from '../inputs/rules/arms.ts';
import { clusterProblems, kindProblems } from '../inputs/rules/cluster.ts';
import { settingsProblems } from '../inputs/rules/evaluation.ts';
import { existingInKindProblems, existingProblems, newProblems } from '../inputs/rules/existing.ts';
import { modelProblems } from '../inputs/rules/model.ts';
import { retiredRiskNotes } from '../inputs/rules/risks.ts';
import type { Inputs } from '../inputs/types.ts';
import type { MadeWith, PlanAgain } from '../plan/again.ts';
import type { Mode } from './mode.ts';

/** Inputs of every evaluation, wherever it runs. */
export const evalGroups = [
  'mode',
  'cluster',
  'model',
  'agent',
  'eval',
  'gate',
  'report',
  'mlflow',
  'images',
  'safety',
  'cleanup',
] as const satisfies readonly InputGroup[];

export const evaluate: Mode = {
  does: 'deploys OpenClaw, runs ClawBench, judges, reports and cleans up',
  accepts: { groups: [...evalGroups, 'kind', 'job', 'pods', 'relay', 'existing'], also: ['storage-class'] },
  judges: true,
  reproducible: true,
  examples: [
    '--threshold 0.70',
    '--model anthropic/claude-sonnet-4-6 --runs 1',
    '--baseline ./artifact-of-main --json > verdict.json',
  ],
  problems: (inputs, origin) =>
    inputs.openclaw === 'existing'
      ? [
          ...clusterProblems(inputs, origin),
          ...existingInKindProblems(inputs),
          ...existingProblems(inputs, origin),
          ...settingsProblems(inputs, origin),
        ]
      : armProblems(inputs, origin.given, (ofArm) => [
          ...clusterProblems(ofArm, origin),
          ...kindProblems(ofArm, origin),
          ...newProblems(ofArm, origin),
          ...modelProblems(ofArm, origin),
          ...settingsProblems(ofArm, origin),
        ]),
  async run(inputs, host) {
    const [
      { refuseForeignCheckout },
      { readBaseFiles, readFilesOf },
      { planAgain },
      { newPlan },
      { runEval, startEval },
      { warnIfUngated },
    ] = await Promise.all([
      import('../github/foreign-checkout.ts'),
      import('../github/base-files.ts'),
      import('../plan/again.ts'),
      import('../plan/new-plan.ts'),
      import('../eval/run.ts'),
      import('../plan/gate.ts'),
    ]);
    for (const note of retiredRiskNotes(inputs)) host.log.info(note);
    await refuseForeignCheckout(inputs, host.env);
    const plan = await newPlan(inputs, publicInputs(inputs), {
      ...host,
      readBase: (of, headFiles) => readBaseFiles(of, headFiles, host),
    });
    if (plan.endpointNotice !== null) host.log.warning('Model endpoint', plan.endpointNotice);
    // A detached evaluation is gated by the call that fetches its result.
    if (plan.isDetached) return await startEval(plan, host);
    warnIfUngated(plan.terms, host.log);
    const deps = { ...host, readFilesOf: (commit: string, of: Inputs) => readFilesOf(commit, of, host) };
    const remake = (made: MadeWith): Promise<PlanAgain> => planAgain(inputs, plan, made, deps);
    return { kind: 'judged', outcome: await runEval(plan, host, remake) };
  },
};
