import { statusOfContainer } from '../../kube/container.ts';
import type { Kube } from '../../kube/client.ts';
import { explainStart, postMortem } from './diagnose.ts';
import type { LaunchedJob } from './launch.ts';
import type { EvalPlace } from '../backend.ts';
import { podContainers } from '../../protocol/containers.ts';
import { findPod } from './find-pod.ts';

const { gateway, clawbench, results } = podContainers;

/** An Indexed Job of ours: each shard has a pod of its own, which the Job replaces when it is lost. */
export function jobPlace(kube: Kube, job: LaunchedJob): EvalPlace {
  const { namespace } = job;
  const at: EvalPlace['at'] = (pod) => ({ namespace, pod, container: results, root: '/' });
  return {
    namespace,
    containers: { gateway, clawbench },
    sinceMs: 0,
    finder: (index, signal) => findPod(kube, job, index, signal),
    at,
    answering(pod) {
      const { name } = pod.metadata ?? {};
      const runs = statusOfContainer(pod, results)?.state?.running !== undefined;
      return name !== undefined && runs ? at(name) : undefined;
    },
    speaking(pod) {
      const { name } = pod.metadata ?? {};
      const { running, terminated } = statusOfContainer(pod, clawbench)?.state ?? {};
      if (name === undefined || (running === undefined && terminated === undefined)) return undefined;
      return { namespace, pod: name, container: clawbench };
    },
    explain: (index, pod, signal) => explainStart(kube, job, index, pod, signal),
    fetchRest: () => Promise.resolve(),
    postMortem: (signal) => postMortem(kube, job, signal),
  };
}
