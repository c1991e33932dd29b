/** How an evaluation goes to which nothing happens. For a new scenario, copy the first test. */
import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { expect, it } from 'vitest';
import { type Manifest, manifestSchema } from '../../../src/artifact/manifest.ts';
import { sha256 } from '../../../src/base/sha256.ts';
import { judgeSaved } from '../../../src/eval/judge-saved.ts';
import type { Outcome } from '../../../src/eval/outcome.ts';
import { runEval } from '../../../src/eval/run.ts';
import { shardDoneSchema } from '../../../src/pods/pod-files.ts';
import { podPaths } from '../../../src/protocol/pod.ts';
import { startEvalCluster } from '../../fakes/eval-cluster/cluster.ts';
import { planIn, storyHost } from '../../fixtures/eval-story.ts';

function manifestOf({ directory }: Outcome): Manifest {
  return manifestSchema.parse(JSON.parse(readFileSync(path.join(directory, 'manifest.json'), 'utf8')));
}

it('passes, leaves a complete artifact, and nothing in the cluster', async () => {
  const cluster = await startEvalCluster();
  const host = storyHost(cluster);
  const outcome = await runEval(planIn(cluster, { threshold: '0.9' }), host);

  expect(outcome.verdict).toMatchObject({ verdict: 'pass', score: expect.closeTo(0.94, 3) });
  expect(outcome.verdict.coverage).toMatchObject({ planned: 4, valid: 4 });
  const manifest = manifestOf(outcome);
  expect(outcome.files).toEqual([...manifest.files.map((file) => file.path), 'manifest.json'].sort());
  expect(outcome.files).toEqual(
    expect.arrayContaining(['benchmark.json', 'logs/shard-0/gateway.log', 'summary.md', 'verdict.json']),
  );
  const page = readFileSync(path.join(outcome.directory, 'report.html'), 'utf8');
  expect(page.match(/ class="run"/g)).toHaveLength(4);
  expect(page).toContain('logs/shard-0/gateway.log');
  expect(outcome.files.filter((file) => /^runs\/.*\/run[01]\.json$/.test(file))).toHaveLength(4);
  for (const { path: file, sha256: hash } of manifest.files)
    expect(sha256(readFileSync(path.join(outcome.directory, file)))).toBe(hash);

  const [pod] = cluster.pods;
  expect(pod!.requests.map(({ kind }) => kind)).toEqual(['start', 'finish']);
  expect(cluster.objects.names()).toEqual([]);
  expect(host.log.warnings).toEqual([]);
});

it('saves what it may leave behind before it makes the first object', async () => {
  const cluster = await startEvalCluster();
  const host = storyHost(cluster);
  const plan = planIn(cluster);
  await runEval(plan, host);

  const { instance } = plan.names;
  const leftovers = expect.objectContaining({ instance, namespace: plan.namespace, server: cluster.url });
  expect(host.saved).toEqual([{ leftovers, existing: [] }]);
  expect(host.kept).toBe(0);
});

it('fails by the threshold, with an artifact all the same', async () => {
  const cluster = await startEvalCluster();
  const outcome = await runEval(planIn(cluster, { threshold: '0.95' }), storyHost(cluster));

  expect(outcome.verdict).toMatchObject({ verdict: 'fail', failureReason: 'below-threshold' });
  expect(existsSync(path.join(outcome.directory, 'benchmark.json'))).toBe(true);
  expect(cluster.objects.names()).toEqual([]);
});

it('orders more runs with `runs: auto` until the threshold is decided', async () => {
  const cluster = await startEvalCluster({ scoreOf: () => 0.9 });
  const plan = planIn(cluster, { runs: 'auto', 'max-runs': '3', threshold: '0.9' });
  const outcome = await runEval(plan, storyHost(cluster));

  const orders = cluster.pods[0]!.requests.flatMap((order) => (order.kind === 'runs' ? [order.runs] : []));
  expect(orders).toEqual([2, 2, 3, 3]);
  const tooClose = {
    sequential: 'too-close',
    coverage: { planned: 6, valid: 6 },
    notes: expect.arrayContaining([expect.stringMatching(/^Too close to call: /)]),
  };
  expect(outcome.verdict).toMatchObject(tooClose);
  const saved = { paths: [outcome.directory], runCache: null, label: null, matrix: null };
  const again = await judgeSaved(saved, plan.terms, storyHost(cluster));
  expect(again.verdict).toMatchObject(tooClose);
  const [shard] = manifestOf(outcome).shards;
  expect(shard?.rounds?.map(({ runs }) => runs)).toEqual(orders);
});

it('makes nothing where permissions are missing', async () => {
  const cluster = await startEvalCluster({ isAllowed: (access) => access !== 'create pods/exec' });
  const host = storyHost(cluster);
  await expect(runEval(planIn(cluster), host)).rejects.toMatchObject({ code: 'missing-permission' });
  expect(host.saved).toEqual([]);
  expect(cluster.calls.filter((call) => call.startsWith('PATCH'))).toEqual([]);
});

it('takes no run for a result, and leaves out what an artifact cannot have, whatever a pod calls its results', async () => {
  const cluster = await startEvalCluster();
  const host = storyHost(cluster);
  let runFile = '';
  cluster.script.onCall = (title) => {
    const files = cluster.pods[0]?.files;
    const written = files?.get(podPaths.done);
    if (title !== `exec print ${podPaths.done}` || files === undefined || written === undefined) return;
    // The agent under test can write all of /results, but not what was kept.
    const done = shardDoneSchema.parse(JSON.parse(written.toString()));
    runFile = done.files.find(({ path: file }) => file.startsWith('run_cache/'))?.path ?? '';
    const forged = Buffer.from('forged');
    const names = [runFile, 'a:b.json', '../../escape', 'run_cache'];
    for (const name of names) files.set(`${podPaths.results}/${name}`, forged);
    const entries = names.map((name) => ({ path: name, size: forged.length, sha256: sha256(forged) }));
    const others = done.files.filter(({ path: file }) => !names.includes(file) || file === runFile);
    const results = [
      ...done.results.filter((name) => !names.includes(name)),
      runFile,
      'a:b.json',
      '../../escape',
    ];
    files.set(
      podPaths.done,
      Buffer.from(JSON.stringify({ ...done, results, files: [...others, ...entries.slice(1)] })),
    );
  };
  const outcome = await runEval(planIn(cluster, { threshold: '0.9' }), host);

  expect(outcome.verdict).toMatchObject({ verdict: 'pass', coverage: { planned: 4, valid: 4 } });
  const kept = readFileSync(path.join(outcome.directory, runFile.replace('run_cache', 'runs')), 'utf8');
  expect(kept).not.toContain('forged');
  expect(outcome.files.join()).not.toMatch(/:|escape/);
  expect(host.log.warnings).toEqual([
    expect.objectContaining({ title: 'Strange results', text: expect.stringContaining('a:b.json') }),
  ]);
});
