import type { Kube } from '../kube/client.ts';
import { isKubeError } from '../kube/errors.ts';
import { list } from '../kube/objects.ts';
import type { Readiness } from '../kube/readiness.ts';
import { isTooLarge, type LimitOverrun, type Refusal } from '../kube/refusal.ts';
import { refusalHint } from '../kube/refusal-hint.ts';
import type { LimitRange, PodSpec } from '../kube/types.ts';
import { asOverlay, containersOf, fittingAmounts } from './pod-amounts.ts';

/** The pods that the API server does not take from a controller of ours. */
interface RefusedPods {
  /** As in "Job bench/eval". */
  name: string;
  namespace: string;
  spec: PodSpec;
  /** Whether `pod-overlay` changes them. */
  hasOverlay: boolean;
}

/**
 * Says why the API server takes no pods of a controller, and what to write. Who may not look at LimitRanges gets no name
 * of one.
 * @throws KubeError
 */
export async function explainRefused(
  kube: Kube,
  { message, refusal }: Pick<Readiness, 'message' | 'refusal'>,
  pods: RefusedPods,
): Promise<{ message: string; hint: string | undefined }> {
  if (refusal === undefined) return { message, hint: undefined };
  const hint = hintFor(refusal, pods);
  if (refusal.kind === 'limit-range') {
    const names = nameList(await limitRanges(kube, pods.namespace));
    return { message: names === '' ? message : `${message} (set by ${names})`, hint };
  }
  if (refusal.kind !== 'invalid' || refusal.above.length === 0) return { message, hint };
  const ranges = await limitRanges(kube, pods.namespace, refusal.above);
  return { message: tooLowLimits(refusal.above, pods, ranges), hint };
}

function hintFor(refusal: Refusal, { spec, hasOverlay }: RefusedPods): string | undefined {
  if (refusal.kind === 'policy') return refusalHint(refusal, hasOverlay ? 'Pod' : '');
  if (refusal.kind === 'missing') {
    const field = fields[refusal.what];
    return `Create the ${refusal.what}, or write the name of another one as spec.${field} into "pod-overlay".`;
  }
  if (refusal.kind === 'quota' && refusal.fits) return 'Raise the quota of the namespace, or lower "shards".';
  const amounts = hasOverlay ? fittingAmounts(refusal, spec) : [];
  const write = amounts.length === 0 ? [] : [`Write into "pod-overlay": ${asOverlay(amounts)}`];
  if (refusal.kind === 'quota') {
    const needs = refusal.over
      .filter(isTooLarge)
      .map(({ resource, requested }) => `${resource}=${requested}`);
    const least = needs.length === 0 ? '' : ` to at least ${needs.join(', ')}`;
    return [
      ...write,
      `${write.length === 0 ? 'Raise' : 'Or raise'} the quota of the namespace${least}.`,
    ].join(' ');
  }
  if (refusal.kind === 'invalid' && refusal.above.length === 0)
    return 'What was added to the pods, by "pod-overlay" or by the cluster, does not fit them.';
  const own = new Set(containersOf(spec).map(({ name }) => name));
  const injected = [...namesIn(refusal)].filter((name) => !own.has(name));
  const others =
    injected.length === 0 ? [] : [`What adds ${nameList(injected)} to the pods has to state it there.`];
  const sentences = [...write, ...others];
  return sentences.length > 0
    ? sentences.join(' ')
    : 'Change the quota or the LimitRange of the namespace, or use another namespace.';
}

const fields = {
  PriorityClass: 'priorityClassName',
  RuntimeClass: 'runtimeClassName',
  ServiceAccount: 'serviceAccountName',
} as const;

function namesIn(refusal: Refusal): Set<string> {
  return new Set(refusal.kind === 'unset' ? refusal.missing.flatMap(({ containers }) => containers) : []);
}

function tooLowLimits(
  above: readonly LimitOverrun[],
  { name, spec }: RefusedPods,
  ranges: readonly string[] | undefined,
): string {
  const resources = [...new Set(above.map(({ resource }) => resource))];
  const each = resources.map((resource) => {
    const own = above.filter((overrun) => overrun.resource === resource);
    const requests = own.map(
      ({ list: of, index, requested }) => `${spec[of]?.[index]?.name ?? `container ${index}`} ${requested}`,
    );
    return `the limit of ${resource} is ${own[0]?.limit ?? ''}, and the containers request more (${requests.join(', ')})`;
  });
  const origin =
    ranges === undefined
      ? 'A LimitRange of the namespace sets it.'
      : ranges.length === 0
        ? 'Something that changes pods in this cluster sets it.'
        : `${nameList(ranges)} of the namespace sets it.`;
  return `${name} cannot create its pods: ${each.join('; ')}. ${origin}`;
}

/**
 * The LimitRanges of a namespace, with `above` only those that set one of these limits by default.
 * @returns undefined if they cannot be read
 */
async function limitRanges(
  kube: Kube,
  namespace: string,
  above?: readonly LimitOverrun[],
): Promise<string[] | undefined> {
  try {
    const found = await list<LimitRange>(kube, { apiVersion: 'v1', kind: 'LimitRange', namespace });
    return found
      .filter(
        ({ spec }) =>
          above === undefined ||
          spec?.limits.some((item) => above.some(({ resource }) => item.default?.[resource] !== undefined)),
      )
      .map(({ metadata }) => `LimitRange ${metadata?.name ?? ''}`);
  } catch (error) {
    if (isKubeError(error)) return undefined;
    throw error;
  }
}

function nameList(names: readonly string[] = []): string {
  return names.join(', ');
}
