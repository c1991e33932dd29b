/** A Job that waits in a queue of Kueue, and one that somebody else suspends. */
import { describe, expect, it } from 'vitest';
import { runEval } from '../../../src/eval/run.ts';
import { type ClusterScript, type EvalCluster, startEvalCluster } from '../../fakes/eval-cluster/cluster.ts';
import { planIn, type StoryHost, storyHost } from '../../fixtures/eval-story.ts';

const queued = { queue: 'team-a', namespace: 'bench', 'startup-timeout': '2m' };
const kueue = { 'kueue.x-k8s.io': 'v1beta2' };
const position = { 'visibility.kueue.x-k8s.io': 'v1beta2' };

/** A cluster with Kueue, whose LocalQueue `team-a` is in the namespace `bench`. */
async function startQueueing(change: Partial<ClusterScript> = {}): Promise<EvalCluster> {
  const cluster = await startEvalCluster({ versions: kueue, ...change });
  cluster.objects.put('/api/v1/namespaces/bench', namespaced('Namespace', 'bench', undefined));
  putQueue(cluster, 'team-a');
  return cluster;
}

function namespaced(kind: string, name: string, namespace: string | undefined): StoredFields {
  return { apiVersion: 'v1', kind, metadata: { name, ...(namespace !== undefined && { namespace }) } };
}
type StoredFields = Parameters<EvalCluster['objects']['put']>[1];

function putQueue(cluster: EvalCluster, name: string): void {
  const path = `/apis/kueue.x-k8s.io/v1beta2/namespaces/bench/localqueues/${name}`;
  cluster.objects.put(path, namespaced('LocalQueue', name, 'bench'));
}

type Condition = Record<'type' | 'status' | 'reason' | 'message', string>;

/** What Kueue says of the only Job: its Workload. */
function putWorkload(cluster: EvalCluster, ...conditions: Condition[]): void {
  const job = jobIn(cluster);
  const labels = { 'kueue.x-k8s.io/job-uid': job.metadata.uid };
  cluster.objects.put('/apis/kueue.x-k8s.io/v1beta2/namespaces/bench/workloads/job-x', {
    ...namespaced('Workload', 'job-x', 'bench'),
    metadata: { name: 'job-x', namespace: 'bench', labels },
    status: { conditions },
  });
}

function jobIn(cluster: EvalCluster): ReturnType<EvalCluster['objects']['all']>[number] {
  const job = cluster.objects.all().find(({ kind }) => kind === 'Job');
  if (job === undefined) throw new Error('there is no Job');
  return job;
}

const pending = (message: string): Condition => ({
  type: 'QuotaReserved',
  status: 'False',
  reason: 'Pending',
  message,
});
const busy = pending(
  "couldn't assign flavors to pod set main: insufficient unused quota for cpu in flavor f, 2 more needed",
);

/** Calls back once, when the Job is looked at for the nth time. */
function atLook(cluster: EvalCluster, nth: number, act: () => void): void {
  let looks = 0;
  cluster.script.onCall = (title) => {
    if (title === 'GET jobs' && ++looks === nth) act();
  };
}

const told = ({ log }: StoryHost): string => log.lines.join('\n');

