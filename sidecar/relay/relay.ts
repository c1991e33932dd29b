import { once } from 'node:events';
import type { Server } from 'node:http';
import { Writable } from 'node:stream';
import { clock, steadyClock } from '../../src/base/clock.ts';
import { isActionError } from '../../src/base/errors.ts';
import { podVariables } from '../../src/protocol/pod-variables.ts';
import { RELAY_PORT, type RelayCheck, relayPaths } from '../../src/protocol/relay.ts';
import { openWireRuns } from '../../src/protocol/wire-runs.ts';
import type { Env } from '../config.ts';
import { pathsBelow } from '../paths.ts';
import { cleanWords, errorText } from '../words.ts';
import { inMemory, openBodyReader } from './body.ts';
import { allowanceReader, openBudget } from './budget.ts';
import { openPrices } from './catalog.ts';
import { checkModels, reachableMs } from './check.ts';
import type { Client } from './client.ts';
import { type Provider, readRelaySettings, readToken, type RelaySettings } from './config.ts';
import { capReached, type Ending, exchange } from './exchange.ts';
import { tryFence } from './fence.ts';
import { forward, type ForwardParts } from './forward.ts';
import { hiding } from './hide.ts';
import { openJournal, type WireJournal } from './journal.ts';
import { openPatience } from './patience.ts';
import { openPlaces } from './places.ts';
import { openRecorder } from './record.ts';
import { type Target, targetOf } from './route.ts';
import { serve } from './server.ts';
import type { SmallestRequest } from './smallest-request.ts';
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
  const { settings, problem } = settingsOf(host.env);
  const { token, providers, secrets } = settings;
  const paths = pathsBelow(host.root);
  const say = (text: string): void => void host.print(Buffer.from(`relay: ${cleanWords(text, secrets)}\n`));
  const onError = (error: unknown): void => say(errorText(error));
  const upstreams = openUpstreams(host.env);
  const patience = openPatience({
    limitMs: settings.rateLimitWaitMs,
    clock: steadyClock,
    random: Math.random,
  });
  const runs = openWireRuns(settings.model);
  let isUsed = false;
  const journal = await openJournal({
    journal: paths.wireJournal,
    state: paths.wireState,
    now: () => clock.now(),
    onLine: (line) => {
      runs.add(line);
      isUsed ||= line.kind === 'opened' && line.purpose !== 'check';
    },
    onError,
  });
  const prices = await openPrices({
    catalog: paths.catalog,
    kept: paths.wirePrices,
    providers: [...providers.keys()],
    isUsed,
    onError,
  });
  const budget = openBudget(allowanceReader(paths.allowance, settings), journal.state());
  const parts: ForwardParts = {
    settings,
    hiding: hiding(secrets),
    upstreamOf: upstreams.of,
    refusingUsage: new Set(),
    patience,
    budget,
    prices,
    journal,
    recorder: settings.record ? openRecorder(paths.wireBodies, [...secrets, token], onError) : undefined,
    clock,
    places: openPlaces({ underWay: 64, inLine: 192, waitMs: 30_000 }),
    bodies: openBodyReader(),
    signal: host.signal,
  };
  const refresh = refresher(journal, { budget, patience });
  const underWay = new Set<Promise<void>>();
  const server = await serve(
    {
      token,
      providers,
      pages: new Map<string, () => unknown>([
        [relayPaths.state, () => (refresh(), journal.state())],
        [relayPaths.runs, () => runs.tries()],
      ]),
      problem: () => problem ?? journal.problem(),
      async forward(incoming) {
        const forwarding = prices.settle().then(async () => await forward(incoming, parts));
        underWay.add(forwarding);
        await forwarding.finally(() => underWay.delete(forwarding));
      },
      onError,
    },
    Number(host.env[podVariables.relayPort] ?? RELAY_PORT),
  );
  say(`${problem ?? `forwards to ${[...providers.keys()].join(', ')}`} (listens at ${addressOf(server)})`);
  const checking =
    problem === null ? prices.look().then(async () => await check(parts)) : refusedCheck(problem);
  const { fence } = settings;
  if (fence !== null)
    void tryFence(fence, {
      env: host.env,
      clock,
      signal: host.signal,
      note: (found) => journal.update({ fence: found }),
    }).catch((error: unknown) => host.signal.aborted || onError(error));
  const watching = setInterval(refresh, refreshMs);
  try {
    journal.update({ check: await Promise.race([checking, aborted(host.signal)]) });
    await aborted(host.signal);
  } catch (error) {
    if (!host.signal.aborted) throw error;
  }
  clearInterval(watching);
  server.close();
  // The signal has ended what was under way, which now notes its end.
  await Promise.race([Promise.allSettled(underWay), clock.sleep(endMs)]);
  server.closeAllConnections();
  upstreams.close();
  await parts.recorder?.flush();
  await journal.close();
}

