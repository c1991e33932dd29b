import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';
import { kubectl } from '../cluster/kubectl.ts';
import { waitFor } from '../cluster/processes.ts';
import { callsOf, CANARY_KEY, newModel, openTestbed, standardInputs, type Testbed } from './testbed.ts';

const noCluster = inject('noCluster');
const entry = path.join(import.meta.dirname, '..', '..', 'dist', 'index.js');

/** The runner signals the node process of the action itself, which act can not be made to do. */
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

  /** The environment in which a runner starts the action, and the files that it hands it. */
  function environment(model: string, state: Record<string, string> = {}): NodeJS.ProcessEnv {
    const inputs = {
      ...standardInputs(testbed.env, model),
      kubeconfig: testbed.kubeconfig,
      'openai-api-key': CANARY_KEY,
      tasks: 't1-greeting-file',
      mlflow: 'false',
    };
    for (const name of ['output', 'state', 'summary']) writeFileSync(path.join(directory, name), '');
    const named = (
      prefix: string,
      values: Record<string, string>,
      spell: (name: string) => string,
    ): [string, string][] =>
      Object.entries(values).map(([name, value]) => [`${prefix}${spell(name)}`, value]);
    return {
      PATH: process.env['PATH'],
      HOME: directory,
      RUNNER_TEMP: directory,
      GITHUB_OUTPUT: path.join(directory, 'output'),
      GITHUB_STATE: path.join(directory, 'state'),
      GITHUB_STEP_SUMMARY: path.join(directory, 'summary'),
      ...Object.fromEntries(named('INPUT_', inputs, (name) => name.toUpperCase())),
      ...Object.fromEntries(named('STATE_', state, (name) => name)),
    };
  }

  /** What the step saved for the post step, as the runner reads it: `name<<delimiter`, value, delimiter. */
  function savedState(): Record<string, string> {
    const text = readFileSync(path.join(directory, 'state'), 'utf8');
    const entries = text.matchAll(/^(\S+?)<<(\S+)\n(.*?)\n\2$/gms);
    return Object.fromEntries([...entries].map(([, name = '', , value = '']) => [name, value]));
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
    const main = spawn(process.execPath, [entry], {
      env: environment(model),
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    let log = '';
    main.stdout.on('data', (chunk: Buffer) => (log += chunk.toString()));
    await waitFor('the first model call', async () => (await callsOf(testbed.env, model)).length > 0, {
      timeoutMs: 120_000,
    });
    const signalledMs = Date.now();
    main.kill('SIGINT');
    const [code] = await once(main, 'close');
    expect(Date.now() - signalledMs).toBeLessThan(7500);
    expect(code).toBe(1);
    expect(log).toContain('The step was cancelled.');
    expect(readFileSync(path.join(directory, 'output'), 'utf8')).toMatch(/inconclusive[\s\S]*cancelled/);

    const state = savedState();
    const { instance } = JSON.parse(state['leftovers'] ?? '{}');
    const post = spawn(process.execPath, [entry], { env: environment(model, state), stdio: 'inherit' });
    const [postCode] = await once(post, 'close');
    expect(postCode).toBe(0);
    expect(await namespaceOf(instance)).toBe('');
  });

  it('that was killed at once is cleaned up by the post step alone', async () => {
    const model = newModel();
    const main = spawn(process.execPath, [entry], { env: environment(model), stdio: 'ignore' });
    await waitFor('the first model call', async () => (await callsOf(testbed.env, model)).length > 0, {
      timeoutMs: 120_000,
    });
    main.kill('SIGKILL');
    await once(main, 'close');
    const state = savedState();
    const { instance } = JSON.parse(state['leftovers'] ?? '{}');
    expect(await namespaceOf(instance)).not.toBe('');
    const post = spawn(process.execPath, [entry], { env: environment(model, state), stdio: 'inherit' });
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
    const state = { main: 'started', leftovers: JSON.stringify(leftovers) };
    const post = spawn(process.execPath, [entry], {
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
