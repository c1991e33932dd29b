import { once } from 'node:events';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { clock } from '../../src/base/clock.ts';
import { chooseCluster } from '../../src/cluster/choose.ts';
import { loadKubeconfig } from '../../src/cluster/kubeconfig.ts';
import { connect } from '../../src/kube/client.ts';
import type { Kube } from '../../src/kube/client.ts';
import { makeCertificateChain, makeCertificates } from '../fakes/certificates.ts';
import { startProxy } from '../fakes/connect-proxy.ts';
import { answer, connectTo, startKubeServer } from '../fakes/kube-server.ts';
import type { ConnectOptions, KubeServer } from '../fakes/kube-server.ts';
import { startSocksProxy } from '../fakes/socks-proxy.ts';

const name = 'api.example.test';
const chain = makeCertificateChain([`DNS:${name}`]);
const certificates = makeCertificates();
const { intermediate, root, server: own } = chain;
const base64 = (pem: string): string => Buffer.from(pem).toString('base64');
const directory = mkdtempSync(join(tmpdir(), 'kube-tls-'));
let server: KubeServer;
const clients: Kube[] = [];

beforeAll(async () => {
  const certificate = own.certificate + intermediate.certificate;
  server = await startKubeServer({
    certificates: { ...certificates, server: { certificate, key: own.key } },
  });
  server.handle = (_request, response) => answer(response, 200, { kind: 'Pod' });
  server.speak = (socket) => socket.close(1000, 'hello');
});
afterEach(async () => {
  await Promise.all(clients.splice(0).map((kube) => kube.close()));
});
afterAll(async () => {
  await server.stop();
  rmSync(directory, { recursive: true });
});

async function client(ca: string, cluster: object = {}, more: ConnectOptions = {}): Promise<Kube> {
  const authority = ca === '' ? null : base64(ca);
  const kube = await connectTo(server, {
    ...more,
    cluster: { 'certificate-authority-data': authority, ...cluster },
  });
  clients.push(kube);
  return kube;
}

async function inCluster(ca: string): Promise<Kube> {
  writeFileSync(join(directory, 'namespace'), 'bench');
  writeFileSync(join(directory, 'token'), 'token-of-account');
  writeFileSync(join(directory, 'ca.crt'), ca);
  const env = { KUBERNETES_SERVICE_HOST: '127.0.0.1', KUBERNETES_SERVICE_PORT: String(server.port) };
  const texts = chooseCluster('in-cluster', null, env, directory);
  const kube = connect(await loadKubeconfig(texts, { env: {}, clock }), { clock });
  clients.push(kube);
  return kube;
}

/** A request, a stream as for logs, and a WebSocket as for exec: what each of them came to. */
async function threeWays(kube: Kube): Promise<unknown[]> {
  const reasons = await Promise.allSettled([
    kube.request('GET', '/api/v1/x', { retryForMs: 0 }),
    logOf(kube),
    spokenWith(kube),
  ]);
  return reasons.map((each) => (each.status === 'fulfilled' ? 'works' : each.reason.reason));
}

async function logOf(kube: Kube): Promise<string> {
  const { body } = await kube.stream('/api/v1/log');
  return await text(body);
}

async function spokenWith(kube: Kube): Promise<void> {
  const socket = await kube.openWebSocket('/api/v1/exec', ['v5.channel.k8s.io']);
  const closed = once(socket, 'close');
  socket.resume();
  await closed;
}

const works = ['works', 'works', 'works'];
const refused = Array.from({ length: 3 }, () => 'CertificateNotTrusted');

