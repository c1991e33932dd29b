import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';
import { kubectl } from '../cluster/kubectl.ts';
import { waitFor } from '../cluster/processes.ts';
import { actionEntry, postEntry, runnerEnvironment, writtenTo } from './runner-process.ts';
import { callsOf, CANARY_KEY, newModel, openTestbed, standardInputs, type Testbed } from './testbed.ts';

const noCluster = inject('noCluster');

/** The runner signals the node process of the action itself, which act cannot be made to do. */
describe.skipIf(noCluster !== '')('a cancelled step', () => {
  let testbed: Testbed;
  let directory: string;

  beforeAll(async () => {
    testbed = await openTestbed();
    directory = mkdtempSync(path.join(tmpdir(), 'clawbench-cancel-'));
  });

  afterAll(async () => {
    await testbed.close();
    rmSync(directory, { recursive: true, force: true });
  });

  function environment(model: string, state: Record<string, string> = {}): NodeJS.ProcessEnv {
    const inputs = {
      ...standardInputs(testbed.env, model),
      kubeconfig: testbed.kubeconfig,
      'openai-api-key': CANARY_KEY,
      tasks: 't1-greeting-file',
      mlflow: 'false',
    };
    return runnerEnvironment(directory, inputs, state);
  }

  async function namespaceOf(instance: string): Promise<string> {
    return await kubectl(testbed.cluster, [
      'get',
      'namespaces',
      '-l',
      `clawbench.dev/instance=${instance}`,
      '-o',
      'name',
    ]);
  }

  it('ends within the time the runner gives, and what it made is gone after the post step', async () => {
    const model = newModel();
    const main = spawn(process.execPath, [actionEntry], {
      env: environment(model),
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    let log = '';
    main.stdout.on('data', (chunk: Buffer) => (log += chunk.toString()));
    await waitFor('the first model call', async () => (await callsOf(testbed.env, model)).length > 0, {
      timeoutMs: 300_000,
    });
    const signalledMs = Date.now();
    main.kill('SIGINT');
    const [code] = await once(main, 'close');
    expect(Date.now() - signalledMs).toBeLessThan(7500);
    expect(code).toBe(1);
    expect(log).toContain('The step was cancelled.');
    expect(writtenTo(directory, 'output')).toMatchObject({
      verdict: 'inconclusive',
      'failure-reason': 'cancelled',
    });

    const state = writtenTo(directory, 'state');
    const { instance } = JSON.parse(state['leftovers'] ?? '{}');
    const post = spawn(process.execPath, [postEntry], { env: environment(model, state), stdio: 'inherit' });
    const [postCode] = await once(post, 'close');
    expect(postCode).toBe(0);
    expect(await namespaceOf(instance)).toBe('');
  });

  it('that was killed at once is cleaned up by the post step alone', async () => {
    const model = newModel();
    const main = spawn(process.execPath, [actionEntry], { env: environment(model), stdio: 'ignore' });
    await waitFor('the first model call', async () => (await callsOf(testbed.env, model)).length > 0, {
      timeoutMs: 300_000,
    });
    main.kill('SIGKILL');
    await once(main, 'close');
    const state = writtenTo(directory, 'state');
    const { instance } = JSON.parse(state['leftovers'] ?? '{}');
    expect(await namespaceOf(instance)).not.toBe('');
    const post = spawn(process.execPath, [postEntry], { env: environment(model, state), stdio: 'inherit' });
    await once(post, 'close');
    expect(await namespaceOf(instance)).toBe('');
  });

  it('does not delete by a state that leads elsewhere', async () => {
    const leftovers = {
      instance: '00000000',
      namespace: 'model-server',
      server: 'https://elsewhere.example',
      caSha256: '',
    };
    const state = { leftovers: JSON.stringify(leftovers) };
    const post = spawn(process.execPath, [postEntry], {
      env: environment(newModel(), state),
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    let log = '';
    post.stdout.on('data', (chunk: Buffer) => (log += chunk.toString()));
    const [code] = await once(post, 'close');
    expect(code).toBe(1);
    expect(log).toContain('another cluster');
    expect(
      await kubectl(testbed.cluster, ['get', 'namespace', 'model-server', '-o', 'jsonpath={.status.phase}']),
    ).toBe('Active');
  });
});
