import type { Kube } from '../kube/client.ts';
import { isKubeError, oneLine } from '../kube/errors.ts';
import { create } from '../kube/objects.ts';
import type { Job, Manifest } from '../kube/types.ts';
import { refusedByServer } from '../stack/pod-overlay.ts';

/** Exists in every cluster; nothing is made in it. */
const ANY_NAMESPACE = 'default';

/**
 * Has the API server read the Job with the overlay in it, which tells every misspelt field at once, before anything is
 * made. A namespace that is made later can not be asked for more than that; where others may be, their answer counts.
 * @throws ActionError bad-input
 */
export async function tryOverlay(kube: Kube, job: Job, signal: AbortSignal): Promise<void> {
  const inOwn = await answerTo(kube, job, job.metadata?.namespace ?? ANY_NAMESPACE, signal);
  if (inOwn === 'no namespace') await answerTo(kube, job, ANY_NAMESPACE, signal);
}

async function answerTo(
  kube: Kube,
  job: Job,
  namespace: string,
  signal: AbortSignal,
): Promise<'read' | 'no namespace'> {
  try {
    // Another name: the Job itself may be there, of this very attempt.
    const metadata = { ...job.metadata, name: `${job.metadata?.name}-trial`, namespace };
    // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- src/eval/job.ts gives it name and kind
    await create(kube, { ...job, metadata } as unknown as Manifest, { dryRun: true, signal });
    return 'read';
  } catch (error) {
    if (!isKubeError(error)) throw error;
    if (error.status === 400 || error.status === 422) {
      const problems = problemsIn(error.message, error.causes).map((text) => inOverlay(text, job));
      throw refusedByServer(problems, error);
    }
    // Rights, quotas and admission speak for themselves when the Job is made.
    return error.status === 404 ? 'no namespace' : 'read';
  }
}

/** Of `strict decoding error: unknown field "spec.a", unknown field "spec.b"` the parts; else the causes, else all of it. */
function problemsIn(message: string, causes: readonly { field: string; message: string }[]): string[] {
  const strict = /strict decoding error: (.*)$/.exec(message)?.[1];
  if (strict !== undefined) return strict.split(/, (?=unknown field|duplicate field)/);
  if (causes.length > 0) return causes.map((cause) => `${cause.field}: ${cause.message}`);
  return [message.replace(/^Could not create Job \S+: /, '')];
}

/** The user wrote a pod, not the Job around it, and containers by name. */
function inOverlay(text: string, job: Job): string {
  const { initContainers = [], containers = [] } = job.spec?.template.spec ?? {};
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
