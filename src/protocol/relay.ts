/**
 * The relay of an eval pod: the one container with provider keys. The gateway sends its requests for models to it, with the
 * token of the evaluation in place of a key, and the relay forwards them to the provider.
 */
import type { WirePrice } from './price.ts';

/** On loopback. OpenClaw itself takes the ports from 18789 on. */
export const RELAY_PORT = 18700;

/** What a client asks under `/-/`, which no provider can be called. */
export const relayPaths = {
  /** GET: the `RelayState`. */
  state: '/-/state',
  /** GET: what became of each try of each run, the `WireTry`s of this pod. */
  runs: '/-/runs',
} as const;

/** The protocols that the relay can read, by their names in OpenClaw. */
export const wireApis = [
  'openai-completions',
  'openai-responses',
  'anthropic-messages',
  'google-generative-ai',
] as const;
export type WireApi = (typeof wireApis)[number];

/** A provider that the relay forwards to. In texts, `${NAME}` stands for a variable of the relay's environment. */
export interface RelayProvider {
  /** What comes after `/<provider>` in the path of a request is added to it. */
  baseUrl: string;
  api: WireApi;
  /** The key; null for an endpoint that needs none. */
  key: string | null;
  /** Headers that are set beside the authentication. */
  headers: Readonly<Record<string, string>>;
  /** By id of the model; that of a model that is not listed is in OpenClaw's catalog, or not known. */
  prices: Readonly<Record<string, WirePrice>>;
}

/** The configuration of a relay, in the Secret that only it mounts. */
export interface RelayConfig {
  /** By the name in the path of requests, which is the provider's in the gateway's config. */
  providers: Readonly<Record<string, RelayProvider>>;
  /** The model under test, as `<provider>/<id>`. */
  model: string;
  judgeModel: string | null;
  /** This pod's share of the caps; null where there is none. */
  maxCostUsd: number | null;
  maxTokens: number | null;
  /** How long a request waits for a provider that is overloaded or away; 0 to pass each answer on. */
  rateLimitWaitMs: number;
  /** Whether bodies are kept, without secrets. */
  record: boolean;
  /** What is tried to prove that the NetworkPolicy holds; null for nothing. */
  fence: RelayFenceWish | null;
}

/** Something that always listens, and that the NetworkPolicy of the evaluation keeps its pods from. */
export interface RelayFenceWish {
  tries: 'api-server' | 'metadata';
  /** Whether nothing may start before it was seen to hold. */
  isRequired: boolean;
}

/** Whether the NetworkPolicy of the evaluation holds in this pod. */
export interface RelayFence {
  isRequired: boolean;
  /** `open`: it does not. */
  status: 'pending' | 'holds' | 'open';
  /** What was tried, as host and port. */
  tried: string;
}

/** `/control/allowance.json`, written by the action: this pod's share of the caps from now on. */
export interface RelayAllowance {
  maxCostUsd: number | null;
  maxTokens: number | null;
}

/** Whether key, model and endpoint work, found out by one smallest request while the gateway boots. */
export type RelayCheck =
  | { status: 'pending' }
  | { status: 'ok' }
  /** `message` is a sentence with the provider's own words. */
  | { status: 'failed'; failure: CheckFailure; message: string; hint: string };

/** What a check can find, as codes of the action. */
export const checkFailures = ['bad-model-access', 'provider-unavailable'] as const;
export type CheckFailure = (typeof checkFailures)[number];

/** Tokens as providers bill them. */
export interface WireTokens {
  /** Without what came from a cache. */
  input: number;
  output: number;
  cacheRead: number;
  cacheWrite: number;
}

/** What a cap of tokens counts. */
export function allTokens({ input, output, cacheRead, cacheWrite }: WireTokens): number {
  return input + output + cacheRead + cacheWrite;
}

export const NO_TOKENS: WireTokens = { input: 0, output: 0, cacheRead: 0, cacheWrite: 0 };

export function addTokens(a: WireTokens, b: WireTokens): WireTokens {
  return {
    input: a.input + b.input,
    output: a.output + b.output,
    cacheRead: a.cacheRead + b.cacheRead,
    cacheWrite: a.cacheWrite + b.cacheWrite,
  };
}

/** `/wire/state.json`, rewritten at every change and at least every 5 s. */
export interface RelayState {
  schemaVersion: 1;
  /** RFC 3339. */
  startedAt: string;
  heartbeat: string;
  /** How often the relay was started again in this pod. */
  restarts: number;
  check: RelayCheck;
  /** Null if nothing is tried. */
  fence: RelayFence | null;
  /** Requests by clients, whatever became of them; those of the check are included. */
  requests: number;
  /** Of these, under way. */
  open: number;
  /** Of these, ended otherwise than by a complete answer. */
  failed: number;
  /** Of these, neither of a run nor of the check. */
  unattributed: number;
  tokens: WireTokens;
  /** Requests whose tokens are estimated, because the provider did not report them. */
  estimated: number;
  costUsd: number;
  /** Requests with tokens for which no price is known: `costUsd` lacks them. */
  unpriced: number;
  /** The models of these, as `<provider>/<id>`. */
  unpricedModels: readonly string[];
  /** How long requests waited for overloaded providers, ms, all together. */
  waitedMs: number;
  /** What requests wait for now; null if none does. */
  waiting: RelayWaiting | null;
  /** Names of the models that answered, by the model asked for (`<provider>/<id>`). */
  servedModels: Readonly<Record<string, readonly string[]>>;
  /** The cap that is reached, as a sentence; null if none is. */
  cap: string | null;
  /** Why the relay forwards nothing now, as a sentence, such as a full disk; null if it does. */
  problem: string | null;
  /** Size of wire.jsonl in bytes: whole lines only. */
  journalBytes: number;
}

export interface RelayWaiting {
  provider: string;
  /** HTTP status that it answered last; null if it could not be reached. */
  status: number | null;
  /** Requests that may be under way to it now, and how many there were before. */
  lanes: { open: number; of: number };
}

/** What requests wait for, for people: `waiting for the rate limit (429), 3 of 4 lanes`. */
export function waitingWords({ provider, status, lanes }: RelayWaiting): string {
  const what =
    status === 429
      ? 'the rate limit (429)'
      : status === null
        ? `${provider}, which cannot be reached`
        : `${provider}, which is overloaded or away (${status})`;
  return `waiting for ${what}, ${lanes.open} of ${lanes.of} lanes`;
}

/**
 * Whether a text quotes the reason for which the relay forwarded nothing: such a 503 is the relay's, and the provider was
 * never asked.
 */
export function saysNothingIsForwarded(text: string): boolean {
  return /\bThe relay (?:cannot write its journal, and forwards nothing|forwards nothing: its journal)\b/.test(
    text,
  );
}
