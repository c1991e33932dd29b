import { readFileSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';
import type { Kube } from '../../src/kube/client.ts';
import type { ContainerRef } from '../../src/kube/types.ts';
import { clientOf, podManifest, podWhen, shell, testNamespace } from '../cluster/kube-fixture.ts';
import { kubectl } from '../cluster/kubectl.ts';
import { startPolicies } from '../cluster/policies.ts';
import { run, waitFor } from '../cluster/processes.ts';
import { checkout } from '../fixtures/checkout.ts';
import type { StepRun } from './act.ts';
import { behave, callsOf, newModel, openTestbed, type Testbed } from './testbed.ts';
import { evalPod, inPod } from './wire-lines.ts';

const noCluster = inject('noCluster');

/** Nobody's here, and in the list of metadata services. */
const METADATA = '100.100.100.200';

const isolated = {
  network: 'model-only',
  tasks: 't1-greeting-file',
  mlflow: 'false',
  // Little, so that they find room beside other evaluations.
  'pod-overlay': `spec:
    initContainers:
      - { name: gateway, resources: { requests: { cpu: 100m } } }
      - { name: clawbench, resources: { requests: { cpu: 100m } } }`,
};

/** In a pod: prints which of the addresses it reaches, as `host:port` each. */
const reached = String.raw`
const { connect } = require('node:net');
const tries = process.argv.slice(1).map((address) => new Promise((resolve) => {
  const [host, port] = address.split(':');
  const socket = connect({ host, port, timeout: 2000 });
  const end = (is) => { socket.destroy(); resolve(is ? [address] : []); };
  socket.once('connect', () => end(true)).once('timeout', () => end(false)).once('error', () => end(false));
}));
Promise.all(tries).then((all) => console.log(JSON.stringify(all.flat())));
`;

describe.skipIf(noCluster !== '')('the network of an evaluation', () => {
  let testbed: Testbed;
  let kube: Kube;
  /** Stands for everything outside: the machine listens for pods, also where a cloud would tell its credentials. */
  let outside: Server;
  let port: number;
  let end: (() => Promise<void>) | undefined;

  beforeAll(async () => {
    testbed = await openTestbed();
    kube = await clientOf(testbed.cluster.kubeconfig);
    const { bridge } = testbed.cluster;
    await run('ip', ['addr', 'replace', `${METADATA}/32`, 'dev', bridge]);
    outside = createServer((_, response) => response.end('hello'));
    outside.listen(0, '0.0.0.0');
    await once(outside, 'listening');
    // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- of a server that listens on TCP
    ({ port } = outside.address() as AddressInfo);
  });

  afterAll(async () => {
    await end?.();
    outside.close();
    await run('ip', ['addr', 'del', `${METADATA}/32`, 'dev', testbed.cluster.bridge]);
    await kube.close();
    await testbed.close();
  });

  it('is not promised by a cluster that enforces nothing, and nothing is spent there', async () => {
    const model = newModel();
    const step = await testbed.step(model, { ...isolated, runs: '1' });
    expect(step.outputs, step.log).toMatchObject({
      verdict: 'inconclusive',
      'failure-reason': 'network-not-enforced',
    });
    expect(step.log).toContain(`A pod of the evaluation reached ${testbed.cluster.firstServiceAddress}:443`);
    expect((await callsOf(testbed.env, model)).filter(({ task }) => task !== null)).toEqual([]);
  });

  it('lets the agent reach the model and nothing else, and nobody reach the agent', async () => {
    end = await startPolicies(testbed.cluster, (line) => process.stderr.write(`${line}\n`));
    const model = newModel();
    await behave(testbed.env, model, { latencyMs: 2000 });
    let isOver = false;
    const running = testbed.step(model, { ...isolated, runs: '5', concurrency: '1' });
    running.finally(() => (isOver = true)).catch(() => undefined);
    const hasBegun = async (): Promise<boolean> =>
      isOver || (await callsOf(testbed.env, model)).some(({ task }) => task !== null);
    await waitFor('the first run', hasBegun, { timeoutMs: 240_000 });
    const tried = await whileRunning(running, () => isOver);
    expect(tried.reached).toEqual([tried.model]);
    expect(tried.intruder).toBe('blocked');
    const step = await running;
    expect(step.outputs, step.log).toMatchObject({ verdict: 'pass', 'valid-runs': '5' });
    const { directory } = await testbed.artifactOf(step);
    const manifest: { shards: { relays: { fence: unknown }[] }[] } = JSON.parse(
      readFileSync(path.join(directory, 'manifest.json'), 'utf8'),
    );
    expect(manifest.shards[0]?.relays[0]?.fence).toMatchObject({ isRequired: true, status: 'holds' });
  });

  /** Tries the network from inside the pod, and the pod from outside. */
  async function whileRunning(
    running: Promise<StepRun>,
    isOver: () => boolean,
  ): Promise<{ model: string; reached: unknown; intruder: string }> {
    if (isOver()) throw new Error(`The evaluation ended too early:\n${(await running).log}`);
    const { cluster, env } = testbed;
    const pod = await evalPod(testbed);
    const { host } = new URL(env.MODEL_BASE);
    const apiServer = `${cluster.firstServiceAddress}:443`;
    const others = [apiServer, `${cluster.address}:${port}`, `${METADATA}:${port}`, '1.1.1.1:443'];
    const printed = await inPod(testbed, pod, 'gateway', ['node', '-e', reached, host, ...others]);
    const listen =
      "require('node:net').createServer().listen(9999, '0.0.0.0', () => console.log('up')); setTimeout(() => process.exit(), 60000)";
    // It ends with the pod at the latest.
    inPod(testbed, pod, 'gateway', ['node', '-e', listen]).catch(() => undefined);
    const address = await kubectl(cluster, [
      '-n',
      pod.namespace,
      'get',
      'pod',
      pod.name,
      '-o',
      'jsonpath={.status.podIP}',
    ]);
    const own = await inPod(testbed, pod, 'gateway', [
      'node',
      '-e',
      `setTimeout(() => { ${reached} }, 1000)`,
      `${address}:9999`,
    ]);
    expect(JSON.parse(own)).toEqual([`${address}:9999`]);
    const { name: namespace, close } = await testNamespace(kube, 'intruder');
    try {
      const intruder = await startClient(namespace, 'intruder');
      return { model: host, reached: JSON.parse(printed), intruder: await reach(intruder, address, 9999) };
    } finally {
      await close();
    }
  }

  it('leaves out metadata services only, with the manifest as it is', async () => {
    end ??= await startPolicies(testbed.cluster, (line) => process.stderr.write(`${line}\n`));
    const { name: namespace, close } = await testNamespace(kube, 'open');
    try {
      const manifest = path.join(checkout, 'manifests', 'eval', 'networkpolicy.yaml');
      await kubectl(testbed.cluster, ['-n', namespace, 'apply', '-f', manifest]);
      const labels = { 'app.kubernetes.io/name': 'clawbench', 'app.kubernetes.io/component': 'eval' };
      const [covered, other] = await Promise.all([
        startClient(namespace, 'covered', labels),
        startClient(namespace, 'other'),
      ]);
      const { address } = testbed.cluster;
      // Policies are read a moment after a pod has its address.
      await expect.poll(() => reach(covered, METADATA, port), { timeout: 30_000 }).toBe('blocked');
      expect(await reach(covered, address, port)).toBe('reached');
      expect(await reach(other, METADATA, port)).toBe('reached');
    } finally {
      await close();
    }
  });

  async function startClient(
    namespace: string,
    name: string,
    labels: Record<string, string> = {},
  ): Promise<ContainerRef> {
    const pod = podManifest(namespace, name, { containers: [shell('main', 'sleep 600 & wait')] });
    await kubectl(
      testbed.cluster,
      ['apply', '-f', '-'],
      JSON.stringify({ ...pod, metadata: { ...pod.metadata, labels } }),
    );
    const isRunning = ({
      status,
    }: {
      status?: { containerStatuses?: { state?: { running?: unknown } }[] };
    }): boolean => status?.containerStatuses?.[0]?.state?.running !== undefined;
    await podWhen(kube, namespace, name, isRunning);
    return { namespace, pod: name, container: 'main' };
  }

  async function reach(from: ContainerRef, host: string, to: number): Promise<string> {
    const script = `nc -w 3 ${host} ${to} </dev/null >/dev/null 2>&1 && echo reached || echo blocked`;
    return (
      await kubectl(testbed.cluster, ['-n', from.namespace, 'exec', from.pod, '--', 'sh', '-c', script])
    ).trim();
  }
});
