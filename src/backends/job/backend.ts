import { statusOfContainer } from '../../kube/container.ts';
import type { Kube } from '../../kube/client.ts';
import { describePods } from '../post-mortem.ts';
import { explainStart } from './diagnose.ts';
import type { LaunchedJob } from './launch.ts';
import type { EvalBackend } from '../backend.ts';
import type { EvalRecord } from '../eval-record.ts';
import { podContainers } from '../../protocol/containers.ts';
import { findPod } from './find-pod.ts';
import { openNamespaceWatch } from './namespace-watch.ts';
import { openSuspensionWatch } from './suspension.ts';

const { gateway, clawbench, results } = podContainers;

/** An Indexed Job: each shard has its own pod, which the Job replaces if it is lost. */
export function jobBackend(kube: Kube, job: LaunchedJob, { relay }: Pick<EvalRecord, 'relay'>): EvalBackend {
  const { namespace } = job;
  const ending = openNamespaceWatch(kube, job);
  const suspension = openSuspensionWatch(kube, job);
  const targetIn: EvalBackend['targetIn'] = (pod) => ({ namespace, pod, container: results, root: '/' });
  return {
    namespace,
    containers: { gateway, clawbench },
    hasRelay: relay,
    sinceMs: 0,
    podFinder: (shard) => findPod(kube, job, shard),
    renewKeys: async () => await job.lease?.renew(),
    targetIn,
    controlContainer(pod) {
      const { name } = pod.metadata ?? {};
      const runs = statusOfContainer(pod, results)?.state?.running !== undefined;
      return name !== undefined && runs ? targetIn(name) : undefined;
    },
    logContainer(pod) {
      const { name } = pod.metadata ?? {};
      const { running, terminated } = statusOfContainer(pod, clawbench)?.state ?? {};
      if (name === undefined || (running === undefined && terminated === undefined)) return undefined;
      return { namespace, pod: name, container: clawbench };
    },
    diagnose: async (shard, pod) =>
      (await ending(pod)) ?? (await suspension(pod)) ?? (await explainStart(kube, job, shard, pod)),
    collectExtra: () => Promise.resolve(),
    postMortem: () =>
      describePods(kube, namespace, `Pods of Job ${namespace}/${job.name}`, {
        selector: { labelSelector: `batch.kubernetes.io/job-name=${job.name}` },
        owners: [job.uid],
      }),
  };
}
