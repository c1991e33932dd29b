import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { setTimeout as wait } from 'node:timers/promises';
import { hasCode } from '../base/missing-file.ts';
import { withoutOurSecrets } from './credential-plugin.ts';

/** Only the last megabyte of a program's output is kept. */
const OUTPUT_CHARACTERS = 1024 * 1024;
/**
 * How a stopped program ends: it is killed alone, and its child processes may finish what they are doing. Docker goes on
 * making a container although the client that asked for it was killed, and nobody sees that container yet. Altogether it
 * takes less than the 7.5 s that a runner gives.
 */
const ending = [
  { signal: 'SIGTERM', ofAll: false, patienceMs: 3000 },
  { signal: 'SIGTERM', ofAll: true, patienceMs: 1000 },
  { signal: 'SIGKILL', ofAll: true, patienceMs: 1000 },
] as const;
const LOOK_MS = 25;

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
 * Runs a program to its end, without a shell and without our inputs in its environment. The signal or the timeout ends
 * it, and this returns when its child processes have ended, too: kind's docker commands would otherwise go on creating
 * containers.
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
  let ended: Promise<void> | undefined;
  const stopAll = async (): Promise<void> => {
    await endAll(child.pid);
    // What left the process group may keep these open.
    child.stdout.destroy();
    child.stderr.destroy();
  };
  const onStop = (): void => void (ended = stopAll());
  stop.addEventListener('abort', onStop, { once: true });
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
    await ended;
    signal.throwIfAborted();
    return { code, stdout, stderr };
  } catch (error) {
    if (hasCode(error, 'ENOENT')) return 'missing';
    throw error;
  } finally {
    stop.removeEventListener('abort', onStop);
  }
}

/** Ends a process with its group, which it leads because it is detached, and waits for the end of the whole group. */
async function endAll(pid: number | undefined): Promise<void> {
  if (pid === undefined) return;
  const group = process.platform === 'win32' ? pid : -pid;
  for (const { signal, ofAll, patienceMs } of ending) {
    send(signal, ofAll ? group : pid);
    for (const untilMs = Date.now() + patienceMs; Date.now() < untilMs;) {
      if (!send(0, group)) return;
      await wait(LOOK_MS);
    }
  }
}

/** Sends a signal; 0 only looks. @returns whether there is such a process, or one in the group */
function send(name: NodeJS.Signals | 0, target: number): boolean {
  try {
    return process.kill(target, name);
  } catch {
    return false;
  }
}
