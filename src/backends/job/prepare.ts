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
  const { base } = plan;
  return {
    head: prepareArm(kube, { plan, isOpenShift, told: [] }, { log, root }),
    base:
      base === null
        ? null
        : prepareArm(kube, { plan: base, isOpenShift, told: notesOn(plan) }, { log, root }),
    isOpenShift,
    leftovers: leftoversOf(kube, plan),
  };
}

/** A base arm that joins a head which runs already. */
export function prepareBase(
  kube: Kube,
  plan: Plan,
  { head, isOpenShift }: { head: Plan; isOpenShift: boolean },
  host: Pick<Host, 'log' | 'root'>,
): PreparedArm {
  return prepareArm(kube, { plan, isOpenShift, told: notesOn(head) }, host);
}

interface ArmToPrepare {
  plan: Plan;
  isOpenShift: boolean;
  /** What was said of the arm beside it already. */
  told: readonly Note[];
}

/** One side of an evaluation: a Job of its own, since all pods of a Job have the same images, config and keys. */
function prepareArm(
  kube: Kube,
  { plan, isOpenShift, told }: ArmToPrepare,
  { log, root }: Pick<Host, 'log' | 'root'>,
): PreparedArm {
  return {
    plan,
    async assemble(facts) {
      for (const { title, text } of notesOn(plan)) {
        if (told.some((known) => known.text === text)) continue;
        if (title === null) log.info(text);
        else log.warning(title, text);
      }
      const files = await readEvalFiles(root, isOpenShift);
      const record = recordOf(plan, { kind: 'job', name: plan.name }, facts, log.secrets);
      const objects = evalObjects(plan, files, facts.taskDurations, record);
      if (plan.podOverlay !== undefined) await tryOverlay(kube, objects.job);
      return async () => {
        // The base arm comes to where the head is already.
        if (plan.arm === 'head')
          await ensureNamespace(kube, namespaceObject(plan.namespace, files.namespace, evalMetadata(plan)));
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

/** What people should know of a plan before it is launched: a warning if it has a title. */
interface Note {
  title: string | null;
  text: string;
}

function notesOn({ images, notice, relayNotes }: Plan): Note[] {
  const { openclaw, clawbench, mlflow, pull } = images;
  return [
    ...pullNotes([openclaw, clawbench, mlflow], pull).map((text) => ({ title: null, text })),
    ...(notice === null ? [] : [{ title: 'OpenClaw version', text: notice }]),
    ...relayNotes.map((text) => ({ title: 'Relay', text })),
  ];
}