describe('an evaluation with a queue', () => {
  it('waits until Kueue lets its Job run, tells its position and the reason, and never resumes the Job', async () => {
    const cluster = await startQueueing({ versions: { ...kueue, ...position } });
    const host = storyHost(cluster);
    atLook(cluster, 1, () => {
      expect(jobIn(cluster)).toMatchObject({
        metadata: { labels: { 'kueue.x-k8s.io/queue-name': 'team-a' } },
        spec: { suspend: true },
      });
      putWorkload(cluster, busy);
      cluster.objects.put('/apis/visibility.kueue.x-k8s.io/v1beta2/namespaces/bench/localqueues/team-a', {
        ...namespaced('PendingWorkloadsSummary', 'team-a', 'bench'),
        items: [
          { metadata: { name: 'job-w' }, positionInLocalQueue: 0, positionInClusterQueue: 2 },
          { metadata: { name: 'job-x' }, positionInLocalQueue: 1, positionInClusterQueue: 4 },
        ],
      });
    });
    const { onCall } = cluster.script;
    cluster.script.onCall = (title) => {
      onCall(title);
      if (title === 'GET pendingworkloads') setTimeout(() => cluster.suspend(false, 'kueue'), 60);
    };
    const outcome = await runEval(planIn(cluster, queued), host);

    expect(outcome.verdict).toMatchObject({ verdict: 'pass' });
    expect(told(host)).toMatch(
      /Job bench\/clawbench-\w+ waits in LocalQueue team-a \(position 2 of 2, 5 in its ClusterQueue\): couldn't .* 2 more needed\./,
    );
  });

  it('ends in the words of Kueue when it is not admitted in time', async () => {
    const cluster = await startQueueing();
    atLook(cluster, 1, () => putWorkload(cluster, pending('ClusterQueue cq is inactive')));
    const outcome = await runEval(planIn(cluster, queued), storyHost(cluster));

    expect(outcome.verdict).toMatchObject({
      verdict: 'inconclusive',
      failureReason: 'startup-timeout',
    });
    expect(outcome.verdict.reasons[0]).toMatch(
      /^Shard 0 has no result: Shard 0 did not start within 120 s: Job \S+ waits in LocalQueue team-a: ClusterQueue cq is inactive\. Raise "startup-timeout"/,
    );
    expect(cluster.pods).toEqual([]);
    expect(cluster.objects.names().filter((name) => !/LocalQueue|Workload|Namespace/.test(name))).toEqual([]);
  });

  it('does not wait for more than the queue can ever have', async () => {
    const cluster = await startQueueing();
    const host = storyHost(cluster);
    const never = 'insufficient quota for cpu in flavor f, request > maximum capacity (1)';
    atLook(cluster, 1, () => putWorkload(cluster, pending(never)));
    const startedMs = host.clock.now();
    const outcome = await runEval(planIn(cluster, { ...queued, 'startup-timeout': '6h' }), host);

    expect(outcome.verdict).toMatchObject({
      failureReason: 'quota-exceeded',
    });
    expect(outcome.verdict.reasons[0]).toMatch(/request > maximum capacity \(1\)\. Lower "shards"/);
    expect(host.clock.now() - startedMs).toBeLessThan(60 * 60_000);
  });

  it('goes on after it was preempted, with the runs that are home', async () => {
    const cluster = await startQueueing();
    const host = storyHost(cluster);
    atLook(cluster, 1, () => cluster.suspend(false, 'kueue'));
    cluster.script.beforeRun = (pod, _, run) => {
      if (pod !== cluster.pods[0] || run !== 1) return;
      cluster.script.beforeRun = () => undefined;
      putWorkload(cluster, busy, {
        type: 'Evicted',
        status: 'True',
        reason: 'Preempted',
        message: 'Preempted to accommodate a workload (UID: 1) due to prioritization in the ClusterQueue',
      });
      cluster.suspend(true, 'kueue');
      atLook(cluster, 3, () => cluster.suspend(false, 'kueue'));
    };
    const outcome = await runEval(planIn(cluster, queued), host);

    expect(outcome.verdict).toMatchObject({ verdict: 'pass', coverage: { planned: 4, valid: 4 } });
    expect(cluster.pods).toHaveLength(2);
    expect(told(host)).toMatch(
      /was stopped by Kueue: Preempted to accommodate .* ClusterQueue\. It waits in LocalQueue team-a: /,
    );
  });

  it.each([
    [{ versions: {} }, queued, 'bad-input', 'the cluster has no Kueue: it has no API kueue.x-k8s.io'],
    [
      {},
      { ...queued, queue: 'tema-a' },
      'bad-input',
      'Namespace bench has no LocalQueue "tema-a"; it has team-a.',
    ],
    [{}, { ...queued, namespace: 'other' }, 'bad-input', 'Namespace other has no LocalQueue "team-a".'],
    [
      { isAllowed: (access: string) => access !== 'list workloads' },
      queued,
      'missing-permission',
      'workloads.kueue.x-k8s.io  in bench  to say why the evaluation waits in its queue',
    ],
  ])('is refused before anything is created: %o %o', async (script, inputs, code, message) => {
    const cluster = await startQueueing(script);
    const before = cluster.objects.names();
    await expect(runEval(planIn(cluster, inputs), storyHost(cluster))).rejects.toMatchObject({
      code,
      message: expect.stringContaining(message),
    });
    expect(cluster.objects.names()).toEqual(before);
    expect(cluster.calls.filter((call) => call.startsWith('PATCH'))).toEqual([]);
  });
});

describe('a Job that somebody else suspends', () => {
  const limited = { 'startup-timeout': '2m' };

  it.each([
    ['kubectl-patch', 'Find out who suspends Jobs'],
    ['kueue', 'write the name of a LocalQueue as "queue"'],
  ])('at its start, by %s, is not resumed, and ends with who it was', async (manager, hint) => {
    const cluster = await startEvalCluster();
    const host = storyHost(cluster);
    cluster.script.onCall = (title) => {
      if (title === 'exec print /results/state.json' || cluster.pods.length === 0) return;
      cluster.script.onCall = () => undefined;
      cluster.suspend(true, manager);
    };
    const outcome = await runEval(planIn(cluster, limited), host);

    const words = `was suspended by "${manager}"; it runs once it is resumed.`;
    const [reason] = outcome.verdict.reasons;
    expect(outcome.verdict).toMatchObject({ verdict: 'inconclusive', failureReason: 'startup-timeout' });
    expect(reason).toContain('Shard 0 did not start within 120 s: Job ');
    expect(reason).toContain(words);
    expect(reason).toContain(hint);
    expect(told(host)).toContain(words);
    // The Job, the lease on its Secrets, its renewal after two minutes, and the Job's only resumption.
    const changes = cluster.calls.filter((call) => call === 'PATCH jobs').length;
    expect(changes).toBeGreaterThanOrEqual(3);
    expect(changes).toBeLessThanOrEqual(4);
    expect(cluster.objects.names()).toEqual([]);
  });

  it('in the middle ends after `startup-timeout`, not after `timeout`, with the runs that are home', async () => {
    const cluster = await startEvalCluster();
    const host = storyHost(cluster);
    cluster.script.beforeRun = (_, task, run) => {
      if (task === 't1-a' || run !== 1) return;
      cluster.suspend(true, 'kubectl-patch');
    };
    const startedMs = host.clock.now();
    const outcome = await runEval(planIn(cluster, { ...limited, timeout: '100h' }), host);

    expect(outcome.verdict).toMatchObject({ verdict: 'inconclusive', failureReason: 'startup-timeout' });
    expect(outcome.verdict.reasons[0]).toMatch(
      /^Shard 0 has no result: Shard 0 has had no running pod for 120 s: Job \S+ was suspended by "kubectl-patch"/,
    );
    expect(outcome.verdict.coverage.valid).toBeGreaterThan(0);
    expect(host.clock.now() - startedMs).toBeLessThan(60 * 60_000);
    expect(cluster.objects.names()).toEqual([]);
  });
});
