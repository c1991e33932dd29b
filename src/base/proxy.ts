import { BlockList, isIP } from 'node:net';

type Env = Readonly<Record<string, string | undefined>>;

/**
 * The proxy for `server` from the usual environment variables; undefined to connect directly.
 * It follows the rules of Go's `httpproxy`, so that we connect as kubectl does: lower case takes precedence over
 * upper case, loopback is never proxied, and `NO_PROXY` lists names (with their subdomains), addresses,
 * CIDR ranges or `*`, each with an optional port.
 */
export function proxyFor(server: URL, env: Env): string | undefined {
  const scheme = server.protocol.slice(0, -1);
  const proxy = env[`${scheme}_proxy`] ?? env[`${scheme.toUpperCase()}_PROXY`];
  if (proxy === undefined || proxy === '') return undefined;
  const host = server.hostname.replace(/^\[|\]$/g, '').toLowerCase();
  const port = server.port === '' ? (scheme === 'https' ? '443' : '80') : server.port;
  if (isLoopback(host)) return undefined;
  const exceptions = (env['no_proxy'] ?? env['NO_PROXY'] ?? '')
    .split(',')
    .map((entry) => entry.trim().toLowerCase());
  if (exceptions.some((entry) => entry !== '' && matches(entry, host, port))) return undefined;
  return proxy.includes('://') ? proxy : `http://${proxy}`;
}

export function isLoopback(host: string): boolean {
  return (
    host === 'localhost' || host.endsWith('.localhost') || inRange(host, '127.0.0.0', 8) || host === '::1'
  );
}

function matches(entry: string, host: string, port: string): boolean {
  if (entry === '*') return true;
  const range = /^(.+)\/(\d+)$/.exec(entry);
  if (range) return inRange(host, range[1] ?? '', Number(range[2]));
  if (isIP(entry) !== 0) return inRange(host, entry, isIP(entry) === 6 ? 128 : 32);
  const withPort = /^\[?([^\]]+)\]?:(\d+)$/.exec(entry);
  if (withPort && withPort[2] !== port) return false;
  const name = (withPort?.[1] ?? entry).replace(/^\*/, '');
  if (name.startsWith('.')) return host.endsWith(name);
  return host === name || host.endsWith(`.${name}`);
}

function inRange(host: string, network: string, prefix: number): boolean {
  const family = isIP(network);
  if (family === 0 || isIP(host) !== family || prefix > (family === 6 ? 128 : 32)) return false;
  const type = family === 6 ? 'ipv6' : 'ipv4';
  const list = new BlockList();
  list.addSubnet(network, prefix, type);
  return list.check(host, type);
}
