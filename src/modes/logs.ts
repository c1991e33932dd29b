import { runningProblems } from '../inputs/rules/evaluation.ts';
import type { Mode } from './mode.ts';

export const logs: Mode = {
  does: 'follows the log of an evaluation from its beginning to its end',
  accepts: { groups: ['mode', 'cluster', 'detached'] },
  examples: ['--namespace clawbench-eval'],
  problems: runningProblems,
  async run(inputs, host) {
    const [{ onCluster }, { followEval }] = await Promise.all([
      import('../eval/connect.ts'),
      import('../eval/follow-eval.ts'),
    ]);
    return await onCluster(inputs, host, (kube) => followEval(kube, inputs, host));
  },
};
