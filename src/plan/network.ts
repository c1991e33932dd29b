import type { Inputs } from '../inputs/types.ts';
import type { PodNetwork } from '../stack/pod-network.ts';

/** How the pods reach what is outside of the cluster. */
export function networkOf({
  httpsProxy,
  noProxy,
  caCertificates,
}: Pick<Inputs, 'httpsProxy' | 'noProxy' | 'caCertificates'>): PodNetwork {
  return {
    noProxy: httpsProxy === null ? undefined : (noProxy ?? []),
    caCertificates: caCertificates ?? undefined,
  };
}
