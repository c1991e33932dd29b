import { spawn } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';
import { kubectl } from '../cluster/kubectl.ts';
import { waitFor } from '../cluster/processes.ts';
import { cliProgram, runCli } from './cli.ts';
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

/** What a detached eval prints. */
interface Detached {
  instance: string;
  namespace: string;
}

describe.skipIf(noCluster !== '')('an eval that its process left', () => {
  let testbed: Testbed;
  let env: Record<string, string>;

  beforeAll(async () => {
    testbed = await openTestbed();
    env = { KUBECONFIG: testbed.env.KUBECONFIG, OPENAI_API_KEY: CANARY_KEY };
  });

  afterAll(async () => {
    await testbed.close();
  });

  /** An eval as flags, without those of the gate. */
  function flags(model: string, more: Record<string, string>): string[] {
    const {
      kubeconfig: _k,
      'openai-api-key': _o,
      threshold: _t,
      'mlflow-image': _m,
      ...standard
    } = standardInputs(testbed.env, model);
    const inputs = { ...standard, mlflow: 'false', ...more };
    return Object.entries(inputs).map(([name, value]) => `--${name}=${value}`);
  }

  /** Runs of the harness that reached the model. */
  async function runsBegun(model: string): Promise<number> {
    const calls = (await callsOf(testbed.env, model)).filter(({ task }) => task !== null);
    return new Set(calls.map(({ task, run }) => `${task}/${run}`)).size;
  }

  async function isGone(namespace: string): Promise<boolean> {
    const found = await kubectl(testbed.cluster, [
      'get',
      'namespace',
      namespace,
      '--ignore-not-found',
      '-o',
      'name',
    ]);
    return found.trim() === '';
  }

  it('on purpose goes on, is followed, and is judged by another as if it had been its own', async () => {
    const model = newModel();
    const wanted = { tasks: 't1-greeting-file', runs: 'auto', 'max-runs': '2' };
    const began = await runCli(
      ['eval', ...flags(model, wanted), '--threshold', '0.1', '--detach', '--json'],
      env,
    );
    expect(began, began.error).toMatchObject({ code: 0 });
    const { instance, namespace }: Detached = JSON.parse(began.out);
    const settings = await kubectl(testbed.cluster, [
      '-n',
      namespace,
      'get',
      'configmap',
      `clawbench-${instance}`,
      '-o',
      'json',
    ]);
    expect(settings).not.toContain(CANARY_KEY);
    expect(JSON.parse(settings)).toMatchObject({
      data: { CLAWBENCH_ORPHAN_LIMIT_SECONDS: '0', CLAWBENCH_HOLD_SECONDS: '86400' },
    });

    const followed = await runCli(['logs', '--namespace', namespace], env);
    expect(followed, followed.error).toMatchObject({ code: 0 });
    expect(followed.error).toMatch(/^supervisor: request start-\S+ accepted$/m);
    expect(followed.error).toMatch(/\[1\/1\] t1-greeting-file/);
    expect(followed.out).toBe(`Evaluation ${instance}: the model answered in 1 of 1 runs\n`);
    // The stand-in harness keeps what a newer ClawBench does, and the next run of the task would begin here.
    expect(followed.error).toMatch(
      /Evidence is in \/tmp\/evidence\/run-0-\S+, its review in \/tmp\/reviews\/run-0-/,
    );
    const look = [
      'find',
      '/work',
      '/tmp',
      '-name',
      '_evidence',
      '-o',
      '-name',
      '_reviews',
      '-o',
      '-name',
      'retention.json',
    ];
    const job = `job/clawbench-${instance}`;
    expect(
      await kubectl(testbed.cluster, ['-n', namespace, 'exec', job, '-c', 'gateway', '--', ...look]),
    ).toBe('');

    const none = Object.fromEntries(
      Object.keys(standardInputs(testbed.env, model)).map((name) => [name, '']),
    );
    const step = await testbed.step(model, {
      ...none,
      kubeconfig: '${{ secrets.KUBECONFIG }}',
      mode: 'results',
      namespace,
      'max-runs': '2',
      threshold: '0.70',
    });
    expect(step.outputs, step.log).toMatchObject({ verdict: 'pass', 'valid-runs': '2', instance, namespace });
    // Ordered by this process, of a pod that another one started.
    expect(step.log).toContain('is not clear yet: run 2 of 1 task.');
    expect(step.log).not.toContain('MLflow of namespace');
    const { directory, files } = await testbed.newestArtifact();
    expect(files).toEqual(expect.arrayContaining(['benchmark.json', 'verdict.json', 'manifest.json']));
    expect(JSON.parse(readFileSync(path.join(directory, 'manifest.json'), 'utf8'))).toMatchObject({
      instance,
      inputs: { model: `openai/${model}`, runs: 'auto', threshold: 0.7 },
    });
    await waitFor('its namespace to be gone', () => isGone(namespace), { timeoutMs: 240_000 });

    const again = await runCli(['results', '--namespace', namespace, '--instance', instance], env);
    expect(again).toMatchObject({ code: 2, out: '' });
    expect(again.error).toContain(`There is no evaluation ${instance} in namespace ${namespace}.`);
  });

  it('by being killed is brought home with every run that was paid', async () => {
    const model = newModel();
    await behave(testbed.env, model, { latencyMs: 1000, solveProbability: 0 });
    const args = ['eval', ...flags(model, { tasks: 't1-greeting-file', runs: '2', concurrency: '1' })];
    const killed = spawn(process.execPath, [cliProgram, ...args], {
      env: { HOME: tmpdir(), TMPDIR: tmpdir(), ...env },
    });
    let error = '';
    killed.stderr.on('data', (chunk: Buffer) => (error += chunk.toString()));
    await waitFor('a run to begin', async () => (await runsBegun(model)) > 0, { timeoutMs: 300_000 });
    killed.kill('SIGKILL');
    const [, namespace = '', instance = ''] = /Job (\S+)\/clawbench-([0-9a-f]{8}) runs on/.exec(error) ?? [];

    const results = await runCli(
      ['results', '--namespace', namespace, '--instance', instance, '--threshold', '0.9', '--json'],
      env,
    );
    expect(JSON.parse(results.out), results.error).toMatchObject({
      verdict: 'fail',
      coverage: { planned: 2, valid: 2 },
    });
    expect(results.code).toBe(1);
    await waitFor('its namespace to be gone', () => isGone(namespace), { timeoutMs: 240_000 });
  });

  it('is stopped and removed, and what is paid is kept', async () => {
    const model = newModel();
    await behave(testbed.env, model, { latencyMs: 3000 });
    const wanted = { tasks: 't1-greeting-file', runs: '10', concurrency: '1', detach: 'true' };
    const began = await runCli(['eval', ...flags(model, wanted), '--json'], env);
    const { instance, namespace }: Detached = JSON.parse(began.out);
    await waitFor('a second run to begin', async () => (await runsBegun(model)) > 1, { timeoutMs: 300_000 });
    const detached = await runCli(['detach', '--namespace', namespace, '--json'], env);
    expect(detached, detached.error).toMatchObject({ code: 0 });
    const record: { instance: string; directory: string; runs: number } = JSON.parse(detached.out);
    expect(record).toMatchObject({ instance, remaining: [] });
    expect(record.runs).toBeGreaterThanOrEqual(1);
    expect(record.runs).toBeLessThan(10);
    expect(existsSync(path.join(record.directory, 'run_cache'))).toBe(true);
    expect(await isGone(namespace)).toBe(true);
  });
});
