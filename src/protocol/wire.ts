import type { WireApi, WireTokens } from './relay.ts';

/**
 * `wire.jsonl`: what went over the wire between gateway and providers, a line an event, in the order of time. Only the relay
 * writes it, so neither an agent nor a verifier can change it. Times are ms since the epoch.
 */
export type WireLine = RelayStarted | RequestOpened | RequestClosed;

/** The relay started, or started again: requests that are open in earlier lines were lost with it. */
interface RelayStarted {
  kind: 'started';
  at: number;
  /** 0 for the first start in its pod. */
  restarts: number;
}

/** A request came in. Without a `closed` line after it, it was lost. */
export interface RequestOpened {
  kind: 'opened';
  /** Unique in all pods of an evaluation. */
  id: string;
  at: number;
  provider: string;
  api: WireApi;
  /** The model that was asked for, without the provider. */
  model: string;
  purpose: WirePurpose;
  run: WireRun | null;
  requestBytes: number;
}

/** `other` is what can be attributed to no run: recaps, embeddings, requests by agents' own programs. */
export type WirePurpose = 'check' | 'run' | 'judge' | 'other';

/** The run that a request belongs to, by the workspace that it names. */
export interface WireRun {
  task: string;
  /** 0-based, as in the names of run files. */
  run: number;
  /** The random part of the workspace's name, which differs between two tries of one run. */
  workspace: string;
  /** Tells the turns of a run apart: the same for all requests after one message of the user, retries included. */
  turn: string;
}

/** How a request ended, as its client saw it after all attempts. */
export const wireOutcomes = [
  /** The provider ended its answer properly, and it has text or a tool call. */
  'complete',
  /** It ended properly without either. */
  'empty',
  /** A status of 400 or more. */
  'http-error',
  /** The provider could not be reached: refused, no such host, TLS, reset before an answer. */
  'network',
  /** The provider fell silent. */
  'timeout',
  /** The answer broke off. */
  'cut-stream',
  /** An answer that is not in the provider's protocol, such as an HTML page. */
  'bad-answer',
  /** The client went away while the provider was answering. */
  'client-gone',
  /** The relay did not forward it. */
  'refused',
] as const;
export type WireOutcome = (typeof wireOutcomes)[number];

export const wireRefusals = ['budget', 'journal', 'too-large', 'too-many', 'in-background'] as const;
export type WireRefusal = (typeof wireRefusals)[number];

/** A request is over. */
export interface RequestClosed {
  kind: 'closed';
  id: string;
  at: number;
  outcome: WireOutcome;
  /** Only of a `refused` one. */
  refusal: WireRefusal | null;
  /** Of the last attempt; null without an answer. */
  status: number | null;
  /** The provider's words, or the network error, without secrets, at most 300 characters. */
  error: string | null;
  /** When the first byte of the body came that the client got; null if none came. */
  firstByteAt: number | null;
  /** How long nothing had come from the provider at the end: since its last byte, or since the last attempt was sent. */
  silentMs: number;
  /** Attempts at the provider; 0 if it was not forwarded. */
  attempts: number;
  /** Time between attempts, and before the first one in a lane, ms. */
  waitedMs: number;
  /** What the provider asked for in the last Retry-After, ms. */
  retryAfterMs: number | null;
  /** The name that the provider gives the model that answered. */
  servedModel: string | null;
  /** In the provider's own word. */
  finishReason: string | null;
  /** Whether the answer ends in calls of tools, so that the turn is to go on. */
  callsTool: boolean;
  tokens: WireTokens;
  /** The tokens were counted by size, since the provider did not report them. */
  estimated: boolean;
  /** Null if no price is known. */
  costUsd: number | null;
  responseBytes: number;
  /** The provider's own id of the request. */
  providerRequestId: string | null;
}
