import { execFileSync } from 'node:child_process';
import { once } from 'node:events';
import { chmodSync, mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { TLSSocket } from 'node:tls';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { missingPermissions } from '../../src/kube/access.ts';
import { type Kube, withSignal } from '../../src/kube/client.ts';
import { identify } from '../../src/kube/identify.ts';
import { apply, list, patch, read, remove } from '../../src/kube/objects.ts';
import { startProxy } from '../fakes/connect-proxy.ts';
import { answer, connectTo, failure, startKubeServer } from '../fakes/kube-server.ts';
import type { ConnectOptions, KubeServer } from '../fakes/kube-server.ts';

let server: KubeServer;
const clients: Kube[] = [];

beforeAll(async () => {
  server = await startKubeServer();
});
beforeEach(() => {
  server.requests.length = 0;
  server.handle = (_request, response) => answer(response, 200, { metadata: { name: 'x' } });
});
afterEach(async () => {
  await Promise.all(clients.splice(0).map((kube) => kube.close()));
});
afterAll(() => server.stop());

async function client(options: ConnectOptions = {}, to: KubeServer = server): Promise<Kube> {
  const kube = await connectTo(to, options);
  clients.push(kube);
  return kube;
}

const configMap = { apiVersion: 'v1', kind: 'ConfigMap', metadata: { name: 'x', namespace: 'n' } };
const ref = { apiVersion: 'v1', kind: 'ConfigMap', name: 'x', namespace: 'n' };

describe('a client', () => {
  it('sends fifty requests in a row over one or two connections', async () => {
    const kube = await client();
    const before = server.connections;
    for (let index = 0; index < 50; index++) await read(kube, ref);
    // Two, because undici returns a connection to the pool a moment after the end of the response.
    expect(server.connections - before).toBeLessThanOrEqual(2);
  });

  it('logs in with the token, over TLS with the CA of the kubeconfig', async () => {
    let headers = {};
    server.handle = (request, response) => {
      ({ headers } = request);
      answer(response, 200, {});
    };
    await read(await client(), ref);
    expect(headers).toMatchObject({
      authorization: 'Bearer token-of-the-test',
      'user-agent': 'clawbench-k8s-action',
    });
  });

  it('logs in with a client certificate, with a password, and as another user', async () => {
    const seen: unknown[] = [];
    server.handle = (request, response) => {
      // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- the server speaks TLS
      const { subject } = (request.socket as TLSSocket).getPeerCertificate();
      seen.push([subject?.CN, request.headers.authorization, request.headers['impersonate-user']]);
      answer(response, 200, {});
    };
    const { certificate, key } = server.certificates.client;
    const base64 = (text: string): string => Buffer.from(text).toString('base64');
    const withCertificate = {
      'client-certificate-data': base64(certificate),
      'client-key-data': base64(key),
    };
    await read(await client({ user: withCertificate }), ref);
    await read(await client({ user: { username: 'u', password: 'p:w' } }), ref);
    await read(await client({ user: { token: 'token-of-the-test', as: 'bob' } }), ref);
    expect(seen).toEqual([
      ['client', undefined, undefined],
      [undefined, `Basic ${base64('u:p:w')}`, undefined],
      [undefined, 'Bearer token-of-the-test', 'bob'],
    ]);
  });

  it('keeps the path of a server behind a gateway', async () => {
    const kube = await client({ cluster: { server: `${server.url}/k8s/clusters/c-1/` } });
    await read(kube, ref);
    expect(server.requests).toEqual(['GET /k8s/clusters/c-1/api/v1/namespaces/n/configmaps/x']);
  });

  it('applies on the server side, strictly and without force, and returns warnings', async () => {
    let sent: unknown;
    server.handle = (request, response, body) => {
      sent = [request.headers['content-type'], JSON.parse(body.toString())];
      answer(response, 200, configMap, {
        warning: ['299 - "would violate PodSecurity \\"restricted\\"", 299 - "b, c"'],
      });
    };
    const { warnings } = await apply(await client(), configMap);
    expect(server.requests).toEqual([
      'PATCH /api/v1/namespaces/n/configmaps/x?fieldManager=clawbench-k8s-action&fieldValidation=Strict&force=false',
    ]);
    expect(sent).toEqual(['application/apply-patch+yaml', configMap]);
    expect(warnings).toEqual(['would violate PodSecurity "restricted"', 'b, c']);
  });

  it('lists all pages', async () => {
    server.handle = (request, response) => {
      const token = new URL(request.url ?? '', server.url).searchParams.get('continue');
      const page = Number(token ?? 0);
      answer(response, 200, { items: [{ page }], metadata: page < 2 ? { continue: String(page + 1) } : {} });
    };
    expect(await list(await client(), { apiVersion: 'v1', kind: 'Pod', namespace: 'n' })).toEqual([
      { page: 0 },
      { page: 1 },
      { page: 2 },
    ]);
  });

  it('begins a list again that has expired between two pages', async () => {
    let expired = 0;
    server.handle = (request, response) => {
      const page = Number(new URL(request.url ?? '', server.url).searchParams.get('continue') ?? 0);
      if (page === 1 && expired++ === 0) return answer(response, 410, failure(410, 'Expired', 'too old'));
      answer(response, 200, { items: [{ page }], metadata: page < 2 ? { continue: String(page + 1) } : {} });
    };
    expect(await list(await client(), { apiVersion: 'v1', kind: 'Pod', namespace: 'n' })).toEqual([
      { page: 0 },
      { page: 1 },
      { page: 2 },
    ]);
    expect(expired).toBe(2);
  });

  it('deletes by UID, and treats an object that is gone or replaced as deleted', async () => {
    const answers = [200, 404, 409];
    let body = '';
    server.handle = (_request, response, sent) => {
      body = sent.toString();
      const code = answers.shift() ?? 500;
      answer(
        response,
        code,
        code === 200 ? {} : failure(code, 'Conflict', 'Precondition failed: UID in precondition'),
      );
    };
    const kube = await client();
    expect(await remove(kube, ref, { uid: 'u-1' })).toBe(true);
    expect(JSON.parse(body)).toMatchObject({
      propagationPolicy: 'Background',
      preconditions: { uid: 'u-1' },
    });
    expect(await remove(kube, ref, { uid: 'u-1' })).toBe(false);
    expect(await remove(kube, ref, { uid: 'u-1' })).toBe(false);
  });

  it('patches a subresource', async () => {
    await patch(
      await client(),
      { ...ref, kind: 'Pod' },
      { spec: {} },
      { type: 'strategic', subresource: 'ephemeralcontainers' },
    );
    expect(server.requests[0]).toMatch(/^PATCH \/api\/v1\/namespaces\/n\/pods\/x\/ephemeralcontainers\?/);
  });

  it('checks many permissions at once', async () => {
    server.handle = (_request, response, body) => {
      const review = JSON.parse(body.toString());
      answer(response, 201, { status: { allowed: review.spec.resourceAttributes.verb !== 'create' } });
    };
    const permission = {
      group: '',
      resource: 'pods/exec',
      verbs: ['get', 'create'],
      scope: 'namespace',
      purpose: 'x',
    } as const;
    const missing = await missingPermissions(await client(), [permission], 'n');
    expect(missing).toEqual([{ permission, verb: 'create', namespace: 'n' }]);
  });
});

describe('an API server in trouble', () => {
  it.each([
    ['503 in a burst', 503, {}],
    ['429', 429, { 'retry-after': '0' }],
    ['500 of etcd', 500, {}],
    ['504', 504, {}],
  ])('is retried after %s', async (_, status, headers) => {
    let failures = 2;
    server.handle = (_request, response) => {
      if (failures-- > 0)
        answer(response, status, failure(status, '', 'etcdserver: leader changed'), headers);
      else answer(response, 200, { ok: true });
    };
    expect(await read(await client(), ref)).toEqual({ ok: true });
    expect(server.requests).toHaveLength(3);
  });

  it('is given the time it requests', async () => {
    let busy = true;
    server.handle = (_request, response) => {
      if (busy) answer(response, 429, failure(429, 'TooManyRequests', 'x'), { 'retry-after': '1' });
      else answer(response, 200, {});
      busy = false;
    };
    const startedAt = performance.now();
    await read(await client(), ref);
    expect(performance.now() - startedAt).toBeGreaterThan(990);
  });

  it.each([
    [
      'a misspelt field',
      500,
      'failed to create typed patch object (n/x; /v1, Kind=ConfigMap): .dataa: field not declared in schema',
    ],
    ['a bad quantity', 500, 'failed to convert new object (n/x; /v1, Kind=ConfigMap) to proper version: x'],
    ['an invalid object', 422, 'x'],
    ['a missing permission', 403, 'x'],
  ])('is not retried after %s', async (_, status, message) => {
    server.handle = (_request, response) => answer(response, status, failure(status, '', message));
    await expect(apply(await client(), configMap)).rejects.toMatchObject({ attempts: 1, retryable: false });
    expect(server.requests).toHaveLength(1);
  });

  it('that cuts the connection, before or in the middle of a response, is retried', async () => {
    let turn = 0;
    server.handle = (request, response) => {
      turn++;
      if (turn === 1) request.socket.destroy();
      else if (turn === 2) {
        response.writeHead(200, { 'content-length': '100' });
        response.write('{"half":');
        setTimeout(() => request.socket.destroy(), 20);
      } else answer(response, 200, { whole: true });
    };
    expect(await read(await client(), ref)).toEqual({ whole: true });
  });

  it('that closes an idle connection just as it is used again is retried', async () => {
    const kube = await client();
    await read(kube, ref);
    server.cut();
    expect(await read(kube, ref)).toMatchObject({ metadata: { name: 'x' } });
  });

  it('that is down for a while is retried until it is up', async () => {
    const first = await startKubeServer();
    const { port, certificates } = first;
    const told: string[] = [];
    const kube = await client({ log: { debug: (text) => told.push(text) } }, first);
    await read(kube, ref);
    await first.stop();
    const pending = read(kube, ref);
    await new Promise((resolve) => setTimeout(resolve, 1500));
    const second = await startKubeServer({ port, certificates });
    try {
      expect(await pending).toEqual({});
      expect(told.some((text) => text.includes('connection refused'))).toBe(true);
    } finally {
      await second.stop();
    }
  });

  it('that stays silent is retried after the timeout', async () => {
    let silent = true;
    server.handle = (_request, response) => {
      if (!silent) answer(response, 200, { ok: true });
      silent = false;
    };
    const startedAt = performance.now();
    expect(await read(await client(), ref, { timeoutMs: 1000 })).toEqual({ ok: true });
    expect(performance.now() - startedAt).toBeLessThan(10_000);
  });

  it('that sends its response too slowly fails after the timeout', async () => {
    server.handle = (_request, response) => {
      response.writeHead(200);
      const timer = setInterval(() => response.write(' '), 20);
      response.on('close', () => clearInterval(timer));
    };
    await expect(read(await client(), ref, { timeoutMs: 300, retryForMs: 0 })).rejects.toMatchObject({
      reason: 'NoAnswer',
    });
  });

  it('is retried only within the budget, and the error says how often', async () => {
    server.handle = (_request, response) => answer(response, 503, failure(503, 'ServiceUnavailable', 'no'));
    const startedAt = performance.now();
    const error = await read(await client(), ref, { retryForMs: 1000 }).catch((thrown: unknown) => thrown);
    expect(error).toMatchObject({ code: 'api-error', status: 503 });
    expect(performance.now() - startedAt).toBeLessThan(5000);
    expect(error).toHaveProperty('attempts', server.requests.length);
  });

  it('that never ends its response is cut off', async () => {
    server.handle = (_request, response) => {
      const block = Buffer.alloc(1024 * 1024, ' ');
      const more = (): void => {
        while (!response.destroyed && response.write(block));
      };
      response.on('drain', more);
      more();
    };
    await expect(read(await client(), ref)).rejects.toMatchObject({
      reason: 'AnswerTooLarge',
      code: 'api-error',
    });
  });

  it('gets no more requests when the caller cancels, during a request or between two', async () => {
    const kube = await client();
    for (const status of [undefined, 503]) {
      server.handle = (_request, response) => {
        if (status !== undefined) answer(response, status, failure(status, '', 'x'));
      };
      const controller = new AbortController();
      const stop = new Error('cancelled');
      setTimeout(() => controller.abort(stop), 150);
      await expect(read(kube, ref, { signal: controller.signal })).rejects.toBe(stop);
    }
    server.handle = (_request, response) => answer(response, 200, { again: true });
    expect(await read(kube, ref)).toEqual({ again: true });
  });

  it('ends the requests of its signal, but not those with their own signal', async () => {
    server.handle = () => undefined;
    const controller = new AbortController();
    const stop = new Error('cancelled');
    const kube = withSignal(await client(), controller.signal);
    setTimeout(() => controller.abort(stop), 150);
    await expect(read(kube, ref)).rejects.toBe(stop);
    await expect(read(kube, ref)).rejects.toBe(stop);
    server.handle = (_request, response) => answer(response, 200, { again: true });
    const untilEver = new AbortController().signal;
    expect(await read(kube, ref, { signal: untilEver })).toEqual({ again: true });
    expect(await read(withSignal(kube, untilEver), ref)).toEqual({ again: true });
  });
});

describe('identifying the server', () => {
  const welcome: KubeServer['handle'] = (request, response) => {
    if (request.url === '/version') answer(response, 200, { gitVersion: 'v1.34.4+vendor.1' });
    else answer(response, 201, { status: { userInfo: { username: 'system:serviceaccount:ci:bot' } } });
  };

  it('gives the version and our user', async () => {
    server.handle = welcome;
    expect(await identify(await client())).toEqual({
      version: 'v1.34.4+vendor.1',
      minor: 34,
      user: 'system:serviceaccount:ci:bot',
    });
  });

  it.each([
    [
      'a name that does not exist',
      { server: 'https://no-such-host.invalid' },
      'cluster-unreachable',
      'NameNotResolved',
    ],
    [
      'a port without a listener',
      { server: 'https://127.0.0.1:9' },
      'cluster-unreachable',
      'ConnectionRefused',
    ],
  ])('fails at once for %s', async (_, cluster, code, reason) => {
    const startedAt = performance.now();
    await expect(identify(await client({ cluster }))).rejects.toMatchObject({ code, reason, attempts: 1 });
    expect(performance.now() - startedAt).toBeLessThan(5000);
  });

  it('fails for a certificate of another CA, and never retries that', async () => {
    const other = Buffer.from(server.certificates.otherCa.certificate).toString('base64');
    const kube = await client({ cluster: { 'certificate-authority-data': other } });
    await expect(identify(kube)).rejects.toMatchObject({
      code: 'cluster-tls',
      reason: 'CertificateNotTrusted',
      message: expect.stringContaining('not signed by the CA in the kubeconfig'),
    });
    await expect(read(kube, ref)).rejects.toMatchObject({ code: 'cluster-tls', attempts: 1 });
  });

  it('fails for a certificate for another name, unless the kubeconfig names it', async () => {
    server.handle = welcome;
    const misnamed = { 'tls-server-name': 'api.example' };
    await expect(identify(await client({ cluster: misnamed }))).rejects.toMatchObject({
      reason: 'CertificateNameMismatch',
    });
    expect(await identify(await client({ cluster: { 'tls-server-name': 'localhost' } }))).toMatchObject({
      minor: 34,
    });
  });

  it('trusts any certificate when the kubeconfig says so', async () => {
    server.handle = welcome;
    const cluster = { 'certificate-authority-data': null, 'insecure-skip-tls-verify': true };
    expect(await identify(await client({ cluster }))).toMatchObject({ minor: 34 });
  });

  it('fails for a server that speaks plain HTTP', async () => {
    const plain = createServer((_request, response) => response.end('hello')).listen(0, '127.0.0.1');
    await new Promise((resolve) => plain.once('listening', resolve));
    // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- it listens on a port
    const { port } = plain.address() as AddressInfo;
    const kube = await client({ cluster: { server: `https://127.0.0.1:${port}` } });
    await expect(identify(kube)).rejects.toMatchObject({ code: 'cluster-tls', reason: 'TlsFailed' });
    plain.close();
  });

  it('fails for an HTTPS server that is not Kubernetes', async () => {
    const kube = await client();
    server.handle = (_request, response) => {
      response.writeHead(200, { 'content-type': 'text/html' });
      response.end('<html>It works!</html>');
    };
    await expect(identify(kube)).rejects.toMatchObject({
      code: 'cluster-unreachable',
      reason: 'NotKubernetes',
    });
    server.handle = (_request, response) => answer(response, 200, { hello: 1 });
    await expect(identify(kube)).rejects.toMatchObject({
      code: 'cluster-unreachable',
      reason: 'NotKubernetes',
    });
  });

  it('distinguishes refused credentials from missing ones', async () => {
    server.handle = (request, response) => {
      if (request.url === '/version') answer(response, 200, { gitVersion: 'v1.34.4' });
      else answer(response, 401, failure(401, 'Unauthorized', 'Unauthorized'));
    };
    await expect(identify(await client())).rejects.toMatchObject({ code: 'cluster-auth', status: 401 });
    const anonymous = 'selfsubjectreviews is forbidden: User "system:anonymous" cannot create resource';
    server.handle = (request, response) => {
      if (request.url === '/version') answer(response, 200, { gitVersion: 'v1.34.4' });
      else answer(response, 403, failure(403, 'Forbidden', anonymous));
    };
    await expect(identify(await client())).rejects.toMatchObject({ code: 'cluster-auth', status: 403 });
  });

  it('sends no credentials over http, and says so where they are missed', async () => {
    let seen: string | undefined = 'nothing';
    const plain = createServer((request, response) => {
      seen = request.headers.authorization;
      if (request.url === '/version') return answer(response, 200, { gitVersion: 'v1.34.4' });
      answer(response, 401, failure(401, 'Unauthorized', 'Unauthorized'));
    }).listen(0, '127.0.0.1');
    await once(plain, 'listening');
    // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- it listens on a port
    const { port } = plain.address() as AddressInfo;
    const kube = await client({ cluster: { server: `http://127.0.0.1:${port}` } });
    await expect(identify(kube)).rejects.toMatchObject({
      code: 'cluster-auth',
      hint: expect.stringContaining('not sent over http://'),
    });
    expect(seen).toBeUndefined();
    plain.close();
  });

  it('succeeds on a server that cannot tell our user', async () => {
    server.handle = (request, response) => {
      if (request.url === '/version') answer(response, 200, { gitVersion: 'v1.29.0' });
      else answer(response, 404, '404 page not found');
    };
    expect(await identify(await client())).toEqual({ version: 'v1.29.0', minor: 29, user: undefined });
  });

  it('refuses a Kubernetes without native sidecars', async () => {
    server.handle = (_request, response) => answer(response, 200, { gitVersion: 'v1.28.15-gke.100' });
    await expect(identify(await client())).rejects.toMatchObject({
      code: 'cluster-too-old',
      hint: expect.stringContaining('1.29'),
    });
  });

  it('fails if the server does not answer within ten seconds', { timeout: 40_000 }, async () => {
    server.handle = () => undefined;
    const startedAt = performance.now();
    await expect(identify(await client())).rejects.toMatchObject({
      code: 'cluster-unreachable',
      reason: 'NoAnswer',
    });
    expect(performance.now() - startedAt).toBeLessThan(20_000);
  });
});

describe('a proxy', () => {
  it('of the kubeconfig is used for requests, many in one tunnel, and for WebSockets', async () => {
    const proxy = await startProxy();
    server.speak = (socket) => socket.close(1000);
    const kube = await client({ cluster: { 'proxy-url': proxy.url } });
    for (let index = 0; index < 10; index++) await read(kube, ref);
    expect(proxy.asked.length).toBeLessThanOrEqual(2);
    const tunnels = proxy.asked.length;
    const socket = await kube.openWebSocket('/api/v1/x', ['v5.channel.k8s.io']);
    socket.resume();
    await new Promise((resolve) => socket.once('close', resolve));
    expect(proxy.asked).toHaveLength(tunnels + 1);
    expect(new Set(proxy.asked)).toEqual(new Set([`127.0.0.1:${server.port}`]));
    server.speak = undefined;
    proxy.stop();
  });

  it('that refuses is named in the error', async () => {
    const proxy = await startProxy(407);
    const kube = await client({ cluster: { 'proxy-url': proxy.url } });
    await expect(identify(kube)).rejects.toMatchObject({
      code: 'cluster-unreachable',
      reason: 'ProxyRefused',
      hint: expect.stringContaining('HTTPS_PROXY'),
    });
    proxy.stop();
  });
});

describe('credentials that change', () => {
  const directory = mkdtempSync(join(tmpdir(), 'credentials-'));
  afterAll(() => rmSync(directory, { recursive: true }));

  /** A plugin that counts its runs and prints the file `credential`. */
  function plugin(
    name: string,
    credential: object,
    env: object[] = [],
  ): { user: object; runs: () => number; write: (next: object) => void } {
    const file = (suffix: string): string => join(directory, `${name}.${suffix}`);
    const write = (next: object): void =>
      writeFileSync(
        file('json'),
        JSON.stringify({
          apiVersion: 'client.authentication.k8s.io/v1',
          kind: 'ExecCredential',
          status: next,
        }),
      );
    write(credential);
    writeFileSync(
      file('sh'),
      `#!/bin/sh\necho run >> ${file('runs')}\nenv > ${file('env')}\nsleep 0.2\ncat ${file('json')}\n`,
    );
    chmodSync(file('sh'), 0o755);
    const exec = {
      apiVersion: 'client.authentication.k8s.io/v1',
      command: file('sh'),
      env,
      provideClusterInfo: true,
    };
    return { user: { exec }, write, runs: () => readFileSync(file('runs'), 'utf8').split('\n').length - 1 };
  }

  function onlyToken(token: () => string): KubeServer['handle'] {
    return (request, response) => {
      if (request.headers.authorization === `Bearer ${token()}`) answer(response, 200, { token: token() });
      else answer(response, 401, failure(401, 'Unauthorized', 'Unauthorized'));
    };
  }

  it('come from a plugin that runs once for many parallel requests', async () => {
    const { user, runs } = plugin('once', { token: 'first-token' });
    server.handle = onlyToken(() => 'first-token');
    const masked: string[] = [];
    const kube = await client({
      user,
      mask: (secret) => masked.push(secret),
      env: { INPUT_KUBECONFIG: 'x', PATH: process.env['PATH'] ?? '' },
    });
    await Promise.all(Array.from({ length: 10 }, () => read(kube, ref)));
    await read(kube, ref);
    expect(runs()).toBe(1);
    expect(masked).toEqual(['first-token']);
  });

  it('are refreshed once if the server refuses them', async () => {
    const { user, runs, write } = plugin('refused', { token: 'old-token' });
    let valid = 'old-token';
    server.handle = onlyToken(() => valid);
    const kube = await client({ user });
    await read(kube, ref);
    valid = 'new-token';
    write({ token: 'new-token' });
    expect(await read(kube, ref)).toEqual({ token: 'new-token' });
    expect(runs()).toBe(2);
    valid = 'nobody-has-this';
    server.requests.length = 0;
    await expect(read(kube, ref)).rejects.toMatchObject({ code: 'cluster-auth', status: 401 });
    // The plugin had nothing new, so nothing was sent again.
    expect(server.requests).toHaveLength(1);
  });

  it('may be client certificates, which new connections then use', async () => {
    const { certificate, key } = server.certificates.client;
    const { certificate: otherCertificate, key: otherKey } = server.certificates.server;
    const { user, write } = plugin('certificate', { clientCertificateData: certificate, clientKeyData: key });
    let name = 'client';
    server.handle = (request, response) => {
      // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- the server speaks TLS
      const { subject } = (request.socket as TLSSocket).getPeerCertificate();
      if (subject?.CN === name) answer(response, 200, { name });
      else answer(response, 401, failure(401, 'Unauthorized', 'Unauthorized'));
    };
    const kube = await client({ user });
    expect(await read(kube, ref)).toEqual({ name: 'client' });
    name = 'server';
    write({ clientCertificateData: otherCertificate, clientKeyData: otherKey });
    expect(await read(kube, ref)).toEqual({ name: 'server' });
  });

  it('are not waited for when the step is cancelled', async () => {
    const { user } = plugin('slow', { token: 'first-token' });
    writeFileSync(join(directory, 'slow.sh'), '#!/bin/sh\nexec sleep 5\n');
    const kube = await client({ user });
    const controller = new AbortController();
    const waiting = withSignal(kube, controller.signal).request('GET', '/x');
    const startedAt = performance.now();
    setTimeout(() => controller.abort(new Error('cancelled')), 200);
    await expect(waiting).rejects.toThrow('cancelled');
    expect(performance.now() - startedAt).toBeLessThan(4000);
  });

  it('come from a plugin that sees the cluster but not our inputs', async () => {
    const { user } = plugin('env', { token: 'first-token' }, [{ name: 'OF_KUBECONFIG', value: 'yes' }]);
    server.handle = onlyToken(() => 'first-token');
    const env = {
      PATH: process.env['PATH'] ?? '',
      AWS_REGION: 'eu',
      'INPUT_OPENAI-API-KEY': 'sk-canary',
      ACTIONS_RUNTIME_TOKEN: 'canary',
      STATE_x: 'canary',
    };
    await read(await client({ user, env }), ref);
    const seen = readFileSync(join(directory, 'env.env'), 'utf8');
    expect(seen).toContain('OF_KUBECONFIG=yes');
    expect(seen).toContain('AWS_REGION=eu');
    expect(seen).not.toContain('canary');
    const info = JSON.parse(/^KUBERNETES_EXEC_INFO=(.*)$/m.exec(seen)?.[1] ?? '');
    expect(info).toMatchObject({
      kind: 'ExecCredential',
      spec: { interactive: false, cluster: { server: server.url } },
    });
  });

  it.each([
    ['gke-gcloud-auth-plugin', 'google-github-actions/setup-gcloud'],
    ['kubelogin', 'azure/use-kubelogin'],
    ['/opt/nowhere/doctl', 'digitalocean/action-doctl'],
    ['no-such-plugin', 'Install it in an earlier step'],
  ])('that %s makes are missing without it, with a hint which step to add', async (command, hint) => {
    const exec = {
      apiVersion: 'client.authentication.k8s.io/v1',
      command,
      installHint: 'see https://example.com',
    };
    const kube = await client({ user: { exec }, env: { PATH: directory } });
    await expect(identify(kube)).rejects.toMatchObject({
      code: 'bad-kubeconfig',
      message: `The credential plugin "${command}" of the kubeconfig is not installed on this runner.`,
      hint: expect.stringMatching(new RegExp(`${hint}.*The kubeconfig says: see https://example.com`)),
    });
  });

  it.each([
    [
      'fails',
      'echo "Unable to locate credentials" >&2; exit 255',
      /failed \(exit code 255\): Unable to locate credentials/,
    ],
    ['prints no credential', 'echo hello', /printed no ExecCredential/],
    ['prints an empty one', `echo '{"status":{}}'`, /printed no ExecCredential/],
  ])('are missing when the plugin %s', async (name, script, says) => {
    const command = join(directory, `${name.replaceAll(' ', '-')}.sh`);
    writeFileSync(command, `#!/bin/sh\n${script}\n`);
    chmodSync(command, 0o755);
    const kube = await client({
      user: { exec: { apiVersion: 'client.authentication.k8s.io/v1beta1', command } },
    });
    await expect(identify(kube)).rejects.toMatchObject({
      code: 'cluster-auth',
      message: expect.stringMatching(says),
    });
  });

  it('are read from the current token file', async () => {
    const tokenFile = join(directory, 'token');
    writeFileSync(tokenFile, 'file-token-1\n');
    let valid = 'file-token-1';
    server.handle = onlyToken(() => valid);
    const masked: string[] = [];
    const kube = await client({
      user: { tokenFile, token: 'ignored-token' },
      mask: (secret) => masked.push(secret),
    });
    expect(await read(kube, ref)).toEqual({ token: 'file-token-1' });
    writeFileSync(tokenFile, 'file-token-2\n');
    valid = 'file-token-2';
    expect(await read(kube, ref)).toEqual({ token: 'file-token-2' });
    expect(masked).toEqual(['file-token-1', 'file-token-2']);
    // Between two versions of it, the last one counts.
    rmSync(tokenFile);
    expect(await read(kube, ref)).toEqual({ token: 'file-token-2' });
    mkdirSync(tokenFile);
    expect(await read(kube, ref)).toEqual({ token: 'file-token-2' });
  });

  it.each([
    ['is missing', (_file: string) => undefined],
    ['is a directory', (file: string) => mkdirSync(file)],
    ['is a pipe that nobody writes to', (file: string) => execFileSync('mkfifo', [file])],
    ['is a device without an end', (file: string) => symlinkSync('/dev/zero', file)],
    ['is larger than 1 MiB', (file: string) => writeFileSync(file, 'a'.repeat(1024 * 1024 + 1))],
    ['is empty', (file: string) => writeFileSync(file, '\n')],
  ])('are those of the token if the token file %s, and else refused at once', async (name, make) => {
    const tokenFile = join(directory, name.replaceAll(' ', '-'));
    make(tokenFile);
    server.handle = onlyToken(() => 'token-beside');
    const startedAt = performance.now();
    const kube = await client({ user: { tokenFile, token: 'token-beside' } });
    expect(await read(kube, ref)).toEqual({ token: 'token-beside' });
    await expect(client({ user: { tokenFile } })).rejects.toMatchObject({
      code: 'bad-kubeconfig',
      message: expect.stringMatching(/its tokenFile is (?:the file .*, which |empty)/),
    });
    expect(performance.now() - startedAt).toBeLessThan(5000);
  });
});
