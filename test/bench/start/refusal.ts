import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { api } from '../../cluster/api.ts';
import type { Cluster } from '../../cluster/cluster.ts';
import { newModel } from '../../e2e/testbed.ts';
import { postEntry, writtenTo } from '../../e2e/runner-process.ts';
import { environmentOf, runNode, type StepSettings } from './step.ts';

const podsOfRun = '/api/v1/pods?labelSelector=app.kubernetes.io/component%3Deval';
/** The model server refuses keys that begin so. */
const refusedKey = 'sk-bad-canary-0123456789';

/**
 * Runs a step with a key that the provider refuses.
 * @returns ms from the moment at which its pod was seen to run until the step told that
 * @throws Error with the end of the step's log when it told something else; the signal's reason
 */
export async function measureRefusal(
  settings: StepSettings,
  cluster: Cluster,
  signal: AbortSignal,
): Promise<number> {
  const directory = await mkdtemp(path.join(tmpdir(), 'bench-refusal-'));
  const env = await environmentOf(directory, settings, newModel(), {
    'openai-api-key': refusedKey,
    mlflow: 'false',
  });
  const over = new AbortController();
  const running = podRuns(cluster, settings.runId, AbortSignal.any([signal, over.signal]));
  try {
    const step = await runNode(env, { signal });
    signal.throwIfAborted();
    const told = step.lines.find(({ text }) => text.includes('does not answer: 401'));
    if (step.code === 0 || told === undefined) {
      const said = step.lines.slice(-30).map(({ text }) => text);
      throw new Error(`The step with a refused key ended with ${step.code}:\n${said.join('\n')}`);
    }
    over.abort();
    return told.atMs - (await running);
  } finally {
    over.abort();
    const state = Object.entries(writtenTo(directory, 'state'));
    await runNode(
      { ...env, ...Object.fromEntries(state.map(([name, value]) => [`STATE_${name}`, value])) },
      { entry: postEntry },
    );
    await rm(directory, { recursive: true, force: true });
  }
}

/** When a pod of this workflow run was first seen to run; when it was asked last if none was. */
async function podRuns(cluster: Cluster, runId: string, signal: AbortSignal): Promise<number> {
  for (;;) {
    const answer = await api<{ items: { metadata: { namespace: string }; status?: { phase?: string } }[] }>(
      cluster,
      podsOfRun,
    );
    const pods = answer.json().items.filter(({ metadata }) => metadata.namespace.includes(runId));
    if (signal.aborted || pods.some(({ status }) => status?.phase === 'Running')) return Date.now();
    await sleep(100);
  }
}
