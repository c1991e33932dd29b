/** The largest memory of the action while the harness of an eval prints 500 MB, on the test cluster. */
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { kubectl } from '../cluster/kubectl.ts';
import { waitFor } from '../cluster/processes.ts';
import { actionEntry, runnerEnvironment, writtenTo } from '../e2e/runner-process.ts';
import { callsOf, CANARY_KEY, newModel, openTestbed, standardInputs } from '../e2e/testbed.ts';
import { newMarks } from './marks.ts';

const MARK_MB = 250;
const LOG_MB = 500;
const KEPT_MB = 60;

const testbed = await openTestbed();
const directory = mkdtempSync(join(tmpdir(), 'bench-memory-'));
const { mark, missed } = newMarks();
let step: ChildProcess | undefined;
try {
  const model = newModel();
  const inputs = {
    ...standardInputs(testbed.env, model),
    kubeconfig: testbed.kubeconfig,
    'openai-api-key': CANARY_KEY,
    tasks: 't1-greeting-file t1-price-sum',
    runs: '1',
    mlflow: 'false',
  };
  step = spawn(process.execPath, [actionEntry], {
    env: {
      ...runnerEnvironment(directory, inputs),
      ...testbed.results.env,
      GITHUB_ACTIONS: 'true',
      GITHUB_REPOSITORY: 'octo/repo',
      GITHUB_RUN_ID: '1',
      GITHUB_RUN_ATTEMPT: '1',
    },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  let printedBytes = 0;
  step.stdout?.on('data', (chunk: Buffer) => (printedBytes += chunk.length));
  // The kernel's own account of the largest resident set, read while the process lives.
  let peakMb = 0;
  const watch = setInterval(() => {
    peakMb = Math.max(peakMb, residentMb(step?.pid));
  }, 100);
  await waitFor(
    'the first model call of a task',
    async () => (await callsOf(testbed.env, model)).some(({ task }) => task !== null),
    { timeoutMs: 120_000 },
  );
  const { leftovers = '{}' } = writtenTo(directory, 'state');
  const { namespace } = JSON.parse(leftovers);
  const pod = await kubectl(testbed.cluster, [
    '-n',
    namespace,
    'get',
    'pods',
    '-o',
    'jsonpath={.items[0].metadata.name}',
  ]);
  // The supervisor passes on all that the harness prints and keeps 64 MiB of it: here both are filled from beside it.
  const line = `yes "$(printf 'x%.0s' $(seq 200))"`;
  const flood = `${line} | head -c ${KEPT_MB}M >> /results/eval.log; ${line} | head -c ${LOG_MB}M > /proc/1/fd/1`;
  await kubectl(testbed.cluster, ['-n', namespace, 'exec', pod, '-c', 'clawbench', '--', 'sh', '-c', flood]);
  await once(step, 'close');
  clearInterval(watch);
  const { verdict } = writtenTo(directory, 'output');
  console.log(
    `The eval printed ${LOG_MB} MB; the step printed ${(printedBytes / 1e6).toFixed(1)} MB and ended with ${verdict}.`,
  );
  mark(
    `largest memory of the action, at most ${MARK_MB} MB`,
    peakMb > 0 && peakMb <= MARK_MB,
    `${peakMb.toFixed(0)} MB`,
  );
  mark('the eval was judged all the same', verdict === 'pass', String(verdict));
} finally {
  if (step?.exitCode === null) {
    step.kill('SIGINT');
    await once(step, 'close');
  }
  await testbed.close();
  rmSync(directory, { recursive: true, force: true });
}
if (missed.length > 0) process.exitCode = 1;

function residentMb(pid: number | undefined): number {
  try {
    const [, kilobytes = '0'] = /VmHWM:\s+(\d+) kB/.exec(readFileSync(`/proc/${pid}/status`, 'utf8')) ?? [];
    return Number(kilobytes) / 1024;
  } catch {
    // It ended between two readings.
    return 0;
  }
}
