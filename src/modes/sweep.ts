import { lastingClusterProblems } from '../inputs/rules/cluster.ts';
import type { Mode } from './mode.ts';

export const sweep: Mode = {
  does: 'deletes what earlier evaluations left behind once it has expired',
  accepts: { groups: ['mode', 'cluster'] },
  examples: ['', '--namespace bench'],
  problems: lastingClusterProblems,
  async run(inputs, host) {
    const [{ onCluster }, { sweepUp }] = await Promise.all([
      import('../eval/connect.ts'),
      import('../eval/sweep.ts'),
    ]);
    return await onCluster(inputs, host, (kube) => sweepUp(kube, inputs.namespace, host));
  },
};
