import { connect } from 'node:net';
import type { Clock } from '../../src/base/ports.ts';
import type { RelayFence, RelayFenceWish } from '../../src/protocol/relay.ts';
import type { Env } from '../config.ts';

interface FenceParts {
  env: Env;
  clock: Clock;
  signal: AbortSignal;
  note: (fence: RelayFence) => void;
}

/** A packet that is dropped looks like this. */
const connectMs = 2000;
const pauseMs = 1000;
/** Some networks let a new pod reach everything until they have read the policies about it. */
const patienceMs = 20_000;
/** One failure may be chance. */
const provingFailures = 2;

/**
 * Tries to connect to what the NetworkPolicy keeps this pod from, and notes what that shows, at first that it is not known yet.
 * @throws the signal's reason
 */
export async function tryFence(
  { tries, isRequired }: RelayFenceWish,
  { env, clock, signal, note }: FenceParts,
): Promise<void> {
  const { host, port } = targets[tries](env);
  const tried = `${host.includes(':') ? `[${host}]` : host}:${port}`;
  note({ isRequired, status: 'pending', tried });
  const untilMs = clock.now() + patienceMs;
  let failures = 0;
  while (failures < provingFailures) {
    const isReached = await reaches(host, port, signal);
    signal.throwIfAborted();
    failures = isReached ? 0 : failures + 1;
    if (isReached && clock.now() >= untilMs) return note({ isRequired, status: 'open', tried });
    if (failures < provingFailures) await clock.sleep(pauseMs, signal);
  }
  note({ isRequired, status: 'holds', tried });
}

/** Kubernetes tells every pod where its API server is, and every cloud has its metadata service in the same place. */
const targets: Readonly<Record<RelayFenceWish['tries'], (env: Env) => { host: string; port: number }>> = {
  'api-server': (env) => ({
    host: env['KUBERNETES_SERVICE_HOST'] ?? 'kubernetes.default.svc',
    port: Number(env['KUBERNETES_SERVICE_PORT'] ?? 443),
  }),
  metadata: () => ({ host: '169.254.169.254', port: 80 }),
};

async function reaches(host: string, port: number, signal: AbortSignal): Promise<boolean> {
  return await new Promise((resolve) => {
    const socket = connect({ host, port, signal, timeout: connectMs });
    const end = (isReached: boolean): void => {
      socket.destroy();
      resolve(isReached);
    };
    socket.once('connect', () => end(true));
    socket.once('timeout', () => end(false));
    socket.once('error', () => end(false));
  });
}
