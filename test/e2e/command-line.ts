import { execFile } from 'node:child_process';
import path from 'node:path';
import type { ClusterEnv } from '../cluster/env.ts';

const cli = path.join(import.meta.dirname, '..', '..', 'dist', 'cli.js');

/** What the command line came to. */
export interface CommandRun {
  code: number;
  out: string;
  err: string;
}

/** Runs dist/cli.js as a user would: the kubeconfig and what else is in the environment, and flags. */
export async function commandLine(
  env: ClusterEnv,
  args: readonly string[],
  variables: Readonly<Record<string, string>> = {},
): Promise<CommandRun> {
  const inherited = {
    PATH: process.env['PATH'],
    HOME: process.env['HOME'],
    KUBECONFIG: env.KUBECONFIG,
    ...variables,
  };
  return await new Promise((resolve) => {
    execFile(process.execPath, [cli, ...args], { env: inherited }, (error, out, err) => {
      const code = error === null ? 0 : error.code;
      resolve({ code: typeof code === 'number' ? code : -1, out, err });
    });
  });
}
