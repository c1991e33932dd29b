import type { Kube } from '../../kube/client.ts';
import { oneLine } from '../../base/plain-text.ts';
import { isKubeError } from '../../kube/errors.ts';
import { create } from '../../kube/objects.ts';
import type { Job, Manifest } from '../../kube/types.ts';
import { refusedByServer } from '../../stack/pod-overlay.ts';

/** Exists in every cluster; nothing is made in it. */
const ANY_NAMESPACE = 'default';

/**
 * Has the API server read the Job or Deployment with the overlay in it, which tells every misspelt field at once, before anything is
 * made. A namespace that is made later can not be asked for more than that; where others may be, their answer counts.
 * @throws ActionError bad-input
 */
export async function tryOverlay(kube: Kube, owner: Manifest): Promise<void> {
  const inOwn = await answerTo(kube, owner, owner.metadata.namespace ?? ANY_NAMESPACE);
  if (inOwn === 'no namespace') await answerTo(kube, owner, ANY_NAMESPACE);
}

async function answerTo(kube: Kube, owner: Manifest, namespace: string): Promise<'read' | 'no namespace'> {
  try {
    // Another name: it may be there already.
    const metadata = { ...owner.metadata, name: `${owner.metadata.name}-trial`, namespace };
    await create(kube, { ...owner, metadata }, { dryRun: true });
    return 'read';
  } catch (error) {
    if (!isKubeError(error)) throw error;
    if (error.status === 400 || error.status === 422) {
      const problems = problemsIn(error.message, error.causes).map((text) => inOverlay(text, owner));
      throw refusedByServer(problems, error);
    }
    // Rights, quotas and admission speak for themselves when it is made.
    return error.status === 404 ? 'no namespace' : 'read';
  }
}

/** Of `strict decoding error: unknown field "spec.a", unknown field "spec.b"` the parts; else the causes, else all of it. */
function problemsIn(message: string, causes: readonly { field: string; message: string }[]): string[] {
  const strict = /strict decoding error: (.*)$/.exec(message)?.[1];
  if (strict !== undefined) return strict.split(/, (?=unknown field|duplicate field)/);
  if (causes.length > 0) return causes.map((cause) => `${cause.field}: ${cause.message}`);
  return [message.replace(/^Could not create \w+ \S+: /, '')];
}

/** The user wrote a pod, not what makes it, and containers by name. */
function inOverlay(text: string, owner: Manifest): string {
  const { spec }: Job = owner;
  const { initContainers = [], containers = [] } = spec?.template.spec ?? {};
  const lists: Record<string, typeof containers> = { initContainers, containers };
  return oneLine(text)
    .replaceAll('spec.template.', '')
    .replaceAll(/spec\.(initContainers|containers)\[(\d+)\]/g, (whole, list: string, index: string) => {
      const name = lists[list]?.[Number(index)]?.name;
      return name === undefined ? whole : `spec.containers[${name}]`;
    })
    .replace(/unknown field "([^"]*)"/, 'unknown field $1')
    .replace(/\.$/, '');
}
