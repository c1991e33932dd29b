import type { Host } from '../base/ports.ts';
import type { Kube } from '../kube/client.ts';
import type { Plan } from '../plan/plan.ts';
import { prepareAttached } from './attached/prepare.ts';
import { prepareJob } from './job/prepare.ts';
import type { PreparedEval } from './prepared.ts';

export type BackendHost = Pick<Host, 'log' | 'root'>;

/**
 * Checks that the cluster can take the evaluation; creates nothing.
 * @throws ActionError, KubeError
 */
export async function prepareEval(kube: Kube, plan: Plan, host: BackendHost): Promise<PreparedEval> {
  const { backend } = plan;
  return backend.kind === 'job'
    ? await prepareJob(kube, plan, host)
    : await prepareAttached(kube, plan, backend, host);
}