/** What waits and what is used up changes without a line in the journal. */
const refreshMs = 500;
const endMs = 1000;

function refresher(
  journal: WireJournal,
  { budget, patience }: Pick<ForwardParts, 'budget' | 'patience'>,
): () => void {
  let last = '';
  return () => {
    const cap = budget.refusal();
    const change = { waiting: patience.waiting(), cap: cap === null ? null : capReached(cap) };
    const text = JSON.stringify(change);
    if (text !== last) journal.update(change);
    last = text;
  };
}

/** Asks the models under the same rules as clients. @throws the signal's reason */
async function check(parts: ForwardParts): Promise<RelayCheck> {
  const patience = openPatience({ limitMs: reachableMs, clock: steadyClock, random: Math.random });
  const send = async (provider: Provider, { target, headers, body }: SmallestRequest): Promise<Ending> =>
    await exchange(
      {
        at: clock.now(),
        provider,
        method: 'POST',
        target: parsedTarget(`/${provider.name}${target}`),
        rawHeaders: Object.entries(headers).flat(),
        isCheck: true,
      },
      inMemory(Buffer.from(body)),
      nobody(parts.signal),
      { ...parts, patience },
    );
  return await checkModels(parts.settings, { send, clock, signal: parts.signal });
}

async function refusedCheck(message: string): Promise<RelayCheck> {
  return {
    status: 'failed',
    failure: 'bad-model-access',
    message,
    hint: 'This is what the action wrote: please report it as a bug.',
  };
}

function parsedTarget(written: string): Target {
  const target = targetOf(written);
  if (target === null) throw new Error(`the check has no target that can be forwarded: ${written}`);
  return target;
}

/** A client that nobody is: answers are read on their way to it. */
function nobody(signal: AbortSignal): Client {
  return {
    signal,
    begin: () => new Writable({ write: (_chunk, _encoding, done) => done() }),
    answer: () => undefined,
  };
}

/** Connections to each provider, opened when they are first needed. */
function openUpstreams(env: Env): { of: (provider: Provider) => Upstream; close: () => void } {
  const opened = new Map<Provider, Upstream>();
  return {
    of(provider) {
      const known = opened.get(provider) ?? openUpstream(provider.base, env);
      opened.set(provider, known);
      return known;
    },
    close: () => opened.forEach((upstream) => upstream.close()),
  };
}

const noSettings: RelaySettings = {
  token: '',
  providers: new Map(),
  secrets: [],
  model: '',
  judgeModel: null,
  maxCostUsd: null,
  maxTokens: null,
  rateLimitWaitMs: 0,
  record: false,
  fence: null,
};

function settingsOf(env: Env): { settings: RelaySettings; problem: string | null } {
  try {
    return { settings: readRelaySettings(env), problem: null };
  } catch (error) {
    if (!isActionError(error)) throw error;
    return { settings: { ...noSettings, token: readToken(env) }, problem: error.message };
  }
}

function addressOf(server: Server): string {
  const address = server.address();
  return typeof address === 'object' && address !== null
    ? `${address.address}:${address.port}`
    : String(address);
}

/** @throws the signal's reason, when it aborts */
async function aborted(signal: AbortSignal): Promise<never> {
  signal.throwIfAborted();
  await once(signal, 'abort');
  throw signal.reason;
}
