import { createHash } from 'node:crypto';
import { once } from 'node:events';
import { existsSync, mkdirSync, readdirSync, readFileSync, utimesSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { describe, expect, test } from 'vitest';
import { eventually, pod, started, token } from '../fixtures/sidecar-host.ts';

describe('a shard', () => {
  test('spends nothing before the start request, and then runs its tasks and reports it', async () => {
    const host = await pod({ harness: { tasks: { 't1-a': 'tools', 't2-b': 'coding', 't3-c': 'browser' } } });
    const { output } = host.start();
    const ready = await host.until((state) => state.phase === 'ready');
    expect(ready).toMatchObject({
      tasks: ['t1-a', 't2-b'],
      droppedTasks: ['t3-c'],
      openclawVersion: '2026.7.35',
      concurrency: 4,
      total: 4,
    });
    expect(host.gateway.calls).not.toContain('sessions.send');
    expect(host.harnesses()).toEqual([]);

    host.request({ id: 's1', kind: 'start' });
    const done = await host.untilDone('s1');
    expect(done).toMatchObject({
      reason: 'finished',
      failure: null,
      exitCode: 0,
      results: ['benchmark.json'],
    });
    expect(host.state()).toMatchObject({
      phase: 'done',
      done: 4,
      valid: 4,
      meanRunScore: 1,
      // Four runs and the first turn.
      tokens: 5000,
      costUsd: 2.001,
      harnessVersion: '0.4.0.dev1',
      restarts: 0,
      lastRequest: { id: 's1', status: 'done', reason: '' },
    });
    expect(host.harnesses()).toEqual([
      {
        args: [
          '-m',
          'custom/m',
          '-n',
          '2',
          '-c',
          '4',
          '-o',
          `${host.paths.benchmark}.tmp`,
          '-t',
          't1-a',
          '-t',
          't2-b',
        ],
        token,
        columns: '200',
      },
    ]);
    for (const { path: name, size, sha256 } of done.files) {
      const content = readFileSync(path.join(host.paths.results, name));
      expect({ name, size, sha256 }).toEqual({
        name,
        size: content.length,
        sha256: createHash('sha256').update(content).digest('hex'),
      });
    }
    expect(done.files.map((file) => file.path)).toEqual([
      'benchmark.json',
      'eval.log',
      ...['t1-a/run0', 't1-a/run1', 't2-b/run0', 't2-b/run1'].map(
        (run) => `run_cache/custom_m/v2-0123456789abcdef/${run}.json`,
      ),
    ]);
    expect(readFileSync(host.paths.evalLog, 'utf8')).toContain('[4/4] t2-b (tier1/tools) run 2');
    const written = readdirSync(host.paths.results).filter((name) => /json|log/.test(name));
    for (const text of [
      output(),
      ...written.map((name) => readFileSync(path.join(host.paths.results, name), 'utf8')),
    ]) {
      expect(text).not.toContain(token);
    }
  });

  test('keeps no evidence of finished runs, and none where agents work', async () => {
    const host = await started({ harness: { keepsEvidence: true } });
    await host.untilDone('s1');
    const { evidence, reviews } = host.paths;
    expect([...new Set(host.evidence().map((directory) => path.dirname(directory)))]).toEqual([
      evidence,
      reviews,
    ]);
    expect(host.evidence()).toHaveLength(8);
    expect(host.evidence().filter((directory) => existsSync(directory))).toEqual([]);
  });

  test('without a task of its own is done at once, and pays nothing', async () => {
    const host = await started({ env: { CLAWBENCH_SHARDS: '3', JOB_COMPLETION_INDEX: '2' } });
    expect(await host.untilDone('s1')).toMatchObject({ reason: 'finished', exitCode: null, results: [] });
    expect(host.gateway.calls).not.toContain('sessions.send');
  });

  test('runs more of a task when asked to, and pays only for what is new', async () => {
    const host = await started();
    await host.untilDone('s1');
    host.request({ id: 'r1', kind: 'runs', tasks: ['t2-b'], runs: 3 });
    expect(await host.untilDone('r1')).toMatchObject({ results: ['benchmark.json', 'benchmark.r1.json'] });
    expect(host.paid()).toEqual(['t1-a/0', 't1-a/1', 't2-b/0', 't2-b/1', 't2-b/2']);
    expect(host.state()).toMatchObject({ done: 5, total: 5 });
    expect(host.gateway.calls.filter((method) => method === 'sessions.send')).toHaveLength(1);
  });

  test('refuses what it cannot do, says why, and continues', async () => {
    const host = await pod();
    host.start();
    await host.until((state) => state.phase === 'ready');
    host.request({ id: 'r0', kind: 'runs', tasks: ['t1-a'], runs: 3 });
    const early = await host.until((state) => state.lastRequest?.id === 'r0');
    expect(early.lastRequest).toMatchObject({
      status: 'refused',
      reason: expect.stringContaining('not started'),
    });
    host.request({ id: 's1', kind: 'start' });
    await host.untilDone('s1');
    host.request({ id: 'r1', kind: 'runs', tasks: ['t9-other'], runs: 3 });
    const foreign = await host.until((state) => state.lastRequest?.id === 'r1');
    expect(foreign.lastRequest).toMatchObject({
      status: 'refused',
      reason: expect.stringContaining('t9-other'),
    });
    expect(host.done()).toMatchObject({ generation: 's1', reason: 'finished' });
  });

  test('takes over runs of an earlier evaluation, but none without an answer, and pays for the rest', async () => {
    const host = await pod();
    const fixture = (name: string): Record<string, unknown> =>
      // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- a fixture
      JSON.parse(readFileSync(new URL(`../fixtures/results/${name}`, import.meta.url), 'utf8')) as Record<
        string,
        unknown
      >;
    const seed = [
      { run: 0, content: fixture('run-cache-entry.json') },
      { run: 1, content: fixture('run-cache-entry-provider-401.json') },
    ].map(({ run, content }) => {
      const name = `custom_m/v2-0123456789abcdef/t1-a/run${run}.json`;
      const text = JSON.stringify({ ...content, task_id: 't1-a', run_index: run });
      const file = path.join(host.paths.seed, name);
      mkdirSync(path.dirname(file), { recursive: true });
      writeFileSync(file, text);
      return { path: name, sha256: createHash('sha256').update(text).digest('hex') };
    });
    host.start();
    host.request({
      id: 'bad',
      kind: 'start',
      seed: seed.map((file) => ({ ...file, sha256: '0'.repeat(64) })),
    });
    const refused = await host.until((state) => state.lastRequest?.id === 'bad');
    expect(refused.lastRequest).toMatchObject({
      status: 'refused',
      reason: expect.stringContaining('does not have the announced content'),
    });

    host.request({ id: 's1', kind: 'start', seed });
    await host.untilDone('s1');
    expect(host.paid()).toEqual(['t1-a/1', 't2-b/0', 't2-b/1']);
    expect(host.state()).toMatchObject({ done: 4, valid: 4, tokens: 4000 });
  });
});

describe('a harness', () => {
  test('whose runs got no answer runs these again once, and what they cost is counted', async () => {
    const host = await started({
      harness: { unanswered: { runs: ['t1-a/1'], always: false }, failing: ['t2-b/0'] },
    });
    await host.untilDone('s1');
    expect(host.paid()).toEqual(['t1-a/0', 't1-a/1', 't2-b/0', 't2-b/1', 't1-a/1', 't2-b/0']);
    expect(host.state()).toMatchObject({ done: 4, valid: 4, tokens: 6000 });
  });

  test('whose runs never get an answer ends with what there is', async () => {
    const host = await started({ harness: { unanswered: { runs: ['t1-a/1'], always: true } } });
    expect(await host.untilDone('s1')).toMatchObject({
      reason: 'finished',
      message: 'the model answered in 3 of 4 runs',
    });
    expect(host.harnesses()).toHaveLength(2);
    expect(host.state()).toMatchObject({ done: 4, valid: 3 });
  });

  test('that is killed is started again, and nothing finished is paid twice', async () => {
    const host = await started({ harness: { crash: { afterRuns: 3, always: false } } });
    await host.untilDone('s1');
    expect(host.paid()).toEqual(['t1-a/0', 't1-a/1', 't2-b/0', 't2-b/1']);
    expect(host.harnesses()).toHaveLength(2);
  });

  test('that has lost its gateway is ended twice, and only what was under way is run again', async () => {
    const host = await started({
      harness: { hanging: { runs: ['t1-a/1'], ms: 10_000 } },
      env: { CLAWBENCH_RETRY_INVALID: '0' },
    });
    for (const times of [1, 2, 3]) {
      await host.until(() => host.paid().filter((run) => run === 't1-a/1').length === times);
      await sleep(1500);
      host.gateway.restart();
    }
    expect(await host.untilDone('s1')).toMatchObject({
      reason: 'finished',
      message: 'the model answered in 4 of 4 runs',
    });
    // The third harness is left to wait for the end of the run.
    expect(host.harnesses()).toHaveLength(3);
    expect(host.paid()).toEqual(['t1-a/0', 't1-a/1', 't1-a/1', 't1-a/1', 't2-b/0', 't2-b/1']);
  });

  test('that notices the loss of its gateway itself gets the same: what failed by it is run again', async () => {
    const host = await started({
      harness: { failing: ['t1-a/1'], runMs: 450 },
      env: { CLAWBENCH_RETRY_INVALID: '0' },
    });
    await host.until(() => host.paid().length > 0);
    await sleep(1100);
    host.gateway.restart();
    expect(await host.untilDone('s1')).toMatchObject({
      reason: 'finished',
      message: 'the model answered in 4 of 4 runs',
    });
    expect(host.harnesses()).toHaveLength(2);
  });

  test('that dies again and again fails the shard and keeps its log', async () => {
    const host = await started({ harness: { crash: { afterRuns: 0, always: true } } });
    const done = await host.untilDone();
    expect(done).toMatchObject({
      reason: 'failed',
      failure: 'internal',
      message: expect.stringContaining('SIGKILL'),
    });
    expect(host.harnesses()).toHaveLength(3);
    expect(readFileSync(host.paths.evalLog, 'utf8').match(/ClawBench v/g)).toHaveLength(3);
  });

  test('that prints 200 MB does not raise the memory of the supervisor, nor the size of the log', async () => {
    const host = await pod({ harness: { noiseBytes: 200 * 1024 * 1024 } });
    host.request({ id: 's1', kind: 'start' });
    const { process: supervisor } = host.start();
    await host.untilDone('s1');
    const status = readFileSync(`/proc/${supervisor.pid}/status`, 'utf8');
    expect(Number(/VmHWM:\s+(\d+) kB/.exec(status)?.[1])).toBeLessThan(200 * 1024);
    const log = readFileSync(host.paths.evalLog);
    expect(log.length).toBeLessThanOrEqual(64 * 1024 * 1024 + 100);
    expect(log.subarray(0, 20).toString('utf8')).toContain('ClawBench v');
    expect(log.subarray(-100).toString('utf8')).toContain('Results saved to');
  });
});

describe('a stop', () => {
  const slow = { harness: { runMs: 200, tasks: { 't1-a': 'tools' } }, env: { CLAWBENCH_RUNS: '100' } };

  test('by request keeps what is paid, ends the harness though it resists, and is not undone', async () => {
    const host = await started({ ...slow, harness: { ...slow.harness, stubborn: true } });
    await host.until((state) => state.done >= 2);
    host.request({ id: 'c1', kind: 'cancel' });
    const done = await host.untilDone('c1');
    expect(done).toMatchObject({ reason: 'cancelled', failure: null, results: [] });
    expect(done.files.filter((file) => /run\d+\.json$/.test(file.path)).length).toBeGreaterThanOrEqual(2);
    const paid = host.paid().length;
    host.request({ id: 'r1', kind: 'runs', tasks: ['t1-a'], runs: 3 });
    const after = await host.until((state) => state.lastRequest?.id === 'r1');
    expect(after.lastRequest?.status).toBe('refused');
    expect(host.paid()).toHaveLength(paid);
  });

  test('by a cap happens soon after it is reached', async () => {
    const host = await started({ ...slow, env: { ...slow.env, CLAWBENCH_MAX_COST_USD: '2' } });
    const done = await host.untilDone();
    expect(done).toMatchObject({ reason: 'budget', message: expect.stringContaining('of at most $2') });
    expect(host.paid().length).toBeLessThan(40);
  });

  test('happens without contact for too long, but not while there is contact', async () => {
    const host = await pod({ ...slow, env: { ...slow.env, CLAWBENCH_ORPHAN_LIMIT_SECONDS: '4' } });
    writeFileSync(host.paths.contact, '');
    host.request({ id: 's1', kind: 'start' });
    host.start();
    const touching = setInterval(() => utimesSync(host.paths.contact, new Date(), new Date()), 200);
    // Longer than the limit.
    await host.until((state) => state.done >= 25);
    clearInterval(touching);
    expect(await host.untilDone()).toMatchObject({ reason: 'abandoned' });
  });

  test('by SIGTERM takes a fraction of the grace period and leaves no process behind', async () => {
    const host = await pod({ ...slow, harness: { ...slow.harness, stubborn: true } });
    host.request({ id: 's1', kind: 'start' });
    const { process: supervisor } = host.start();
    await host.until((state) => state.done >= 1);
    const before = Date.now();
    supervisor.kill('SIGTERM');
    const [code, signal] = await once(supervisor, 'exit');
    expect(signal).toBeNull();
    // On a busy machine its own deadline may come first.
    expect([0, 143]).toContain(code);
    expect(Date.now() - before).toBeLessThan(10_000);
    const paid = host.paid().length;
    const ended = Date.now();
    await eventually(
      () => (Date.now() - ended > 1000 ? true : undefined),
      () => 'time stands still',
    );
    expect(host.paid()).toHaveLength(paid);
  });
});

describe('a supervisor that is killed and started again in place', () => {
  test('continues where it was, remembers the request, counts, and pays nothing finished twice', async () => {
    const host = await pod({ harness: { runMs: 500 }, env: { CLAWBENCH_RUNS: '4' } });
    host.request({ id: 's1', kind: 'start' });
    const { process: supervisor } = host.start();
    await host.until((state) => state.done >= 3);
    // As when the container is out of memory: nobody gets to clean up.
    const [harness] = readFileSync(`/proc/${supervisor.pid}/task/${supervisor.pid}/children`, 'utf8')
      .trim()
      .split(' ');
    expect(harness).toMatch(/^\d+$/);
    supervisor.kill('SIGKILL');
    process.kill(-Number(harness), 'SIGKILL');
    await once(supervisor, 'exit');
    host.start();
    await host.untilDone('s1');
    expect(host.state()).toMatchObject({ phase: 'done', restarts: 1, done: 8, valid: 8 });
    // Only the run that was under way is paid again.
    expect(host.paid().length).toBeLessThanOrEqual(9);
    expect(host.gateway.calls.filter((method) => method === 'sessions.send')).toHaveLength(1);
  });

  test('after all was done stays done, even without a gateway', async () => {
    const host = await pod();
    host.request({ id: 's1', kind: 'start' });
    const { process: supervisor } = host.start();
    await host.untilDone('s1');
    const done = host.done();
    supervisor.kill('SIGKILL');
    await once(supervisor, 'exit');
    await host.gateway.stop();
    host.start();
    expect(await host.until((state) => state.restarts === 1 && state.phase === 'done')).toMatchObject({
      valid: 4,
    });
    expect(host.done()).toEqual(done);
    expect(existsSync(host.paths.benchmark)).toBe(true);
  });
});

describe('the results program', () => {
  const runs = Array.from(
    { length: 2 },
    (_, run) => `run_cache/custom_m/v2-0123456789abcdef/t1-a/run${run}.json`,
  );

  test('keeps the run files beside a running shard, and ends on finish alone', async () => {
    const host = await started({ harness: { tasks: { 't1-a': 'tools' } } });
    const { process: results } = host.start('results');
    await host.untilDone('s1');
    const index = await eventually(
      () => {
        const text = existsSync(host.paths.keptIndex) ? readFileSync(host.paths.keptIndex, 'utf8') : '';
        return runs.every((run) => text.includes(run)) ? text : undefined;
      },
      () => 'the runs are not kept',
    );
    expect(JSON.parse(index)).toMatchObject({ tampered: [], replaced: [] });
    for (const run of runs) {
      expect(readFileSync(path.join(host.paths.kept, run))).toEqual(
        readFileSync(path.join(host.paths.results, run)),
      );
    }
    expect(results.exitCode).toBeNull();
    host.request({ id: 'f1', kind: 'finish' });
    expect(await once(results, 'exit')).toEqual([0, null]);
  });

  test('ends when nobody fetches the results for too long', async () => {
    const host = await pod({ env: { CLAWBENCH_HOLD_SECONDS: '1' } });
    writeFileSync(host.paths.done, '{}');
    const { process: results } = host.start('results');
    expect(await once(results, 'exit')).toEqual([0, null]);
  });

  test('ends soon without contact if there is no run to fetch, but not if failures are to be read', async () => {
    const [left, detached] = await Promise.all(
      ['1', '0'].map(async (limit) => {
        const env = { CLAWBENCH_HOLD_SECONDS: '3600', CLAWBENCH_ORPHAN_LIMIT_SECONDS: limit };
        const host = await pod({ env });
        writeFileSync(host.paths.done, '{}');
        return { host, results: host.start('results').process };
      }),
    );
    expect(await once(left!.results, 'exit')).toEqual([0, null]);
    await eventually(
      () => (existsSync(detached!.host.paths.keptIndex) ? true : undefined),
      () => 'it does not start',
    );
    await sleep(1500);
    expect(detached!.results.exitCode).toBeNull();
  });

  test('fails the pod on SIGTERM, so that the Job replaces it', async () => {
    const host = await pod();
    const { process: results } = host.start('results');
    await eventually(
      () => (existsSync(host.paths.keptIndex) ? true : undefined),
      () => 'it does not start',
    );
    results.kill('SIGTERM');
    expect(await once(results, 'exit')).toEqual([143, null]);
  });

  test('stays a moment after SIGTERM while there is contact, and keeps the files that still arrive', async () => {
    const host = await pod();
    const { process: results } = host.start('results');
    await eventually(
      () => (existsSync(host.paths.keptIndex) ? true : undefined),
      () => 'it does not start',
    );
    writeFileSync(host.paths.contact, '');
    results.kill('SIGTERM');
    const run = 'm/v2-0123456789abcdef/t1-a/run0.json';
    mkdirSync(path.dirname(path.join(host.paths.runCache, run)), { recursive: true });
    writeFileSync(path.join(host.paths.runCache, run), '{}');
    expect(await once(results, 'exit')).toEqual([143, null]);
    expect(readFileSync(host.paths.keptIndex, 'utf8')).toContain(run);
  });
});
