import { spawnSync } from 'node:child_process';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';

export const dist = join(dirname(dirname(import.meta.dirname)), 'dist');

/** Runs dist/cli.js with nothing else in the environment. */
export function cli(
  args: readonly string[],
  env: Record<string, string> = {},
): { code: number | null; out: string; error: string } {
  const { status, stdout, stderr } = spawnSync(process.execPath, [join(dist, 'cli.js'), ...args], {
    encoding: 'utf8',
    env: { HOME: tmpdir(), ...env },
  });
  return { code: status, out: stdout, error: stderr };
}
