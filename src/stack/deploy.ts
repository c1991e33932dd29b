import type { Log } from '../base/ports.ts';
import { ActionError } from '../base/errors.ts';
import type { Kube } from '../kube/client.ts';
import { admissionReasons, isKubeError } from '../kube/errors.ts';
import { apply, describe, read, refOf } from '../kube/objects.ts';
import type { Manifest, Namespace, PersistentVolumeClaim } from '../kube/types.ts';
import { changedFields } from './changed-fields.ts';
import { isOurs, labels, MANAGED_BY } from './ownership.ts';

/** What became of one deployed object. */
export interface DeployedObject {
  kind: string;
  name: string;
  namespace: string;
  became: 'created' | 'changed' | 'unchanged';
}

/** An object as it should be, and as the cluster has it. */
interface Pair {
  wanted: Manifest;
  found: Manifest | undefined;
}

/**
 * Whether a namespace exists; if it is being deleted, waits until it is gone.
 * @throws ActionError startup-timeout; KubeError
 */
export async function namespaceExists(
  kube: Kube,
  name: string,
  { log, waitMs }: { log: Log; waitMs: number },
): Promise<boolean> {
  const deadlineMs = kube.clock.now() + waitMs;
  const ref = { apiVersion: 'v1', kind: 'Namespace', name };
  for (let looks = 0; ; looks++) {
    let namespace: Namespace | undefined;
    try {
      namespace = await read<Namespace>(kube, ref);
    } catch (error) {
      // Rights in one namespace only: then it usually exists.
      if (isKubeError(error) && error.status === 403) return true;
      throw error;
    }
    if (namespace === undefined) return false;
    if (namespace.metadata?.deletionTimestamp === undefined) return true;
    if (looks === 0) log.info(`Namespace ${name} is being deleted; waiting until it is gone.`);
    if (kube.clock.now() >= deadlineMs) {
      throw new ActionError(
        'startup-timeout',
        `Namespace ${name} is being deleted, and still exists after ${Math.round(waitMs / 1000)} s.`,
        { hint: `See what it waits for: kubectl get namespace ${name} -o jsonpath='{.status.conditions}'` },
      );
    }
    await kube.clock.sleep(1000, kube.signal);
  }
}

/**
 * Compares the objects with the cluster's, and has the API server try to apply all of them: what it would refuse, and
 * what belongs to somebody else, is reported before anything is changed.
 * @returns writes the objects by a connection, which may be one that waits for quotas
 * @throws ActionError foreign-object, bad-manifest, bad-input; KubeError
 */
export async function prepareDeploy(
  kube: Kube,
  objects: readonly Manifest[],
  isNew: boolean,
): Promise<(by: Kube) => Promise<DeployedObject[]>> {
  const pairs: Pair[] = isNew
    ? objects.map((wanted) => ({ wanted, found: undefined }))
    : await Promise.all(objects.map(async (wanted) => ({ wanted, found: await read(kube, refOf(wanted)) })));
  await refuseForeign(kube, pairs);
  for (const pair of pairs) refuseOtherClass(pair);
  const toWrite = pairs.filter(({ wanted, found }) => found === undefined || !isClaim(wanted));
  // In a namespace that does not exist yet, nothing can be tried and nothing can be in the way.
  if (!isNew) await Promise.all(toWrite.map(({ wanted }) => tryApply(kube, wanted)));
  return async (by) =>
    await Promise.all(
      pairs.map(async (pair) => {
        const { wanted, found } = pair;
        const { kind, metadata } = wanted;
        const written = { kind, name: metadata.name, namespace: metadata.namespace ?? '' };
        if (!toWrite.includes(pair)) return { ...written, became: 'unchanged' as const };
        const { object } = await apply(by, wanted);
        if (found === undefined) return { ...written, became: 'created' as const };
        const isSame = found.metadata.resourceVersion === object.metadata.resourceVersion;
        return { ...written, became: isSame ? ('unchanged' as const) : ('changed' as const) };
      }),
    );
}

/** Quotas are left out of the trial: one that is used up now may be freed until the objects are written. */
async function tryApply(kube: Kube, wanted: Manifest): Promise<void> {
  try {
    await apply(kube, wanted, { dryRun: true });
  } catch (error) {
    if (!isKubeError(error, admissionReasons.usedUp, admissionReasons.noDryRun)) throw error;
  }
}

async function refuseForeign(kube: Kube, pairs: readonly Pair[]): Promise<void> {
  const sentences = await Promise.all(
    pairs.map(async ({ wanted, found }) => {
      if (found === undefined || isOurs(found)) return [];
      return [`${describe(refOf(wanted))} would be changed in ${await changes(kube, wanted, found)}.`];
    }),
  );
  const foreign = sentences.flat();
  if (foreign.length === 0) return;
  throw new ActionError(
    'foreign-object',
    ['Objects to deploy exist already and belong to somebody else:', ...foreign].join('\n'),
    {
      hint: `Nothing was changed. Choose another "namespace" or "mlflow-namespace", or leave this part out of "components"; objects of this action carry the label ${labels.managedBy}=${MANAGED_BY}.`,
    },
  );
}

/** Names of the fields that would change; never their values, which may be secret. */
async function changes(kube: Kube, wanted: Manifest, found: Manifest): Promise<string> {
  try {
    const { object } = await apply(kube, wanted, { dryRun: true, force: true });
    const fields = changedFields(found, object);
    const shown = fields.slice(0, 6).join(', ');
    return fields.length > 6 ? `${shown} and ${fields.length - 6} more` : shown;
  } catch (error) {
    if (isKubeError(error, admissionReasons.noDryRun)) return 'fields that could not be compared';
    // Some fields cannot be changed at all, for example the selector of a Deployment.
    if (isKubeError(error) && error.code === 'bad-manifest') return 'fields that cannot be changed';
    throw error;
  }
}

function isClaim(object: Manifest): boolean {
  return object.kind === 'PersistentVolumeClaim';
}

/** A claim is never written again, and its storage class cannot be changed. */
function refuseOtherClass({ wanted, found }: Pair): void {
  if (found === undefined || !isClaim(wanted)) return;
  const classOf = ({ spec }: PersistentVolumeClaim): string | undefined => spec?.storageClassName;
  const asked = classOf(wanted);
  if (asked === undefined || asked === classOf(found)) return;
  throw new ActionError(
    'bad-input',
    `${describe(refOf(wanted))} has the storage class "${classOf(found) ?? ''}", which cannot be changed to "${asked}".`,
    { hint: 'Remove "storage-class", or delete the claim and all data in it with "mode: teardown" first.' },
  );
}
