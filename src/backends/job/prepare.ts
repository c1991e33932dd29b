import type { Host } from '../../base/ports.ts';
import type { Kube } from '../../kube/client.ts';
import type { Plan } from '../../plan/plan.ts';
import { pullNotes } from '../../stack/images.ts';
import { ensureNamespace, namespaceObject } from '../../stack/namespace.ts';
import { evalMetadata } from '../../stack/ownership.ts';
import { recordOf } from '../eval-record.ts';
import { leftoversOf } from '../leftovers.ts';
import { readEvalFiles } from '../own-files.ts';
import type { PreparedArm, PreparedEval } from '../prepared.ts';
import { withMlflow } from '../standing-mlflow.ts';
import { jobBackend } from './backend.ts';
import { launchJob } from './launch.ts';
import { evalObjects } from './objects.ts';
import { preflight } from './preflight.ts';
import { tryOverlay } from './try-overlay.ts';

/** Prepares an evaluation in Jobs of its own, with its own gateways. @throws ActionError, KubeError */
export async function prepareJob(
  kube: Kube,
  wished: Plan,
  { log, root }: Pick<Host, 'log' | 'root'>,
): Promise<PreparedEval> {
  const isOpenShift = await preflight(kube, wished, log);
  const plan = await withMlflow(kube, wished, log);
  return {
    head: prepareArm(kube, plan, isOpenShift, { log, root }),
    base: null,
    isOpenShift,
    leftovers: leftoversOf(kube, plan),
  };
}

/** One side of an evaluation: a Job of its own, since all pods of a Job have the same images, config and keys. */
function prepareArm(
  kube: Kube,
  plan: Plan,
  isOpenShift: boolean,
  { log, root }: Pick<Host, 'log' | 'root'>,
): PreparedArm {
  return {
    plan,
    async assemble(facts) {
      const { openclaw, clawbench, mlflow, pull } = plan.images;
      for (const note of pullNotes([openclaw, clawbench, mlflow], pull)) log.info(note);
      if (plan.notice !== null) log.warning('OpenClaw version', plan.notice);
      for (const note of plan.relayNotes) log.warning('Relay', note);
      const files = await readEvalFiles(root, isOpenShift);
      const record = recordOf(plan, { kind: 'job', name: plan.name }, facts, log.secrets);
      const objects = evalObjects(plan, files, facts.taskDurations, record);
      if (plan.podOverlay !== undefined) await tryOverlay(kube, objects.job);
      return async () => {
        const metadata = evalMetadata(plan);
        await ensureNamespace(kube, namespaceObject(plan.namespace, files.namespace, metadata));
        const patience = { budgetMs: plan.settings.startupTimeoutMs, log };
        const { job, queue } = await launchJob(kube, objects, patience);
        const does = queue === undefined ? 'runs' : `waits in LocalQueue ${queue}`;
        log.info(`Job ${job.namespace}/${job.name} ${does} on ${kube.cluster.server}.`);
        for (const warning of job.warnings) log.warning('Kubernetes', warning);
        return { backend: jobBackend(kube, job, record), record };
      };
    },
  };
}
