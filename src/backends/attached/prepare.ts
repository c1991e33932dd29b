import { ActionError } from '../../base/errors.ts';
import type { Host } from '../../base/ports.ts';
import type { Kube } from '../../kube/client.ts';
import { apply, read } from '../../kube/objects.ts';
import type { Container, Pod } from '../../kube/types.ts';
import type { AttachedPlan } from '../../plan/backend.ts';
import type { Plan } from '../../plan/plan.ts';
import { ROLLOUT_CONTAINER } from '../../protocol/containers.ts';
import { pullPolicyOf } from '../../stack/images.ts';
import { readOwnFile } from '../../stack/manifests.ts';
import { evalMetadata } from '../../stack/ownership.ts';
import type { EvalBackend } from '../backend.ts';
import { type AttachedRecord, type EvalRecord, type LaunchFacts, recordOf } from '../eval-record.ts';
import { leftoversOf } from '../leftovers.ts';
import { readEvalFiles } from '../own-files.ts';
import type { LaunchedEval, PreparedEval } from '../prepared.ts';
import { settingsMap } from '../settings.ts';
import { withMlflow } from '../standing-mlflow.ts';
import { askGateway } from './ask.ts';
import { attachedBackend } from './backend.ts';
import { checkGateway, type Joinable } from './check.ts';
import { attachedContainer, sendPrograms } from './container.ts';
import { findGateway, type FoundGateway } from './discover.ts';
import { joinEphemeral, joinRollout, refuseSecond } from './join.ts';
import { attachPreflight } from './preflight.ts';

const POLL_MS = 200;

/**
 * Prepares an evaluation in the pod of an existing OpenClaw. Every reason against it is found before anything is changed.
 * @throws ActionError, KubeError
 */
export async function prepareAttached(
  kube: Kube,
  plan: Plan,
  backend: AttachedPlan,
  { log, root }: Pick<Host, 'log' | 'root'>,
): Promise<PreparedEval> {
  const { method } = backend;
  const program = await readOwnFile(root, 'dist/sidecar.mjs');
  const isOpenShift = await attachPreflight(kube, plan, backend, log);
  const gateway = await findGateway(kube, plan.namespace, backend);
  await refuseSecond(kube, gateway);
  warnOfSharedProcesses(gateway, log);
  const report = await askGateway(kube, gateway, program, backend.gatewayToken);
  if (report.token !== null) log.mask([report.token]);
  const joinable = checkGateway(gateway, report, plan, backend);
  log.info(
    `OpenClaw ${joinable.version} in pod ${gateway.namespace}/${gateway.podName} can take the evaluation of ${joinable.model.ref}.`,
  );
  const settled = await withMlflow(kube, plan, log);
  const known = { ...settled, model: joinable.model, judge: joinable.judge };
  const place: AttachedRecord = {
    kind: 'attached',
    method,
    deployment: gateway.workload.name,
    workload: gateway.workload.kind,
    pod: gateway.podName,
    podUid: gateway.podUid,
    gateway: gateway.container.name,
    container: method === 'rollout' ? ROLLOUT_CONTAINER : plan.name,
    sinceMs: report.nowMs,
  };
  return {
    head: {
      plan: known,
      async assemble(facts) {
        const { sidecar } = await readEvalFiles(root);
        return async () => await join(kube, known, { gateway, joinable, place, facts, sidecar }, log);
      },
    },
    base: null,
    isOpenShift,
    leftovers: { ...leftoversOf(kube, plan), attached: place },
  };
}

/** Operators may set this: then /proc leads from the gateway's container into the one of the evaluation. */
function warnOfSharedProcesses({ namespace, podName, pod }: FoundGateway, log: Host['log']): void {
  if (pod.spec?.shareProcessNamespace !== true) return;
  log.warning(
    'Shared processes',
    `The containers of pod ${namespace}/${podName} share their processes (\`shareProcessNamespace\`), so agents can read what the container of the evaluation has: graders, and what is kept of finished runs.`,
  );
}

interface Joining {
  gateway: FoundGateway;
  joinable: Joinable;
  /** Where the container will be; with `rollout`, in a pod that does not exist yet. */
  place: AttachedRecord;
  facts: LaunchFacts;
  sidecar: Readonly<Record<string, string>>;
}

async function join(kube: Kube, plan: Plan, joining: Joining, log: Host['log']): Promise<LaunchedEval> {
  const { gateway, joinable, facts, sidecar } = joining;
  const { namespace, names, name } = plan;
  const { startupTimeoutMs } = plan.settings;
  const writeRecord = async (at: AttachedRecord): Promise<EvalRecord> => {
    const metadata = { ...evalMetadata(plan), name, namespace };
    const record = recordOf(plan, at, facts, log.secrets);
    await apply(kube, settingsMap(metadata, plan, facts.taskDurations, record));
    return record;
  };
  let { place } = joining;
  let record = await writeRecord(place);
  const container = containerFor(plan, joining);
  if (place.method === 'rollout') {
    const { instance } = names;
    const pod = await joinRollout(kube, gateway, container, { instance, timeoutMs: startupTimeoutMs, log });
    place = { ...place, pod: pod.metadata?.name ?? '', podUid: pod.metadata?.uid ?? '' };
    record = await writeRecord(place);
  } else await joinEphemeral(kube, gateway, container);
  const backend = attachedBackend(kube, namespace, place);
  await untilItRuns(kube, backend, place, { timeoutMs: startupTimeoutMs, log });
  await sendPrograms(kube, backend.targetIn(place.pod), sidecar, joinable.token);
  log.info(`The evaluation joined pod ${namespace}/${place.pod} on ${kube.cluster.server}.`);
  return { backend, record };
}

function containerFor(
  { name, names, images }: Plan,
  { joinable, place }: Pick<Joining, 'joinable' | 'place'>,
): Container {
  const image = images.clawbench;
  const isRollout = place.method === 'rollout';
  return attachedContainer({
    name: place.container,
    image,
    imagePullPolicy: pullPolicyOf(image, images.pull),
    uid: joinable.uid,
    gid: joinable.gid,
    home: joinable.home,
    instance: names.instance,
    stateDir: joinable.stateDir,
    stays: isRollout,
    configMap: name,
    resources: isRollout
      ? { requests: { cpu: '250m', memory: '512Mi' }, limits: { memory: '4Gi' } }
      : undefined,
  });
}

/** @throws ActionError if the container cannot run, or not in time; KubeError */
async function untilItRuns(
  kube: Kube,
  backend: EvalBackend,
  { pod: name, container }: AttachedRecord,
  { timeoutMs, log }: { timeoutMs: number; log: Host['log'] },
): Promise<void> {
  const { clock } = kube;
  const deadlineMs = clock.now() + timeoutMs;
  const ref = { apiVersion: 'v1', kind: 'Pod', name, namespace: backend.namespace };
  let reported = '';
  for (;;) {
    const pod = await read<Pod>(kube, ref);
    if (pod !== undefined && backend.controlContainer(pod) !== undefined) return;
    const waiting = await backend.diagnose(0, pod);
    const { message = `Container ${container} of pod ${backend.namespace}/${name} waits to start`, hint } =
      waiting ?? {};
    if (waiting?.isFinal === true) throw new ActionError(waiting.code, message, { hint });
    if (clock.now() >= deadlineMs)
      throw new ActionError(waiting?.code ?? 'startup-timeout', message, { hint });
    if (waiting !== undefined && message !== reported) log.info(message);
    reported = message;
    await clock.sleep(POLL_MS, kube.signal);
  }
}
