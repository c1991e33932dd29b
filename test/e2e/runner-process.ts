import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { fileCommands } from '../fixtures/runner-commands.ts';

const dist = path.join(import.meta.dirname, '..', '..', 'dist');

/** The file a runner starts for the main step. */
export const actionEntry = path.join(dist, 'index.js');
/** And for the post step. */
export const postEntry = path.join(dist, 'post.js');

/** The files that the runner gives a step and reads after it. */
const runnerFiles = ['output', 'state', 'summary', 'env', 'path'] as const;

type RunnerFile = (typeof runnerFiles)[number];

/**
 * The environment in which a runner starts the action's process, with empty files for what it says, in `directory`.
 * For what needs the process itself, to signal or to measure; all else goes through act.
 */
export function runnerEnvironment(
  directory: string,
  inputs: Record<string, string>,
  state: Record<string, string> = {},
): NodeJS.ProcessEnv {
  mkdirSync(directory, { recursive: true });
  const file = (name: string): string => path.join(directory, name);
  for (const name of runnerFiles) writeFileSync(file(name), '');
  return {
    PATH: process.env['PATH'],
    HOME: directory,
    RUNNER_TEMP: directory,
    GITHUB_OUTPUT: file('output'),
    GITHUB_STATE: file('state'),
    GITHUB_STEP_SUMMARY: file('summary'),
    GITHUB_ENV: file('env'),
    GITHUB_PATH: file('path'),
    ...Object.fromEntries(
      Object.entries(inputs).map(([name, value]) => [`INPUT_${name.toUpperCase()}`, value]),
    ),
    ...Object.fromEntries(Object.entries(state).map(([name, value]) => [`STATE_${name}`, value])),
  };
}

/** What the step wrote to `output` or `state`, as the runner reads it. */
export function writtenTo(directory: string, name: 'output' | 'state'): Record<string, string> {
  return Object.fromEntries(fileCommands(textIn(directory, name)));
}

/** The text of a file of the runner. */
export function textIn(directory: string, name: RunnerFile): string {
  return readFileSync(path.join(directory, name), 'utf8');
}

/** How the process of a step ended, and all that it printed. */
interface ProcessEnd {
  /** Null if a signal ended it. */
  code: number | null;
  stdout: string;
  stderr: string;
}

/** A process of the action. */
export interface ActionProcess {
  child: ChildProcess;
  /** What it printed so far. */
  printed: () => string;
  ended: Promise<ProcessEnd>;
}

/** Starts the action as the runner does. */
export function startAction(env: NodeJS.ProcessEnv, entry = actionEntry): ActionProcess {
  const child = spawn(process.execPath, [entry], { env, stdio: ['ignore', 'pipe', 'pipe'] });
  const chunks: Record<'stdout' | 'stderr', Buffer[]> = { stdout: [], stderr: [] };
  for (const name of ['stdout', 'stderr'] as const)
    child[name].on('data', (chunk: Buffer) => chunks[name].push(chunk));
  const text = (name: 'stdout' | 'stderr'): string => Buffer.concat(chunks[name]).toString();
  const ended = once(child, 'close').then(([code]: (number | null)[]) => ({
    code: code ?? null,
    stdout: text('stdout'),
    stderr: text('stderr'),
  }));
  return { child, printed: () => text('stdout'), ended };
}
