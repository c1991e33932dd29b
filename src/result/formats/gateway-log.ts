import { leadingStatus } from '../../protocol/transcript.ts';
import type { Lines } from './lines.ts';

/**
 * What OpenClaw's log says about the model provider. It is the best evidence of provider failures, because it has every
 * request with its status. But part of its text comes from the model and from tools: lines are matched, never trusted,
 * and only numbers and a short excerpt leave this module.
 */

interface ProviderResponse {
  atMs: number;
  status: number;
}

/** A turn that the gateway gave up after its own retries. */
export interface FailedTurn {
  atMs: number;
  /** HTTP status of the provider; null if there was none, without a connection for example. */
  code: number | null;
  /** What the provider said, cut to 160 characters. */
  text: string;
}

export interface GatewayLog {
  responses: ProviderResponse[];
  failedTurns: FailedTurn[];
  /** `[gateway] ready` lines after the first. */
  restarts: number;
}

const MAX_EXCERPT = 160;

const LINE = /^(\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:\.\d+)?(?:Z|[+-]\d\d:\d\d)) \[([^\]\s]{1,80})\] (.*)$/;
const RESPONSE = /^\[model-fetch\] response provider=(\S+) api=\S+ model=(\S+) status=(\d{3})\b/;
const GAVE_UP = /^embedded run failover decision: (.*\bdecision=surface_error\b.*?)\brawError=(.*)$/;
const FROM = /\bfrom=(\S+)/;
// The gateway writes colours even if the output is not a terminal.
// oxlint-disable-next-line no-control-regex
const ANSI = /\u001B\[[0-9;]*m/g;

/**
 * @param model the model under test, by the gateway's name for it: the log of a user's own OpenClaw also has their other
 *   models, whose failures do not concern us. With null, or with a model that the log never names, every entry counts.
 */
export function parseGatewayLog(lines: Lines, model: string | null = null): GatewayLog {
  const responses: About<ProviderResponse>[] = [];
  const failedTurns: About<FailedTurn>[] = [];
  let restarts = -1;
  for (const raw of lines) {
    const [, timestamp, source, message] = LINE.exec(raw.replaceAll(ANSI, '')) ?? [];
    if (timestamp === undefined || source === undefined || message === undefined) continue;
    const atMs = Date.parse(timestamp);
    if (Number.isNaN(atMs)) continue;
    if (source === 'provider-transport-fetch') {
      const [, provider, id, status] = RESPONSE.exec(message) ?? [];
      if (status !== undefined)
        responses.push({ of: `${provider}/${id}`, entry: { atMs, status: Number(status) } });
    } else if (source === 'agent/embedded') {
      const [, fields, cause] = GAVE_UP.exec(message) ?? [];
      if (fields !== undefined && cause !== undefined) {
        const text = cause.slice(0, MAX_EXCERPT);
        failedTurns.push({ of: FROM.exec(fields)?.[1], entry: { atMs, code: leadingStatus(cause), text } });
      }
    } else if (source === 'gateway' && message === 'ready') {
      restarts += 1;
    }
  }
  const isNamed = [...responses, ...failedTurns].some(({ of }) => of === model);
  const ours = <T>(all: readonly About<T>[]): T[] =>
    all.filter(({ of }) => !isNamed || of === undefined || of === model).map(({ entry }) => entry);
  return {
    responses: ours(responses),
    failedTurns: ours(failedTurns),
    restarts: Math.max(0, restarts),
  };
}

/** An entry, and the gateway's name of the model it is about. */
interface About<T> {
  of: string | undefined;
  entry: T;
}

/** The error statuses of the provider in a period, the most frequent first. */
export function errorStatuses(log: GatewayLog, fromMs = -Infinity, toMs = Infinity): number[] {
  const counts = new Map<number, number>();
  for (const { atMs, status } of log.responses) {
    if (status >= 400 && atMs >= fromMs && atMs <= toMs) counts.set(status, (counts.get(status) ?? 0) + 1);
  }
  return [...counts].sort((a, b) => b[1] - a[1] || a[0] - b[0]).map(([status]) => status);
}
