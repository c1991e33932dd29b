import type { Log } from '../base/ports.ts';
import { ActionError, type ErrorCode } from '../base/errors.ts';
import type { Kube } from '../kube/client.ts';
import { list, read } from '../kube/objects.ts';
import type { Readiness } from '../kube/readiness.ts';
import type { Deployment, Event, Pod } from '../kube/types.ts';
import { deploymentReadiness } from '../kube/workload-readiness.ts';
import { annotations, type Component } from './ownership.ts';
import { explainRefused } from './refused-pods.ts';
import { unwritableHint } from './volume-hint.ts';

/** A Deployment of ours; its pods carry the label `app` with its name. */
interface Rollout {
  namespace: string;
  name: string;
  /** The pod of OpenClaw can be changed by `pod-overlay`, that of MLflow cannot. */
  component: Component;
}

/** On average a rollout seems to take half of this longer than it does. */
const POLL_MS = 500;

/**
 * Waits until the pods of a Deployment's newest template are ready, and logs what they wait for whenever that changes.
 * @throws ActionError at once if waiting cannot help, otherwise after `budgetMs`; `startup-timeout` if the reason is
 *   unknown
 */
export async function waitForRollout(
  kube: Kube,
  rollout: Rollout,
  { budgetMs, log }: { budgetMs: number; log: Log },
): Promise<void> {
  const { clock } = kube;
  const deadlineMs = clock.now() + budgetMs;
  let logged = '';
  for (;;) {
    const { state, code, message, hint = hintFor(code, message, rollout) } = await look(kube, rollout);
    if (state === 'ready') return;
    if (state === 'failed') throw new ActionError(code ?? 'container-failed', message, { hint });
    if (clock.now() >= deadlineMs) {
      throw new ActionError(
        code ?? 'startup-timeout',
        `Not ready within ${Math.round(budgetMs / 1000)} s: ${message}`,
        { hint: hint ?? 'Raise "startup-timeout" if the cluster needs longer.' },
      );
    }
    if (message !== logged) log.info(message);
    logged = message;
    await clock.sleep(POLL_MS, kube.signal);
  }
}

async function look(
  kube: Kube,
  { namespace, name, component }: Rollout,
): Promise<Readiness & { hint?: string | undefined }> {
  const of = { apiVersion: 'v1', namespace };
  const [deployment, pods, events] = await Promise.all([
    read<Deployment>(kube, { apiVersion: 'apps/v1', kind: 'Deployment', name, namespace }),
    list<Pod>(kube, { ...of, kind: 'Pod' }, { labelSelector: `app=${name}` }),
    list<Event>(kube, { ...of, kind: 'Event' }),
  ]);
  if (deployment === undefined)
    throw new ActionError('api-error', `Deployment ${namespace}/${name} was deleted by somebody else.`);
  const stamp = deployment.spec?.template.metadata?.annotations?.[annotations.template];
  const current = pods.filter(
    ({ metadata }) =>
      metadata?.annotations?.[annotations.template] === stamp && metadata?.deletionTimestamp === undefined,
  );
  const readiness = deploymentReadiness(deployment, current, events, { now: kube.clock.now() });
  const spec = deployment.spec?.template.spec;
  if (readiness.refusal === undefined || spec === undefined) return readiness;
  const refused = {
    name: `Deployment ${namespace}/${name}`,
    namespace,
    spec,
    hasOverlay: component === 'openclaw',
  };
  return { ...readiness, ...(await explainRefused(kube, readiness, refused)) };
}

function hintFor(
  code: ErrorCode | undefined,
  message: string,
  { namespace, name }: Rollout,
): string | undefined {
  const hints: Partial<Record<ErrorCode, string>> = {
    'image-pull': 'Check the image inputs, and "image-pull-secret" for a private registry.',
    'volume-unbound': 'Write a "storage-class" the cluster has, or give the cluster a default one.',
    unschedulable: 'Give the cluster a node with room for the pod.',
    'container-failed':
      unwritableHint(message, 'Give its directory to the user 1000, or write another "storage-class".') ??
      `Look at its log with: kubectl -n ${namespace} logs deploy/${name}`,
  };
  return code === undefined ? undefined : hints[code];
}
