import { cp, rm } from 'node:fs/promises';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';
import type { WireOutcome } from '../../src/protocol/wire.ts';
import { runCli } from './cli.ts';
import { behave, callsOf, newModel, openTestbed, type Testbed } from './testbed.ts';
import { classesOf, endsOf, linesOf, verdictIn } from './wire-lines.ts';

const noCluster = inject('noCluster');

/** What the wire shows of a run decides whether it counts, and nothing else is needed for that. */
describe.skipIf(noCluster !== '')('the wire', () => {
  let testbed: Testbed;

  beforeAll(async () => {
    testbed = await openTestbed();
  });

  afterAll(async () => {
    await testbed.close();
  });

  /** Each is done to one run, that of its index; and how the relay has to see it. */
  const faults: readonly [fault: object | null, outcome: WireOutcome][] = [
    [null, 'complete'],
    [{ kind: 'status', status: 401 }, 'http-error'],
    [{ kind: 'status', status: 402 }, 'http-error'],
    [{ kind: 'status', status: 403 }, 'http-error'],
    [{ kind: 'status', status: 404 }, 'http-error'],
    [{ kind: 'status', status: 429, retryAfterSeconds: 1 }, 'http-error'],
    [{ kind: 'status', status: 429 }, 'http-error'],
    [{ kind: 'status', status: 500 }, 'http-error'],
    // The gateway loses its patience first.
    [{ kind: 'hang' }, 'client-gone'],
    [{ kind: 'cut' }, 'cut-stream'],
    [{ kind: 'reset' }, 'network'],
    [{ kind: 'stall' }, 'client-gone'],
    [{ kind: 'drip', everyMs: 100 }, 'complete'],
    [{ kind: 'empty' }, 'empty'],
    [{ kind: 'page' }, 'bad-answer'],
    [{ kind: 'other-model', model: 'scripted-impostor' }, 'complete'],
  ];
  const classes = [
    'provider-error 401 1',
    'provider-error 402 1',
    'provider-error 403 1',
    'provider-error 404 1',
    'provider-error 429 2',
    'provider-error 500 1',
    'provider-error bad-answer 1',
    'provider-error cut-stream 1',
    'provider-error empty-answer 1',
    'provider-error network 1',
    'provider-error timeout 2',
    'provider-error wrong-model 1',
  ];

  it('tells each failure of a provider by itself, without the log of the gateway', async () => {
    const model = newModel();
    await behave(testbed.env, model, {
      faults: faults.flatMap(([fault], run) =>
        fault === null ? [] : [{ fault, when: { matching: `workspace-clawbench/[^/]+/run-${run}-` } }],
      ),
    });
    const step = await testbed.step(model, {
      tasks: 't1-greeting-file',
      runs: String(faults.length),
      concurrency: '4',
      'retry-invalid': '0',
      'rate-limit-wait': '0',
      'per-run-timeout': '75s',
      mlflow: 'false',
    });
    expect(step.outputs, step.log).toMatchObject({ verdict: 'inconclusive', 'valid-runs': '2' });
    const { directory } = await testbed.artifactOf(step);
    const record = verdictIn(directory);
    expect(classesOf(record), step.log).toEqual(classes);
    const lines = linesOf(directory);
    const outcomes = faults.map((_, index) => endsOf(lines, ({ run }) => run?.run === index)[0]?.outcome);
    expect(outcomes).toEqual(faults.map(([, outcome]) => outcome));

    const bare = `${directory}-bare`;
    await cp(directory, bare, { recursive: true });
    await rm(path.join(bare, 'logs'), { recursive: true });
    const again = await runCli(['verdict', bare, '--threshold', '0.7', '--json'], {});
    expect(classesOf(JSON.parse(again.out)), again.error).toEqual(classes);
  });

  it('belongs to a run, request by request, when four run at a time', async () => {
    const model = newModel();
    const step = await testbed.step(model, {
      tasks: 't1-greeting-file t2-longest-line t2-rename-setting',
      runs: '27',
      concurrency: '4',
      mlflow: 'false',
      threshold: '',
    });
    expect(step.outputs, step.log).toMatchObject({ verdict: 'pass', 'valid-runs': '81' });
    const { directory } = await testbed.artifactOf(step);
    const lines = linesOf(directory);
    const attributed = lines
      .filter((line) => line.kind === 'opened')
      .map(({ run }) => (run === null ? 'none' : `${run.task} ${run.run}`));
    // A gateway too busy to list its models in time is asked by a turn of its own, and says so; all else is of a run.
    const others = lines.filter((line) => line.kind === 'opened' && line.purpose === 'other');
    expect(others).toHaveLength(step.log.includes('OpenClaw does not list the model') ? 1 : 0);
    // The server saw the same conversations, and tells by itself which run each is of.
    const seen = (await callsOf(testbed.env, model)).map(({ task, run }) =>
      task === null ? 'none' : `${task} ${run}`,
    );
    expect(attributed.toSorted()).toEqual(seen.toSorted());
    expect(new Set(attributed.filter((one) => one !== 'none')).size).toBe(81);
    expect(verdictIn(directory).wire).toMatchObject({ requests: seen.length, failed: 0 });
  });

  it('shows what an endpoint that reports no usage used, and says that it is estimated', async () => {
    const model = newModel();
    await behave(testbed.env, model, { reportsUsage: false });
    const step = await testbed.step(model, { tasks: 't1-greeting-file', runs: '1', mlflow: 'false' });
    expect(step.outputs, step.log).toMatchObject({ verdict: 'pass' });
    const { wire } = verdictIn((await testbed.artifactOf(step)).directory);
    expect(wire?.estimated).toBe(wire?.requests);
    expect(wire?.inputTokens).toBeGreaterThan(1000);
    expect(step.log).toMatch(/estimated/);
  });
});
