/**
 * A `clawbench` that misbehaves on request, in ways that the real one cannot be made to. It writes the real file formats,
 * but uses no gateway and no model. `FAKE_CLAWBENCH` is its instructions, `FAKE_CLAWBENCH_DIR` the directory of its state.
 */
import { appendFileSync, existsSync, mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { parseArgs } from 'node:util';

export interface HarnessOrders {
  /** Families by task id. */
  tasks: Record<string, string>;
  /** Milliseconds a run takes. */
  runMs?: number;
  /** Runs (`<task>/<run>`) that get no answer from the model, the first time or always. */
  unanswered?: { runs: string[]; always: boolean };
  /** Runs that end in an exception, the first time. */
  failing?: string[];
  /** Kills itself after this many runs, in its first process or in each. */
  crash?: { afterRuns: number; always: boolean };
  /** Runs that take this long, as those that wait for a gateway that is gone. */
  hanging?: { runs: string[]; ms: number };
  /** How many bytes it prints when it starts. */
  noiseBytes?: number;
  /** Keeps evidence of each run, as newer versions do: where it is told, else beside the workspaces. */
  keepsEvidence?: boolean;
  /** Ignores SIGTERM. */
  stubborn?: boolean;
}

// oxlint-disable-next-line typescript/no-unsafe-type-assertion -- written by the test
const orders = JSON.parse(process.env['FAKE_CLAWBENCH'] ?? '{}') as HarnessOrders;
const memory = process.env['FAKE_CLAWBENCH_DIR'] ?? '.';
const fixtures = path.join(import.meta.dirname, '../fixtures/results');

const print = (line: string): void => void process.stdout.write(`${line}\n`);
/** True the first time it is called with a name, across all processes. */
function firstTime(what: string): boolean {
  const file = path.join(memory, what.replaceAll('/', '_'));
  const first = !existsSync(file);
  writeFileSync(file, '');
  return first;
}

function listTasks(): void {
  for (const [id, family] of Object.entries(orders.tasks)) {
    print(
      `  ${id.padEnd(32)} tier1   -                        clear      public_dev      ${family.padEnd(12)}`,
    );
  }
}

async function run(args: string[]): Promise<void> {
  const { values } = parseArgs({
    args,
    options: {
      model: { type: 'string', short: 'm', default: '' },
      runs: { type: 'string', short: 'n', default: '3' },
      concurrency: { type: 'string', short: 'c', default: '1' },
      output: { type: 'string', short: 'o', default: '' },
      task: { type: 'string', short: 't', multiple: true, default: [] },
    },
  });
  const self = { args, token: process.env['OPENCLAW_GATEWAY_TOKEN'], columns: process.env['COLUMNS'] };
  appendFileSync(path.join(memory, 'processes.jsonl'), `${JSON.stringify(self)}\n`);
  if (orders.stubborn === true) process.on('SIGTERM', () => undefined);
  const isFirst = firstTime('process');
  const runs = Number(values.runs);
  const total = values.task.length * runs;
  print(`ClawBench v0.4.0.dev1 — ${values.task.length} tasks x ${runs} runs`);
  const noise = Buffer.alloc(1024 * 1024, `${'x'.repeat(99)}\n`);
  for (let left = orders.noiseBytes ?? 0; left > 0; left -= noise.length) {
    if (!process.stdout.write(noise)) await new Promise((resolve) => process.stdout.once('drain', resolve));
  }
  let done = 0;
  for (const task of values.task) {
    for (let index = 0; index < runs; index++) {
      const crash = orders.crash;
      if (crash !== undefined && done === crash.afterRuns && (crash.always || isFirst))
        process.kill(process.pid, 'SIGKILL');
      await runOnce(values.model, task, index);
      done++;
      print(`[${done}/${total}] ${task} (tier1/tools) run ${index + 1}: + 1.00 C=1.00 T=1.00 B=1.00`);
    }
  }
  writeFileSync(
    values.output,
    JSON.stringify({ task_results: values.task.map((id) => ({ task_id: id, runs })) }),
  );
  print(`Results saved to ${values.output}`);
}

async function runOnce(model: string, task: string, index: number): Promise<void> {
  const key = `${task}/${index}`;
  const directory = path.join(
    process.env['CLAWBENCH_RUN_CACHE_DIR'] ?? '',
    model.replaceAll(/[^\w.-]/g, '_'),
    'v2-0123456789abcdef',
    task,
  );
  const file = path.join(directory, `run${index}.json`);
  if (existsSync(file)) return;
  appendFileSync(path.join(memory, 'paid.txt'), `${key}\n`);
  const { hanging } = orders;
  await sleep(hanging?.runs.includes(key) === true ? hanging.ms : (orders.runMs ?? 0));
  if (orders.failing?.includes(key) === true && firstTime(`failed-${key}`)) return;
  const { runs = [], always = false } = orders.unanswered ?? {};
  const answered = !runs.includes(key) || (!always && !firstTime(`unanswered-${key}`));
  const sample = answered ? 'run-cache-entry.json' : 'run-cache-entry-provider-401.json';
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- a fixture
  const entry = JSON.parse(readFileSync(path.join(fixtures, sample), 'utf8')) as object;
  const usage = { total_tokens: 1000, total_cost_usd: 0.5 };
  mkdirSync(directory, { recursive: true });
  writeFileSync(
    `${file}.tmp`,
    JSON.stringify({ ...entry, task_id: task, run_index: index, token_usage: usage }),
  );
  renameSync(`${file}.tmp`, file);
  if (orders.keepsEvidence === true) keepEvidence(task, index);
}

function keepEvidence(task: string, index: number): void {
  const beside = path.join(process.env['OPENCLAW_STATE_DIR'] ?? '', 'workspace-clawbench', task);
  for (const [variable, own] of [
    ['CLAWBENCH_EVIDENCE_DIR', '_evidence'],
    ['CLAWBENCH_REVIEW_DIR', '_reviews'],
  ] as const) {
    const directory = path.join(process.env[variable] || path.join(beside, own), `${task}-${index}`);
    mkdirSync(directory, { recursive: true });
    writeFileSync(path.join(directory, 'solution.txt'), 'the answer');
    appendFileSync(path.join(memory, 'evidence.txt'), `${directory}\n`);
  }
}

const [command, ...args] = process.argv.slice(2);
if (command === 'list-tasks') listTasks();
else if (command === 'run') await run(args);
else process.exitCode = 2;
