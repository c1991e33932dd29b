import { isLoopback } from './proxy.ts';

/**
 * Why an address may not be downloaded: with plain http, anyone on the network path could replace the baseline.
 * @returns null if it may
 */
export function whyUnsafe({ protocol, hostname }: URL): string | null {
  if (protocol === 'https:') return null;
  if (protocol === 'http:' && isLoopback(hostname.replace(/^\[|\]$/g, ''))) return null;
  return 'an https address; http is for this machine alone';
}
