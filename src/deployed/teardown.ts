import type { Host, Log } from '../base/ports.ts';
import { ActionError } from '../base/errors.ts';
import { type AttachedRecord, parseRecord } from '../backends/eval-record.ts';
import { explainMissing, missingPermissions } from '../kube/access.ts';
import type { Kube } from '../kube/client.ts';
import { identifyAndLog } from '../kube/identify.ts';
import { isKubeError } from '../kube/errors.ts';
import { describe, list, read, remove } from '../kube/objects.ts';
import { poll } from '../kube/poll.ts';
import { teardownPermissions } from '../kube/permissions.ts';
import { throwTogether, tryEach } from '../kube/try-each.ts';
import type { Manifest, ObjectRef } from '../kube/types.ts';
import type { TeardownPlan } from '../plan/teardown.ts';
import { foreignObjects, keptForOthers } from '../stack/foreign.ts';
import { annotations, evalOf, isOurs, isReserved, labels, MANAGED_BY } from '../stack/ownership.ts';
import type { Done } from '../eval/mode-result.ts';

/** A gateway in the middle of a turn takes its time to end, and its volume is only deleted after it. */
const END_MS = 3 * 60_000;

/** The kinds of objects this action makes. Owners come before what they own, so that nothing is made again. */
const kinds = [
  { apiVersion: 'apps/v1', kind: 'Deployment' },
  { apiVersion: 'batch/v1', kind: 'Job' },
  { apiVersion: 'v1', kind: 'Service' },
  { apiVersion: 'v1', kind: 'ConfigMap' },
  { apiVersion: 'v1', kind: 'Secret' },
  { apiVersion: 'v1', kind: 'PersistentVolumeClaim' },
  { apiVersion: 'networking.k8s.io/v1', kind: 'NetworkPolicy' },
] as const;

interface OurObject {
  ref: ObjectRef;
  uid: string;
  isMlflow: boolean;
  /** For the ConfigMap of an evaluation in a user's pod: deleting it would not end the evaluation, only hide it. */
  joined: AttachedRecord | undefined;
}

interface TornDown {
  deleted: string[];
  /** A sentence each, with the reason. */
  kept: string[];
}

/**
 * Deletes, by UID, the deployments of this action and evaluations beside them. Namespaces go too if this action made
 * them and nothing else is in them.
 * @throws ActionError missing-permission; KubeError
 */
export async function tearDown(kube: Kube, plan: TeardownPlan, { log }: Host): Promise<Done> {
  const { user } = await identifyAndLog(kube, log);
  const namespaces = [...plan.components.keys()];
  await checkPermissions(kube, namespaces, user);
  const results = await Promise.all(
    [...plan.components].map(([namespace, components]) =>
      tearDownNamespace(kube, namespace, components, log),
    ),
  );
  const deleted = results.flatMap((result) => result.deleted);
  const mlflow = plan.keptMlflow === null ? [] : await mlflowHint(kube, plan.keptMlflow);
  const kept = [...results.flatMap((result) => result.kept), ...mlflow];
  return {
    kind: 'done',
    lines: [
      ...(deleted.length === 0 ? [`Nothing of this action is in namespace ${namespaces.join(', ')}.`] : []),
      ...deleted.map((object) => `${object} is deleted.`),
      ...kept,
    ],
    record: { deleted, kept },
    outputs: {},
  };
}

