import path from 'node:path';
import { podVariables } from '../src/protocol/pod-variables.ts';
import { PROBE_MARK } from '../src/protocol/probe-report.ts';
import { attached } from './attached.ts';
import { probe } from './probe.ts';
import { relay } from './relay/relay.ts';
import { supervise } from './supervisor.ts';
import { keepResults } from './results.ts';

/**
 * `node sidecar.mjs supervisor | relay | results` are the programs of the eval pod's containers. `attached` is both of them in
 * the pod of an existing OpenClaw, and `probe` inspects the gateway there.
 */
async function main(): Promise<number> {
  const role = process.argv[2] ?? '';
  // Otherwise Node opens its debugger on this signal, which code of agents in the container could send, and Node 20 does not
  // know --disable-sigusr1.
  process.on('SIGUSR1', () => undefined);
  const stopped = new AbortController();
  for (const signal of ['SIGTERM', 'SIGINT'] as const) {
    process.once(signal, () => {
      stopped.abort(new Error(signal));
      setTimeout(() => process.exit(TERMINATED), exitDeadlineMs(role)).unref();
    });
  }
  const host = {
    env: process.env,
    root: process.env[podVariables.root] ?? '/',
    sidecarDir: path.dirname(path.resolve(process.argv[1] ?? '.')),
    print,
    signal: stopped.signal,
  };
  switch (role) {
    case 'supervisor':
      await supervise(host);
      return 0;
    case 'results':
      return (await keepResults(host)) === 'released' ? 0 : TERMINATED;
    case 'relay':
      await relay(host);
      return 0;
    case 'attached':
      return (await attached(host)) === 'released' ? 0 : TERMINATED;
    case 'probe':
      await print(Buffer.from(`${PROBE_MARK}${JSON.stringify(await probe(process.env))}\n`));
      return 0;
    default:
      await print(Buffer.from('usage: sidecar.mjs supervisor|relay|results|attached|probe\n'));
      return 2;
  }
}

/** The exit code by which a shell reports SIGTERM. */
const TERMINATED = 143;

/** Well within the grace period, after which the kubelet kills what still runs: nothing we do is worth more waiting. */
const exitDeadlineMs = (role: string): number => (role === 'supervisor' ? 1800 : 7000);

async function print(chunk: Uint8Array): Promise<void> {
  if (process.stdout.write(chunk)) return;
  await new Promise<void>((resolve) => process.stdout.once('drain', () => resolve()));
}

// The reader may be gone; what is printed is also in files.
process.stdout.on('error', () => undefined);
// Timers and sockets may still be open, but nothing is left to wait for.
// Not awaited at the top level: the bundler would keep every module apart, which adds 20 kB to each pod's ConfigMap.
void main().then((code) => process.exit(code));
