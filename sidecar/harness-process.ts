import { spawn } from 'node:child_process';
import { Duplex, type Readable } from 'node:stream';
import type { Env } from './config.ts';
import { bytesOf } from './files.ts';

export interface HarnessExit {
  code: number | null;
  signal: NodeJS.Signals | null;
}

/** A process of the harness, in a group of its own. */
export interface HarnessProcess {
  pid: number | undefined;
  /** What it prints, on both of its streams; nobody has read of it yet. */
  output: Readable;
  /** Its file descriptor 3, if it was asked for. */
  channel: Duplex | undefined;
  /** Rejects if the program cannot be started. */
  ended: Promise<HarnessExit>;
}

export interface RunningHarness {
  exit: Promise<HarnessExit>;
  /** Ends the process and everything it started, forcibly after `graceMs`. Resolves when they are gone. */
  stop(graceMs: number): Promise<void>;
}

/** Gets what a process prints, in order; the process waits while this is busy. */
export type OnOutput = (chunk: Uint8Array) => Promise<void>;

export function spawnHarness(
  command: readonly string[],
  env: Env,
  channel: 'channel' | 'no channel' = 'no channel',
): HarnessProcess {
  const third = channel === 'channel' ? (['pipe'] as const) : [];
  // One pipe for both streams: with two, a traceback could be separated from the line it belongs to.
  const child = spawn('sh', ['-c', 'exec "$@" 2>&1', 'sh', ...command], {
    env: { ...env },
    detached: true,
    stdio: ['ignore', 'pipe', 'inherit', ...third],
  });
  const [, output, , duplex] = child.stdio;
  if (output === null) throw new Error('a process was started without standard output');
  const ended = new Promise<HarnessExit>((resolve, reject) => {
    child.once('error', reject);
    child.once('exit', (code, signal) => resolve({ code, signal }));
  });
  ended.catch(() => undefined);
  return { pid: child.pid, output, channel: duplex instanceof Duplex ? duplex : undefined, ended };
}

/** Passes on what a process prints, and leaves nothing of it behind when it ends. */
export function attend({ pid, output, ended }: HarnessProcess, onOutput: OnOutput): RunningHarness {
  const reading = (async () => {
    for await (const chunk of bytesOf(output)) await onOutput(chunk);
  })();
  const exit = ended.then(async (result) => {
    // A process that the harness left behind may hold the pipe open for ever.
    const late = new AbortController();
    const timer = setTimeout(() => late.abort(), 2000);
    await Promise.race([
      reading,
      new Promise<void>((resolve) => late.signal.addEventListener('abort', () => resolve())),
    ]);
    clearTimeout(timer);
    output.destroy();
    killGroup(pid, 'SIGKILL');
    return result;
  });
  reading.catch(() => undefined);
  return {
    exit,
    stop: async (graceMs) => {
      killGroup(pid, 'SIGTERM');
      const timer = setTimeout(() => killGroup(pid, 'SIGKILL'), graceMs);
      await ended.catch(() => undefined);
      clearTimeout(timer);
      killGroup(pid, 'SIGKILL');
    },
  };
}

/** Signals the whole group: the harness's verifiers and services must not outlive it. */
export function killGroup(pid: number | undefined, signal: NodeJS.Signals): void {
  if (pid === undefined) return;
  try {
    process.kill(-pid, signal);
  } catch {
    // No process is left in it.
  }
}
