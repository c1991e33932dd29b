import type { Host, Log } from '../base/ports.ts';
import { ActionError } from '../base/errors.ts';
import { type AttachedRecord, parseRecord } from '../backends/eval-record.ts';
import type { Inputs } from '../inputs/types.ts';
import { explainMissing, missingPermissions } from '../kube/access.ts';
import type { Kube } from '../kube/client.ts';
import { identifyAndLog } from '../kube/identify.ts';
import { isKubeError } from '../kube/errors.ts';
import { describe, list, read, remove } from '../kube/objects.ts';
import { teardownPermissions } from '../kube/permissions.ts';
import type { ObjectRef } from '../kube/types.ts';
import { foreignObjects } from '../stack/foreign.ts';
import { OPENCLAW_NAMESPACE } from '../stack/openclaw.ts';
import { annotations, isOurs, labels, MANAGED_BY } from '../stack/ownership.ts';
import type { Done } from '../eval/mode-result.ts';

/** A pod whose agent is working takes a while to end, and its volume waits for it. */
const END_MS = 3 * 60_000;

/** The kinds this action creates; those whose controllers create others come first. */
const kinds = [
  { apiVersion: 'apps/v1', kind: 'Deployment' },
  { apiVersion: 'batch/v1', kind: 'Job' },
  { apiVersion: 'v1', kind: 'Service' },
  { apiVersion: 'v1', kind: 'ConfigMap' },
  { apiVersion: 'v1', kind: 'Secret' },
  { apiVersion: 'v1', kind: 'PersistentVolumeClaim' },
  { apiVersion: 'networking.k8s.io/v1', kind: 'NetworkPolicy' },
] as const;

interface Found {
  ref: ObjectRef;
  uid: string;
  isMlflow: boolean;
  /** The attached evaluation it records: deleting the ConfigMap would hide the evaluation, not end it. */
  joined: AttachedRecord | undefined;
}

/** The inputs that say what is deleted. */
type Targets = Pick<Inputs, 'namespace' | 'components' | 'mlflowNamespace'>;

interface TornDown {
  deleted: string[];
  /** What is kept and why, a sentence each. */
  kept: string[];
}

/**
 * Deletes, by UID, what this action created and left: OpenClaw and evaluations, and MLflow if it is named. A namespace
 * is deleted if this action created it and nothing else is in it.
 * @throws ActionError missing-permission, with all that is missing
 */
export async function tearDown(kube: Kube, inputs: Targets, { log }: Host): Promise<Done> {
  const { user } = await identifyAndLog(kube, log);
  const targets = targetsOf(inputs);
  await checkRights(kube, [...targets.keys()], user);
  const results = await Promise.all(
    [...targets].map(([namespace, components]) => tearDownNamespace(kube, namespace, components, log)),
  );
  const deleted = results.flatMap((result) => result.deleted);
  const kept = [...results.flatMap((result) => result.kept), ...(await deployedMlflow(kube, inputs))];
  const where = [...targets.keys()].join(', ');
  return {
    kind: 'done',
    lines: [
      ...(deleted.length === 0 ? [`Nothing of this action is in namespace ${where}.`] : []),
      ...deleted.map((object) => `${object} is deleted.`),
      ...kept,
    ],
    record: { deleted, kept },
    outputs: {},
  };
}

/** Says that our MLflow is kept. Empty if it is being deleted, does not exist, or may not be read. */
async function deployedMlflow(kube: Kube, inputs: Targets): Promise<string[]> {
  const { components, mlflowNamespace: namespace } = inputs;
  if (components?.includes('mlflow')) return [];
  const ref = { apiVersion: 'apps/v1', kind: 'Deployment', name: 'mlflow', namespace };
  try {
    const found = await read(kube, ref);
    if (found === undefined || !isOurs(found)) return [];
    return [`MLflow in namespace ${namespace} is kept: name it in "components" to delete it as well.`];
  } catch (error) {
    if (isKubeError(error) && error.status === 403) return [];
    throw error;
  }
}

/** The components to delete, by namespace. */
function targetsOf(inputs: Targets): Map<string, readonly string[]> {
  const targets = new Map<string, readonly string[]>();
  const components = inputs.components ?? ['openclaw'];
  for (const component of components) {
    const namespace =
      component === 'mlflow' ? inputs.mlflowNamespace : (inputs.namespace ?? OPENCLAW_NAMESPACE);
    targets.set(namespace, [...(targets.get(namespace) ?? []), component]);
  }
  return targets;
}

async function checkRights(
  kube: Kube,
  namespaces: readonly string[],
  user: string | undefined,
): Promise<void> {
  const missing = await Promise.all(
    namespaces.map((namespace) => missingPermissions(kube, teardownPermissions, namespace)),
  );
  if (missing.flat().length > 0)
    throw new ActionError('missing-permission', explainMissing(missing.flat(), user));
}

