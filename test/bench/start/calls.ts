import { setTimeout as sleep } from 'node:timers/promises';
import { request } from 'undici';
import type { ClusterEnv } from '../../cluster/env.ts';
import { callsOf } from '../../e2e/testbed.ts';

/** When a model was first called, in ms since the epoch, as the model server saw it. */
export interface FirstCalls {
  /** By anybody; with the action, by what tries the model before the runs. */
  anyMs: number;
  /** By the harness. */
  taskMs: number;
}

/** @throws Error when the harness made no call in time; the signal's reason */
export async function firstCalls(
  env: ClusterEnv,
  model: string,
  timeoutMs: number,
  signal: AbortSignal,
): Promise<FirstCalls> {
  const deadlineMs = Date.now() + timeoutMs;
  for (;;) {
    signal.throwIfAborted();
    const calls = await callsOf(env, model);
    const timeOf = (among: typeof calls): number => Math.min(...among.map(({ time }) => Date.parse(time)));
    const ofTasks = calls.filter(({ task }) => task !== null);
    if (ofTasks.length > 0) return { anyMs: timeOf(calls), taskMs: timeOf(ofTasks) };
    if (Date.now() >= deadlineMs) {
      throw new Error(`The model server saw ${calls.length} calls of ${model}, none of them for a task.`);
    }
    await sleep(500);
  }
}

/** Has the model server forget what it saw of a model. */
export async function forgetCalls(env: ClusterEnv, model: string): Promise<void> {
  const { body } = await request(`${env.MODEL_ADMIN}/models/${model}`, { method: 'DELETE' });
  await body.dump();
}
