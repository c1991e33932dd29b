import type { Leftovers } from '../leftovers.ts';
import type { ActionRoot, Log } from '../../base/ports.ts';
import type { Inputs } from '../../inputs/types.ts';
import type { Kube } from '../../kube/client.ts';
import type { Plan } from '../../plan/plan.ts';
import { preflight } from './preflight.ts';
import { ensureNamespace, namespaceObject } from '../../stack/namespace.ts';
import { evalMetadata } from '../../stack/ownership.ts';
import { pullNotes } from '../../stack/images.ts';
import { pullWishes } from '../../plan/images.ts';
import { versionNotice } from '../../plan/shards.ts';
import { evalObjects } from './objects.ts';
import { jobPlace } from './backend.ts';
import { launchJob } from './launch.ts';
import { readEvalFiles } from '../own-files.ts';
import { recordOf } from '../eval-record.ts';
import type { Stage } from '../stage.ts';
import { tryOverlay } from './try-overlay.ts';

/** An eval in a Job of its own, with gateways of its own. @throws ActionError, KubeError */
export async function jobStage(
  kube: Kube,
  plan: Plan,
  inputs: Inputs,
  { log, signal, root }: { log: Log; signal: AbortSignal; root: ActionRoot },
): Promise<Stage> {
  const platform = await preflight(kube, plan, log, signal);
  return {
    plan,
    platform,
    leftovers: leftoversOf(kube, plan),
    async prepare(facts) {
      for (const note of pullNotes(Object.values(plan.images), pullWishes(inputs))) log.info(note);
      const notice = versionNotice(inputs);
      if (notice !== null) log.warning('OpenClaw version', notice);
      const files = await readEvalFiles(root, platform.isOpenShift);
      const record = recordOf(plan, inputs, { kind: 'job', name: plan.name }, facts);
      const objects = evalObjects(plan, inputs, files, files.sidecar, facts.taskDurations, record);
      if (plan.podOverlay !== undefined) await tryOverlay(kube, objects.job, signal);
      return async () => {
        const metadata = evalMetadata(plan.identity, new Date(plan.expiresAtMs), plan.runUrl);
        await ensureNamespace(kube, namespaceObject(plan.namespace, files.namespace, metadata), signal);
        const job = await launchJob(kube, objects, signal);
        log.info(`Job ${job.namespace}/${job.name} runs on ${kube.cluster.server}.`);
        for (const warning of job.warnings) log.warning('Kubernetes', warning);
        return jobPlace(kube, job);
      };
    },
  };
}

export function leftoversOf({ cluster }: Kube, plan: Plan): Leftovers {
  const { server, caSha256 } = cluster;
  return { instance: plan.identity.instance, namespace: plan.namespace, server, caSha256 };
}
