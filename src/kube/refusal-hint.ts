import type { Refusal } from './refusal.ts';

const askOwner = 'or ask the administrator who set the policy';

/** What to write where a policy wants something of an object of this kind. */
const policyHints: Readonly<Record<string, string>> = {
  Job: `What the policy asks of the Job can be written into "job-labels" or "job-annotations", what it asks of the pods into "pod-overlay"; ${askOwner}.`,
  Deployment: `What the policy asks of the pods can be written into "pod-overlay"; ${askOwner}.`,
  Pod: `What the policy asks of the pods can be written into "pod-overlay"; ${askOwner}.`,
  Namespace: `Name a "namespace" that exists, ${askOwner}.`,
};

/** What to do about an object that admission refused; undefined where nothing general can be said. */
export function refusalHint(refusal: Refusal, kind: string): string | undefined {
  if (refusal.kind === 'policy')
    return policyHints[kind] ?? 'Ask the administrator who set the policy to let such an object pass.';
  if (refusal.kind !== 'quota') return undefined;
  return refusal.fits
    ? 'Delete what the quota counts and nobody needs, or raise the quota of the namespace.'
    : 'Raise the quota of the namespace: it has no room for this even when nothing else is there.';
}
