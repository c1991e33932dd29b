import { BlockList, isIP } from 'node:net';
import { domainToASCII } from 'node:url';

type Env = Readonly<Record<string, string | undefined>>;

/**
 * The proxy for `server` from the usual environment variables; undefined to connect directly.
 * It follows the rules of Go's `httpproxy`, so that we connect as kubectl does: upper case takes precedence over lower
 * case, an empty variable counts as unset, this machine is never reached through a proxy, and `NO_PROXY` lists names
 * (with their subdomains), addresses, CIDR ranges or `*`, each with an optional port.
 */
export function proxyFor(server: URL, env: Env): string | undefined {
  const scheme = server.protocol.slice(0, -1);
  const proxy = variable(env, `${scheme}_proxy`);
  if (proxy === undefined) return undefined;
  const host = server.hostname.replace(/^\[|\]$/g, '').toLowerCase();
  const port = server.port === '' ? (scheme === 'https' ? '443' : '80') : server.port;
  if (host === 'localhost' || isLoopbackAddress(host)) return undefined;
  const exceptions = (variable(env, 'no_proxy') ?? '').split(',').map((entry) => entry.trim().toLowerCase());
  if (exceptions.some((entry) => matches(entry, host, port))) return undefined;
  // With the h the proxy resolves the name of the server, as it always does here.
  return proxy.includes('://') ? proxy.replace(/^socks5h:/i, 'socks5:') : `http://${proxy}`;
}

export function isLoopback(host: string): boolean {
  return host === 'localhost' || host.endsWith('.localhost') || isLoopbackAddress(host);
}

function variable(env: Env, name: string): string | undefined {
  return env[name.toUpperCase()] || env[name] || undefined;
}

function isLoopbackAddress(host: string): boolean {
  return inRange(host, '127.0.0.0', 8) || host === '::1' || inRange(host, '::ffff:127.0.0.0', 104);
}

/** Whether an entry of NO_PROXY is about this host. Names match their subdomains, but never an address. */
function matches(entry: string, host: string, port: string): boolean {
  if (entry === '*') return true;
  const [, network = '', prefix = ''] = /^(.+)\/(\d+)$/.exec(entry) ?? [];
  if (isIP(network) !== 0) return inRange(host, network, Number(prefix));
  const withPort = isIP(entry) === 0 ? /^(?:\[(.+)\]|([^:]+)):(\d*)$/.exec(entry) : null;
  if (withPort && withPort[3] !== '' && withPort[3] !== port) return false;
  const name = withPort ? (withPort[1] ?? withPort[2] ?? '') : entry;
  if (isIP(name) !== 0) return inRange(host, name, isIP(name) === 6 ? 128 : 32);
  if (name === '' || isIP(host) !== 0) return false;
  const domain = domainToASCII(name.replace(/^\*?\./, ''));
  if (domain === '') return false;
  return host.endsWith(`.${domain}`) || (host === domain && !/^\*?\./.test(name));
}

function inRange(host: string, network: string, prefix: number): boolean {
  const family = isIP(network);
  if (family === 0 || isIP(host) !== family || prefix > (family === 6 ? 128 : 32)) return false;
  const type = family === 6 ? 'ipv6' : 'ipv4';
  const list = new BlockList();
  list.addSubnet(network, prefix, type);
  return list.check(host, type);
}
