import { addressProblems, endpointNotice } from '../inputs/rules/addresses.ts';
import { lastingClusterProblems, networkProblems } from '../inputs/rules/cluster.ts';
import { wantedComponents } from '../inputs/rules/components.ts';
import { mlflowProblems } from '../inputs/rules/mlflow.ts';
import { anyKeyProblems, endpointProblems, overlayProblems, routeProblems } from '../inputs/rules/model.ts';
import type { Mode } from './mode.ts';

export const deploy: Mode = {
  does: 'deploys an OpenClaw and an MLflow that stay',
  accepts: {
    groups: ['mode', 'cluster', 'model', 'mlflow', 'images', 'pods', 'deployed', 'safety'],
    also: ['startup-timeout', 'openclaw-gateway-token'],
  },
  examples: ['--namespace clawbench-eval', '--components mlflow'],
  problems: (inputs, origin) => [
    ...lastingClusterProblems(inputs, origin),
    ...routeProblems(inputs),
    ...endpointProblems(inputs),
    ...addressProblems(inputs),
    ...overlayProblems(inputs),
    ...networkProblems(inputs),
    ...mlflowProblems(inputs, origin),
    ...(wantedComponents(inputs).includes('openclaw') ? anyKeyProblems(inputs, origin) : []),
  ],
  async run(inputs, host) {
    const [{ refuseForeignCheckout }, { onCluster }, { deployPlan }, { deployComponents }] =
      await Promise.all([
        import('../github/foreign-checkout.ts'),
        import('../eval/connect.ts'),
        import('../plan/deploy.ts'),
        import('../deployed/deploy.ts'),
      ]);
    await refuseForeignCheckout(inputs, host.env);
    const plan = deployPlan(inputs);
    const notice = endpointNotice(inputs.openaiApiBase);
    if (notice !== null) host.log.warning('Model endpoint', notice);
    return await onCluster(inputs, host, (kube) => deployComponents(kube, plan, host));
  },
};
