import { spawn, type ChildProcess } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, inject, test } from 'vitest';
import { writeArchive } from '../images/archive.ts';
import { api } from './api.ts';
import { busyboxReference, writeBusyboxArchive } from './busybox-image.ts';
import { clusterAt, clusterFromEnvironment, nodeAt } from './cluster.ts';
import { missingComponents } from './control-plane.ts';
import { down, leftovers } from './down.ts';
import { importArchive } from './images.ts';
import { endNode, isNodeReady, nodeInit } from './node.ts';
import { listDirectory, readRecord, run, signal, tryRun, waitFor, writeRecord } from './processes.ts';
import { clusterStatus } from './status.ts';
import { up } from './up.ts';
import { versionFor } from './version.ts';

const cli = join(import.meta.dirname, 'cli.ts');

describe('the command line of the test cluster', () => {
  test.each([
    ['no verb', [], 'npm run cluster'],
    ['an unknown verb', ['fly'], 'no verb "fly"'],
    ['a wrong number of nodes', ['up', '--nodes', 'two'], 'up [--nodes N]'],
    ['a version of Kubernetes it cannot build', ['up', '--kubernetes', '1.30.0'], 'cannot be built here'],
    ['an unknown option', ['status', '--yaml'], '--yaml'],
  ])('answers %s with one clear text and exit code 2', async (_, args, text) => {
    const result = await tryRun(process.execPath, [cli, ...args]);
    expect(result.stdout + result.stderr).toContain(text);
    expect(result.code).toBe(2);
  });

  test('says in one sentence that Go is missing, and starts nothing', async () => {
    const env = { ...process.env, PATH: '/nonexistent', CLAWBENCH_CLUSTER: '5' };
    const result = await tryRun(process.execPath, [cli, 'up'], { env });
    expect(result).toMatchObject({ code: 2, stdout: '' });
    expect(result.stderr.trim()).toMatch(/^The test cluster needs (Linux|root|Go)[^\n]*\.$/);
    expect(existsSync(clusterAt(5).directory)).toBe(false);
  });
});

