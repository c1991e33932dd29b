/** Evaluations with a base arm, which runs beside the head. For a new scenario, copy the first test. */
import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { expect, it } from 'vitest';
import { readArtifact } from '../../../src/artifact/read.ts';
import { collectEval } from '../../../src/eval/collect.ts';
import { onCluster } from '../../../src/eval/connect.ts';
import { endEval } from '../../../src/eval/end-eval.ts';
import { judgeSaved } from '../../../src/eval/judge-saved.ts';
import type { Outcome } from '../../../src/eval/outcome.ts';
import { runEval, startEval } from '../../../src/eval/run.ts';
import { podPaths } from '../../../src/protocol/pod.ts';
import { type EvalCluster, startEvalCluster } from '../../fakes/eval-cluster/cluster.ts';
import type { EvalPod } from '../../fakes/eval-cluster/pod.ts';
import { basePairIn, pairIn, storyHost } from '../../fixtures/eval-story.ts';

const suite = ['t1-a', 't2-b', 't3-c', 't4-d'];
const settings = { runs: '3', 'confirm-runs': '6' };
const isBase = (pod: EvalPod): boolean => pod.name.includes('-base-');

/** A cluster in which each arm scores as it is told. */
async function clusterOf(scores: { head: number; base: number }): Promise<EvalCluster> {
  let arm: 'head' | 'base' = 'head';
  return await startEvalCluster({
    suite,
    beforeRun: (pod) => void (arm = isBase(pod) ? 'base' : 'head'),
    scoreOf: (_, run) => scores[arm] + 0.01 * run,
  });
}

const ordersOf = (pods: readonly EvalPod[]): unknown[] =>
  pods.map(({ requests }) =>
    requests.map(({ kind, ...request }) => ('runs' in request ? `${kind} ${request.runs}` : kind)),
  );

const readJson = (outcome: Outcome, name: string): unknown =>
  JSON.parse(readFileSync(path.join(outcome.directory, name), 'utf8'));

it('runs both arms at the same time, confirms by fresh runs of both, and fails', async () => {
  const cluster = await clusterOf({ head: 0.5, base: 0.9 });
  const host = storyHost(cluster);
  const plan = pairIn(cluster, settings);
  const outcome = await runEval(plan, host);
  expect(outcome.verdict.notes.join('\n')).not.toContain('Nothing differs');

  const [head, base] = [cluster.pods.filter((pod) => !isBase(pod)), cluster.pods.filter(isBase)];
  expect([head.length, base.length]).toEqual([1, 1]);
  // Neither has finished before the other one began.
  expect(ordersOf(head)).toEqual([['start', 'runs 6', 'finish']]);
  expect(ordersOf(base)).toEqual([['start', 'runs 6', 'finish']]);
  expect(host.log.lines).toContainEqual(
    'A regression is suspected: 3 fresh runs of 4 tasks on both sides will tell (t1-a, t2-b, t3-c, t4-d).',
  );
  expect(outcome.verdict).toMatchObject({
    verdict: 'fail',
    failureReason: 'regression',
    comparison: {
      baseline: 'base (openclaw-image o:2026.7.1)',
      arm: true,
      confirmedBy: 'both',
      confirmation: { runs: { baseline: 12, head: 12 } },
      runs: { baseline: 12, head: 12 },
    },
  });
  const { manifest, record } = readArtifact(path.join(outcome.directory, 'base'))!;
  expect(record).toMatchObject({ verdict: 'pass', coverage: { valid: 12, confirming: { valid: 12 } } });
  expect(manifest).toMatchObject({
    instance: plan.names.instance,
    shards: [{ rounds: [{ tasks: suite, runs: 6, confirms: true }] }],
  });
  expect(manifest.inputs).toMatchObject({ 'openclaw-image': 'o:2026.7.1' });
  expect(manifest.files.filter((file) => file.path.startsWith('runs/'))).toHaveLength(24);
  const listed = readArtifact(outcome.directory)!.manifest.files.map((file) => file.path);
  expect(listed).toEqual(
    expect.arrayContaining(['base/manifest.json', ...manifest.files.map((file) => `base/${file.path}`)]),
  );
  expect(outcome.files).toEqual(expect.arrayContaining(['base/verdict.json']));
  expect(cluster.objects.names()).toEqual([]);
});

it('is judged again by the base arm in its artifact, and so is the artifact of that', async () => {
  const cluster = await clusterOf({ head: 0.5, base: 0.9 });
  const plan = pairIn(cluster, settings);
  const terms = { ...plan.terms, baseline: [] };
  let { verdict, directory } = await runEval(plan, storyHost(cluster));
  const { drop, confirmation } = verdict.comparison!;
  for (const _ of ['the artifact', 'the artifact of its verdict']) {
    const saved = { paths: [directory], runCache: null, label: null, matrix: null };
    const host = { ...storyHost(cluster), savesVerdicts: true };
    ({ verdict, directory } = await judgeSaved(saved, terms, host));
    expect(verdict).toMatchObject({
      verdict: 'fail',
      failureReason: 'regression',
      comparison: { drop, confirmation },
      baseArm: { name: 'base (openclaw-image o:2026.7.1)' },
    });
  }
});

