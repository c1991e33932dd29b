/**
 * What the relay of an eval pod adds to a request to a model, beside the same request without it:
 *
 *   npm run bench -- relay
 *
 * It is the program of dist/, started as in a pod. Requests with and without it take turns, so that both have the same machine.
 */
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { mkdir, mkdtemp, rm } from 'node:fs/promises';
import { Agent } from 'node:http';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { RELAY_PORT, type RelayConfig, relayPaths } from '../../src/protocol/relay.ts';
import { many, newMarks } from './marks.ts';
import { chunkDelaysMs, median, requestMs, type Target, upload } from './relay/measure.ts';

const TOKEN = 'bench-token-0123456789';
const UPLOAD_BYTES = 30 * 1024 * 1024;
const root = path.join(import.meta.dirname, '../..');
const mebibytes = (kibibytes: number): string => `${(kibibytes / 1024).toFixed(0)} MiB`;

const directory = await mkdtemp(path.join(tmpdir(), 'clawbench-relay-bench-'));
await Promise.all(['wire', 'control', 'tmp'].map((name) => mkdir(path.join(directory, name))));
const provider = spawn(process.execPath, [path.join(import.meta.dirname, 'relay/provider.ts')], {
  stdio: ['ignore', 'pipe', 'inherit'],
});
const [printed] = await once(provider.stdout, 'data');
const providerPort = Number(String(printed));

function startRelay(): ChildProcess {
  const config: RelayConfig = {
    providers: {
      bench: {
        baseUrl: `http://127.0.0.1:${providerPort}/v1`,
        api: 'openai-completions',
        key: '${BENCH_KEY}',
        headers: {},
        prices: {},
      },
    },
    model: 'bench/bench-1',
    judgeModel: null,
    maxCostUsd: null,
    maxTokens: null,
    rateLimitWaitMs: 0,
    record: false,
    fence: null,
  };
  // As in manifests/eval/job.yaml.
  const options = ['--max-semi-space-size=2', '--expose-gc'];
  return spawn(process.execPath, [...options, path.join(root, 'dist/sidecar.mjs'), 'relay'], {
    env: {
      PATH: process.env['PATH'],
      TMPDIR: path.join(directory, 'tmp'),
      CLAWBENCH_ROOT: directory,
      CLAWBENCH_RELAY_TOKEN: TOKEN,
      CLAWBENCH_RELAY_CONFIG: JSON.stringify(config),
      BENCH_KEY: 'sk-bench-0123456789',
    },
    stdio: 'inherit',
  });
}

async function readyMs(startMs: number): Promise<number> {
  while (performance.now() - startMs < 20_000) {
    const answer = await fetch(`http://127.0.0.1:${RELAY_PORT}${relayPaths.state}`, {
      headers: { authorization: `Bearer ${TOKEN}` },
    }).catch(() => undefined);
    await answer?.text();
    if (answer?.ok === true) return performance.now() - startMs;
    await sleep(5);
  }
  throw new Error('The relay did not answer within 20 s.');
}

async function end(child: ChildProcess): Promise<void> {
  const exit = once(child, 'exit');
  child.kill('SIGTERM');
  await exit;
}

/** The most memory the process ever had, KiB. */
function peakKib(pid: number): number {
  return Number(/^VmHWM:\s+(\d+) kB$/m.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1]);
}

const starts: number[] = [];
let relay: ChildProcess | undefined;
const marks = newMarks();
try {
  for (let round = 0; round < 5; round++) {
    if (relay !== undefined) await end(relay);
    const startMs = performance.now();
    relay = startRelay();
    starts.push(await readyMs(startMs));
  }
  const agent = new Agent({ keepAlive: true });
  const direct: Target = { port: providerPort, path: '/v1/chat/completions', token: 'sk-direct', agent };
  const relayed: Target = { port: RELAY_PORT, path: '/bench/chat/completions', token: TOKEN, agent };

  const plain: number[] = [];
  const through: number[] = [];
  for (let round = 0; round < many(300); round++) {
    plain.push(await requestMs(direct));
    through.push(await requestMs(relayed));
  }
  const plainChunks: number[] = [];
  const throughChunks: number[] = [];
  for (let round = 0; round < Math.min(5, many(5)); round++) {
    plainChunks.push(...(await chunkDelaysMs(direct)));
    throughChunks.push(...(await chunkDelaysMs(relayed)));
  }
  await Promise.all([
    ...Array.from({ length: 8 }, () => chunkDelaysMs(relayed)),
    upload(relayed, UPLOAD_BYTES),
  ]);
  const peak = peakKib(relay?.pid ?? 0);

  const row = (what: string, figures: readonly number[]): void =>
    console.log(`${what.padEnd(36)}${figures.map((ms) => ms.toFixed(2).padStart(9)).join('')}`);
  console.log(
    `\n${'ms, medians'.padEnd(36)}${['direct', 'relay', 'added'].map((name) => name.padStart(9)).join('')}`,
  );
  const perRequest = [median(plain), median(through)] as const;
  const perChunk = [median(plainChunks), median(throughChunks)] as const;
  row('request with a prompt of 80 kB', [...perRequest, perRequest[1] - perRequest[0]]);
  row('chunk of a stream', [...perChunk, perChunk[1] - perChunk[0]]);
  const added = perRequest[1] - perRequest[0];
  const addedChunk = perChunk[1] - perChunk[0];
  marks.mark('time added to a request', added <= 2, `${added.toFixed(2)} ms, mark 2 ms`);
  marks.mark('time added to a chunk', addedChunk <= 0.5, `${addedChunk.toFixed(2)} ms, mark 0.5 ms`);
  const memory = `${mebibytes(peak)}, mark 96 MiB`;
  marks.mark('memory with 8 streams and a 30 MB upload', peak <= 96 * 1024, memory);
  const ready = median(starts);
  marks.mark('ready after its start', ready <= 700, `${(ready / 1000).toFixed(2)} s, mark 0.7 s`);
} finally {
  if (relay !== undefined) await end(relay);
  provider.kill();
  await rm(directory, { recursive: true, force: true });
}
if (marks.missed.length > 0) process.exitCode = 1;
