import { access, constants, open } from 'node:fs/promises';
import path from 'node:path';
import { ActionError } from '../src/base/errors.ts';
import type { Env } from './config.ts';
import {
  attend,
  type HarnessExit,
  type HarnessProcess,
  type OnOutput,
  type RunningHarness,
  spawnHarness,
} from './harness-process.ts';
import { parseObject } from './json.ts';
import { type WarmProcess, warmUp } from './warm-harness.ts';
import { cleanWords } from './words.ts';

/** The ClawBench command line of an image, in the environment that it gets. */
export interface Harness {
  /**
   * Output of `clawbench list-tasks`.
   * @throws ActionError bad-config with its last lines if it fails; the signal's reason
   */
  listTasks(timeoutMs: number, signal: AbortSignal): Promise<string>;
  /** What its Python says of it, as long as nobody else's code has run; what it does not say is null. @throws the signal's reason */
  facts(timeoutMs: number, signal: AbortSignal): Promise<HarnessFacts>;
  /** Starts `clawbench` in its own process group. The signal does not end it. */
  start(args: readonly string[], how: StartOptions, signal: AbortSignal): Promise<RunningHarness>;
  /** Has ClawBench's modules loaded for the next start; harmless where the image does not allow that. */
  prepare(): void;
  /** Ends what was prepared. */
  close(): void;
}

export interface HarnessFacts {
  version: string | null;
  /** Directory of the tasks. */
  tasks: string | null;
}

interface StartOptions {
  /** Path of gateway_shim.py if this OpenClaw needs it; the interpreter of ClawBench itself runs it. */
  shim: string | undefined;
  onOutput: OnOutput;
}

/** Loading takes a second or two. What takes longer than this is given up, and started anew. */
const loadLimitMs = 30_000;

/**
 * @param sidecarDir has warm_harness.py
 * @throws ActionError bad-config if the image has no `clawbench`
 */
export async function openHarness(env: Env, sidecarDir: string): Promise<Harness> {
  const program = await findInPath('clawbench', env['PATH'] ?? '');
  if (program === undefined) {
    throw new ActionError('bad-config', 'The harness image has no program "clawbench" in its PATH.', {
      hint: 'Write the name of a ClawBench image.',
    });
  }
  const interpreter = await interpreterOf(program);
  let warm: WarmProcess | undefined;
  const close = (): void => {
    warm?.end();
    warm = undefined;
  };
  return {
    close,
    prepare: () => {
      if (interpreter === undefined) return;
      const command = [interpreter, path.join(sidecarDir, 'warm_harness.py'), program];
      warm ??= warmUp(spawnHarness(command, env, 'channel'));
    },
    listTasks: async (timeoutMs, signal) => {
      const args = ['list-tasks'];
      const giveUp = AbortSignal.any([signal, AbortSignal.timeout(timeoutMs)]);
      const listed = await warm?.ask(program, args, giveUp);
      signal.throwIfAborted();
      if (listed !== undefined) return listed;
      // Whatever is odd about it must not come between us and the runs.
      close();
      const start = attendedBy(spawnHarness([program, ...args], env));
      return await listTasks(start, timeoutMs, { signal, giveUp });
    },
    facts: async (timeoutMs, signal) => {
      if (interpreter === undefined) return parseFacts('');
      const script = path.join(sidecarDir, 'harness_facts.py');
      const giveUp = AbortSignal.any([signal, AbortSignal.timeout(timeoutMs)]);
      const said =
        (await warm?.ask(script, [], giveUp)) ??
        (await outputOf(attendedBy(spawnHarness([interpreter, script], env)), giveUp)).output;
      signal.throwIfAborted();
      return parseFacts(said);
    },
    start: async (args, { shim, onOutput }, signal) => {
      const limit = AbortSignal.any([signal, AbortSignal.timeout(loadLimitMs)]);
      const prepared = warm;
      warm = undefined;
      const ready = await prepared?.become(shim ?? program, args, limit);
      const command = shim === undefined ? [program] : [interpreter ?? 'python3', shim];
      return attend(ready ?? spawnHarness([...command, ...args], env), onOutput);
    },
  };
}

async function findInPath(name: string, searched: string): Promise<string | undefined> {
  for (const directory of searched.split(path.delimiter).filter((entry) => entry !== '')) {
    const candidate = path.join(directory, name);
    try {
      await access(candidate, constants.X_OK);
      return candidate;
    } catch {
      // Not in this directory.
    }
  }
  return undefined;
}

/** The Python in a console script's first line, which has ClawBench's packages; undefined if there is none. */
async function interpreterOf(script: string): Promise<string | undefined> {
  const handle = await open(script);
  try {
    const { buffer, bytesRead } = await handle.read(Buffer.alloc(512), 0, 512, 0);
    const [, interpreter] =
      /^#!(\/\S*python[^\s/]*)\s*\n/.exec(buffer.toString('latin1', 0, bytesRead)) ?? [];
    return interpreter;
  } finally {
    await handle.close();
  }
}

type Start = (onOutput: OnOutput) => RunningHarness;

const attendedBy =
  (process: HarnessProcess): Start =>
  (onOutput) =>
    attend(process, onOutput);

/** @param giveUp ends the process */
async function outputOf(start: Start, giveUp: AbortSignal): Promise<HarnessExit & { output: string }> {
  const chunks: Uint8Array[] = [];
  let size = 0;
  const running = start(async (chunk) => {
    size += chunk.length;
    if (size < 4 * 1024 * 1024) chunks.push(chunk);
  });
  const stop = (): void => void running.stop(1000);
  if (giveUp.aborted) stop();
  else giveUp.addEventListener('abort', stop, { once: true });
  const exit = await running.exit;
  return { ...exit, output: Buffer.concat(chunks).toString('utf8') };
}

/** Modules that are loaded may print something first. */
function parseFacts(output: string): HarnessFacts {
  const said = parseObject(output.trim().split('\n').at(-1) ?? '');
  const text = (name: string): string | null => {
    const value = said?.[name];
    return typeof value === 'string' && value !== '' ? value.slice(0, 4000) : null;
  };
  return { version: text('version'), tasks: text('tasks') };
}

async function listTasks(
  start: Start,
  timeoutMs: number,
  { signal, giveUp }: { signal: AbortSignal; giveUp: AbortSignal },
): Promise<string> {
  const { code, signal: killedBy, output } = await outputOf(start, giveUp);
  signal.throwIfAborted();
  if (code === 0) return output;
  const how = giveUp.aborted ? `did not end within ${timeoutMs / 1000} s` : `failed (${code ?? killedBy})`;
  const words = cleanWords(output.trim().split('\n').slice(-3).join(' '));
  throw new ActionError('bad-config', `\`clawbench list-tasks\` ${how}: ${words || 'it printed nothing'}.`, {
    hint: 'Look at the harness image.',
  });
}

/** Arguments of one `clawbench run`. */
export function runArguments(options: {
  model: string;
  runs: number;
  concurrency: number;
  output: string;
  tasks: readonly string[];
  more: readonly string[];
}): string[] {
  const { model, runs, concurrency, output, tasks, more } = options;
  const named = tasks.flatMap((task) => ['-t', task]);
  return ['run', '-m', model, '-n', String(runs), '-c', String(concurrency), '-o', output, ...named, ...more];
}
