import type { Kube } from '../../kube/client.ts';
import { oneLine } from '../../base/plain-text.ts';
import { isAdmissionRefusal, isKubeError } from '../../kube/errors.ts';
import { create } from '../../kube/objects.ts';
import type { Job, Manifest } from '../../kube/types.ts';
import { refusedByServer } from '../../stack/pod-overlay.ts';

/** Exists in every cluster; nothing is created in it. */
const ANY_NAMESPACE = 'default';

/**
 * Has the API server check a Job or Deployment with the user's overlay in it, by a dry run: it names every misspelt field
 * before anything is created. If its namespace does not exist yet, another one serves for the check.
 * @throws ActionError bad-input; KubeError
 */
export async function tryOverlay(kube: Kube, owner: Manifest): Promise<void> {
  const inOwn = await answerTo(kube, owner, owner.metadata.namespace ?? ANY_NAMESPACE);
  if (inOwn === 'no namespace') await answerTo(kube, owner, ANY_NAMESPACE);
}

async function answerTo(kube: Kube, owner: Manifest, namespace: string): Promise<'read' | 'no namespace'> {
  try {
    // Another name, since an object with its own name may exist.
    const metadata = { ...owner.metadata, name: `${owner.metadata.name}-trial`, namespace };
    await create(kube, { ...owner, metadata }, { dryRun: true });
    return 'read';
  } catch (error) {
    if (!isKubeError(error)) throw error;
    // The overlay was read before; what policies and quotas say of the object itself is reported when it is created.
    if (isAdmissionRefusal(error)) return 'read';
    if (error.status === 400 || error.status === 422) {
      const problems = problemsIn(error.message, error.causes).map((text) => inOverlay(text, owner));
      throw refusedByServer(problems, error);
    }
    // Missing permissions are reported when the object is created.
    return error.status === 404 ? 'no namespace' : 'read';
  }
}

/** The parts of `strict decoding error: unknown field "spec.a", unknown field "spec.b"`, else the causes, else the message. */
function problemsIn(message: string, causes: readonly { field: string; message: string }[]): string[] {
  const strict = /strict decoding error: (.*)$/.exec(message)?.[1];
  if (strict !== undefined) return strict.split(/, (?=unknown field|duplicate field)/);
  if (causes.length > 0) return causes.map((cause) => `${cause.field}: ${cause.message}`);
  return [message.replace(/^Could not create \w+ \S+: /, '')];
}

/** Rewrites a path for the overlay, which has a pod and names its containers, where the object has a pod template and indexes. */
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
