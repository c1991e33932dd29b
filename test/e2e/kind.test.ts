import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, beforeEach, describe, expect, inject, it } from 'vitest';
import { kindArguments } from '../../src/cluster/kind.ts';
import { kubectl } from '../cluster/kubectl.ts';
import { waitFor } from '../cluster/processes.ts';
import { type FakeKind, installFakeKind } from '../fakes/fake-kind.ts';
import { differences } from '../fakes/kind-conformance.ts';
import { ensureGoProgram } from './act.ts';
import { actionEntry, postEntry, runnerEnvironment, writtenTo } from './runner-process.ts';
import { callsOf, CANARY_KEY, newModel, openTestbed, standardInputs, type Testbed } from './testbed.ts';

const noCluster = inject('noCluster');
const commandLine = path.join(import.meta.dirname, '..', '..', 'dist', 'cli.js');

/** As act gives the PATH of this process to the steps, `kind` is the fake one for as long as the tests last. */
describe.skipIf(noCluster !== '')('cluster: kind', () => {
  const pathBefore = process.env['PATH'] ?? '';
  let testbed: Testbed;
  let directory: string;
  let kind: FakeKind;

  beforeAll(async () => {
    testbed = await openTestbed();
  });

  beforeEach(() => {
    directory = mkdtempSync(path.join(tmpdir(), 'clawbench-kind-test-'));
    kind = installFakeKind(directory, testbed.env.KUBECONFIG);
    process.env['PATH'] = `${kind.bin}${path.delimiter}${pathBefore}`;
    return async () => {
      process.env['PATH'] = pathBefore;
      rmSync(directory, { recursive: true, force: true });
      // Deleting a real cluster of kind takes the namespaces along; left here, their pods take up room.
      await Promise.all((await testbed.namespacesLeft()).map(removeNamespace));
    };
  });

  afterAll(async () => {
    await testbed.close();
  });

  async function removeNamespace(namespace: string): Promise<void> {
    await kubectl(testbed.cluster, ['-n', namespace, 'delete', 'jobs', '--all', '--wait=false']);
    // One that an earlier test deleted may end between the list and this.
    await kubectl(testbed.cluster, ['delete', 'namespace', namespace, '--wait=false', '--ignore-not-found']);
  }

  const inputs = { cluster: 'kind', kubeconfig: '', runs: '1', mlflow: 'false' };

  function asked(): string[] {
    return kind
      .calls()
      .map(({ args }) => args.slice(0, args[0] === 'version' ? 1 : 2).join(' '))
      .filter((call) => call !== 'version' && call !== 'get clusters');
  }

  it('makes a cluster, copies the images in before anything is deployed, evaluates, and deletes it', async () => {
    kind.set({ images: ['my-harness:dev', 'my-gateway:dev'] });
    const step = await testbed.step(
      newModel(),
      {
        ...inputs,
        tasks: 't1-greeting-file',
        'load-images': 'my-harness:dev my-gateway:dev',
        'kind-node-image': 'kindest/node:v1.34.3',
        'kind-config': 'kind: Cluster\napiVersion: kind.x-k8s.io/v1alpha4\nnodes: [{role: control-plane}]\n',
        'kind-wait': '90s',
      },
      { env: kind.env },
    );
    expect(step.outputs, step.log).toMatchObject({ verdict: 'pass' });
    // The post step, which knows that it is gone, does not ask for it.
    expect(asked()).toEqual(['create cluster', 'load docker-image', 'delete cluster']);
    const create = kind.calls().find(({ args }) => args[0] === 'create')?.args ?? [];
    expect(create).toEqual(
      expect.arrayContaining(['--image=kindest/node:v1.34.3', '--wait=90s', '--retain']),
    );
    expect(create.find((arg) => arg.startsWith('--name='))).toMatch(/^--name=clawbench-\d+-1-[0-9a-f]{8}$/);
    expect(kind.calls().flatMap(({ leaked }) => leaked)).toEqual([]);
    expect(kind.clusters()).toEqual([]);
    expect(step.log).toContain('✓ Preparing nodes');
  });

  it('brings the logs of the nodes home, without secrets, when the verdict is no pass', async () => {
    kind.set({ journal: `kubelet said ${CANARY_KEY} by mistake\n` });
    const step = await testbed.step(
      newModel(),
      { ...inputs, tasks: 't2-longest-line', threshold: '0.99' },
      { env: kind.env },
    );
    expect(step.outputs, step.log).toMatchObject({ verdict: 'fail', 'failure-reason': 'below-threshold' });
    const { directory: artifact, files } = await testbed.newestArtifact();
    const journal = files.find((file) => /^logs\/kind\/.*-control-plane\/journal\.log$/.test(file)) ?? '';
    expect(readFileSync(path.join(artifact, journal), 'utf8')).toBe('kubelet said *** by mistake\n');
    expect(readFileSync(path.join(artifact, 'manifest.json'), 'utf8')).toContain(journal);
    expect(kind.clusters()).toEqual([]);
  });

  it("says kind's last words when the cluster does not come to be, and deletes what did", async () => {
    kind.set({ createError: 'could not find a log line that matches "Reached target"', journal: 'boot\n' });
    const step = await testbed.step(newModel(), inputs, { env: kind.env });
    expect(step.outputs, step.log).toMatchObject({
      verdict: 'inconclusive',
      'failure-reason': 'kind-failed',
    });
    expect(step.log).toContain('could not find a log line that matches "Reached target"');
    const { files } = await testbed.newestArtifact();
    expect(files.some((file) => file.endsWith('-control-plane/journal.log'))).toBe(true);
    expect(kind.clusters()).toEqual([]);
  });

  it('names the image that is not on the machine', async () => {
    const step = await testbed.step(
      newModel(),
      { ...inputs, 'load-images': 'my-harness:dev' },
      { env: kind.env },
    );
    expect(step.outputs['failure-reason'], step.log).toBe('kind-failed');
    expect(step.log).toContain('Input `load-images` names my-harness:dev, which is not on this machine.');
    expect(kind.clusters()).toEqual([]);
  });

  function environment(model: string, state: Record<string, string> = {}): NodeJS.ProcessEnv {
    const all = {
      ...standardInputs(testbed.env, model),
      ...inputs,
      'openai-api-key': CANARY_KEY,
      tasks: 't1-greeting-file',
    };
    const given = Object.fromEntries(Object.entries(all).filter(([, value]) => value !== ''));
    return {
      ...runnerEnvironment(directory, given, state),
      ...kind.env,
      GITHUB_ACTIONS: 'true',
      GITHUB_REPOSITORY: 'octo/repo',
      GITHUB_RUN_ID: testbed.runId,
      GITHUB_RUN_ATTEMPT: '1',
    };
  }

  it('is deleted by the post step when the step is cancelled while it is made', async () => {
    kind.set({ createMs: 120_000 });
    const model = newModel();
    const main = spawn(process.execPath, [actionEntry], { env: environment(model), stdio: 'ignore' });
    await waitFor('the cluster', () => Promise.resolve(kind.clusters().length > 0), { timeoutMs: 100_000 });
    const [name = ''] = kind.clusters();
    const signalledMs = Date.now();
    main.kill('SIGINT');
    const [code] = await once(main, 'close');
    expect(Date.now() - signalledMs).toBeLessThan(7500);
    expect(code).toBe(1);
    const state = writtenTo(directory, 'state');
    expect(state).toMatchObject({ kind: name });
    // The one that was making it has been stopped, so that nothing comes after the deletion.
    expect(kind.calls().some(({ args }) => args[0] === 'create')).toBe(false);

    const env = environment(model, state);
    const post = spawn(process.execPath, [postEntry], { env, stdio: ['ignore', 'pipe', 'inherit'] });
    const [postCode] = await once(post, 'close');
    expect(postCode).toBe(0);
    expect(kind.clusters()).toEqual([]);
  });

  it('is deleted by the post step alone when the step was killed', async () => {
    const model = newModel();
    const main = spawn(process.execPath, [actionEntry], { env: environment(model), stdio: 'ignore' });
    await waitFor('the first model call', async () => (await callsOf(testbed.env, model)).length > 0, {
      timeoutMs: 300_000,
    });
    main.kill('SIGKILL');
    await once(main, 'close');
    expect(kind.clusters()).toHaveLength(1);
    const env = environment(model, writtenTo(directory, 'state'));
    const [postCode] = await once(spawn(process.execPath, [postEntry], { env, stdio: 'ignore' }), 'close');
    expect(postCode).toBe(0);
    expect(kind.clusters()).toEqual([]);
  });

  it('is deleted by the command line itself when it is stopped', async () => {
    const model = newModel();
    const all = {
      ...standardInputs(testbed.env, model),
      cluster: 'kind',
      tasks: 't1-greeting-file',
      mlflow: 'false',
    };
    const flags = Object.entries(all).flatMap(([name, value]) =>
      value.startsWith('${{') ? [] : [`--${name}`, value],
    );
    const env = { ...process.env, ...kind.env, HOME: directory, OPENAI_API_KEY: CANARY_KEY };
    const child = spawn(process.execPath, [commandLine, 'eval', ...flags], { env, stdio: 'ignore' });
    await waitFor('the first model call', async () => (await callsOf(testbed.env, model)).length > 0, {
      timeoutMs: 300_000,
    });
    const [name = ''] = kind.clusters();
    child.kill('SIGINT');
    const [code] = await once(child, 'close');
    expect(code).toBe(4);
    expect(kind.clusters()).toEqual([]);
    expect(existsSync(path.join(directory, '.kube'))).toBe(false);
    // It is called as the namespace of its eval.
    await removeNamespace(name);
  });

  it('asks the real kind nothing that it does not know', async () => {
    const real = await ensureGoProgram('kind', 'sigs.k8s.io/kind', 'v0.32.0', () => undefined);
    const settings = {
      version: null,
      nodeImage: 'kindest/node:v1.34.3',
      config: null,
      waitMs: 1000,
      loadImages: [],
    };
    const files = { kubeconfig: '/k', config: '/c' };
    const calls = [
      kindArguments.list(),
      kindArguments.create('c', files, settings),
      kindArguments.load('c', ['image']),
      kindArguments.loadArchive('c', '/images.tar'),
      kindArguments.exportLogs('c', '/logs'),
      kindArguments.remove('c', '/k'),
    ];
    for (const args of calls) {
      // With --help it parses everything, refuses what it does not know, and does nothing.
      const { status, stdout, stderr } = spawnSync(real, [...args, '--help'], { encoding: 'utf8' });
      expect(status, stderr).toBe(0);
      expect(stdout).toContain(`kind ${args.slice(0, 2).join(' ')}`);
    }
    expect(differences(real, null)).toEqual([]);
  });

  it('of the real kind says in one sentence that there is no Docker, and leaves nothing', async () => {
    const real = await ensureGoProgram('kind', 'sigs.k8s.io/kind', 'v0.32.0', (line) =>
      process.stderr.write(`${line}\n`),
    );
    const bin = path.join(directory, 'real');
    mkdirSync(bin);
    symlinkSync(real, path.join(bin, 'kind'));
    process.env['PATH'] = `${bin}${path.delimiter}${pathBefore}`;
    const step = await testbed.step(newModel(), inputs, {
      env: { DOCKER_HOST: 'unix:///nonexistent/docker.sock' },
    });
    expect(step.outputs, step.log).toMatchObject({
      verdict: 'inconclusive',
      'failure-reason': 'kind-failed',
    });
    expect(step.log).toContain('kind needs Docker or Podman, and neither answers on this machine');
    expect(step.log).not.toContain('Creating cluster');
    expect(step.log).not.toContain('Deleting');
  });
});
