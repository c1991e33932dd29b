import { publicInputs } from '../inputs/load.ts';
import { runningProblems } from '../inputs/rules/evaluation.ts';
import { mlflowProblems } from '../inputs/rules/mlflow.ts';
import { retiredRiskNotes } from '../inputs/rules/risks.ts';
import type { Mode } from './mode.ts';

export const results: Mode = {
  does: 'waits for a detached evaluation, judges and reports it, and removes it',
  accepts: {
    groups: ['mode', 'cluster', 'detached', 'gate', 'report', 'mlflow', 'safety', 'cleanup'],
    also: ['confirm-runs', 'max-runs'],
  },
  judges: true,
  examples: ['--namespace clawbench-eval --json > verdict.json'],
  problems: (inputs, origin) => [...runningProblems(inputs, origin), ...mlflowProblems(inputs, origin)],
  async run(inputs, host) {
    const [{ collectEval }, { termsOf }, { warnIfUngated }] = await Promise.all([
      import('../eval/collect.ts'),
      import('../plan/terms.ts'),
      import('../plan/gate.ts'),
    ]);
    for (const note of retiredRiskNotes(inputs)) host.log.info(note);
    warnIfUngated(inputs, host.log);
    const terms = termsOf(inputs, publicInputs(inputs, results));
    return { kind: 'judged', outcome: await collectEval({ ...inputs, access: inputs }, terms, host) };
  },
};
