import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { tmpdir } from 'node:os';
import path from 'node:path';

/** The command line as it is committed. */
export const cliProgram = path.join(import.meta.dirname, '..', '..', 'dist', 'cli.js');

/** What a command came to. */
export interface Ran {
  code: number | null;
  /** Standard output, which is the result. */
  out: string;
  /** Standard error, which is the progress. */
  error: string;
}

/** Runs dist/cli.js with nothing else in the environment. */
export async function runCli(args: readonly string[], env: Record<string, string>): Promise<Ran> {
  const child = spawn(process.execPath, [cliProgram, ...args], {
    env: { HOME: tmpdir(), TMPDIR: tmpdir(), ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
    timeout: 10 * 60_000,
  });
  const ran: Ran = { code: null, out: '', error: '' };
  child.stdout.on('data', (chunk: Buffer) => (ran.out += chunk.toString()));
  child.stderr.on('data', (chunk: Buffer) => (ran.error += chunk.toString()));
  const [code] = await once(child, 'close');
  return { ...ran, code };
}

/** What `eval --json` came to. */
export interface CommandRun {
  code: number | null;
  /** The verdict record, or null if there is none. */
  record: Record<string, unknown> | null;
  log: string;
}

/** Runs an eval as from a laptop: with this environment alone, and no input but these flags. */
export async function runCommand(
  flags: Readonly<Record<string, string>>,
  env: Record<string, string>,
): Promise<CommandRun> {
  const args = Object.entries(flags).flatMap(([name, value]) => [`--${name}`, value]);
  const { code, out, error } = await runCli(['eval', '--json', ...args], env);
  return { code, record: out === '' ? null : JSON.parse(out), log: `${error}\n${out}` };
}
