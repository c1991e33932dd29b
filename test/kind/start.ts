import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { setTimeout as sleep } from 'node:timers/promises';
import { childOf, type Engine, ofEngine } from './engine.ts';

/** A command that was started where an engine can be reached. */
export interface Started {
  /** All that it has printed. */
  output(): string;
  /** Waits until it has printed a text. */
  prints(text: string): Promise<void>;
  interrupt(): void;
  /** Its exit code, when it has ended. */
  ended: Promise<number | null>;
}

/** Starts a command with nothing in its environment but `env`, and where the engine is. */
export function startIn(engine: Engine, command: readonly string[], env: Record<string, string>): Started {
  const [program = '', ...args] = [...engine.enter, ...command];
  const child = spawn(program, args, { env: { ...engine.env, ...env }, stdio: ['ignore', 'pipe', 'pipe'] });
  let output = '';
  for (const stream of [child.stdout, child.stderr]) {
    stream.setEncoding('utf8').on('data', (text: string) => (output += text));
  }
  const ended = once(child, 'close').then(([code]: unknown[]) => (typeof code === 'number' ? code : null));
  return {
    output: () => output,
    async prints(text) {
      while (!output.includes(text)) {
        if (child.exitCode !== null) throw new Error(`It ended before it printed "${text}":\n${output}`);
        await sleep(20);
      }
    },
    interrupt() {
      // nsenter waits for its child, and passes no signal on.
      const pid = child.pid ?? 0;
      process.kill(engine.enter.length === 0 ? pid : childOf(pid), 'SIGINT');
    },
    ended,
  };
}

/** Containers and volumes that the engine has. */
export async function inventory(engine: Engine): Promise<string[]> {
  const lists = [
    ['ps', '--all', '--format={{.Names}} {{.Status}}'],
    ['volume', 'ls', '--format={{.Name}}'],
  ];
  const listed = await Promise.all(lists.map((args) => ofEngine(engine, ['docker', ...args])));
  return listed.flatMap(({ stdout }) => stdout.split('\n')).filter((line) => line !== '');
}