it('passes, and orders nothing more, where both arms do the same', async () => {
  const cluster = await clusterOf({ head: 0.8, base: 0.8 });
  const outcome = await runEval(pairIn(cluster, settings), storyHost(cluster));
  expect(outcome.verdict).toMatchObject({ verdict: 'pass', comparison: { arm: true, confirmed: false } });
  expect(ordersOf(cluster.pods)).toEqual([
    ['start', 'finish'],
    ['start', 'finish'],
  ]);
});

it('warns before it spends, and notes at the end, that nothing differs between the arms', async () => {
  const cluster = await clusterOf({ head: 0.8, base: 0.8 });
  const words = 'Nothing differs between the head and base abc1234, and both are run and paid for';
  const host = storyHost(cluster);
  const warned: boolean[] = [];
  cluster.script.beforeRun = () =>
    void warned.push(host.log.warnings.some(({ text }) => text.startsWith(words)));
  const { verdict } = await runEval(basePairIn(cluster, { runs: '1' }), host);
  expect(verdict.notes).toContainEqual(expect.stringContaining(words));
  expect([...new Set(warned)]).toEqual([true]);
});

it('is inconclusive, and names the base arm, where that is lost', async () => {
  const cluster = await clusterOf({ head: 0.8, base: 0.8 });
  const { beforeRun } = cluster.script;
  cluster.script.beforeRun = (pod, ...run) => {
    beforeRun(pod, ...run);
    if (isBase(pod) && pod.phase === 'running') cluster.lose(pod, { isReplaced: false });
  };
  const host = storyHost(cluster);
  const outcome = await runEval(pairIn(cluster, settings), host);
  expect(outcome.verdict).toMatchObject({ verdict: 'inconclusive', comparison: null });
  expect(outcome.verdict.reasons).toContainEqual(
    expect.stringMatching(/^The base arm \(base \(openclaw-image o:2026\.7\.1\)\) cannot be judged/),
  );
  expect(readFileSync(path.join(outcome.directory, 'logs/post-mortem.txt'), 'utf8')).toContain('-base');
});

it.each([
  ['the base arm', isBase],
  ['the head', (pod: EvalPod) => !isBase(pod)],
])('spends nothing where the image of %s cannot be pulled', async (arm, isPulling) => {
  const cluster = await clusterOf({ head: 0.8, base: 0.8 });
  const waiting = { reason: 'ImagePullBackOff', message: 'Back-off pulling image "o:2026.7.1": not found' };
  const container = { image: 'o:2026.7.1', imageID: '', ready: false, restartCount: 0, state: { waiting } };
  cluster.script.onPod = (pod) => {
    if (!isPulling(pod)) return;
    pod.status = () => ({
      phase: 'Pending',
      conditions: [{ type: 'PodScheduled', status: 'True' }],
      initContainerStatuses: [{ name: 'gateway', ...container }],
    });
  };
  const plan = pairIn(cluster, { ...settings, 'startup-timeout': '2m' });
  const outcome = await runEval(plan, storyHost(cluster));
  expect(outcome.verdict).toMatchObject({ verdict: 'inconclusive', coverage: { valid: 0 } });
  const because = new RegExp(`Shard 0 was not started, since ${arm} cannot run: Pod .*-base-.*not found`);
  expect(outcome.verdict.reasons.join('\n')).toMatch(arm === 'the head' ? /not found/ : because);
  expect(ordersOf(cluster.pods).flat()).not.toContain('start');
});

it('lets the pods of an arm go that is home while the other arm has no node', async () => {
  const cluster = await clusterOf({ head: 0.8, base: 0.8 });
  cluster.script.room = 1;
  const host = storyHost(cluster);
  // On a busy machine, the time of the test passes faster than the pods work.
  const outcome = await runEval(pairIn(cluster, { ...settings, 'startup-timeout': '6h' }), host);
  expect(outcome.verdict).toMatchObject({ verdict: 'pass', comparison: { arm: true } });
  expect(host.log.lines).toContainEqual('Shard 0 is collected; its pod makes room for the others.');
});

it('says where the arms did not share their hour', async () => {
  const cluster = await clusterOf({ head: 0.8, base: 0.8 });
  cluster.script.room = 1;
  const later = (text: string): string => new Date(Date.parse(text) + 2 * 3_600_000).toISOString();
  cluster.script.afterStep = (pod) => {
    if (!isBase(pod)) return;
    for (const file of [podPaths.state, podPaths.done]) {
      const text = pod.files.get(file)?.toString() ?? '';
      // What a pod writes next has the time of now again.
      const moved = text.replaceAll(
        /("(?:harnessStartedAt|finishedAt)":\s*")([^"]+)/g,
        (_, name: string, at: string) =>
          Date.parse(at) > Date.now() + 3_600_000 ? `${name}${at}` : `${name}${later(at)}`,
      );
      if (moved !== text) pod.files.set(file, Buffer.from(moved));
    }
  };
  const outcome = await runEval(
    pairIn(cluster, { ...settings, 'startup-timeout': '6h' }),
    storyHost(cluster),
  );
  expect(outcome.verdict).toMatchObject({ verdict: 'pass', comparison: { arm: true } });
  expect(outcome.verdict.notes[0]).toMatch(
    /^The two arms did not run in the same hour: base \(openclaw-image o:2026\.7\.1\) began when the other arm had ended, and both took 2 h/,
  );
});

