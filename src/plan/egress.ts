import { isIP } from 'node:net';
import { ActionError } from '../base/errors.ts';
import { proxyFor } from '../base/proxy.ts';
import type { InputsOf } from '../inputs/types.ts';
import type { Destination, Egress } from '../stack/network-policy.ts';
import { directHosts } from '../stack/pod-network.ts';
import type { GatewayPlan } from './gateway.ts';
import type { Mlflow } from './mlflow.ts';

/** A server that the pods call, and how a sentence names it. */
interface Callee {
  of: string;
  url: string;
}

/**
 * What the pods of one arm may reach. Nothing is looked up: a policy made of the addresses that a name has now would be wrong
 * a minute later for most providers (docs/decisions/0103-what-pods-reach.md).
 * @throws ActionError bad-input that lists what a NetworkPolicy cannot hold
 */
export function egressOf(
  inputs: InputsOf<'relay' | 'pods'>,
  { relay, relayNotes, pastRelay }: Pick<GatewayPlan, 'relay' | 'relayNotes' | 'pastRelay'>,
  mlflow: Mlflow | undefined,
): Egress {
  if (inputs.network === 'open') return { kind: 'open' };
  if (relay === undefined || pastRelay.length > 0)
    throw new ActionError(
      'bad-input',
      `Input \`network\` is model-only, and only what the relay forwards to is known: ${relayNotes.join(' ')}`,
      { hint: 'Let the relay have every provider, or write `network: open`.' },
    );
  const models = Object.entries(relay.config.providers).map(([name, { baseUrl }]) => ({
    of: `the provider "${name}"`,
    url: baseUrl,
  }));
  const callees = [
    ...models,
    ...(mlflow === undefined ? [] : [{ of: 'MLflow', url: mlflow.trackingUri }]),
  ].map((callee) => throughProxy(callee, inputs));
  const found = callees.map((callee) => ({ ...callee, at: destinationOf(callee.url) }));
  const allowed = inputs.networkAllow ?? [];
  const unknown = found.filter(({ at }) => at === null);
  if (unknown.length > 0 && allowed.length === 0)
    throw new ActionError('bad-input', unknown.map(cannotHold).join('\n'));
  return {
    kind: 'model-only',
    to: [
      ...found.flatMap(({ at }) => at ?? []),
      ...allowed.map((cidr) => ({ kind: 'range', cidr, port: null }) as const),
    ],
  };
}

/** What is called in its place, if the pods have a proxy for it. */
function throughProxy(callee: Callee, { httpsProxy, noProxy }: InputsOf<'pods'>): Callee {
  if (httpsProxy === null || !URL.canParse(callee.url)) return callee;
  const env = { https_proxy: httpsProxy, http_proxy: httpsProxy, no_proxy: directHosts(noProxy ?? []) };
  return proxyFor(new URL(callee.url), env) === undefined ? callee : { of: '`https-proxy`', url: httpsProxy };
}

/** Null for a name outside of the cluster. */
function destinationOf(text: string): Destination | null {
  if (!URL.canParse(text)) return null;
  const url = new URL(text);
  const host = hostOf(url);
  const family = isIP(host);
  if (family !== 0) {
    const port = url.port === '' ? (url.protocol === 'https:' ? 443 : 80) : Number(url.port);
    return { kind: 'range', cidr: `${host}/${family === 6 ? 128 : 32}`, port };
  }
  const namespace = /^(?:[^.]+\.)+([a-z0-9-]+)\.svc(?:\..+)?$/.exec(host)?.[1];
  return namespace === undefined ? null : { kind: 'namespace', namespace };
}

function hostOf(url: URL): string {
  return url.hostname.replace(/^\[|\]$|\.$/g, '').toLowerCase();
}

function cannotHold({ of, url }: Callee): string {
  const host = URL.canParse(url) ? hostOf(new URL(url)) : url;
  const write =
    of === '`https-proxy`'
      ? 'name the proxy by its address or as a Service (name.namespace.svc)'
      : 'name an `https-proxy` by its address or as a Service (name.namespace.svc), which is then all that the pods reach';
  return `Input \`network\` is model-only, but ${of} is ${host}, and a NetworkPolicy knows addresses, no names outside of the cluster: ${write}, or write its addresses into \`network-allow\` if they stay the same.`;
}
