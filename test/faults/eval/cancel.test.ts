/**
 * Evaluations that are cancelled at any point of their story. For a new scenario, add a call to one of the lists: a test
 * cancels just when the API server gets the first of these calls.
 */
import { describe, expect, it } from 'vitest';
import { runEval, startEval } from '../../../src/eval/run.ts';
import { startEvalCluster } from '../../fakes/eval-cluster/cluster.ts';
import { cancelled, planIn, storyHost } from '../../fixtures/eval-story.ts';
import { userFilesOf } from '../../fixtures/user-files.ts';

const files = userFilesOf({ 'SKILL.md': 'Be brief.' });
const mlflow = { mlflow: 'true', 'mlflow-tracking-uri': 'http://mlflow.test' };
const programs = {
  'check_mlflow.py': () => JSON.stringify({ problem: null, sentence: null }),
  'log_to_mlflow.py': () => JSON.stringify({ run_id: '2', url: 'http://mlflow.test/2', warnings: [] }),
};

const untilStarted = [
  'GET /version',
  'POST selfsubjectreviews',
  'GET /apis/security.openshift.io',
  'POST selfsubjectaccessreviews',
  'GET namespaces',
  'PATCH namespaces',
  'PATCH jobs',
  'PATCH secrets',
  'PATCH configmaps',
  'PATCH networkpolicies',
  'GET pods',
  'exec python3 /sidecar/check_mlflow.py',
  'exec write /control/given.json',
  'exec write /control/request.json',
  'exec print /results/state.json',
];
const untilHome = [
  'GET log',
  'exec print /kept/index.json',
  'exec cat run.json',
  'exec print /results/done.json',
  'exec cat /results/benchmark.json',
  'exec cat /results/eval.log',
  'exec cat /results/gateway.log',
  'exec print /wire/wire.jsonl',
  'exec list /wire/bodies',
];
/** In the clean-up after the last of the story. */
const cleaningUp = ['GET jobs', 'DELETE jobs', 'GET /apis', 'DELETE namespaces'];
const logging = 'exec python3 /sidecar/log_to_mlflow.py';

describe('runEval', () => {
  it('makes these calls', async () => {
    const cluster = await startEvalCluster({ programs });
    await runEval(planIn(cluster, mlflow, files), storyHost(cluster));
    const all = [...untilStarted, ...untilHome, logging, ...cleaningUp];
    expect([...new Set(cluster.calls)].sort()).toEqual(all.sort());
  });

  it.each([...untilStarted, ...untilHome, logging])(
    'cancelled at %s, leaves nothing and throws the reason',
    async (call) => {
      const cluster = await startEvalCluster({ programs });
      const host = storyHost(cluster);
      cluster.script.onCall = (title) => {
        if (title === call) host.cancel();
      };
      await expect(runEval(planIn(cluster, mlflow, files), host)).rejects.toBe(cancelled);
      expect(cluster.objects.names()).toEqual([]);
      expect(host.kept).toBe(0);
    },
  );

  it('cancelled while it waits for a node, leaves nothing', async () => {
    const cluster = await startEvalCluster({ room: 0 });
    const host = storyHost(cluster);
    let looks = 0;
    cluster.script.onCall = (title) => {
      if (title === 'GET pods') looks += 1;
      if (looks === 3) setTimeout(() => host.cancel(), 1);
    };
    await expect(runEval(planIn(cluster), host)).rejects.toBe(cancelled);
    expect(cluster.objects.names()).toEqual([]);
  });

  it('cancelled before it begins, asks nothing', async () => {
    const cluster = await startEvalCluster();
    const host = storyHost(cluster);
    host.cancel();
    await expect(runEval(planIn(cluster), host)).rejects.toBe(cancelled);
    expect(cluster.calls).toEqual([]);
  });

  it('cancelled with `cleanup: never`, keeps what it made', async () => {
    const cluster = await startEvalCluster({ beforeRun: () => host.cancel() });
    const host = storyHost(cluster);
    const plan = planIn(cluster, { cleanup: 'never' });
    await expect(runEval(plan, host)).rejects.toBe(cancelled);
    expect(cluster.objects.names()).toContain(`Job ${plan.namespace}/${plan.name}`);
    expect(host.kept).toBe(1);
  });
});

describe('startEval', () => {
  it.each(untilStarted)('cancelled at %s, leaves nothing and throws the reason', async (call) => {
    const cluster = await startEvalCluster({ programs });
    const host = storyHost(cluster);
    cluster.script.onCall = (title) => {
      if (title === call) host.cancel();
    };
    const plan = planIn(cluster, { ...mlflow, detach: 'true', cleanup: 'never' }, files);
    await expect(startEval(plan, host)).rejects.toBe(cancelled);
    expect(cluster.objects.names()).toEqual([]);
    expect(host.kept).toBe(0);
  });
});