describe('a server behind an intermediate CA', () => {
  it.each([
    ['the root', root.certificate, works],
    ['the intermediate CA', intermediate.certificate, works],
    ["the server's own certificate", own.certificate, works],
    ['a bundle with the intermediate CA', certificates.otherCa.certificate + intermediate.certificate, works],
    ['another CA', certificates.otherCa.certificate, refused],
    ['a CA of the same name that signed nothing', makeCertificateChain().intermediate.certificate, refused],
  ])('with %s in the kubeconfig: requests, logs and exec', async (_, ca, expected) => {
    expect(await threeWays(await client(ca))).toEqual(expected);
  });

  it.each([
    ['the intermediate CA', intermediate.certificate, works],
    ["the server's own certificate", own.certificate, works],
    ['another CA', certificates.otherCa.certificate, refused],
  ])('through proxies, with %s', async (_, ca, expected) => {
    const hosts = { [name]: '127.0.0.1' };
    const http = await startProxy(undefined, { login: 'us@er:p:W/d', hosts });
    const socks = await startSocksProxy({ login: 'us@er:p:W/d', hosts });
    const login = 'us%40er:p%3AW%2Fd@';
    for (const proxy of [http, socks]) {
      const address = {
        server: `https://${name}:${server.port}`,
        'proxy-url': proxy.url.replace('//', `//${login}`),
      };
      expect(await threeWays(await client(ca, address))).toEqual(expected);
      expect(new Set(proxy.asked)).toEqual(new Set([`${name}:${server.port}`]));
      proxy.stop();
    }
  });

  it.each([
    ['an intermediate CA', intermediate.certificate, works],
    ['another CA', certificates.otherCa.certificate, refused],
  ])('from inside of the cluster, with %s as ca.crt', async (_, ca, expected) => {
    expect(await threeWays(await inCluster(ca))).toEqual(expected);
  });

  it('from inside of the cluster is refused with the file that is meant', async () => {
    const kube = await inCluster(certificates.otherCa.certificate);
    await expect(kube.request('GET', '/x', { retryForMs: 0 })).rejects.toMatchObject({
      message: expect.stringContaining('ca.crt of its ServiceAccount'),
      hint: expect.not.stringContaining('certificate-authority-data'),
    });
  });

  it('without a CA in the kubeconfig is refused with what to write', async () => {
    const kube = await client('');
    expect(await threeWays(kube)).toEqual(refused);
    await expect(kube.request('GET', '/x', { retryForMs: 0 })).rejects.toMatchObject({
      code: 'cluster-tls',
      message: expect.stringMatching(
        /not signed by a CA that this machine trusts, and the kubeconfig names none/,
      ),
      hint: expect.stringMatching(/certificate-authority-data.*SSL_CERT_FILE or NODE_EXTRA_CA_CERTS/),
    });
  });
});

describe('a proxy in trouble', () => {
  it.each([
    ['refuses', 403, 'ProxyRefused', /the proxy does not connect to https:.* \(HTTP 403\)/],
    ['has an error', 502, 'ProxyRefused', /\(HTTP 502\)/],
  ])('that %s is named', async (_, status, reason, says) => {
    const proxy = await startProxy(status);
    const kube = await client(root.certificate, { 'proxy-url': proxy.url });
    expect(await threeWays(kube)).toEqual([reason, reason, reason]);
    await expect(kube.request('GET', '/x', { retryForMs: 0 })).rejects.toMatchObject({
      message: expect.stringMatching(says),
    });
    proxy.stop();
  });

  it.each(['http://127.0.0.1:1', 'socks5://127.0.0.1:1'])(
    'that is not there is not mistaken for the server: %s',
    async (url) => {
      const kube = await client(root.certificate, { 'proxy-url': url });
      expect(await threeWays(kube)).toEqual(Array.from({ length: 3 }, () => 'ProxyUnreachable'));
    },
  );

  it('that refuses the login of SOCKS does not show it', async () => {
    const socks = await startSocksProxy({ login: 'user:right-password' });
    const kube = await client(root.certificate, {
      'proxy-url': socks.url.replace('//', '//user:canary-password@'),
    });
    const error: unknown = await kube
      .request('GET', '/x', { retryForMs: 0 })
      .catch((thrown: unknown) => thrown);
    expect(error).toMatchObject({
      reason: 'ProxyUnreachable',
      message: expect.stringMatching(/Authentication failed/i),
    });
    expect(JSON.stringify(error, Object.getOwnPropertyNames(error))).not.toContain('canary');
    socks.stop();
  });

  it('that is started again in the middle is used again', async () => {
    const proxy = await startProxy();
    const kube = await client(root.certificate, { 'proxy-url': proxy.url });
    await kube.request('GET', '/api/v1/x');
    proxy.stop();
    server.cut();
    const waiting = kube.request('GET', '/api/v1/x');
    await clock.sleep(600);
    const again = await startProxy(undefined, { port: Number(new URL(proxy.url).port) });
    expect(await waiting).toMatchObject({ body: { kind: 'Pod' } });
    again.stop();
  });
});