async function tearDownNamespace(
  kube: Kube,
  namespace: string,
  components: readonly string[],
  log: Log,
): Promise<TornDown> {
  const look = async (): Promise<Found[]> => (await ours(kube, namespace)).filter(isWanted);
  const isWanted = ({ isMlflow }: Found): boolean => components.includes(isMlflow ? 'mlflow' : 'openclaw');
  const all = await look();
  const running = await runningBeside(kube, namespace, all);
  const found = all.filter((object) => !running.includes(object));
  const stays = running.map(
    ({ ref, joined }) =>
      `${describe(ref)} is kept: its evaluation is in pod ${namespace}/${joined?.pod}; end it by \`mode: detach\`.`,
  );
  for (const { ref, uid } of found) {
    await remove(kube, ref, { uid });
    log.info(`${describe(ref)} is being deleted.`);
  }
  const gone = found.map(({ ref }) => describe(ref));
  const deadlineMs = kube.clock.now() + END_MS;
  for (;;) {
    const left = (await look()).filter(({ uid }) => found.some((object) => object.uid === uid));
    if (left.length === 0) break;
    if (kube.clock.now() >= deadlineMs) {
      const names = left.map(({ ref }) => describe(ref));
      return {
        deleted: gone.filter((name) => !names.includes(name)),
        kept: [
          ...stays,
          ...names.map((name) => `${name} is still being deleted; its pod has not ended yet.`),
        ],
      };
    }
    await kube.clock.sleep(500, kube.signal);
  }
  const end = await endNamespace(kube, namespace);
  return { deleted: [...gone, ...end.deleted], kept: [...stays, ...end.kept] };
}

async function ours(kube: Kube, namespace: string): Promise<Found[]> {
  const labelSelector = `${labels.managedBy}=${MANAGED_BY}`;
  const lists = await Promise.all(
    kinds.map(async (of) => {
      const objects = await list(kube, { ...of, namespace }, { labelSelector });
      return objects.map(({ metadata }) => ({
        ref: { ...of, name: metadata.name, namespace },
        uid: metadata.uid ?? '',
        isMlflow: metadata.labels?.[labels.component] === 'mlflow',
        joined: joinedBy(metadata.annotations?.[annotations.run]),
      }));
    }),
  );
  return lists.flat().filter(({ uid }) => uid !== '');
}

/** Records of evaluations in Deployments that are not deleted. */
async function runningBeside(kube: Kube, namespace: string, all: readonly Found[]): Promise<Found[]> {
  const joined = all.filter((object) => object.joined !== undefined);
  if (joined.length === 0) return [];
  const deployments = await list(kube, { apiVersion: 'apps/v1', kind: 'Deployment', namespace });
  const staying = new Set(deployments.map(({ metadata }) => metadata.name));
  for (const { ref } of all) if (ref.kind === 'Deployment') staying.delete(ref.name);
  return joined.filter((object) => staying.has(object.joined?.deployment ?? ''));
}

function joinedBy(record: string | undefined): AttachedRecord | undefined {
  const place = parseRecord(record)?.place;
  return place?.kind === 'attached' ? place : undefined;
}

/** Looks into a namespace only if it may be deleted: for one that is kept no right to list its objects is needed. */
async function endNamespace(kube: Kube, name: string): Promise<TornDown> {
  const ref = { apiVersion: 'v1', kind: 'Namespace', name };
  try {
    const namespace = await read(kube, ref);
    if (namespace === undefined) return { deleted: [], kept: [] };
    if (namespace.metadata.deletionTimestamp !== undefined) return { deleted: [], kept: [] };
    if (!isOurs(namespace)) return keptFor(`Namespace ${name} is kept: this action did not create it.`);
    const stays = (await ours(kube, name)).map((object) => `${object.ref.kind} ${object.ref.name}`);
    const others = [...stays, ...(await foreignObjects(kube, name, kube.signal))];
    if (others.length > 0) {
      const shown = others.slice(0, 6).join(', ');
      const more = others.length > 6 ? ` and ${others.length - 6} more` : '';
      return keptFor(`Namespace ${name} is kept: it also has ${shown}${more}.`);
    }
    const { uid } = namespace.metadata;
    await remove(kube, ref, uid === undefined ? {} : { uid });
    return { deleted: [describe(ref)], kept: [] };
  } catch (error) {
    if (isKubeError(error) && error.status === 403)
      return keptFor(`Namespace ${name} is kept: the credentials do not allow listing what else is in it.`);
    throw error;
  }
}

function keptFor(sentence: string): TornDown {
  return { deleted: [], kept: [sentence] };
}
