import { publicInputs } from '../inputs/load.ts';
import { armOfFinishedProblems } from '../inputs/rules/gate.ts';
import { runningProblems } from '../inputs/rules/evaluation.ts';
import { mlflowProblems } from '../inputs/rules/mlflow.ts';
import { retiredRiskNotes } from '../inputs/rules/risks.ts';
import type { Mode } from './mode.ts';

export const results: Mode = {
  does: 'waits for a detached evaluation, judges and reports it, and removes it',
  accepts: {
    groups: ['mode', 'cluster', 'detached', 'gate', 'report', 'mlflow', 'safety', 'cleanup'],
    also: ['confirm-runs', 'confirm', 'max-runs'],
    without: ['baseline-inputs'],
  },
  judges: true,
  examples: ['--namespace clawbench-eval --json > verdict.json'],
  problems: (inputs, origin) => [
    ...runningProblems(inputs, origin),
    ...mlflowProblems(inputs, origin),
    ...armOfFinishedProblems(
      inputs.baseline,
      'leave `baseline` out, and it is compared with the arm that was launched beside it, if there is one',
    ),
  ],
  async run(inputs, host) {
    const [{ collectEval }, { termsOf }, { readQuarantine }] = await Promise.all([
      import('../eval/collect.ts'),
      import('../plan/terms.ts'),
      import('../plan/quarantine.ts'),
    ]);
    for (const note of retiredRiskNotes(inputs)) host.log.info(note);
    const terms = termsOf(inputs, publicInputs(inputs, results), readQuarantine(inputs, host.places));
    return { kind: 'judged', outcome: await collectEval({ ...inputs, access: inputs }, terms, host) };
  },
};
