import { isObject } from '../src/base/json.ts';
import { podVariables } from '../src/protocol/pod-variables.ts';
import { RELAY_PORT, relayPaths, type RelayState } from '../src/protocol/relay.ts';
import type { WireTry } from '../src/protocol/wire-runs.ts';
import type { Env } from './config.ts';
import { pause } from './gateway.ts';

/**
 * What the relay of this pod tells its supervisor. While the relay is restarted, code of agents could answer in its place: what it
 * says decides when a shard stops and which runs are made again, and nothing that a verdict rests on.
 */
export interface RelayView {
  /** Its last answer; null before the first. */
  readonly state: RelayState | null;
  /** Asks for its state. One that does not answer is being started again, and is as it was meanwhile. */
  look(): Promise<void>;
  /** What became of each try of each run; null if it does not answer. */
  tries(): Promise<readonly WireTry[] | null>;
}

/** Longer than most answers take. */
const lastAnswersMs = 30_000;

/**
 * Waits for the answers that are under way once a cap is reached: they are paid, and a request that is given up does not tell
 * what it cost. Where no cap is, new requests would come as long as one waits.
 */
export async function untilAnswered(relay: RelayView | null, signal: AbortSignal): Promise<void> {
  const either = AbortSignal.any([signal, AbortSignal.timeout(lastAnswersMs)]);
  while (!either.aborted) {
    await relay?.look();
    const state = relay?.state ?? null;
    if (state === null || state.cap === null || state.open === 0) return;
    await pause(250, either).catch(() => undefined);
  }
}

const timeoutMs = 5000;
/** Of the largest evaluation it is some megabytes. */
const maxAnswerBytes = 64 * 1024 * 1024;

/** @returns null where there is no relay */
export function openRelayView(env: Env): RelayView | null {
  const token = env[podVariables.relayToken]?.trim() ?? '';
  if (token === '') return null;
  const port = Number(env[podVariables.relayPort] ?? RELAY_PORT);
  let state: RelayState | null = null;

  async function ask(page: string): Promise<unknown> {
    try {
      const response = await fetch(`http://127.0.0.1:${port}${page}`, {
        headers: { authorization: `Bearer ${token}` },
        redirect: 'manual',
        signal: AbortSignal.timeout(timeoutMs),
      });
      return response.status === 200 ? JSON.parse(await textOf(response)) : null;
    } catch {
      return null;
    }
  }

  return {
    get state() {
      return state;
    },
    async look() {
      const answer = await ask(relayPaths.state);
      if (isState(answer)) state = answer;
    },
    async tries() {
      const answer = await ask(relayPaths.runs);
      return areTries(answer) ? answer : null;
    },
  };
}

/** @throws Error if it is too long */
async function textOf({ body }: Response): Promise<string> {
  const chunks: Uint8Array[] = [];
  let bytes = 0;
  for await (const chunk of body ?? []) {
    bytes += chunk.byteLength;
    if (bytes > maxAnswerBytes) throw new Error('too long');
    chunks.push(chunk);
  }
  return Buffer.concat(chunks).toString('utf8');
}

/** Of what the supervisor uses. */
function isState(value: unknown): value is RelayState {
  if (!isObject(value) || value['schemaVersion'] !== 1 || !isObject(value['tokens'])) return false;
  const { tokens, costUsd, open, unpriced, cap, waiting } = value;
  const figures = [
    tokens['input'],
    tokens['output'],
    tokens['cacheRead'],
    tokens['cacheWrite'],
    costUsd,
    open,
    unpriced,
  ];
  return (
    figures.every((figure) => typeof figure === 'number' && Number.isFinite(figure)) &&
    (cap === null || typeof cap === 'string') &&
    (waiting === null || (isObject(waiting) && isObject(waiting['lanes'])))
  );
}

function areTries(value: unknown): value is WireTry[] {
  return (
    Array.isArray(value) &&
    value.every((one) => isObject(one) && Array.isArray(one['turns']) && isObject(one['spent']))
  );
}