// Beside the cluster that other tests use: its own addresses, names and state.
describe.skipIf(inject('noCluster') !== '')('a test cluster from up to down', () => {
  const cluster = clusterAt(7);
  const node = nodeAt(cluster, 1);
  // The version whose binary exists: compiling another one would take longer than a test may.
  const kubernetes = versionFor(clusterFromEnvironment());
  const options = { nodes: 1, modelServer: false, kubernetes, log: (): void => {} };
  let stranger: ChildProcess | undefined;

  afterAll(async () => {
    stranger?.kill();
    await down(cluster, options.log);
    rmSync(cluster.directory, { recursive: true, force: true });
  });

  test('is up when `up` returns, and `up` then only looks', async () => {
    expect(await up(cluster, options)).toBe(false);
    expect(await clusterStatus(cluster)).toMatchObject({
      state: 'running',
      nodes: [{ name: 'node-1', ready: true }],
    });
    const result = await tryRun(process.execPath, [cli, 'status', '--json'], {
      env: { ...process.env, CLAWBENCH_CLUSTER: '7' },
    });
    expect(JSON.parse(result.stdout)).toMatchObject({ state: 'running', kubernetes });
    const version = await api<{ gitVersion: string }>(cluster, '/version');
    expect(version.json().gitVersion).toBe(`v${kubernetes}`);
    const started = Date.now();
    expect(await up(cluster, options)).toBe(true);
    // Restarting it would take longer, even on a fast machine.
    expect(Date.now() - started).toBeLessThan(10_000);
  });

  test('refuses to become another version while it runs', async () => {
    const other = kubernetes === '1.34.0' ? '1.34.1' : '1.34.0';
    await expect(up(cluster, { ...options, kubernetes: other })).rejects.toThrow(
      new RegExp(`runs Kubernetes ${kubernetes}; .*${other}.* down$`),
    );
    expect(await clusterStatus(cluster)).toMatchObject({ state: 'running', kubernetes });
  });

  test('takes an archive into a running node, also when a layer comes again on another base', async () => {
    const directory = mkdtempSync(join(tmpdir(), 'clawbench-lifecycle-'));
    const busybox = join(directory, 'busybox.tar');
    await writeBusyboxArchive(busybox, join(directory, 'scratch'));
    await run('tar', ['-xf', busybox, '-C', directory]);
    const busyboxLayer = readdirSync(directory).find((name) => /^[0-9a-f]{64}\.tar$/.test(name)) ?? '';
    writeFileSync(join(directory, 'data'), randomBytes(3 << 20));
    await run('tar', ['-cf', join(directory, 'data.tar'), '-C', directory, 'data']);
    const layers = [join(directory, 'data.tar'), join(directory, busyboxLayer)];
    const archive = join(directory, 'rebased.tar');
    await writeArchive(archive, { reference: 'localhost/rebased:1', config: {}, layers }, () => {});

    for (const file of [busybox, archive]) await importArchive(cluster, file);
    rmSync(directory, { recursive: true });
    const phase = await runPod('rebased', 'localhost/rebased:1', 'test "$(wc -c < /data)" = 3145728');
    expect(phase).toBe('Succeeded');
  });

  test('loses a node that is killed, and gets it back', async () => {
    await endNode(cluster, node, 'kill');
    expect(nodeInit(cluster, node)).toBeUndefined();
    expect(await clusterStatus(cluster)).toMatchObject({ state: 'broken' });
    await waitFor('the node to be missed', async () => (await isNodeReady(cluster, node)) === false, {
      timeoutMs: 240_000,
      intervalMs: 500,
    });
    await up(cluster, options);
    expect(await clusterStatus(cluster)).toMatchObject({ state: 'running' });
    expect(await runPod('again', busyboxReference(), 'true')).toBe('Succeeded');
  });

  test('gets its API server back, with all objects', async () => {
    signal(readRecord(cluster, 'apiserver'), 'SIGKILL');
    await waitFor('the crash', () => missingComponents(cluster).length > 0, { timeoutMs: 60_000 });
    expect(await up(cluster, options)).toBe(false);
    expect((await api(cluster, '/api/v1/namespaces/default/pods/again')).status).toBe(200);
  });

  test('starts afresh after a crash, and leaves a stranger with a recorded pid alone', async () => {
    for (const name of ['etcd', 'dns', `${node.name}-holder`]) {
      signal(readRecord(cluster, name), 'SIGKILL');
    }
    const crashed = (): boolean =>
      (['etcd', 'dns'] as const).every((name) => missingComponents(cluster).includes(name));
    await waitFor('the crash', crashed, { timeoutMs: 60_000 });
    // The pid of the DNS server now belongs to another process.
    stranger = spawn('sleep', ['600']);
    writeRecord(cluster, { name: 'dns', log: '', identity: 'earlier', pid: stranger.pid ?? 0 });
    expect(await clusterStatus(cluster)).toMatchObject({ state: 'broken' });

    expect(await up(cluster, options)).toBe(false);
    expect(await clusterStatus(cluster)).toMatchObject({ state: 'running' });
    expect((await api(cluster, '/api/v1/namespaces/default/pods/again')).status).toBe(404);
    expect(stranger.exitCode ?? stranger.signalCode).toBeNull();
  });

  test('leaves nothing after `down`', async () => {
    await down(cluster, options.log);
    expect(await clusterStatus(cluster)).toMatchObject({ state: 'stopped' });
    expect(await leftovers(cluster)).toEqual([]);
    // The same, seen from outside.
    expect(await run('ip', ['link'])).not.toContain(cluster.bridge);
    expect(await run('ip', ['route'])).not.toContain(cluster.bridge);
    expect(await run('iptables-save', [])).not.toContain(cluster.iptablesChain);
    expect(readFileSync('/proc/self/mountinfo', 'utf8')).not.toContain(cluster.directory);
    expect(await run('find', ['/sys/fs/cgroup', '-maxdepth', '2', '-name', cluster.cgroup])).toBe('');
    const commands = listDirectory('/proc')
      .filter((name) => /^\d+$/.test(name))
      .map((pid) => readCommand(pid));
    expect(commands.filter((command) => command.includes(cluster.directory))).toEqual([]);
  });

  async function runPod(name: string, image: string, script: string): Promise<string | undefined> {
    const pods = '/api/v1/namespaces/default/pods';
    const spec = { restartPolicy: 'Never', containers: [{ name, image, command: ['sh', '-c', script] }] };
    await api(cluster, pods, { method: 'POST', body: { metadata: { name }, spec } });
    let phase: string | undefined;
    const ended = async (): Promise<boolean> => {
      const response = await api<{ status: { phase: string } }>(cluster, `${pods}/${name}`);
      ({ phase } = response.json().status);
      return phase === 'Succeeded' || phase === 'Failed';
    };
    await waitFor(`pod ${name}`, ended, { timeoutMs: 180_000, intervalMs: 200 });
    return phase;
  }
});

function readCommand(pid: string): string {
  try {
    return readFileSync(`/proc/${pid}/cmdline`, 'utf8').replaceAll('\0', ' ');
  } catch {
    return ''; // it ended while we looked
  }
}
