import type { ActionRoot, MaskingLog } from '../../base/ports.ts';
import { leftoversOf } from '../job/prepare.ts';
import { settingsMap } from '../job/objects.ts';
import { readEvalFiles } from '../own-files.ts';
import type { EvalPlace } from '../backend.ts';
import { type AttachedRecord, recordOf } from '../eval-record.ts';
import type { LaunchFacts, Stage } from '../stage.ts';
import { ActionError } from '../../base/errors.ts';
import type { Inputs } from '../../inputs/types.ts';
import type { Kube } from '../../kube/client.ts';
import { apply, read } from '../../kube/objects.ts';
import type { Pod } from '../../kube/types.ts';
import type { Plan } from '../../plan/plan.ts';
import { pullPolicyOf } from '../../stack/images.ts';
import { pullWishes } from '../../plan/images.ts';
import { readOwnFile } from '../../stack/manifests.ts';
import { evalMetadata } from '../../stack/ownership.ts';
import { askGateway } from './ask.ts';
import { checkGateway, type Joinable } from './check.ts';
import { attachedContainer, bringPrograms } from './container.ts';
import { findGateway, type FoundGateway } from './discover.ts';
import { ROLLOUT_CONTAINER } from '../../protocol/containers.ts';
import { joinEphemeral, joinRollout, refuseSecond } from './join.ts';
import { attachedPlace } from './backend.ts';
import { attachPreflight } from './preflight.ts';

const POLL_MS = 200;

interface AttachDeps {
  log: MaskingLog;
  signal: AbortSignal;
  root: ActionRoot;
}

/**
 * An eval in the pod of an OpenClaw that is there. All that speaks against it is found before anything is changed.
 * @param onSecret told the gateway's token
 * @throws ActionError, KubeError
 */
export async function attachStage(
  kube: Kube,
  plan: Plan,
  inputs: Inputs,
  deps: AttachDeps,
  onSecret: (secret: string) => void,
): Promise<Stage> {
  const { log, signal, root } = deps;
  const program = await readOwnFile(root, 'dist/sidecar.mjs');
  const platform = await attachPreflight(kube, plan, inputs.attachMethod, log, signal);
  const gateway = await findGateway(kube, plan.namespace, inputs, signal);
  await refuseSecond(kube, gateway, signal);
  const report = await askGateway(kube, gateway, program, inputs.openclawGatewayToken, signal);
  if (report.token !== null) onSecret(report.token);
  const joinable = checkGateway(gateway, report, inputs);
  log.info(
    `OpenClaw ${joinable.version} in pod ${gateway.namespace}/${gateway.podName} can take the evaluation of ${joinable.model.ref}.`,
  );
  const known = { ...plan, model: joinable.model, judge: joinable.judge };
  const record: AttachedRecord = {
    kind: 'attached',
    method: inputs.attachMethod,
    deployment: gateway.name,
    pod: gateway.podName,
    podUid: gateway.podUid,
    gateway: gateway.container.name,
    container: inputs.attachMethod === 'rollout' ? ROLLOUT_CONTAINER : plan.name,
    sinceMs: report.nowMs,
  };
  return {
    plan: known,
    platform,
    leftovers: { ...leftoversOf(kube, plan), attached: record },
    prepare: async (facts) => {
      const files = await readEvalFiles(root);
      return async () =>
        await join(kube, known, inputs, deps, { gateway, joinable, record, facts, programs: files.sidecar });
    },
  };
}

interface Joining {
  gateway: FoundGateway;
  joinable: Joinable;
  record: AttachedRecord;
  facts: LaunchFacts;
  programs: Readonly<Record<string, string>>;
}

async function join(
  kube: Kube,
  plan: Plan,
  inputs: Inputs,
  { log, signal }: AttachDeps,
  { gateway, joinable, record, facts, programs }: Joining,
): Promise<EvalPlace> {
  const { namespace, identity, name } = plan;
  const writeRecord = async (place: AttachedRecord): Promise<void> => {
    const metadata = { ...evalMetadata(identity, new Date(plan.expiresAtMs), plan.runUrl), name, namespace };
    const run = recordOf(plan, inputs, place, facts);
    await apply(kube, settingsMap(metadata, plan, inputs, facts.taskDurations, run), { signal });
  };
  await writeRecord(record);
  const image = plan.images.clawbench;
  const isRollout = record.method === 'rollout';
  const container = attachedContainer({
    name: record.container,
    image,
    imagePullPolicy: pullPolicyOf(image, pullWishes(inputs)),
    uid: joinable.uid,
    gid: joinable.gid,
    home: joinable.home,
    instance: identity.instance,
    stateDir: joinable.stateDir,
    stays: isRollout,
    configMap: name,
    resources: isRollout
      ? { requests: { cpu: '250m', memory: '512Mi' }, limits: { memory: '4Gi' } }
      : undefined,
  });
  let place = record;
  if (isRollout) {
    const timeoutMs = inputs.startupTimeoutMs;
    const { instance } = identity;
    const pod = await joinRollout(kube, gateway, container, { instance, timeoutMs, log, signal });
    place = { ...record, pod: pod.metadata?.name ?? '', podUid: pod.metadata?.uid ?? '' };
    await writeRecord(place);
  } else await joinEphemeral(kube, gateway, container, signal);
  const target = attachedPlace(kube, namespace, place);
  await untilItRuns(kube, target, place, inputs.startupTimeoutMs, log, signal);
  await bringPrograms(kube, target.at(place.pod), programs, joinable.token, signal);
  log.info(`The evaluation joined pod ${namespace}/${place.pod} on ${kube.cluster.server}.`);
  return target;
}

async function untilItRuns(
  kube: Kube,
  place: EvalPlace,
  { pod: name, container }: AttachedRecord,
  timeoutMs: number,
  log: MaskingLog,
  signal: AbortSignal,
): Promise<void> {
  const { clock } = kube;
  const deadlineMs = clock.now() + timeoutMs;
  const ref = { apiVersion: 'v1', kind: 'Pod', name, namespace: place.namespace };
  let told = '';
  for (;;) {
    const pod = await read<Pod>(kube, ref, { signal });
    if (pod !== undefined && place.answering(pod) !== undefined) return;
    const waiting = await place.explain(0, pod, signal);
    const { message = `Container ${container} of pod ${place.namespace}/${name} waits to start`, hint } =
      waiting ?? {};
    if (waiting?.isFinal === true) throw new ActionError(waiting.code, message, { hint });
    if (clock.now() >= deadlineMs)
      throw new ActionError(waiting?.code ?? 'startup-timeout', message, { hint });
    if (waiting !== undefined && message !== told) log.info(message);
    told = message;
    await clock.sleep(POLL_MS, signal);
  }
}
