import { spawn, type SpawnOptions } from 'node:child_process';
import { closeSync, mkdirSync, openSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';

/**
 * A process this cluster started. A pid alone is reused by strangers after a crash or a reboot; pid, boot and
 * start time together name one process for ever.
 */
export interface ProcessRecord {
  name: string;
  pid: number;
  /** Boot id and start time in clock ticks since boot. */
  identity: string;
  log: string;
}

/** Where records of processes and their logs are, such as a cluster. */
export interface Place {
  directory: string;
  logs: string;
}

export interface CommandResult {
  code: number | null;
  stdout: string;
  stderr: string;
}

/** Environment variable that all processes of a place inherit, so that none can be overlooked. */
const MARK = 'CLAWBENCH_TEST_CLUSTER';

interface RunOptions {
  input?: string;
  env?: NodeJS.ProcessEnv;
  cwd?: string;
  timeoutMs?: number;
}

/** The environment for our own components: a proxy meant for the internet must not get the cluster's traffic. */
export function componentEnvironment(extra: NodeJS.ProcessEnv = {}): NodeJS.ProcessEnv {
  const environment = Object.entries(process.env).filter(([name]) => !/^(https?|all|no)_proxy$/i.test(name));
  return { ...Object.fromEntries(environment), ...extra };
}

/** Runs a command to its end and returns what it printed, whatever its exit code. Rejects if it can't be started. */
export function tryRun(
  command: string,
  args: readonly string[],
  options: RunOptions = {},
): Promise<CommandResult> {
  return new Promise((resolve, reject) => {
    const spawnOptions: SpawnOptions = {
      env: options.env ?? componentEnvironment(),
      stdio: 'pipe',
    };
    if (options.cwd !== undefined) spawnOptions.cwd = options.cwd;
    if (options.timeoutMs !== undefined) {
      Object.assign(spawnOptions, { timeout: options.timeoutMs, killSignal: 'SIGKILL' });
    }
    const child = spawn(command, args, spawnOptions);
    const chunks = { stdout: '', stderr: '' };
    child.stdout?.setEncoding('utf8').on('data', (text: string) => (chunks.stdout += text));
    child.stderr?.setEncoding('utf8').on('data', (text: string) => (chunks.stderr += text));
    child.on('error', reject);
    child.on('close', (code) => resolve({ code, ...chunks }));
    // A command that does not read its input closes the pipe early; its exit code says whether that matters.
    child.stdin?.on('error', () => {}).end(options.input ?? '');
  });
}

/** As `tryRun`, but a failed command is an Error with the end of what it said. Returns stdout. */
export async function run(
  command: string,
  args: readonly string[],
  options: RunOptions = {},
): Promise<string> {
  const result = await tryRun(command, args, options);
  if (result.code !== 0) {
    const said = lastLines(`${result.stdout}\n${result.stderr}`, 15);
    throw new Error(`${command} ${args.join(' ')} ended with ${result.code ?? 'a signal'}:\n${said}`);
  }
  return result.stdout;
}

/** Starts a component that outlives us, its output appended to a log file, and records it under its name. */
export function start(
  place: Place,
  name: string,
  command: readonly [string, ...string[]],
  log = join(place.logs, `${name}.log`),
): ProcessRecord {
  mkdirSync(dirname(log), { recursive: true });
  mkdirSync(recordDirectory(place), { recursive: true });
  const output = openSync(log, 'a');
  const child = spawn(command[0], command.slice(1), {
    detached: true,
    cwd: '/',
    env: componentEnvironment({ [MARK]: place.directory }),
    stdio: ['ignore', output, output],
  });
  closeSync(output);
  child.on('error', () => {}); // reported below: without a pid it could not be started
  child.unref();
  const pid = child.pid;
  const identity = pid === undefined ? undefined : identify(pid);
  if (pid === undefined || identity === undefined) throw new Error(`${command[0]} could not be started.`);
  const record = { name, pid, identity, log };
  writeRecord(place, record);
  return record;
}

/** Records a process that one of ours started. */
export function writeRecord(place: Place, record: ProcessRecord): void {
  writeFileSync(join(recordDirectory(place), `${record.name}.json`), JSON.stringify(record));
}

export function readRecord(place: Place, name: string): ProcessRecord | undefined {
  return readRecords(place).find((record) => record.name === name);
}

/** All records, of living and dead processes. An unreadable record names nothing, so it is dropped. */
export function readRecords(place: Place): ProcessRecord[] {
  return listDirectory(recordDirectory(place))
    .toSorted()
    .flatMap((file) => {
      try {
        const record: ProcessRecord = JSON.parse(readFileSync(join(recordDirectory(place), file), 'utf8'));
        return [record];
      } catch {
        return [];
      }
    });
}

export function isAlive(record: ProcessRecord | undefined): record is ProcessRecord {
  return record !== undefined && identify(record.pid) === record.identity;
}

/** Sends a signal if, and only if, the recorded process still lives. */
export function signal(record: ProcessRecord | undefined, name: NodeJS.Signals): void {
  if (!isAlive(record)) return;
  try {
    process.kill(record.pid, name);
  } catch (error) {
    const endedJustNow = error instanceof Error && 'code' in error && error.code === 'ESRCH';
    if (!endedJustNow) throw error;
  }
}

/** Ends the recorded processes at once and waits until they are gone; their records go too. */
export async function kill(place: Place, records: readonly ProcessRecord[]): Promise<void> {
  for (const record of records) signal(record, 'SIGKILL');
  for (const record of records) {
    await waitFor(`the end of ${record.name}`, () => !isAlive(record), { timeoutMs: 60_000 });
    rmSync(join(recordDirectory(place), `${record.name}.json`), { force: true });
  }
}

/** Pids of all living processes that descend from the place's, recorded or not. */
export function processesOf(place: Place): number[] {
  return listDirectory('/proc')
    .filter((name) => /^\d+$/.test(name) && readEnvironment(name).includes(`${MARK}=${place.directory}`))
    .map(Number);
}

/**
 * Waits until the condition holds.
 * @throws Error when it does not in time, or the process named by `record` ended; with the last lines of its log.
 */
export async function waitFor(
  what: string,
  condition: () => boolean | Promise<boolean>,
  options: { timeoutMs: number; intervalMs?: number; record?: ProcessRecord; log?: string },
): Promise<void> {
  const deadline = Date.now() + options.timeoutMs;
  const log = options.log ?? options.record?.log;
  const ending = (): string => (log === undefined ? '.' : `. The last lines of ${log}:\n${tail(log, 20)}`);
  for (;;) {
    if (await condition()) return;
    const name = options.record?.name;
    if (name !== undefined && !isAlive(options.record)) {
      throw new Error(`${name} ended while waiting for ${what}${ending()}`);
    }
    if (Date.now() > deadline) {
      throw new Error(`Waited ${options.timeoutMs / 1000} s for ${what} in vain${ending()}`);
    }
    await sleep(options.intervalMs ?? 50);
  }
}

/** The last lines of a file; empty if there is none. */
function tail(path: string, lines: number): string {
  try {
    return lastLines(readFileSync(path, 'utf8'), lines);
  } catch {
    return '';
  }
}

/** Names in a directory; none if it does not exist. */
export function listDirectory(path: string): string[] {
  try {
    return readdirSync(path);
  } catch {
    return [];
  }
}

/** Boot id and start time of a living process; undefined if it is gone or a zombie. */
export function identify(pid: number): string | undefined {
  try {
    // The second field is the program's name in parentheses and may hold anything, parentheses included.
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
    const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
    if (fields[0] === 'Z' || fields[0] === 'X') return undefined;
    const boot = readFileSync('/proc/sys/kernel/random/boot_id', 'utf8').trim();
    return `${boot}:${fields[19]}`; // field 22 of proc(5), starttime
  } catch {
    return undefined;
  }
}

function readEnvironment(pid: string): string[] {
  try {
    return readFileSync(`/proc/${pid}/environ`, 'utf8').split('\0');
  } catch {
    return []; // it ended while we looked
  }
}

function recordDirectory(place: Place): string {
  return join(place.directory, 'processes');
}

function lastLines(text: string, lines: number): string {
  return text.trimEnd().split('\n').slice(-lines).join('\n');
}
