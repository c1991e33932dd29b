import { spawn } from 'node:child_process';

export type Log = (text: string) => void;

/** Runs a program, hands its output to `log` by lines, and rejects with the last lines when it fails. */
export function run(
  command: string,
  args: readonly string[],
  options: { log: Log; cwd?: string; env?: NodeJS.ProcessEnv },
): Promise<void> {
  return new Promise((resolve, reject) => {
    const child = spawn(command, args, {
      cwd: options.cwd,
      env: { ...process.env, ...options.env },
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    const last: string[] = [];
    for (const stream of [child.stdout, child.stderr]) {
      let rest = '';
      stream.setEncoding('utf8').on('data', (chunk: string) => {
        const lines = (rest + chunk).split('\n');
        rest = lines.pop() ?? '';
        for (const line of lines) {
          options.log(line);
          last.push(line);
          if (last.length > 15) last.shift();
        }
      });
      stream.on('end', () => rest && last.push(rest));
    }
    child.on('error', (cause) =>
      reject(new Error(`${command} cannot be started: ${cause.message}`, { cause })),
    );
    child.on('close', (code, signal) => {
      if (code === 0) return resolve();
      reject(new Error(`${command} ${args.join(' ')} ended with ${signal ?? code}:\n${last.join('\n')}`));
    });
  });
}
