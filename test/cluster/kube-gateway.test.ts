import { chmodSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';
import { clock } from '../../src/base/clock.ts';
import { chooseCluster } from '../../src/cluster/choose.ts';
import { loadKubeconfig } from '../../src/cluster/kubeconfig.ts';
import { connect } from '../../src/kube/client.ts';
import type { Kube } from '../../src/kube/client.ts';
import { exec } from '../../src/kube/exec.ts';
import { identify } from '../../src/kube/identify.ts';
import { followLog } from '../../src/kube/logs.ts';
import type { ContainerRef } from '../../src/kube/types.ts';
import { makeCertificateChain } from '../fakes/certificates.ts';
import { startTlsFront } from '../fakes/tls-front.ts';
import type { TlsFront } from '../fakes/tls-front.ts';
import { clusterFromEnvironment } from './cluster.ts';
import { clientOf, startPod, testNamespace } from './kube-fixture.ts';
import { adminToken } from './kubeconfig.ts';
import { authorityOf } from './pki.ts';

/** As Rancher has it: `https://host/k8s/clusters/ID` is the API server of one of many clusters. */
const prefix = '/k8s/clusters/c-x';

describe.skipIf(inject('noCluster') !== '')('the client, with a real API server behind a gateway', () => {
  const cluster = clusterFromEnvironment();
  const chain = makeCertificateChain();
  const directory = mkdtempSync(join(tmpdir(), 'gateway-'));
  const at = (name: string): string => join(directory, name);
  const clients: Kube[] = [];
  let front: TlsFront;
  let pod: ContainerRef;
  let close = async (): Promise<void> => undefined;

  beforeAll(async () => {
    const { hostname, port, host } = new URL(cluster.apiUrl);
    front = await startTlsFront({
      host: '127.0.0.1',
      pem: { certificate: chain.server.certificate + chain.intermediate.certificate, key: chain.server.key },
      upstream: {
        host: hostname,
        port: Number(port),
        name: host,
        ca: readFileSync(authorityOf(cluster).certificate, 'utf8'),
      },
      prefix,
    });
    const direct = await clientOf(cluster.kubeconfig);
    clients.push(direct);
    const namespace = await testNamespace(direct, 'gateway');
    ({ close } = namespace);
    pod = await startPod(direct, namespace.name, 'pod', 'echo first; echo second; sleep 600');
  });
  afterAll(async () => {
    await close();
    await Promise.all(clients.map((kube) => kube.close()));
    front.stop();
    rmSync(directory, { recursive: true });
  });

  async function through(ca: string, user: object = { token: adminToken(cluster) }): Promise<Kube> {
    const entry = {
      server: `https://127.0.0.1:${front.port}${prefix}/`,
      'certificate-authority-data': Buffer.from(ca).toString('base64'),
    };
    const text = JSON.stringify({
      'current-context': 'c',
      contexts: [{ name: 'c', context: { cluster: 'c', user: 'u' } }],
      clusters: [{ name: 'c', cluster: entry }],
      users: [{ name: 'u', user }],
    });
    const env = { PATH: process.env['PATH'] };
    return keep(
      connect(await loadKubeconfig([{ text, origin: 'The kubeconfig' }], { env, clock }), { clock }),
    );
  }

  function keep(kube: Kube): Kube {
    clients.push(kube);
    return kube;
  }

  /** What a request, an exec and a log come to. */
  async function threeWays(kube: Kube): Promise<unknown[]> {
    const { user } = await identify(kube);
    const { stdout } = await exec(kube, pod, ['sh', '-c', 'wc -c'], { stdin: Buffer.alloc(100_000) });
    for await (const entry of followLog(kube, pod)) return [user, stdout.toString().trim(), entry];
    return [user, stdout.toString(), undefined];
  }
  const works = ['admin', '100000', expect.objectContaining({ text: 'first' })];

  it.each([
    ['an intermediate CA', chain.intermediate.certificate],
    ["the gateway's own certificate", chain.server.certificate],
  ])('makes requests, execs and follows logs below a path, with %s', async (_, ca) => {
    front.asked.length = 0;
    expect(await threeWays(await through(ca))).toEqual(works);
    expect(front.asked.length).toBeGreaterThanOrEqual(4);
    expect(front.asked.filter((line) => !line.includes(` ${prefix}/`))).toEqual([]);
  });

  it('does the same from inside of a cluster whose ca.crt is an intermediate CA', async () => {
    writeFileSync(at('namespace'), pod.namespace);
    writeFileSync(at('token'), adminToken(cluster));
    writeFileSync(at('ca.crt'), chain.intermediate.certificate);
    const env = { KUBERNETES_SERVICE_HOST: '127.0.0.1', KUBERNETES_SERVICE_PORT: String(front.port) };
    const found = await loadKubeconfig(chooseCluster('in-cluster', null, env, directory), { env: {}, clock });
    expect(await threeWays(keep(connect(found, { clock })))).toEqual(works);
  });

  it('starts a plugin once for each of its short-lived tokens, over many requests', async () => {
    const seconds = 6;
    const credential = `{"status":{"token":"${adminToken(cluster)}","expirationTimestamp":"'$(date -u -d +${seconds}sec +%FT%TZ)'"}}`;
    writeFileSync(at('plugin'), `#!/bin/sh\necho start >> ${at('starts')}\necho '${credential}'\n`);
    chmodSync(at('plugin'), 0o755);
    const plugin = {
      apiVersion: 'client.authentication.k8s.io/v1',
      command: at('plugin'),
      interactiveMode: 'Never',
    };
    const kube = await through(chain.root.certificate, { exec: plugin });
    const startedAt = performance.now();
    let requests = 0;
    while (performance.now() - startedAt < 15_000) {
      await Promise.all([identify(kube), identify(kube), exec(kube, pod, ['true'])]);
      requests += 5;
      await clock.sleep(50);
    }
    const starts = readFileSync(at('starts'), 'utf8').split('\n').length - 1;
    const tokens = (performance.now() - startedAt) / 1000 / (seconds - 1);
    expect(starts).toBeGreaterThanOrEqual(2);
    expect(starts).toBeLessThanOrEqual(Math.ceil(tokens) + 1);
    expect(requests).toBeGreaterThan(starts * 10);
  });
});
