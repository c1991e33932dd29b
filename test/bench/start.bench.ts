/**
 * From the start of the step to the harness's first model call, ours against deploy.sh's, on the test cluster:
 *
 *   npm run bench -- start [-n 5] [--mlflow3] [--only ours|deploy.sh]
 *
 * The marks are shares of deploy.sh's time in the same run, since seconds say as much of the machine as of us; with one side
 * alone there are figures, and no marks but that for a refused key, of which deploy.sh tells nothing.
 *
 * The figures of deploy.sh are with an MLflow that gets the memory, the single worker and the host names that MLflow 3
 * needs, and upstream's probes and share of CPU. Upstream's manifest as it is, under which MLflow 3 never gets ready, is
 * measured with --mlflow3. All runs on the first node: the nodes of the test cluster are the same CPUs, shared half and
 * half, so that what starts on another would count as much as the eval. Its init container runs busybox in place of ubi9-minimal. A machine that does nothing else
 * gives the figures that count.
 */
import { parseArgs } from 'node:util';
import { busyboxReference } from '../cluster/busybox-image.ts';
import { clusterFromEnvironment } from '../cluster/cluster.ts';
import { clusterEnv } from '../cluster/env.ts';
import { provideImages } from '../cluster/images.ts';
import { up } from '../cluster/up.ts';
import { CANARY_KEY, newModel } from '../e2e/testbed.ts';
import { newMarks } from './marks.ts';
import { firstCalls, forgetCalls } from './start/calls.ts';
import { deploySh } from './start/deploy-sh.ts';
import { deleteNamespaces, findKubectl } from './start/kubectl.ts';
import { measureRefusal } from './start/refusal.ts';
import { measureStep, type StepTimes } from './start/step.ts';

const tasks = 't1-greeting-file t1-price-sum';
const { values } = parseArgs({
  args: process.argv.slice(3),
  options: {
    rounds: { type: 'string', short: 'n', default: '5' },
    mlflow3: { type: 'boolean', default: false },
    only: { type: 'string' },
  },
});
const rounds = Number(values.rounds);
if (!Number.isInteger(rounds) || rounds < 1) throw new Error('Write -n as a whole number from 1.');
const sides = ['ours', 'deploy.sh'] as const;
if (values.only !== undefined && !sides.some((side) => side === values.only)) {
  throw new Error(`Write --only with one of ${sides.join(', ')}.`);
}
const isWanted = (side: (typeof sides)[number]): boolean => values.only === undefined || values.only === side;

const stopping = new AbortController();
for (const name of ['SIGINT', 'SIGTERM'] as const) {
  process.once(name, () => {
    console.log('Cleaning up …');
    stopping.abort(new Error(`Ended by ${name}.`));
  });
}
const { signal } = stopping;

const say = (line: string): void => console.log(line);
const cluster = clusterFromEnvironment();
await up(cluster, { nodes: 1, modelServer: true, log: say });
await provideImages(cluster, ['openclaw', 'clawbench', 'mlflow'], say);
const env = await clusterEnv(cluster);
const kubectl = await findKubectl(cluster, signal);

/** Everything that is made is in namespaces whose names begin so; the action puts it into the names of its own. */
const runId = String(100_000_000 + Math.floor(Math.random() * 900_000_000));
const prefix = `clawbench-${runId}`;

const fresh: StepTimes[] = [];
const standing: StepTimes[] = [];
const fitted: number[] = [];
const asItIs: number[] = [];
const refusals: number[] = [];

/** Two steps: the first deploys the MLflow that the second finds. */
async function ours(): Promise<void> {
  const mlflowNamespace = `${prefix}-mlflow`;
  const settings = { env, mlflowNamespace, tasks, runId };
  fresh.push(await measureStep(settings, signal));
  await kubectl(['rollout', 'status', 'deploy/mlflow', '-n', mlflowNamespace, '--timeout=180s']);
  standing.push(await measureStep(settings, signal));
  refusals.push(await measureRefusal(settings, cluster, signal));
  await deleteNamespaces(kubectl, prefix);
}