/** Says that our MLflow is kept. Empty if there is none, or if the credentials may not look. */
async function mlflowHint(kube: Kube, namespace: string): Promise<string[]> {
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

async function checkPermissions(
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
  const listWanted = async (): Promise<OurObject[]> =>
    (await ourObjects(kube, namespace)).filter(({ isMlflow }) =>
      components.includes(isMlflow ? 'mlflow' : 'openclaw'),
    );
  const all = await listWanted();
  const running = await runningBeside(kube, namespace, all);
  const wanted = all.filter((object) => !running.includes(object));
  const stays = running.map(
    ({ ref, joined }) =>
      `${describe(ref)} is kept: its evaluation is in pod ${namespace}/${joined?.pod}; end it by \`mode: detach\`.`,
  );
  const going: OurObject[] = [];
  const failures = await tryEach(kube.signal, wanted, async (object) => {
    await remove(kube, object.ref, { uid: object.uid });
    log.info(`${describe(object.ref)} is being deleted.`);
    going.push(object);
  });
  const names = going.map(({ ref }) => describe(ref));
  let late: string[] = [];
  await poll(kube, { everyMs: 500, budgetMs: END_MS }, async () => {
    const left = (await listWanted()).filter(({ uid }) => going.some((object) => object.uid === uid));
    late = left.map(({ ref }) => describe(ref));
    return late.length === 0 ? true : undefined;
  });
  const deleted = names.filter((name) => !late.includes(name));
  const done = [
    ...(deleted.length === 0 ? [] : [`Deleted: ${deleted.join(', ')}.`]),
    ...(late.length === 0 ? [] : [`Being deleted: ${late.join(', ')}.`]),
  ];
  throwTogether(failures, [...done, 'Run it again for the rest.'].join(' '));
  if (late.length > 0) {
    return {
      deleted,
      kept: [...stays, ...late.map((name) => `${name} is still being deleted; its pod has not ended yet.`)],
    };
  }
  const end = await removeNamespace(kube, namespace);
  return { deleted: [...names, ...end.deleted], kept: [...stays, ...end.kept] };
}

async function ourObjects(kube: Kube, namespace: string): Promise<OurObject[]> {
  const labelSelector = `${labels.managedBy}=${MANAGED_BY}`;
  const lists = await Promise.all(
    kinds.map(async (of) => {
      const objects = await list(kube, { ...of, namespace }, { labelSelector });
      return objects.filter(isWhole).map(({ metadata }) => ({
        ref: { ...of, name: metadata.name, namespace },
        uid: metadata.uid ?? '',
        isMlflow: metadata.labels?.[labels.component] === 'mlflow',
        joined: joinedBy(metadata.annotations?.[annotations.run]),
      }));
    }),
  );
  return lists.flat().filter(({ uid }) => uid !== '');
}

/** Whether an object is of ours, by its labels, and by its name if it is said to be of an evaluation. */
function isWhole(object: Pick<Manifest, 'metadata'>): boolean {
  const isOfEval = object.metadata.labels?.[labels.component] === 'eval';
  return isOurs(object) && (!isOfEval || evalOf('object', object) !== undefined);
}

/** The ConfigMaps of evaluations in the pods of Deployments that are not torn down. */
async function runningBeside(kube: Kube, namespace: string, all: readonly OurObject[]): Promise<OurObject[]> {
  const joined = all.filter((object) => object.joined !== undefined);
  if (joined.length === 0) return [];
  const deployments = await list(kube, { apiVersion: 'apps/v1', kind: 'Deployment', namespace });
  const staying = new Set(deployments.map(({ metadata }) => metadata.name));
  for (const { ref } of all) if (ref.kind === 'Deployment') staying.delete(ref.name);
  // Only Deployments are ours to tear down.
  return joined.filter(
    ({ joined: place }) => place?.workload !== 'Deployment' || staying.has(place.deployment),
  );
}

function joinedBy(record: string | undefined): AttachedRecord | undefined {
  const place = parseRecord(record)?.place;
  return place?.kind === 'attached' ? place : undefined;
}

/** Looks for objects of others only in a namespace of ours: to keep one, no permission to list all kinds is needed. */
async function removeNamespace(kube: Kube, name: string): Promise<TornDown> {
  const ref = { apiVersion: 'v1', kind: 'Namespace', name };
  try {
    const namespace = await read(kube, ref);
    if (namespace === undefined || namespace.metadata.deletionTimestamp !== undefined)
      return { deleted: [], kept: [] };
    if (!isOurs(namespace) || isReserved(name))
      return keptFor(`Namespace ${name} is kept: this action did not create it.`);
    const stays = (await ourObjects(kube, name)).map((object) => `${object.ref.kind} ${object.ref.name}`);
    const others = [...stays, ...(await foreignObjects(kube, name, { isOwn: isWhole }))];
    if (others.length > 0) return keptFor(keptForOthers(name, others));
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
