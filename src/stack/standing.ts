import type { Log } from '../base/ports.ts';
import { ActionError } from '../base/errors.ts';
import type { Kube } from '../kube/client.ts';
import { isKubeError } from '../kube/errors.ts';
import { apply, describe, read, refOf } from '../kube/objects.ts';
import type { Manifest, Namespace, PersistentVolumeClaim } from '../kube/types.ts';
import { changedFields } from './changed-fields.ts';
import { isOurs, labels, MANAGED_BY } from './ownership.ts';

/** What one object of a standing stack came to. */
export interface StandingObject {
  kind: string;
  name: string;
  namespace: string;
  became: 'created' | 'changed' | 'unchanged';
}

/** An object as it is to be, beside what is there. */
interface Pair {
  wanted: Manifest;
  found: Manifest | undefined;
}

/** Whether a namespace can take objects now; one that is on its way out is waited for. @throws ActionError startup-timeout */
export async function namespaceExists(
  kube: Kube,
  name: string,
  { log, waitMs, signal }: { log: Log; waitMs: number; signal: AbortSignal },
): Promise<boolean> {
  const deadlineMs = kube.clock.now() + waitMs;
  const ref = { apiVersion: 'v1', kind: 'Namespace', name };
  for (let looks = 0; ; looks++) {
    let namespace: Namespace | undefined;
    try {
      namespace = await read<Namespace>(kube, ref, { signal });
    } catch (error) {
      // Rights in one namespace only: whoever gave them made the namespace.
      if (isKubeError(error) && error.status === 403) return true;
      throw error;
    }
    if (namespace === undefined) return false;
    if (namespace.metadata?.deletionTimestamp === undefined) return true;
    if (looks === 0) log.info(`Namespace ${name} is being deleted; waiting for the end of it.`);
    if (kube.clock.now() >= deadlineMs) {
      throw new ActionError(
        'startup-timeout',
        `Namespace ${name} is being deleted, and is not gone after ${Math.round(waitMs / 1000)} s.`,
        { hint: `See what it waits for: kubectl get namespace ${name} -o jsonpath='{.status.conditions}'` },
      );
    }
    await kube.clock.sleep(1000, signal);
  }
}

/**
 * Compares what is wanted with what is there, and has the API server try all of it: whatever it would refuse, and
 * whatever belongs to somebody else, is told before anything is changed.
 * @returns writes the objects
 * @throws ActionError foreign-object, bad-manifest, bad-input; KubeError
 */
export async function prepareStanding(
  kube: Kube,
  objects: readonly Manifest[],
  { isNew, signal }: { isNew: boolean; signal: AbortSignal },
): Promise<() => Promise<StandingObject[]>> {
  const pairs: Pair[] = isNew
    ? objects.map((wanted) => ({ wanted, found: undefined }))
    : await Promise.all(
        objects.map(async (wanted) => ({ wanted, found: await read(kube, refOf(wanted), { signal }) })),
      );
  await refuseForeign(kube, pairs, signal);
  for (const pair of pairs) refuseOtherClass(pair);
  const toWrite = pairs.filter(({ wanted, found }) => found === undefined || !isClaim(wanted));
  // In a namespace that is not there yet nothing can be tried, nor stand in the way.
  if (!isNew) await Promise.all(toWrite.map(({ wanted }) => apply(kube, wanted, { dryRun: true, signal })));
  return async () =>
    await Promise.all(
      pairs.map(async (pair) => {
        const { wanted, found } = pair;
        const { kind, metadata } = wanted;
        const told = { kind, name: metadata.name, namespace: metadata.namespace ?? '' };
        if (!toWrite.includes(pair)) return { ...told, became: 'unchanged' as const };
        const { object } = await apply(kube, wanted, { signal });
        if (found === undefined) return { ...told, became: 'created' as const };
        const isSame = found.metadata.resourceVersion === object.metadata.resourceVersion;
        return { ...told, became: isSame ? ('unchanged' as const) : ('changed' as const) };
      }),
    );
}

async function refuseForeign(kube: Kube, pairs: readonly Pair[], signal: AbortSignal): Promise<void> {
  const sentences = await Promise.all(
    pairs.map(async ({ wanted, found }) => {
      if (found === undefined || isOurs(found)) return [];
      return [
        `${describe(refOf(wanted))} would be changed in ${await changes(kube, wanted, found, signal)}.`,
      ];
    }),
  );
  const foreign = sentences.flat();
  if (foreign.length === 0) return;
  throw new ActionError(
    'foreign-object',
    ['What is to be deployed is there already and belongs to somebody else:', ...foreign].join('\n'),
    {
      hint: `Nothing was changed. Choose another "namespace" or "mlflow-namespace", or leave it out of "components"; what this action made carries the label ${labels.managedBy}=${MANAGED_BY}.`,
    },
  );
}

/** Names of fields, never their values: they may be secret. */
async function changes(kube: Kube, wanted: Manifest, found: Manifest, signal: AbortSignal): Promise<string> {
  try {
    const { object } = await apply(kube, wanted, { dryRun: true, force: true, signal });
    const fields = changedFields(found, object);
    const shown = fields.slice(0, 6).join(', ');
    return fields.length > 6 ? `${shown} and ${fields.length - 6} more` : shown;
  } catch (error) {
    // Some fields can not be changed at all, for example the selector of a Deployment.
    if (isKubeError(error) && error.code === 'bad-manifest') return 'fields that can not be changed';
    throw error;
  }
}

function isClaim(object: Manifest): boolean {
  return object.kind === 'PersistentVolumeClaim';
}

/** A claim is as it was made, so it is never written again; another class can only be had with another claim. */
function refuseOtherClass({ wanted, found }: Pair): void {
  if (found === undefined || !isClaim(wanted)) return;
  const classOf = (object: Manifest): string | undefined =>
    // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- a claim, as its kind says
    (object as unknown as PersistentVolumeClaim).spec?.storageClassName;
  const asked = classOf(wanted);
  if (asked === undefined || asked === classOf(found)) return;
  throw new ActionError(
    'bad-input',
    `${describe(refOf(wanted))} has the storage class "${classOf(found) ?? ''}", which can not be changed to "${asked}".`,
    { hint: 'Remove "storage-class", or delete the claim and all data in it with "mode: teardown" first.' },
  );
}
