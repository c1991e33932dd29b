import { ActionError } from '../base/errors.ts';
import type { Kube } from '../kube/client.ts';
import type { Plan } from '../plan/plan.ts';
import { labels } from '../stack/ownership.ts';
import { type AttachedRecord, attachedSchema } from './eval-record.ts';

/**
 * What one evaluation may leave in a cluster: enough for another process to find it, and nothing secret. Saved before the
 * first object is made.
 */
export interface Leftovers {
  instance: string;
  namespace: string;
  server: string;
  caSha256: string;
  /** For an evaluation in a user's pod. */
  attached?: AttachedRecord;
}

const INSTANCE = /^[0-9a-f]{8}$/;
const NAMESPACE = /^[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?$/;

/**
 * Reads saved leftovers. The file they are in could once be written by text in the log, so they are checked.
 * @throws ActionError internal if they are not what `saveLeftovers` wrote
 */
export function parseLeftovers(text: string): Leftovers {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    value = undefined;
  }
  if (typeof value === 'object' && value !== null) {
    // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- every field is checked below
    const { instance, namespace, server, caSha256, attached } = value as Record<string, unknown>;
    const place = attached === undefined ? undefined : attachedSchema.safeParse(attached);
    if (
      typeof instance === 'string' &&
      INSTANCE.test(instance) &&
      typeof namespace === 'string' &&
      NAMESPACE.test(namespace) &&
      typeof server === 'string' &&
      typeof caSha256 === 'string' &&
      place?.success !== false
    ) {
      const at = place === undefined ? {} : { attached: place.data };
      return { instance, namespace, server, caSha256, ...at };
    }
  }
  throw new ActionError('internal', 'The saved state of the main step is damaged; nothing was deleted.', {
    hint: `Look for objects with the label ${labels.instance} in the cluster; they expire by themselves.`,
  });
}

/** What an evaluation in a Job may leave. */
export function leftoversOf({ cluster }: Kube, { names, namespace }: Plan): Leftovers {
  const { server, caSha256 } = cluster;
  return { instance: names.instance, namespace, server, caSha256 };
}