const wishFor = (cluster: EvalCluster, namespace: string) => {
  const access = { cluster: 'auto', kubeconfig: cluster.kubeconfig, context: null } as const;
  return { access, namespace, instance: null, label: null };
};

it('collects both arms of an evaluation that another process launched', async () => {
  const cluster = await clusterOf({ head: 0.5, base: 0.9 });
  const plan = pairIn(cluster, { ...settings, detach: 'true' });
  await startEval(plan, storyHost(cluster));
  // Both work by themselves from now on, and so in the same hour.
  expect(ordersOf(cluster.pods)).toEqual([['start'], ['start']]);
  const wish = wishFor(cluster, plan.namespace);
  const outcome = await collectEval(wish, { ...plan.terms, baseline: [] }, storyHost(cluster));
  expect(outcome.verdict).toMatchObject({
    verdict: 'fail',
    comparison: { baseline: 'base (openclaw-image o:2026.7.1)', confirmedBy: 'both' },
  });
  expect(readJson(outcome, 'base/verdict.json')).toMatchObject({ verdict: 'pass' });
  expect(cluster.objects.names()).toEqual([]);
});

it('names what a change put in quarantine, whichever process judges it', async () => {
  const cluster = await clusterOf({ head: 0.9, base: 0.9 });
  const plan = pairIn(cluster, { runs: '2', detach: 'true' });
  const gate = { ...plan.terms.gate, quarantined: ['t1-a', 't2-b'] };
  const ofBase = { ...gate, quarantinedInBase: ['t2-b'] };
  await startEval({ ...plan, terms: { ...plan.terms, gate: ofBase } }, storyHost(cluster));
  const wish = wishFor(cluster, plan.namespace);
  // This one has the file of the checkout alone.
  const outcome = await collectEval(wish, { ...plan.terms, gate, baseline: [] }, storyHost(cluster));
  expect(outcome.verdict.comparison?.newlyQuarantined).toMatchObject([{ taskId: 't1-a' }]);
  expect(readJson(outcome, 'base/verdict.json')).toMatchObject({ quarantine: { tasks: ['t2-b'] } });
});

it('is inconclusive, and keeps what the head made, where somebody has deleted the base arm', async () => {
  const cluster = await clusterOf({ head: 0.5, base: 0.9 });
  const plan = pairIn(cluster, { ...settings, detach: 'true' });
  await startEval(plan, storyHost(cluster));
  const name = `${plan.name}-base`;
  cluster.objects.remove(`/apis/batch/v1/namespaces/${plan.namespace}/jobs/${name}`);
  const terms = { ...plan.terms, baseline: [] };
  const outcome = await collectEval(wishFor(cluster, plan.namespace), terms, storyHost(cluster));
  expect(outcome.verdict).toMatchObject({
    verdict: 'inconclusive',
    failureReason: 'shard-lost',
    reasons: [
      expect.stringMatching(/^The base arm \(base \(openclaw-image o:2026\.7\.1\)\) cannot be judged/),
    ],
    coverage: { valid: 12 },
    comparison: null,
  });
  expect(outcome.files.filter((file) => file.startsWith('runs/'))).toHaveLength(12);
  expect(cluster.objects.names()).toEqual([]);
});

it('refuses another baseline for an evaluation that was launched with a base arm', async () => {
  const cluster = await clusterOf({ head: 0.5, base: 0.9 });
  const plan = pairIn(cluster, { ...settings, detach: 'true' });
  await startEval(plan, storyHost(cluster));
  const baseline = [{ from: 'file', path: 'main.json' }] as const;
  const collecting = collectEval(
    wishFor(cluster, plan.namespace),
    { ...plan.terms, baseline },
    storyHost(cluster),
  );
  await expect(collecting).rejects.toMatchObject({
    code: 'bad-input',
    message: expect.stringContaining('leave `baseline` out'),
  });
});

it('ends both arms of an evaluation, and saves the runs of both', async () => {
  const cluster = await clusterOf({ head: 0.5, base: 0.9 });
  const plan = pairIn(cluster, { ...settings, detach: 'true' });
  await startEval(plan, storyHost(cluster));
  const host = storyHost(cluster);
  const wish = wishFor(cluster, plan.namespace);
  const done = await onCluster(wish.access, host, (kube) => endEval(kube, wish, host));
  expect(done.record['runs']).toBeGreaterThan(0);
  expect(existsSync(path.join(host.directory, 'base', 'run_cache'))).toBe(true);
  expect(cluster.objects.names()).toEqual([]);
});
