/**
 * OpenClaw and MLflow from nothing to ready, ours against deploy.sh's, on the test cluster:
 *
 *   npm run bench -- deploy [-n 5]
 *
 * Same cluster, same images, in turns. deploy.sh's MLflow gets the memory, the single worker and the host names that
 * MLflow 3 needs to start at all; upstream's manifest does not give it them.
 */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { busyboxReference } from '../cluster/busybox-image.ts';
import { clusterFromEnvironment } from '../cluster/cluster.ts';
import { clusterEnv } from '../cluster/env.ts';
import { provideImages } from '../cluster/images.ts';
import { up } from '../cluster/up.ts';
import { CANARY_KEY, newModel } from '../e2e/testbed.ts';
import { newMarks } from './marks.ts';
import { deployShStanding } from './start/deploy-sh.ts';
import { deleteNamespaces, findKubectl } from './start/kubectl.ts';

const { values } = parseArgs({
  args: process.argv.slice(3),
  options: { rounds: { type: 'string', short: 'n', default: '5' } },
});
const rounds = Number(values.rounds);
if (!Number.isInteger(rounds) || rounds < 1) throw new Error('Write -n as a whole number from 1.');

const stopping = new AbortController();
for (const name of ['SIGINT', 'SIGTERM'] as const) {
  process.once(name, () => stopping.abort(new Error(`Ended by ${name}.`)));
}
const { signal } = stopping;

const say = (line: string): void => console.log(line);
const cluster = clusterFromEnvironment();
await up(cluster, { nodes: 1, modelServer: true, log: say });
await provideImages(cluster, ['openclaw', 'mlflow'], say);
const env = await clusterEnv(cluster);
const kubectl = await findKubectl(cluster, signal);
const prefix = `clawbench-bench-${Math.floor(Math.random() * 1_000_000)}`;
const model = `openai/${newModel()}`;
const cli = path.join(import.meta.dirname, '..', '..', 'dist', 'cli.js');

async function ours(): Promise<void> {
  const flags = {
    namespace: prefix,
    'mlflow-namespace': `${prefix}-mlflow`,
    model,
    'openclaw-image': env.OPENCLAW_IMAGE,
    'mlflow-image': env.MLFLOW_IMAGE,
    'openai-api-base': env.MODEL_BASE,
  };
  const args = Object.entries(flags).flatMap(([name, value]) => [`--${name}`, value]);
  const child = spawn(process.execPath, [cli, 'deploy', ...args], {
    env: { PATH: process.env['PATH'], KUBECONFIG: env.KUBECONFIG, OPENAI_API_KEY: CANARY_KEY },
    stdio: ['ignore', 'ignore', 'pipe'],
    signal,
  });
  let said = '';
  child.stderr.setEncoding('utf8').on('data', (text: string) => (said += text));
  const [code] = await once(child, 'close');
  if (code !== 0) throw new Error(`deploy ended with ${String(code)}:\n${said}`);
}

async function theirs(): Promise<void> {
  await deployShStanding(kubectl, {
    namespace: prefix,
    mlflowNamespace: `${prefix}-mlflow`,
    isMlflowFitted: true,
    images: {
      openclaw: env.OPENCLAW_IMAGE,
      clawbench: env.CLAWBENCH_IMAGE,
      mlflow: env.MLFLOW_IMAGE,
      init: busyboxReference(),
    },
    model,
    apiBase: env.MODEL_BASE,
    apiKey: CANARY_KEY,
    tasks: '',
  });
}

/** deploy.sh continues after a wait that timed out; that must not count as being ready faster. */
async function isReady(): Promise<boolean> {
  const ready = await Promise.all(
    [
      [prefix, 'openclaw'],
      [`${prefix}-mlflow`, 'mlflow'],
    ].map(([namespace = '', name = '']) =>
      kubectl(['-n', namespace, 'get', `deploy/${name}`, '-o', 'jsonpath={.status.readyReplicas}']),
    ),
  );
  return ready.every((count) => count === '1');
}

async function timed(work: () => Promise<void>): Promise<{ ms: number; ready: boolean }> {
  const startedAtMs = Date.now();
  await work();
  const ms = Date.now() - startedAtMs;
  const ready = await isReady();
  await deleteNamespaces(kubectl, prefix);
  return { ms, ready };
}

const times = { ours: [] as number[], 'deploy.sh': [] as number[] };
let unready = 0;
try {
  // In turns, so that both run under the same load of the machine.
  for (let round = 1; round <= rounds; round++) {
    for (const [side, work] of [
      ['ours', ours],
      ['deploy.sh', theirs],
    ] as const) {
      const { ms, ready } = await timed(work);
      say(`Round ${round} of ${rounds}, ${side}: ${seconds(ms)} s${ready ? '' : ', and not ready by then'}`);
      times[side].push(ms);
      if (!ready) unready++;
    }
  }
} finally {
  await deleteNamespaces(await findKubectl(cluster), prefix);
}

function seconds(ms: number): string {
  return (ms / 1000).toFixed(1);
}

function median(all: readonly number[]): number {
  return all.toSorted((a, b) => a - b)[Math.floor(all.length / 2)] ?? Number.NaN;
}

say(
  `\n${`seconds, n = ${rounds}`.padEnd(28)}${['min', 'median', 'max'].map((name) => name.padStart(8)).join('')}`,
);
for (const [side, all] of Object.entries(times)) {
  const figures = [Math.min(...all), median(all), Math.max(...all)].map((ms) => seconds(ms).padStart(8));
  say(`${`OpenClaw and MLflow, ${side}`.padEnd(28)}${figures.join('')}`);
}
if (unready > 0) say(`deploy.sh gave up waiting before all was ready in ${unready} of ${rounds} rounds.`);
const ratio = median(times.ours) / median(times['deploy.sh']);
const marks = newMarks();
marks.mark('deploy against deploy.sh', ratio <= 0.5, `${ratio.toFixed(2)} of its time, mark 0.50`);
if (marks.missed.length > 0) process.exitCode = 1;
