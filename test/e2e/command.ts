import { spawn } from 'node:child_process';
import { once } from 'node:events';
import path from 'node:path';

const cli = path.join(import.meta.dirname, '..', '..', 'dist', 'cli.js');

/** What `eval --json` came to. */
export interface CommandRun {
  code: number | null;
  /** The verdict record, or null if there is none. */
  record: Record<string, unknown> | null;
  log: string;
}

/** Runs the command line as from a laptop: with this environment alone, and no input but these flags. */
export async function runCommand(
  flags: Readonly<Record<string, string>>,
  env: Readonly<Record<string, string>>,
): Promise<CommandRun> {
  const args = Object.entries(flags).flatMap(([name, value]) => [`--${name}`, value]);
  const child = spawn(process.execPath, [cli, 'eval', '--json', ...args], {
    env: { PATH: process.env['PATH'] ?? '', HOME: process.env['HOME'] ?? '', ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
    timeout: 10 * 60_000,
  });
  let printed = '';
  let log = '';
  child.stdout.on('data', (chunk: Buffer) => (printed += chunk.toString()));
  child.stderr.on('data', (chunk: Buffer) => (log += chunk.toString()));
  const [code] = await once(child, 'close');
  const start = printed.indexOf('{');
  return { code, record: start < 0 ? null : JSON.parse(printed.slice(start)), log: `${log}\n${printed}` };
}
