import { lastingClusterProblems } from '../inputs/rules/cluster.ts';
import type { Mode } from './mode.ts';

export const teardown: Mode = {
  does: 'deletes the OpenClaw that `deploy` made, with all of its data',
  accepts: { groups: ['mode', 'cluster'], also: ['components', 'mlflow-namespace'] },
  examples: ['--namespace clawbench-eval'],
  problems: lastingClusterProblems,
  async run(inputs, host) {
    const [{ onCluster }, { teardownPlan }, { tearDown }] = await Promise.all([
      import('../eval/connect.ts'),
      import('../plan/teardown.ts'),
      import('../deployed/teardown.ts'),
    ]);
    return await onCluster(inputs, host, (kube) => tearDown(kube, teardownPlan(inputs), host));
  },
};
