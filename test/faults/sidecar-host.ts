import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import {
  chmodSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  renameSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { onTestFinished } from 'vitest';
import { pathsBelow, type PodPaths } from '../../sidecar/paths.ts';
import type { ShardDone, ShardRequest, ShardState } from '../../src/eval/protocol.ts';
import { type FakeGateway, type GatewayFaults, startGateway } from '../fakes/gateway.ts';
import type { HarnessOrders } from '../fakes/clawbench.ts';

const repository = path.join(import.meta.dirname, '../..');
export const token = 'canary-gateway-token-0123456789';

export interface SidecarHost {
  paths: PodPaths;
  gateway: FakeGateway;
  /** Starts one of the programs, the supervisor if none is named. */
  start(program?: 'supervisor' | 'results'): Program;
  request(request: ShardRequest): void;
  state(): ShardState | undefined;
  done(): ShardDone | undefined;
  /** Waits until the shard is in a state, and returns it. */
  until(what: (state: ShardState) => boolean): Promise<ShardState>;
  untilDone(generation?: string): Promise<ShardDone>;
  /** Runs the harness was paid for, in order. */
  paid(): string[];
  /** Harness processes that ran, with their arguments. */
  harnesses(): HarnessProcess[];
}

export interface HarnessProcess {
  args: string[];
  token: string;
  columns: string;
}

export interface Program {
  process: ChildProcess;
  output: () => string;
}

export interface HostOptions {
  gateway?: GatewayFaults;
  harness?: Partial<HarnessOrders>;
  env?: Record<string, string>;
}

/** A pod whose supervisor was told to start. */
export async function started(options?: HostOptions): Promise<SidecarHost> {
  const host = await pod(options);
  host.request({ id: 's1', kind: 'start' });
  host.start();
  return host;
}

/**
 * A directory that is laid out as the eval pod, with a gateway and a harness that do as they are told. Ends with the
 * test that asked for it.
 */
export async function pod(options: HostOptions = {}): Promise<SidecarHost> {
  const root = mkdtempSync(path.join(tmpdir(), 'pod-'));
  const paths = pathsBelow(root);
  const gateway = await startGateway(options.gateway);
  const bin = path.join(root, 'bin');
  const memory = path.join(root, 'harness');
  for (const directory of [bin, memory, paths.control, paths.results])
    mkdirSync(directory, { recursive: true });
  const harness = path.join(bin, 'clawbench');
  writeFileSync(
    harness,
    `#!${process.execPath}\nimport(${JSON.stringify(path.join(repository, 'test/fakes/clawbench.ts'))});\n`,
  );
  chmodSync(harness, 0o755);
  const orders: HarnessOrders = { tasks: { 't1-a': 'tools', 't2-b': 'coding' }, ...options.harness };
  const env = {
    PATH: `${bin}:${process.env['PATH']}`,
    HOME: root,
    CLAWBENCH_ROOT: root,
    CLAWBENCH_MODEL: 'custom/m',
    CLAWBENCH_RUNS: '2',
    CLAWBENCH_GATEWAY_PORT: String(gateway.port),
    CLAWBENCH_GATEWAY_TIMEOUT_SECONDS: '20',
    OPENCLAW_GATEWAY_TOKEN: token,
    FAKE_CLAWBENCH: JSON.stringify(orders),
    FAKE_CLAWBENCH_DIR: memory,
    ...options.env,
  };
  const running: ChildProcess[] = [];
  const lines = (name: string): string[] => {
    const file = path.join(memory, name);
    return existsSync(file) ? readFileSync(file, 'utf8').trim().split('\n') : [];
  };

  const host: SidecarHost = {
    paths,
    gateway,
    start: (program = 'supervisor') => {
      const child = spawn(process.execPath, [path.join(repository, 'sidecar/main.ts'), program], {
        env,
        stdio: ['ignore', 'pipe', 'pipe'],
      });
      running.push(child);
      const tail: string[] = [];
      for (const stream of [child.stdout, child.stderr]) {
        stream.on('data', (chunk: Buffer) => tail.push(chunk.toString('utf8').slice(-10_000)));
      }
      return { process: child, output: () => tail.slice(-50).join('') };
    },
    request: (request) => {
      writeFileSync(`${paths.request}.tmp`, JSON.stringify(request));
      renameSync(`${paths.request}.tmp`, paths.request);
    },
    // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- what the tests are about
    state: () => readIfThere(paths.state) as ShardState | undefined,
    // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- what the tests are about
    done: () => readIfThere(paths.done) as ShardDone | undefined,
    until: (what) =>
      eventually(
        () => {
          const state = host.state();
          return state !== undefined && what(state) ? state : undefined;
        },
        () => `the shard stays ${JSON.stringify(host.state())}`,
      ),
    untilDone: (generation) =>
      eventually(
        () => {
          const done = host.done();
          const over = ['done', 'failed'].includes(host.state()?.phase ?? '');
          return done !== undefined && over && (generation ?? done.generation) === done.generation
            ? done
            : undefined;
        },
        () => `the shard is not done: ${JSON.stringify(host.state())}`,
      ),
    paid: () => lines('paid.txt'),
    harnesses: () =>
      lines('processes.jsonl').map((line): HarnessProcess => {
        // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- written by the fake
        return JSON.parse(line) as HarnessProcess;
      }),
  };
  onTestFinished(async () => {
    for (const child of running.filter(
      ({ exitCode, signalCode }) => exitCode === null && signalCode === null,
    )) {
      child.kill('SIGTERM');
      await once(child, 'exit');
    }
    await gateway.stop();
    rmSync(root, { recursive: true, force: true });
  });
  return host;
}

function readIfThere(file: string): unknown {
  return existsSync(file) ? JSON.parse(readFileSync(file, 'utf8')) : undefined;
}

/** Waits up to 30 s for a value. */
export async function eventually<T>(look: () => T | undefined, complaint: () => string): Promise<T> {
  const deadline = Date.now() + 30_000;
  while (Date.now() < deadline) {
    const value = look();
    if (value !== undefined) return value;
    await sleep(50);
  }
  throw new Error(complaint());
}
