import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';

/** The file a runner starts, for the main step and for the post step. */
export const actionEntry = path.join(import.meta.dirname, '..', '..', 'dist', 'index.js');

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
  for (const name of ['output', 'state', 'summary']) writeFileSync(file(name), '');
  return {
    PATH: process.env['PATH'],
    HOME: directory,
    RUNNER_TEMP: directory,
    GITHUB_OUTPUT: file('output'),
    GITHUB_STATE: file('state'),
    GITHUB_STEP_SUMMARY: file('summary'),
    ...Object.fromEntries(
      Object.entries(inputs).map(([name, value]) => [`INPUT_${name.toUpperCase()}`, value]),
    ),
    ...Object.fromEntries(Object.entries(state).map(([name, value]) => [`STATE_${name}`, value])),
  };
}

/** What the step wrote to `output` or `state`, as the runner reads it: name<<delimiter, value, delimiter. */
export function writtenTo(directory: string, name: 'output' | 'state'): Record<string, string> {
  const text = readFileSync(path.join(directory, name), 'utf8');
  const entries = text.matchAll(/^(\S+?)<<(\S+)\n(.*?)\n?\2$/gms);
  return Object.fromEntries([...entries].map(([, key = '', , value = '']) => [key, value]));
}
