import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { hasCode } from '../base/missing-file.ts';
import { withoutOurSecrets } from './credential-plugin.ts';

/** Only the last megabyte of a program's output is kept. */
const OUTPUT_CHARACTERS = 1024 * 1024;
/** Between SIGTERM and SIGKILL. */
const GRACE_MS = 2000;

export interface ProgramRun {
  /** The exit code; null if it was killed. */
  code: number | null;
  stdout: string;
  stderr: string;
}

export interface ProgramOptions {
  env: Readonly<Record<string, string | undefined>>;
  signal: AbortSignal;
  timeoutMs: number;
  /** Called with each line of standard error as it arrives. */
  onLine?: (line: string) => void;
}

/**
 * Runs a program to its end, without a shell and without our inputs in its environment. The signal or the timeout kills
 * it together with its child processes: kind's docker commands would otherwise go on creating containers.
 * @returns `missing` if there is no such program
 * @throws the signal's reason if it aborts
 */
export async function runProgram(
  command: string,
  args: readonly string[],
  options: ProgramOptions,
): Promise<ProgramRun | 'missing'> {
  const { signal, timeoutMs, onLine } = options;
  signal.throwIfAborted();
  const child = spawn(command, args, {
    env: withoutOurSecrets(options.env),
    stdio: ['ignore', 'pipe', 'pipe'],
    detached: true,
    windowsHide: true,
  });
  const stop = AbortSignal.any([signal, AbortSignal.timeout(timeoutMs)]);
  const stopAll = (): void => {
    kill(child.pid, 'SIGTERM');
    setTimeout(() => kill(child.pid, 'SIGKILL'), GRACE_MS).unref();
  };
  stop.addEventListener('abort', stopAll, { once: true });
  let stdout = '';
  let stderr = '';
  let rest = '';
  child.stdout.setEncoding('utf8').on('data', (text: string) => {
    stdout = (stdout + text).slice(-OUTPUT_CHARACTERS);
  });
  child.stderr.setEncoding('utf8').on('data', (text: string) => {
    stderr = (stderr + text).slice(-OUTPUT_CHARACTERS);
    const lines = (rest + text).split('\n');
    rest = lines.pop() ?? '';
    for (const line of lines) onLine?.(line);
  });
  try {
    // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- the arguments of 'close'
    const [code] = (await once(child, 'close')) as [number | null];
    signal.throwIfAborted();
    return { code, stdout, stderr };
  } catch (error) {
    if (hasCode(error, 'ENOENT')) return 'missing';
    throw error;
  } finally {
    stop.removeEventListener('abort', stopAll);
  }
}

/** Kills a process with its group, which it leads because it is detached. */
function kill(pid: number | undefined, name: NodeJS.Signals): void {
  if (pid === undefined) return;
  try {
    process.kill(process.platform === 'win32' ? pid : -pid, name);
  } catch {
    // It has ended already.
  }
}
