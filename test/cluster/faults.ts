import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { request } from 'undici';
import { kubeOf } from './build.ts';
import type { Cluster } from './cluster.ts';
import { adminToken, writeKubeconfig } from './kubeconfig.ts';
import { isAlive, readRecord, start, waitFor } from './processes.ts';

/**
 * Faults between a client and the API server, by toxiproxy (https://github.com/Shopify/toxiproxy). Each named
 * proxy listens on a port of 127.0.0.1 of its own, so tests do not disturb each other.
 */
export type Fault =
  /** Open connections are closed and new ones refused. */
  | { kind: 'cut' }
  /** Each chunk in each direction is delayed. */
  | { kind: 'latency'; ms: number }
  /** Answers come at this rate. */
  | { kind: 'bandwidth'; kiloBytesPerSecond: number }
  /** Connections stay open, but nothing gets through any more. */
  | { kind: 'timeout' }
  /** Connections are reset (RST) at once. */
  | { kind: 'reset' }
  /** Each connection is closed after so many bytes of answers, wherever that is. */
  | { kind: 'limit'; bytes: number };

const PORT = 8474;

interface Proxy {
  listen: string;
  toxics: { name: string }[];
}

/**
 * Opens a proxy, if it is not open, and returns the path of an admin kubeconfig through it.
 * @param upstream `host:port`; by default the API server's
 */
export async function openFaultProxy(
  cluster: Cluster,
  name: string,
  upstream = new URL(cluster.apiUrl).host,
): Promise<string> {
  await startToxiproxy(cluster);
  let proxy = await toxiproxy<Proxy>(cluster, 'GET', `/proxies/${name}`);
  if (proxy === undefined) {
    proxy = await required(
      toxiproxy<Proxy>(cluster, 'POST', '/proxies', {
        name,
        listen: '127.0.0.1:0',
        upstream,
        enabled: true,
      }),
      name,
    );
  }
  const directory = join(cluster.directory, 'faults');
  mkdirSync(directory, { recursive: true });
  const kubeconfig = join(directory, `${name}.kubeconfig`);
  writeKubeconfig(cluster, kubeconfig, {
    name: 'admin',
    user: { token: adminToken(cluster) },
    server: `https://${proxy.listen}`,
  });
  return kubeconfig;
}

/** Adds a fault to an open proxy, on top of those it has. */
export async function injectFault(cluster: Cluster, name: string, fault: Fault): Promise<void> {
  if (fault.kind === 'cut') return setEnabled(cluster, name, false);
  const [type, attributes] = toxicOf(fault);
  // Towards the client and, unless it is about answers only, towards the server.
  const isBothWays = fault.kind === 'latency' || fault.kind === 'timeout';
  const streams = isBothWays ? ['downstream', 'upstream'] : ['downstream'];
  for (const stream of streams) {
    const toxic = { name: `${fault.kind}-${stream}`, type, stream, attributes };
    await toxiproxy(cluster, 'DELETE', `/proxies/${name}/toxics/${toxic.name}`);
    await required(toxiproxy(cluster, 'POST', `/proxies/${name}/toxics`, toxic), name);
  }
}

/** Takes all faults from a proxy. */
export async function healFaults(cluster: Cluster, name: string): Promise<void> {
  const { toxics } = await required(toxiproxy<Proxy>(cluster, 'GET', `/proxies/${name}`), name);
  for (const toxic of toxics) {
    await toxiproxy(cluster, 'DELETE', `/proxies/${name}/toxics/${toxic.name}`);
  }
  await setEnabled(cluster, name, true);
}

/** Closes a proxy for good. */
export async function closeFaultProxy(cluster: Cluster, name: string): Promise<void> {
  await toxiproxy(cluster, 'DELETE', `/proxies/${name}`);
}

/** Type and attributes of the toxic (https://github.com/Shopify/toxiproxy#toxics). */
function toxicOf(fault: Exclude<Fault, { kind: 'cut' }>): [type: string, attributes: Record<string, number>] {
  if (fault.kind === 'latency') return ['latency', { latency: fault.ms }];
  if (fault.kind === 'bandwidth') return ['bandwidth', { rate: fault.kiloBytesPerSecond }];
  if (fault.kind === 'timeout') return ['timeout', { timeout: 0 }]; // 0: never closes
  if (fault.kind === 'limit') return ['limit_data', { bytes: fault.bytes }];
  return ['reset_peer', { timeout: 0 }];
}

async function setEnabled(cluster: Cluster, name: string, enabled: boolean): Promise<void> {
  await required(toxiproxy(cluster, 'POST', `/proxies/${name}`, { enabled }), name);
}

async function startToxiproxy(cluster: Cluster): Promise<void> {
  if (isAlive(readRecord(cluster, 'faults'))) return;
  const kube = await kubeOf(cluster, () => {});
  const address = ['--host', cluster.loopback, '--port', String(PORT)];
  const record = start(cluster, 'faults', [kube, 'faults', ...address]);
  const answers = async (): Promise<boolean> => {
    try {
      return (await toxiproxy(cluster, 'GET', '/proxies')) !== undefined;
    } catch {
      return false;
    }
  };
  await waitFor('the fault proxy', answers, { timeoutMs: 60_000, record });
}

async function required<T>(answer: Promise<T | undefined>, name: string): Promise<T> {
  const proxy = await answer;
  if (proxy === undefined) throw new Error(`There is no fault proxy "${name}"; open it first.`);
  return proxy;
}

/** @returns the answer; undefined for 404 and where there is none */
async function toxiproxy<T>(
  cluster: Cluster,
  method: 'GET' | 'POST' | 'DELETE',
  path: string,
  body?: object,
): Promise<T | undefined> {
  const response = await request(`http://${cluster.loopback}:${PORT}${path}`, {
    method,
    body: body === undefined ? null : JSON.stringify(body),
    headersTimeout: 30_000,
  });
  const text = await response.body.text();
  if (response.statusCode === 404) return undefined;
  if (response.statusCode >= 400) throw new Error(`The fault proxy answered ${response.statusCode}: ${text}`);
  return text === '' ? undefined : JSON.parse(text);
}
