import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';
import { kubectl } from '../cluster/kubectl.ts';
import { waitFor } from '../cluster/processes.ts';
import { runCli } from './cli.ts';
import {
  behave,
  callsOf,
  CANARY_KEY,
  newModel,
  openTestbed,
  standardInputs,
  type Testbed,
} from './testbed.ts';

const noCluster = inject('noCluster');
const TASKS = 't1-greeting-file t1-price-sum t2-longest-line t3-sales-report';
/** An agent that is told this solves little. */
const HASTE = 'Answer in haste, canary-5d1e.';

interface Judged {
  code: number | null;
  record: Record<string, unknown>;
  log: string;
}

/** Two arms beside each other, which see the same hour of the model server. */
describe.skipIf(noCluster !== '')('an eval with a base arm', () => {
  let testbed: Testbed;
  let env: Record<string, string>;
  let files: string;
  const namespaces = new Set<string>();

  beforeAll(async () => {
    testbed = await openTestbed();
    env = { KUBECONFIG: testbed.env.KUBECONFIG, OPENAI_API_KEY: CANARY_KEY };
    files = mkdtempSync(path.join(tmpdir(), 'clawbench-arms-'));
    for (const [name, text] of Object.entries({ careful: 'Work with care.', hasty: HASTE })) {
      mkdirSync(path.join(files, name));
      writeFileSync(path.join(files, name, 'AGENTS.md'), `${text}\n`);
    }
  });

  afterAll(async () => {
    rmSync(files, { recursive: true, force: true });
    await testbed.close();
  });

  /** An eval whose base arm works with care. @param prompt of the head */
  function flags(model: string, prompt: 'careful' | 'hasty', more: Record<string, string> = {}): string[] {
    const {
      kubeconfig: _k,
      'openai-api-key': _o,
      threshold: _t,
      ...standard
    } = standardInputs(testbed.env, model);
    const inputs = {
      ...standard,
      mlflow: 'false',
      tasks: TASKS,
      runs: '3',
      'agent-files': path.join(files, prompt),
      baseline: 'run',
      'baseline-inputs': `agent-files: ${path.join(files, 'careful')}`,
      'confirm-runs': '6',
      ...more,
    };
    return Object.entries(inputs).flatMap(([name, value]) => (value === '' ? [] : [`--${name}=${value}`]));
  }

  async function run(mode: string, args: readonly string[]): Promise<Judged> {
    const { code, out, error } = await runCli([mode, ...args, '--json'], env);
    if (out === '') throw new Error(error);
    for (const [, namespace = ''] of error.matchAll(/Job (clawbench-\S+?)\/clawbench-/g))
      namespaces.add(namespace);
    return { code, record: JSON.parse(out), log: error };
  }

  it('is red where the prompt was made worse, though the model gets worse for both', async () => {
    const model = newModel();
    const marked = { matching: HASTE, solveProbability: 0.1 };
    await behave(testbed.env, model, { solveProbability: 0.95, marked });
    const running = run('eval', flags(model, 'hasty'));
    await waitFor(
      'the first run',
      // On a busy machine the model server resets a connection now and then.
      async () => (await callsOf(testbed.env, model).catch(() => [])).some((call) => call.task !== null),
      { timeoutMs: 540_000 },
    );
    await behave(testbed.env, model, { solveProbability: 0.9, marked });
    const { code, record, log } = await running;
    expect(record, log).toMatchObject({
      verdict: 'fail',
      failureReason: 'regression',
      comparison: { arm: true, confirmedBy: 'both' },
    });
    expect(code).toBe(1);
    expect(log).toContain('[base] ');
  });

  it('is green where nothing was made worse, is followed, and is judged by another process', async () => {
    const model = newModel();
    await behave(testbed.env, model, { solveProbability: 0.75 });
    const began = await run('eval', flags(model, 'careful', { detach: 'true' }));
    await behave(testbed.env, model, { solveProbability: 0.7 });
    const at = [`--namespace=${String(began.record['namespace'])}`];
    const followed = await run('logs', at);
    expect(followed.record).toMatchObject({ ends: [expect.any(String)], baseEnds: [expect.any(String)] });
    expect(followed.log).toContain('[base] ');
    const { code, record, log } = await run('results', at);
    expect(record, log).toMatchObject({
      verdict: 'pass',
      comparison: { arm: true, comparable: true, regressed: false },
    });
    expect(code).toBe(0);
  });

  it('is inconclusive, and names the base arm, where that cannot start', async () => {
    const missing = `${testbed.env.OPENCLAW_IMAGE}-missing`;
    const inputs = {
      tasks: 't1-greeting-file t1-price-sum',
      'baseline-inputs': `openclaw-image: ${missing}`,
      'startup-timeout': '4m',
    };
    const { record, log } = await run('eval', flags(newModel(), 'careful', inputs));
    expect(record, log).toMatchObject({ verdict: 'inconclusive', failureReason: 'image-pull' });
    expect(record['reasons']).toContainEqual(
      expect.stringMatching(/^The base arm \(base \(openclaw-image .*missing/),
    );
  });

  it('holds a drop against a stored baseline that is made again, so that a worse model turns nothing red', async () => {
    const model = newModel();
    const stored = path.join(files, 'yesterday');
    const own = { baseline: '', 'baseline-inputs': '', 'confirm-runs': '' };
    const yesterday = await run('eval', flags(model, 'careful', { ...own, output: stored }));
    expect(yesterday.record, yesterday.log).toMatchObject({ verdict: 'pass' });
    await behave(testbed.env, model, { solveProbability: 0.2 });
    const held = { baseline: stored, 'baseline-inputs': '' };
    const both = await run('eval', flags(model, 'careful', held));
    expect(both.record, both.log).toMatchObject({
      verdict: 'pass',
      comparison: { confirmed: true, confirmedBy: 'both', regressed: false },
    });
    const head = await run('eval', flags(model, 'careful', { ...held, confirm: 'head' }));
    expect(head.record, head.log).toMatchObject({
      verdict: 'fail',
      failureReason: 'regression',
      comparison: { confirmedBy: 'head' },
    });
  });

  it('leaves nothing behind', async () => {
    expect(namespaces.size).toBe(6);
    const left = async (): Promise<string[]> => {
      const found = await kubectl(testbed.cluster, ['get', 'namespaces', '-o', 'name']);
      return [...namespaces].filter((name) => found.includes(name));
    };
    await waitFor('the namespaces to be gone', async () => (await left()).length === 0, {
      timeoutMs: 240_000,
    });
    expect(await left()).toEqual([]);
  });
});
