import { parseQuantity, writeQuantity } from '../kube/quantity.ts';
import { isTooLarge, type LimitRule, type Refusal } from '../kube/refusal.ts';
import type { Container, PodSpec } from '../kube/types.ts';

type Section = 'requests' | 'limits';

/** An amount that a container should state. */
export interface Amount {
  container: string;
  section: Section;
  resource: string;
  value: string;
}

/** Limits that leave a container room to work, where the manifests set none. */
const usualLimits: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  cpu: { gateway: '2', relay: '500m', clawbench: '1', results: '500m' },
  memory: { gateway: '4Gi', relay: '256Mi', clawbench: '4Gi', results: '1Gi' },
  'ephemeral-storage': { gateway: '8Gi', relay: '6Gi', clawbench: '8Gi', results: '4Gi' },
};
const usualRequests: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  cpu: { gateway: '500m', relay: '10m', clawbench: '250m', results: '10m' },
  memory: { gateway: '1Gi', relay: '64Mi', clawbench: '512Mi', results: '64Mi' },
  'ephemeral-storage': { gateway: '1Gi', relay: '100Mi', clawbench: '1Gi', results: '100Mi' },
};

/**
 * The amounts with which a quota or a LimitRange would take the pod; none if it has to be changed itself, or if amounts
 * are not what it refuses.
 */
export function fittingAmounts(refusal: Refusal, pod: PodSpec): Amount[] {
  const containers = containersOf(pod);
  if (refusal.kind === 'unset') {
    return refusal.missing.flatMap(({ resource, containers: names }) =>
      containers
        .filter(({ name }) => names.length === 0 || names.includes(name))
        .map((container) => usualAmount(container, ...sectionOf(resource))),
    );
  }
  if (refusal.kind === 'invalid') {
    return refusal.above.flatMap(({ list, index, resource }) => {
      const container = pod[list]?.[index];
      return container === undefined ? [] : [usualAmount(container, 'limits', resource)];
    });
  }
  if (refusal.kind === 'quota') {
    return refusal.over.filter(isTooLarge).flatMap(({ resource, requested, limited }) => {
      const share = parseQuantity(limited) / parseQuantity(requested);
      return scaled(containers, ...sectionOf(resource), share);
    });
  }
  return refusal.kind === 'limit-range' ? refusal.rules.flatMap((rule) => withinRule(containers, rule)) : [];
}

/** As a mapping for `pod-overlay`, on one line. */
export function asOverlay(amounts: readonly Amount[]): string {
  const names = [...new Set(amounts.map(({ container }) => container))];
  const containers = names.map((name) => {
    const own = amounts.filter(({ container }) => container === name);
    const sections = (['requests', 'limits'] as const).flatMap((section) => {
      const fields = new Map(
        own.filter((amount) => amount.section === section).map(({ resource, value }) => [resource, value]),
      );
      const list = [...fields].map(([resource, value]) => `${resource}: '${value}'`).join(', ');
      return list === '' ? [] : [`${section}: {${list}}`];
    });
    return `{name: ${name}, resources: {${sections.join(', ')}}}`;
  });
  return `spec: {containers: [${containers.join(', ')}]}`;
}

export function containersOf(pod: PodSpec): Container[] {
  return [...(pod.initContainers ?? []), ...pod.containers];
}

/** `limits.cpu` and `requests.cpu`, for which quotas also say `cpu`. */
function sectionOf(resource: string): [Section, string] {
  if (resource.startsWith('limits.')) return ['limits', resource.slice('limits.'.length)];
  return ['requests', resource.replace(/^requests\./, '')];
}

function usualAmount(container: Container, section: Section, resource: string): Amount {
  const table = section === 'limits' ? usualLimits : usualRequests;
  const usual = table[resource]?.[container.name] ?? table[resource]?.['results'] ?? '1';
  const requested = container.resources?.requests?.[resource];
  const isTooSmall = section === 'limits' && parseQuantity(requested ?? '0') > parseQuantity(usual);
  return { container: container.name, section, resource, value: isTooSmall ? (requested ?? usual) : usual };
}

/** The amounts that the containers state, reduced in proportion; none if a limit would fall below its request. */
function scaled(
  containers: readonly Container[],
  section: Section,
  resource: string,
  share: number,
): Amount[] {
  const amounts = containers.flatMap((container): Amount[] => {
    const stated = container.resources?.[section]?.[resource];
    if (stated === undefined) return [];
    const value = writeQuantity(parseQuantity(stated) * share, unitOf(resource));
    return [{ container: container.name, section, resource, value }];
  });
  const isPossible = amounts.every(({ container, value }) => {
    const { requests } = containers.find(({ name }) => name === container)?.resources ?? {};
    const least = section === 'limits' ? parseQuantity(requests?.[resource] ?? '0') : 0;
    return parseQuantity(value) > 0 && parseQuantity(value) >= least;
  });
  return isPossible ? amounts : [];
}

function withinRule(
  containers: readonly Container[],
  { bound, resource, per, allowed }: LimitRule,
): Amount[] {
  const most = parseQuantity(allowed);
  const stated = ({ resources }: Container, section: Section): number =>
    parseQuantity(resources?.[section]?.[resource] ?? '0');
  if (bound === 'ratio') {
    return containers
      .filter((container) => stated(container, 'limits') > most * stated(container, 'requests'))
      .map(({ name, resources }) => ({
        container: name,
        section: 'requests' as const,
        resource,
        value: resources?.limits?.[resource] ?? allowed,
      }));
  }
  if (per === 'Pod') {
    const sections = (['requests', 'limits'] as const).filter((section) => {
      const sum = containers.reduce((total, container) => total + stated(container, section), 0);
      return bound === 'maximum' && sum > most;
    });
    return sections.flatMap((section) => {
      const sum = containers.reduce((total, container) => total + stated(container, section), 0);
      return scaled(containers, section, resource, most / sum);
    });
  }
  const amount = (container: Container, section: Section): Amount => ({
    container: container.name,
    section,
    resource,
    value: allowed,
  });
  if (bound === 'minimum') {
    return containers
      .filter((container) => stated(container, 'requests') < most)
      .map((container) => amount(container, 'requests'));
  }
  return containers.flatMap((container) => {
    const limit = stated(container, 'limits');
    return [
      ...(stated(container, 'requests') > most ? [amount(container, 'requests')] : []),
      ...(limit === 0 || limit > most ? [amount(container, 'limits')] : []),
    ];
  });
}

const unitOf = (resource: string): 'bytes' | 'count' => (resource === 'cpu' ? 'count' : 'bytes');
