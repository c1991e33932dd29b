import { once } from 'node:events';
import type { Server } from 'node:http';
import { isActionError } from '../../src/base/errors.ts';
import { podVariables } from '../../src/protocol/pod-variables.ts';
import { RELAY_PORT } from '../../src/protocol/relay.ts';
import type { Env } from '../config.ts';
import { cleanWords, errorText } from '../words.ts';
import { type Provider, readRelaySettings, readToken, type RelaySettings } from './config.ts';
import { forward } from './forward.ts';
import { serve } from './server.ts';
import { openUpstream, type Upstream } from './upstream.ts';

export interface RelayHost {
  env: Env;
  root: string;
  print: (chunk: Uint8Array) => Promise<void>;
  signal: AbortSignal;
}

/**
 * The relay: forwards requests of this pod to model providers, with their keys, until the signal aborts. With a wrong config
 * it stays and refuses everything with that reason: a container that ends would be started again for ever.
 */
export async function relay(host: RelayHost): Promise<void> {
  const { token, providers, secrets, problem } = settingsOf(host.env);
  const say = (text: string): void => void host.print(Buffer.from(`relay: ${cleanWords(text, secrets)}\n`));
  const upstreams = new Map<Provider, Upstream>();
  const upstreamOf = (provider: Provider): Upstream => {
    const known = upstreams.get(provider) ?? openUpstream(provider.base, host.env);
    upstreams.set(provider, known);
    return known;
  };
  const parts = { token, secrets, upstreamOf, signal: host.signal };
  const server = await serve(
    {
      token,
      providers,
      pages: new Map(),
      problem: () => problem,
      forward: (exchange) => forward(exchange, parts),
      onError: (error) => say(errorText(error)),
    },
    Number(host.env[podVariables.relayPort] ?? RELAY_PORT),
  );
  say(`${problem ?? `forwards to ${[...providers.keys()].join(', ')}`} (listens at ${addressOf(server)})`);
  await aborted(host.signal);
  server.close();
  server.closeAllConnections();
  for (const upstream of upstreams.values()) upstream.close();
}

type Settings = Pick<RelaySettings, 'token' | 'providers' | 'secrets'> & { problem: string | null };

function settingsOf(env: Env): Settings {
  try {
    return { ...readRelaySettings(env), problem: null };
  } catch (error) {
    if (!isActionError(error)) throw error;
    return { token: readToken(env), providers: new Map(), secrets: [], problem: error.message };
  }
}

function addressOf(server: Server): string {
  const address = server.address();
  return typeof address === 'object' && address !== null
    ? `${address.address}:${address.port}`
    : String(address);
}

async function aborted(signal: AbortSignal): Promise<void> {
  if (!signal.aborted) await once(signal, 'abort');
}
