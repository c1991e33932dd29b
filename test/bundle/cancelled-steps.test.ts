/** Steps that are cancelled or killed at each step of the story, with both arms, and their post steps. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, describe, expect, test } from 'vitest';
import { postEntry, runnerEnvironment, startAction, writtenTo } from '../e2e/runner-process.ts';
import { startEvalCluster } from '../fakes/eval-cluster/cluster.ts';

const scratch = mkdtempSync(path.join(tmpdir(), 'cancelled-'));
afterAll(() => rmSync(scratch, { recursive: true }));

/** The first call of each step of the story, and what it has made before. */
const moments = [
  ['the cluster is opened', 'GET /version'],
  ['it is prepared', 'POST selfsubjectaccessreviews'],
  ['a namespace was made', 'PATCH jobs'],
  ['a Job was made', 'PATCH secrets'],
  ['pods boot', 'GET pods'],
  ['runs are started', 'exec write /control/request.json'],
  ['runs come home', 'exec print /kept/index.json'],
  ['the result is fetched', 'exec cat /results/benchmark.json'],
  ['it cleans up', 'DELETE jobs'],
] as const;

interface Signals {
  name: string;
  signals: readonly NodeJS.Signals[];
}

const ways: readonly Signals[] = [
  { name: 'cancelled', signals: ['SIGINT', 'SIGTERM'] },
  { name: 'killed', signals: ['SIGKILL'] },
];

describe.each(ways)('a step that is $name', ({ name, signals }) => {
  test.each(moments)('when %s leaves nothing after its post step', async (_, call) => {
    const cluster = await startEvalCluster();
    const directory = mkdtempSync(path.join(scratch, 'step-'));
    const inputs = {
      kubeconfig: cluster.kubeconfig,
      model: 'openai/m',
      'openai-api-key': 'sk-canary-0123456789',
      runs: '1',
      mlflow: 'false',
      baseline: 'run',
      'baseline-inputs': 'openclaw-image: o:2026.7.1',
    };
    const main = startAction(runnerEnvironment(directory, inputs));
    let signalledAtMs: number | null = null;
    cluster.script.onCall = (title) => {
      if (title !== call || signalledAtMs !== null) return;
      signalledAtMs = Date.now();
      for (const signal of signals) main.child.kill(signal);
    };
    const { code, stdout } = await main.ended;
    expect(signalledAtMs, stdout).not.toBeNull();
    expect(Date.now() - signalledAtMs!).toBeLessThan(7000);
    // One that is killed says nothing, and one that cleans up has its verdict already.
    const tells = name === 'cancelled' && call !== 'DELETE jobs';
    expect({ code, ...writtenTo(directory, 'output') }, stdout).toMatchObject(
      tells ? { code: 1, verdict: 'inconclusive', 'failure-reason': 'cancelled' } : {},
    );
    expect(tells ? cluster.objects.names() : []).toEqual([]);
    const state = writtenTo(directory, 'state');
    for (let times = 0; times < 2; times++) {
      const post = await startAction(runnerEnvironment(directory, inputs, state), postEntry).ended;
      expect(post.code, post.stdout).toBe(0);
      expect(cluster.objects.names()).toEqual([]);
    }
  });
});
