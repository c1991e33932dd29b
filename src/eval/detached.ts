import type { Inputs } from '../inputs/types.ts';
import type { Told } from './mode-result.ts';
import type { Plan } from '../plan/plan.ts';

/** What is said of an eval that was left alone. */
export function toldOfDetached(plan: Plan, inputs: Inputs): Told {
  const { instance } = plan.identity;
  const { namespace } = plan;
  const flags = `--namespace ${namespace} --instance ${instance}`;
  return {
    lines: [
      `Evaluation ${instance} of ${plan.model.model} runs in namespace ${namespace}, and needs nobody until it is fetched; its results are held for 24 hours.`,
      `Follow it:  clawbench-k8s logs ${flags}`,
      `Fetch it:   clawbench-k8s results ${flags}`,
      `End it:     clawbench-k8s detach ${flags}`,
    ],
    record: { instance, namespace, model: plan.model.model, concurrency: inputs.concurrency },
    outputs: { instance, namespace },
  };
}
