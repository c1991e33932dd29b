import { BlockList, isIP } from 'node:net';
import { ActionError } from '../base/errors.ts';
import type { KubeObject, NetworkPolicy, ObjectMeta } from '../kube/types.ts';

/** What a NetworkPolicy can name: the pods of a namespace, or addresses in CIDR notation. */
export type Destination =
  | { kind: 'namespace'; namespace: string }
  /** `port` null for all of them. */
  | { kind: 'range'; cidr: string; port: number | null };

/** What the pods of an evaluation may reach. */
export type Egress =
  | { kind: 'open' }
  /** Beside DNS. */
  | { kind: 'model-only'; to: readonly Destination[] };

/** The manifests of manifests/eval, by what the pods may reach. */
export type NetworkPolicies = Readonly<Record<Egress['kind'], KubeObject<NetworkPolicy>>>;

type Rule = NonNullable<NonNullable<NetworkPolicy['spec']>['egress']>[number];

/**
 * The policy of one arm.
 * @param manifests are not changed
 * @throws ActionError bad-input for a destination that is a metadata service of clouds
 */
export function evalNetworkPolicy(
  manifests: NetworkPolicies,
  egress: Egress,
  metadata: ObjectMeta & { labels: Record<string, string> },
): KubeObject<NetworkPolicy> {
  const policy = structuredClone(manifests[egress.kind]);
  const never = exceptionsOf(manifests.open);
  const own = egress.kind === 'open' ? [] : egress.to.map((destination) => ruleFor(destination, never));
  return {
    ...policy,
    metadata,
    spec: {
      ...policy.spec,
      podSelector: { matchLabels: { ...metadata.labels } },
      egress: [...(policy.spec?.egress ?? []), ...own],
    },
  };
}

/** What the open policy leaves out: the metadata services, each as a range of one address. */
function exceptionsOf({ spec }: KubeObject<NetworkPolicy>): string[] {
  return (spec?.egress ?? []).flatMap(({ to = [] }) => to.flatMap(({ ipBlock }) => ipBlock?.except ?? []));
}

function ruleFor(destination: Destination, never: readonly string[]): Rule {
  if (destination.kind === 'namespace') {
    const matchLabels = { 'kubernetes.io/metadata.name': destination.namespace };
    return { to: [{ namespaceSelector: { matchLabels } }] };
  }
  const { cidr, port } = destination;
  const except = never.filter((single) => contains(cidr, single));
  if (except.includes(cidr))
    throw new ActionError(
      'bad-input',
      `${cidr.split('/')[0]} is a metadata service of clouds, which pods of an evaluation never reach: remove it.`,
    );
  return {
    to: [{ ipBlock: { cidr, ...(except.length === 0 ? {} : { except }) } }],
    ...(port === null ? {} : { ports: [{ port, protocol: 'TCP' }] }),
  };
}

/** @param single a range of one address */
function contains(cidr: string, single: string): boolean {
  const [network = '', prefix] = cidr.split('/');
  const [address = ''] = single.split('/');
  if (isIP(network) !== isIP(address)) return false;
  const family = isIP(network) === 6 ? 'ipv6' : 'ipv4';
  const list = new BlockList();
  list.addSubnet(network, Number(prefix), family);
  return list.check(address, family);
}
