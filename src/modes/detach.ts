import { runningProblems } from '../inputs/rules/evaluation.ts';
import type { Mode } from './mode.ts';

export const detach: Mode = {
  does: 'stops an evaluation that runs or waits to be fetched, saves its finished runs, and removes it',
  accepts: { groups: ['mode', 'cluster', 'detached'] },
  examples: ['--namespace clawbench-eval'],
  problems: runningProblems,
  async run(inputs, host) {
    const [{ onCluster }, { endEval }] = await Promise.all([
      import('../eval/connect.ts'),
      import('../eval/end-eval.ts'),
    ]);
    return await onCluster(inputs, host, (kube) => endEval(kube, inputs, host));
  },
};
