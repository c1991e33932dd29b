import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

import { isObject, objectsOf, stringOf, type JsonObject } from './json.ts';

/**
 * What the model does next: say something, or call a tool. In strings, `{{REGEX}}` stands for the newest match of the
 * expression (its first group, if it has one) in what the user and the tools said.
 */
export type Step = { text: string } | { tool: string; args: JsonObject };

/** One message of the user in a task, and the two ways the model goes on after it. */
export interface Turn {
  /** The prompt; `{NAME}` stands for what the harness fills in at run time. */
  prompt: string;
  solve: Step[];
  fail: Step[];
}

export interface TaskScript {
  id: string;
  turns: Turn[];
}

/** Reads the task.json of each task of the stand-in harness: the same files from which it asks and grades. */
export function loadTasks(folder: string): TaskScript[] {
  return readdirSync(folder, { withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .map((entry) => parseTask(join(folder, entry.name, 'task.json')));
}

function parseTask(file: string): TaskScript {
  const task: unknown = JSON.parse(readFileSync(file, 'utf8'));
  if (!isObject(task)) throw new Error(`${file} is not a JSON object.`);
  const steps = (value: unknown): Step[] => {
    const found = objectsOf(value).map((step): Step =>
      isObject(step['args'])
        ? { tool: stringOf(step['tool']), args: step['args'] }
        : { text: stringOf(step['text']) },
    );
    if (found.length === 0) throw new Error(`${file}: a turn needs steps in solve and fail.`);
    return found;
  };
  return {
    id: stringOf(task['id']),
    turns: objectsOf(task['turns']).map((turn) => ({
      prompt: stringOf(turn['prompt']),
      solve: steps(turn['solve']),
      fail: steps(turn['fail']),
    })),
  };
}

/** The step with `replace` applied to every string in it. */
export function mapStrings(step: Step, replace: (text: string) => string): Step {
  if ('text' in step) return { text: replace(step.text) };
  const map = (value: unknown): unknown => {
    if (typeof value === 'string') return replace(value);
    if (Array.isArray(value)) return value.map(map);
    return isObject(value) ? mapObject(value) : value;
  };
  const mapObject = (object: JsonObject): JsonObject =>
    Object.fromEntries(Object.entries(object).map(([key, value]) => [key, map(value)]));
  return { tool: step.tool, args: mapObject(step.args) };
}
