import { spawn } from 'node:child_process';
import { access, constants, open } from 'node:fs/promises';
import path from 'node:path';
import { ActionError } from '../src/base/errors.ts';
import type { Env } from './config.ts';
import { bytesOf } from './files.ts';
import { cleanWords } from './words.ts';

/** How the ClawBench command line is started. */
interface HarnessProgram {
  /** Command and leading arguments. */
  command: readonly string[];
  env: Env;
}

export interface HarnessExit {
  code: number | null;
  signal: NodeJS.Signals | null;
}

interface RunningHarness {
  exit: Promise<HarnessExit>;
  /** Ends the process and everything it started, forcibly after `graceMs`. Resolves when they are gone. */
  stop(graceMs: number): Promise<void>;
}

/**
 * @param shim path of gateway_shim.py if this OpenClaw needs it; the interpreter of ClawBench itself runs it
 * @throws ActionError bad-config if the image has no `clawbench`
 */
export async function harnessProgram(env: Env, shim: string | undefined): Promise<HarnessProgram> {
  const program = await findInPath('clawbench', env['PATH'] ?? '');
  if (program === undefined) {
    throw new ActionError('bad-config', 'The harness image has no program "clawbench" in its PATH.', {
      hint: 'Write the name of a ClawBench image.',
    });
  }
  if (shim === undefined) return { command: [program], env };
  return { command: [await interpreterOf(program), shim], env };
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

/** The Python in a console script's first line, which has ClawBench's packages. */
async function interpreterOf(script: string): Promise<string> {
  const handle = await open(script);
  try {
    const { buffer, bytesRead } = await handle.read(Buffer.alloc(512), 0, 512, 0);
    const [, interpreter] =
      /^#!(\/\S*python[^\s/]*)\s*\n/.exec(buffer.toString('latin1', 0, bytesRead)) ?? [];
    return interpreter ?? 'python3';
  } finally {
    await handle.close();
  }
}

/**
 * Output of `clawbench list-tasks`.
 * @throws ActionError bad-config with its last lines if it fails
 */
export async function listTasks(
  program: HarnessProgram,
  timeoutMs: number,
  signal: AbortSignal,
): Promise<string> {
  const chunks: Uint8Array[] = [];
  let size = 0;
  const listing = startHarness(program, ['list-tasks'], async (chunk) => {
    size += chunk.length;
    if (size < 4 * 1024 * 1024) chunks.push(chunk);
  });
  const giveUp = AbortSignal.any([signal, AbortSignal.timeout(timeoutMs)]);
  giveUp.addEventListener('abort', () => void listing.stop(1000), { once: true });
  const { code, signal: killedBy } = await listing.exit;
  signal.throwIfAborted();
  const output = Buffer.concat(chunks).toString('utf8');
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

/**
 * Starts the harness in its own process group.
 * @param onOutput gets what it prints, in order; the harness waits while this is busy
 */
export function startHarness(
  { command, env }: HarnessProgram,
  args: readonly string[],
  onOutput: (chunk: Uint8Array) => Promise<void>,
): RunningHarness {
  // One pipe for both streams: with two, a traceback could be separated from the line it belongs to.
  const child = spawn('sh', ['-c', 'exec "$@" 2>&1', 'sh', ...command, ...args], {
    env: { ...env },
    detached: true,
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const reading = (async () => {
    for await (const chunk of bytesOf(child.stdout)) await onOutput(chunk);
  })();
  const ended = new Promise<HarnessExit>((resolve, reject) => {
    child.once('error', reject);
    child.once('exit', (code, signal) => resolve({ code, signal }));
  });
  const exit = ended.then(async (result) => {
    // A process that the harness left behind may hold the pipe open for ever.
    const late = new AbortController();
    const timer = setTimeout(() => late.abort(), 2000);
    await Promise.race([
      reading,
      new Promise<void>((resolve) => late.signal.addEventListener('abort', () => resolve())),
    ]);
    clearTimeout(timer);
    child.stdout.destroy();
    killGroup(child.pid, 'SIGKILL');
    return result;
  });
  reading.catch(() => undefined);
  return {
    exit,
    stop: async (graceMs) => {
      killGroup(child.pid, 'SIGTERM');
      const timer = setTimeout(() => killGroup(child.pid, 'SIGKILL'), graceMs);
      await ended.catch(() => undefined);
      clearTimeout(timer);
      killGroup(child.pid, 'SIGKILL');
    },
  };
}

/** Signals the whole group: the harness's verifiers and services must not outlive it. */
function killGroup(pid: number | undefined, signal: NodeJS.Signals): void {
  if (pid === undefined) return;
  try {
    process.kill(-pid, signal);
  } catch {
    // No process is left in it.
  }
}
