import { createHash } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';
import type { Kube } from '../../src/kube/client.ts';
import { exec } from '../../src/kube/exec.ts';
import { readPodFile } from '../fixtures/pod-file.ts';
import { create } from '../../src/kube/objects.ts';
import type { ContainerRef } from '../../src/kube/types.ts';
import { buildKube } from './build.ts';
import { clusterFromEnvironment } from './cluster.ts';
import { startControlPlane, stopApiServer } from './control-plane.ts';
import { closeFaultProxy, healFaults, injectFault, openFaultProxy } from './faults.ts';
import { clientOf, podManifest, podWhen, shell, startPod, testNamespace } from './kube-fixture.ts';

const megabyte = 1024 * 1024;

describe.skipIf(inject('noCluster') !== '')('exec, in real containers', () => {
  const cluster = clusterFromEnvironment();
  const proxyName = 'kube-exec';
  let kube: Kube;
  /** The same, through a proxy that can be made to fail. */
  let proxied: Kube;
  let namespace: string;
  let target: ContainerRef;
  let close = async (): Promise<void> => undefined;

  beforeAll(async () => {
    kube = await clientOf(cluster.kubeconfig);
    proxied = await clientOf(await openFaultProxy(cluster, proxyName));
    ({ name: namespace, close } = await testNamespace(kube, 'exec'));
    target = await startPod(kube, namespace, 'work', 'sleep 3600');
  });
  afterAll(async () => {
    await closeFaultProxy(cluster, proxyName);
    await close();
    await Promise.all([kube.close(), proxied.close()]);
  });

  const sh = async (script: string, on = target): Promise<string> =>
    (await exec(kube, on, ['sh', '-c', script])).stdout.toString().trim();

  /** Makes a file of random bytes in the container. */
  async function makeFile(
    name: string,
    sizeBytes: number,
  ): Promise<{ path: string; sizeBytes: number; sha256: string }> {
    const path = `/tmp/${name}`;
    const script = `head -c ${sizeBytes} /dev/urandom > ${path}; sha256sum ${path} | cut -d' ' -f1`;
    return { path, sizeBytes, sha256: await sh(script) };
  }

  it.each([0, 1, 1024, 100 * 1024, megabyte, 10 * megabyte, 50 * megabyte])(
    'brings a file of %i bytes home, byte for byte',
    async (sizeBytes) => {
      const { path, sha256 } = await makeFile(`f${sizeBytes}`, sizeBytes);
      const content = await readPodFile(kube, target, path, { sizeBytes, sha256, maxBytes: 64 * megabyte });
      expect(content.length).toBe(sizeBytes);
      expect(createHash('sha256').update(content).digest('hex')).toBe(sha256);
      await sh(`rm ${path}`);
    },
  );

  it('sends 20 MB to a command, and the end of it', async () => {
    const stdin = Buffer.alloc(20 * megabyte, 'some words ');
    const { stdout } = await exec(kube, target, ['sha256sum'], { stdin });
    expect(stdout.toString()).toContain(createHash('sha256').update(stdin).digest('hex'));
  });

  it('does all that with a server that speaks v4 only, as 1.29 does', async () => {
    const old: Kube = {
      ...kube,
      openWebSocket: (path, _, options) => kube.openWebSocket(path, ['v4.channel.k8s.io'], options),
    };
    const stdin = Buffer.alloc(megabyte, 'some words ');
    const script = 'cat > /tmp/v4; sleep 25; sha256sum /tmp/v4; exit 3';
    const { stdout, exitCode } = await exec(old, target, ['sh', '-c', script], { stdin });
    expect(stdout.toString()).toContain(createHash('sha256').update(stdin).digest('hex'));
    expect(exitCode).toBe(3);
    expect(await readPodFile(old, target, '/tmp/v4', { maxBytes: 2 * megabyte })).toEqual(stdin);
  });

  it('tells exit codes, the end of a kill, and programs that are not there', async () => {
    expect(await exec(kube, target, ['sh', '-c', 'echo a; echo b >&2; exit 42'])).toMatchObject({
      exitCode: 42,
      stderr: 'b\n',
    });
    expect(await exec(kube, target, ['sh', '-c', 'kill -9 $$'])).toMatchObject({ exitCode: 137 });
    await expect(exec(kube, target, ['no-such-program'])).rejects.toMatchObject({
      reason: 'CommandNotStarted',
      message: expect.stringMatching(/exec: "no-such-program": executable file not found in \$PATH/),
    });
    await expect(readPodFile(kube, target, '/no/such/file', { maxBytes: 10 })).rejects.toMatchObject({
      code: 'bad-result',
    });
    await expect(exec(kube, { ...target, container: 'other' }, ['true'])).rejects.toMatchObject({
      reason: 'BadRequest',
    });
    await expect(exec(kube, { ...target, pod: 'other' }, ['true'])).rejects.toMatchObject({
      reason: 'NotFound',
    });
  });

  it('ends a command that takes too long or prints too much, and works on', async () => {
    await expect(exec(kube, target, ['sleep', '60'], { timeoutMs: 5000 })).rejects.toMatchObject({
      reason: 'DeadlineExceeded',
    });
    await expect(exec(kube, target, ['cat', '/dev/zero'], { maxBytes: megabyte })).rejects.toMatchObject({
      reason: 'OutputTooLarge',
    });
    expect(await sh('echo fine')).toBe('fine');
  });

  it('runs sixty commands at once in one container, which alone would wedge it', async () => {
    const results = await Promise.all(
      Array.from({ length: 60 }, (_, index) => sh(`echo ${index}; sleep 0.2`)),
    );
    expect(results).toEqual(Array.from({ length: 60 }, (_, index) => String(index)));
  });

  it('is in the time of a poll', async () => {
    const times: number[] = [];
    for (let index = 0; index < 20; index++) {
      const startedAt = performance.now();
      await exec(kube, target, ['cat', '/etc/hostname']);
      times.push(performance.now() - startedAt);
    }
    const median = times.toSorted((a, b) => a - b)[10] ?? Infinity;
    console.log(`exec: median ${median.toFixed(0)} ms, longest ${Math.max(...times).toFixed(0)} ms`);
    // Less than we wait for a server that does not close its connection.
    expect(median).toBeLessThan(1800);
  });

  it('knows that the container ended under a command, and that it will not come back', async () => {
    const ending = await startPod(kube, namespace, 'ending', 'until test -e /tmp/end; do sleep 0.1; done');
    const command = ['sh', '-c', 'touch /tmp/end; sleep 60'];
    const error: unknown = await exec(kube, ending, command, { retryForMs: 30_000 }).catch(
      (thrown: unknown) => thrown,
    );
    expect(error).toMatchObject({
      reason: 'ContainerEnded',
      code: 'shard-lost',
      retryable: false,
      message: expect.stringContaining('(Completed, exit code 0)'),
    });
    await expect(exec(kube, ending, ['true'])).rejects.toMatchObject({
      reason: 'ContainerEnded',
      retryable: false,
    });
  });

  it('waits for a container that is restarted in place', async () => {
    const volumeMounts = [{ name: 'v', mountPath: '/v' }];
    const sidecar = shell(
      'side',
      'n=$(cat /v/n 2>/dev/null || echo 0); n=$((n+1)); echo $n > /v/n; test $n = 1 && { sleep 3; exit 1; }; sleep 3600',
      {
        restartPolicy: 'Always',
        volumeMounts,
      },
    );
    await create(
      kube,
      podManifest(namespace, 'restart', {
        initContainers: [sidecar],
        containers: [shell('main', 'sleep 3600')],
        volumes: [{ name: 'v', emptyDir: {} }],
      }),
    );
    await podWhen(
      kube,
      namespace,
      'restart',
      (pod) => pod.status?.initContainerStatuses?.[0]?.state?.running !== undefined,
    );
    const side = { namespace, pod: 'restart', container: 'side' };
    // Begins before the container is restarted, and ends after it.
    const result = await exec(kube, side, ['sh', '-c', 'test "$(cat /v/n)" = 2 || sleep 60; cat /v/n'], {
      retryForMs: 60_000,
    });
    expect(result).toMatchObject({ exitCode: 0 });
    expect(result.stdout.toString()).toBe('2\n');
  });

  it(
    'brings a file home over a connection that is cut, reset, slow, and silent in turn',
    { timeout: 120_000 },
    async () => {
      const { path, ...expected } = await makeFile('through', 20 * megabyte);
      for (const fault of [{ kind: 'cut' }, { kind: 'reset' }, { kind: 'timeout' }] as const) {
        // Slow enough that the fault hits in the middle.
        await injectFault(cluster, proxyName, { kind: 'bandwidth', kiloBytesPerSecond: 5000 });
        const reading = readPodFile(proxied, target, path, { ...expected, maxBytes: 64 * megabyte });
        await kube.clock.sleep(1500);
        await injectFault(cluster, proxyName, fault);
        await kube.clock.sleep(1500);
        await healFaults(cluster, proxyName);
        expect((await reading).length).toBe(20 * megabyte);
      }
    },
  );

  it('brings a file home although the API server crashes meanwhile', { timeout: 120_000 }, async () => {
    const { path, ...expected } = await makeFile('crash', 50 * megabyte);
    await injectFault(cluster, proxyName, { kind: 'bandwidth', kiloBytesPerSecond: 20_000 });
    const reading = readPodFile(proxied, target, path, { ...expected, maxBytes: 64 * megabyte });
    await kube.clock.sleep(1000);
    const binary = await buildKube(() => undefined);
    await stopApiServer(cluster, 'kill');
    await kube.clock.sleep(2000);
    await startControlPlane(cluster, binary);
    expect((await reading).length).toBe(50 * megabyte);
    await healFaults(cluster, proxyName);
  });
});
