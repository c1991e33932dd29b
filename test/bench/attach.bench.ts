/**
 * From the start of the command to the first model call of an eval that joins a live gateway, on the test cluster:
 *
 *   npm run bench -- attach [-n 5]
 *
 * The gateway is a user's own, which has been up for a while. A machine that does nothing else gives the figures that
 * count.
 */
import { randomBytes } from 'node:crypto';
import { parseArgs } from 'node:util';
import { clusterFromEnvironment } from '../cluster/cluster.ts';
import { clusterEnv } from '../cluster/env.ts';
import { kubectl } from '../cluster/kubectl.ts';
import { runCli } from '../e2e/cli.ts';
import { deployForeign } from '../e2e/foreign-openclaw.ts';
import { newModel } from '../e2e/testbed.ts';
import { newMarks } from './marks.ts';
import { firstCalls, forgetCalls } from './start/calls.ts';

const { values } = parseArgs({
  args: process.argv.slice(3),
  options: { rounds: { type: 'string', short: 'n', default: '5' } },
});
const rounds = Number(values.rounds);
if (!Number.isInteger(rounds) || rounds < 1) throw new Error('Write -n as a whole number from 1.');

const cluster = clusterFromEnvironment();
const env = await clusterEnv(cluster);
const namespace = `attach-bench-${randomBytes(3).toString('hex')}`;
const models = Array.from({ length: rounds }, newModel);
const { signal } = new AbortController();
const any: number[] = [];
const task: number[] = [];
try {
  await kubectl(cluster, ['create', 'namespace', namespace]);
  await deployForeign(cluster, env, { namespace, models, token: 'foreign-token-0123456789' });
  for (const [index, model] of models.entries()) {
    console.log(`Round ${index + 1} of ${rounds} …`);
    const startedAtMs = Date.now();
    const flags = {
      kubeconfig: env.KUBECONFIG,
      namespace,
      model: `lab/${model}`,
      tasks: 't1-greeting-file',
      runs: '1',
      mlflow: 'false',
      'clawbench-image': env.CLAWBENCH_IMAGE,
    };
    const args = Object.entries(flags).flatMap(([name, value]) => [`--${name}`, value]);
    const { code, error } = await runCli(['attach', ...args], {});
    if (code !== 0) throw new Error(`The command ended with ${code}:\n${error}`);
    const calls = await firstCalls(env, model, 0, signal);
    any.push(calls.anyMs - startedAtMs);
    task.push(calls.taskMs - startedAtMs);
    await forgetCalls(env, model);
  }
} finally {
  await kubectl(cluster, ['delete', 'namespace', namespace, '--wait=false']);
}

const seconds = (ms: number): string => (ms / 1000).toFixed(1);
const median = (times: readonly number[]): number =>
  times.toSorted((a, b) => a - b)[Math.floor(times.length / 2)] ?? Number.NaN;
const row = (what: string, times: readonly number[]): void => {
  const figures = [Math.min(...times), median(times), Math.max(...times)];
  console.log(`${what.padEnd(44)}${figures.map((ms) => seconds(ms).padStart(8)).join('')}`);
};
console.log(
  `\n${`seconds, n = ${rounds}`.padEnd(44)}${['min', 'median', 'max'].map((name) => name.padStart(8)).join('')}`,
);
row('first model call', any);
row("the harness's first model call", task);
const marks = newMarks();
marks.mark('attach: first model call', median(any) <= 8000, `${seconds(median(any))} s, mark 8.0 s`);
if (marks.missed.length > 0) process.exitCode = 1;