/** @returns ms from its first command to the first call */
async function baseline(isMlflowFitted: boolean): Promise<number> {
  const id = newModel();
  const startedAtMs = Date.now();
  await deploySh(kubectl, {
    namespace: prefix,
    mlflowNamespace: `${prefix}-mlflow`,
    isMlflowFitted,
    images: {
      openclaw: env.OPENCLAW_IMAGE,
      clawbench: env.CLAWBENCH_IMAGE,
      mlflow: env.MLFLOW_IMAGE,
      init: busyboxReference(),
    },
    model: `openai/${id}`,
    apiBase: env.MODEL_BASE,
    apiKey: CANARY_KEY,
    tasks,
  });
  const { taskMs } = await firstCalls(env, id, 3 * 60_000, signal);
  await deleteNamespaces(kubectl, prefix);
  await forgetCalls(env, id);
  return taskMs - startedAtMs;
}

const [, ...otherNodes] = (await kubectl(['get', 'nodes', '-o', 'name'])).trim().split('\n');
try {
  if (otherNodes.length > 0) await kubectl(['cordon', ...otherNodes]);
  // In turns, so that all run under the same load of the machine.
  for (let round = 1; round <= rounds; round++) {
    say(`Round ${round} of ${rounds} …`);
    if (isWanted('ours')) await ours();
    if (isWanted('deploy.sh')) fitted.push(await baseline(true));
    if (isWanted('deploy.sh') && values.mlflow3) asItIs.push(await baseline(false));
  }
} catch (error) {
  if (!signal.aborted) throw error;
  process.exitCode = 130;
} finally {
  const last = await findKubectl(cluster);
  if (otherNodes.length > 0) await last(['uncordon', ...otherNodes]);
  await deleteNamespaces(last, prefix);
}

const seconds = (ms: number): string => (ms / 1000).toFixed(1);
const median = (times: readonly number[]): number =>
  times.toSorted((a, b) => a - b)[Math.floor(times.length / 2)] ?? Number.NaN;

function row(what: string, times: readonly number[]): void {
  if (times.length === 0) return;
  const figures = [Math.min(...times), median(times), Math.max(...times)];
  say(`${what.padEnd(58)}${figures.map((ms) => seconds(ms).padStart(8)).join('')}`);
}

const of = (steps: readonly StepTimes[], what: keyof StepTimes): number[] => steps.map((step) => step[what]);

function report(): void {
  say(
    `\n${`seconds, n = ${rounds}`.padEnd(58)}${['min', 'median', 'max'].map((name) => name.padStart(8)).join('')}`,
  );
  row('first model call, fresh MLflow', of(fresh, 'firstCall'));
  row('first model call, MLflow there', of(standing, 'firstCall'));
  row('first model call, deploy.sh, MLflow 3 made to fit', fitted);
  row('first model call, deploy.sh, MLflow 3 as it is', asItIs);
  row('step beyond the harness, MLflow there, logging included', of(standing, 'overhead'));
  row('done.json to its being noticed', of([...fresh, ...standing], 'noticing'));
  row('a refused key told after its pod runs', refusals);
  for (const [name, steps] of [
    ['fresh MLflow', fresh],
    ['MLflow there', standing],
  ] as const) {
    row(`${name}: Job launched`, of(steps, 'launched'));
    row(`${name}: model tried`, of(steps, 'checkCall'));
    row(`${name}: harness started`, of(steps, 'harnessStarted'));
  }

  if (fresh.length === 0) return;
  say('');
  const marks = newMarks();
  const told = `${seconds(median(refusals))} s, mark 5 s`;
  marks.mark('a refused key told', median(refusals) <= 5000, told);
  if (fitted.length > 0) {
    const mark = (what: string, times: readonly number[], limit: number): void => {
      const share = median(times) / median(fitted);
      marks.mark(what, share <= limit, `${share.toFixed(3)} x deploy.sh's first model call, mark ${limit}`);
    };
    mark('first model call, MLflow there', of(standing, 'firstCall'), 0.11);
    mark('first model call, fresh MLflow', of(fresh, 'firstCall'), 0.15);
    mark('step beyond the harness', of(standing, 'overhead'), 0.2);
    mark('done.json noticed', of([...fresh, ...standing], 'noticing'), 0.02);
  }
  if (marks.missed.length > 0) process.exitCode = 1;
}

if (!signal.aborted) report();
