import { isLoopback } from './proxy.ts';

/**
 * Why an address is not fetched: over plain http whoever is on the way could choose what the gate compares with.
 * @returns null if it may be
 */
export function whyUnsafe({ protocol, hostname }: URL): string | null {
  if (protocol === 'https:') return null;
  if (protocol === 'http:' && isLoopback(hostname.replace(/^\[|\]$/g, ''))) return null;
  return 'an https address; http is for this machine alone';
}
