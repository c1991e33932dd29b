import { oneLine } from '../base/plain-text.ts';
import { EVENTS_COMBINED, latestEvent, timeOf } from './events.ts';
import { podReadiness } from './pod-readiness.ts';
import type { PodReadinessOptions } from './pod-readiness.ts';
import { done, failed, ready, waiting, worstOf } from './readiness.ts';
import type { Readiness } from './readiness.ts';
import { codeOfRefusal, isTerminal, podRefusal, type Refusal, refusalWords } from './refusal.ts';
import type { Deployment, Event, Job, Pod } from './types.ts';

/**
 * Whether a Job runs its pods, and if not, why. What keeps it from creating them is only in events, in no condition.
 * @param events of the namespace, or of the Job
 */
export function jobReadiness(job: Job, events: readonly Event[]): Readiness {
  const name = `Job ${nameOf(job)}`;
  const { conditions = [], active = 0, ready: readyPods = 0, succeeded = 0 } = job.status ?? {};
  const isTrue = (type: string): { reason?: string; message?: string } | undefined =>
    conditions.find((condition) => condition.type === type && condition.status === 'True');

  const failure = isTrue('Failed') ?? isTrue('FailureTarget');
  if (failure) {
    const code = failure.reason === 'DeadlineExceeded' ? 'timeout' : 'container-failed';
    const words = oneLine(`${failure.reason ?? 'Failed'}: ${failure.message ?? ''}`);
    return failed(`${name} failed: ${words}`, code);
  }
  if (isTrue('Complete')) return done(`${name} is complete.`);
  if (isTrue('Suspended') ?? job.spec?.suspend) return waiting(`${name} is suspended.`);

  const wanted = Math.min(job.spec?.parallelism ?? 1, (job.spec?.completions ?? Infinity) - succeeded);
  if (active < wanted) {
    const refusal = latestEvent(events, job.metadata?.uid, 'FailedCreate');
    if (refusal) {
      const sinceMs = Date.parse(timeOf(refusal)) - Date.parse(job.status?.startTime ?? '');
      return creationRefused(name, refusal.message ?? '', sinceMs);
    }
    return waiting(`${name} has created ${active} of ${wanted} pods.`);
  }
  if (readyPods >= active) return ready(`${name} runs ${active} pods.`);
  return waiting(`${name}: ${readyPods} of ${active} pods are ready.`);
}

/**
 * Whether a Deployment is available, and if not, why.
 * @param pods of the Deployment
 * @param events of the namespace, or of the Deployment's ReplicaSets and pods
 */
export function deploymentReadiness(
  deployment: Deployment,
  pods: readonly Pod[],
  events: readonly Event[],
  options: PodReadinessOptions,
): Readiness {
  const name = `Deployment ${nameOf(deployment)}`;
  const wanted = deployment.spec?.replicas ?? 1;
  const {
    conditions = [],
    observedGeneration = 0,
    updatedReplicas = 0,
    availableReplicas = 0,
  } = deployment.status ?? {};
  const isObserved = observedGeneration >= (deployment.metadata?.generation ?? 0);
  if (isObserved && updatedReplicas >= wanted && availableReplicas >= wanted) {
    return ready(`${name} is available.`);
  }
  const refused = conditions.find((item) => item.type === 'ReplicaFailure' && item.status === 'True');
  if (isObserved && refused) {
    const sinceMs = options.now - Date.parse(refused.lastTransitionTime ?? '');
    return creationRefused(name, refused.message ?? '', sinceMs);
  }

  const worst = worstOf(pods.map((pod) => podReadiness(pod, events, options)));
  if (worst && worst.code !== undefined) return { ...worst, message: `${name}: ${worst.message}` };

  const progress = conditions.find((item) => item.type === 'Progressing');
  if (isObserved && progress?.reason === 'ProgressDeadlineExceeded') {
    const message = `${name}: ${oneLine(progress.message ?? 'it makes no progress.')}`;
    return failed(message, 'startup-timeout');
  }
  return waiting(`${name}: ${availableReplicas} of ${wanted} replicas are available.`);
}

/** How long a controller may lack something that is made beside it, such as the ServiceAccount of a new namespace. */
const GRACE_MS = 20_000;
/** The same for what Kubernetes itself makes in each namespace: a control plane that was just restarted takes its time. */
const OWN_GRACE_MS = 120_000;

/**
 * The API server refuses the pods of a controller, which keeps trying forever and only reports it.
 * @param sinceMs for how long the controller has tried; NaN if unknown
 */
function creationRefused(name: string, reported: string, sinceMs: number): Readiness {
  const words = refusalWords(reported.replace(EVENTS_COMBINED, ''));
  const message = `${name} cannot create its pods: ${oneLine(words)}`;
  const refusal = podRefusal(reported);
  if (refusal !== undefined) {
    const code = codeOfRefusal(refusal);
    const isFinal = isTerminal(refusal) || (refusal.kind === 'missing' && sinceMs > graceMsFor(refusal));
    return { ...(isFinal ? failed(message, code) : waiting(message, code)), refusal };
  }
  if (/being terminated/.test(words)) return failed(message, 'api-error');
  // May pass: a webhook that is starting, for example.
  return waiting(message, 'api-error');
}

function graceMsFor({ what, name }: Extract<Refusal, { kind: 'missing' }>): number {
  return what === 'ServiceAccount' && name === 'default' ? OWN_GRACE_MS : GRACE_MS;
}

function nameOf(object: { metadata?: { name?: string; namespace?: string } }): string {
  return `${object.metadata?.namespace ?? ''}/${object.metadata?.name ?? ''}`;
}
