import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { describe, expect, onTestFinished, test } from 'vitest';
import { type Certificates, makeCertificates } from '../fakes/certificates.ts';
import { type ConnectProxy, type ProxyOptions, startProxy } from '../fakes/connect-proxy.ts';
import { completion, startProvider } from '../fakes/provider.ts';
import { answerJson } from '../fakes/server.ts';
import { startTlsFront } from '../fakes/tls-front.ts';
import { provider, startRelay } from '../fixtures/relay-host.ts';

const chat = '/custom/chat/completions';
const body = '{"model":"m","messages":[]}';
const certificates = makeCertificates(['DNS:models.example.test']);

function caFile(pem: Certificates['ca']): string {
  const file = path.join(mkdtempSync(path.join(tmpdir(), 'relay-ca-')), 'ca.crt');
  writeFileSync(file, pem.certificate);
  return file;
}

async function secureProvider(): Promise<{ port: number; asked: string[] }> {
  const server = await startProvider((_, response) => answerJson(response, 200, completion));
  const { hostname, port, host } = new URL(server.url);
  const front = await startTlsFront({
    host: '127.0.0.1',
    pem: certificates.server,
    upstream: { host: hostname, port: Number(port), name: host },
  });
  onTestFinished(() => front.stop());
  return front;
}

async function proxy(refuseWith?: number, options?: ProxyOptions): Promise<ConnectProxy> {
  const started = await startProxy(refuseWith, options);
  onTestFinished(() => started.stop());
  return started;
}

const hosts = { 'models.example.test': '127.0.0.1' };

describe('a provider with a certificate', () => {
  test('of a private CA is trusted with NODE_EXTRA_CA_CERTS', async () => {
    const { port } = await secureProvider();
    const env = { NODE_EXTRA_CA_CERTS: caFile(certificates.ca) };
    const relay = await startRelay(
      { custom: provider(`https://localhost:${port}/v1`) },
      { env, isAlone: true },
    );
    expect(await relay.ask(chat, { body })).toMatchObject({ status: 200 });
  });

  test('that nobody trusts is told in a sentence', async () => {
    const { port } = await secureProvider();
    const relay = await startRelay({ custom: provider(`https://localhost:${port}/v1`) });
    const answer = await relay.ask(chat, { body });
    expect(answer.status).toBe(502);
    expect(answer.body.toString()).toContain('its certificate is signed by no CA that is trusted here');
  });

  test('that is asked for by https and speaks http is told so at once, whatever the patience', async () => {
    const plain = await startProvider((_, response) => answerJson(response, 200, completion));
    const base = plain.url.replace('http:', 'https:');
    const config = { rateLimitWaitMs: 600_000 };
    const relay = await startRelay({ custom: provider(`${base}/v1`) }, { config });
    const answer = await relay.ask(chat, { body });
    expect(answer.status).toBe(502);
    expect(answer.body.toString()).toContain(
      'it answers without TLS, so that its address may have to begin with http: (EPROTO)',
    );
  });

  test('for another name is told in a sentence', async () => {
    const { port } = await secureProvider();
    const env = { NODE_EXTRA_CA_CERTS: caFile(certificates.ca) };
    const relay = await startRelay(
      { custom: provider(`https://127.0.0.2:${port}/v1`) },
      { env, isAlone: true },
    );
    const answer = await relay.ask(chat, { body });
    expect(answer.status).toBe(502);
  });
});

describe('a proxy', () => {
  test('carries https in a tunnel that is kept open, with its login', async () => {
    const { port } = await secureProvider();
    const { url, asked } = await proxy(undefined, { login: 'user:p@ss', hosts });
    const env = {
      HTTPS_PROXY: url.replace('//', '//user:p%40ss@'),
      NODE_EXTRA_CA_CERTS: caFile(certificates.ca),
    };
    const base = `https://models.example.test:${port}/v1`;
    const relay = await startRelay({ custom: provider(base) }, { env, isAlone: true });
    for (let round = 0; round < 3; round++)
      expect(await relay.ask(chat, { body })).toMatchObject({ status: 200 });
    expect(asked).toEqual([`models.example.test:${port}`]);
  });

  test('forwards http, as it does for everybody', async () => {
    const forwarding = await startProvider((_, response) => answerJson(response, 200, completion));
    const env = { HTTP_PROXY: forwarding.url.replace('//', '//user:secret@') };
    const relay = await startRelay({ custom: provider('http://models.example.test:8000/v1') }, { env });
    expect(await relay.ask(`${chat}?a=b`, { body })).toMatchObject({ status: 200 });
    expect(forwarding.seen[0]).toMatchObject({
      url: 'http://models.example.test:8000/v1/chat/completions?a=b',
      headers: {
        host: 'models.example.test:8000',
        'proxy-authorization': `Basic ${Buffer.from('user:secret').toString('base64')}`,
      },
    });
  });

  test('is not used for what NO_PROXY lists: domains, and names of the cluster', async () => {
    const { port } = await secureProvider();
    const { url, asked } = await proxy(403);
    const env = {
      HTTPS_PROXY: url,
      HTTP_PROXY: url,
      NO_PROXY: 'localhost,127.0.0.1,::1,.svc,.cluster.local,.example.test',
      NODE_EXTRA_CA_CERTS: caFile(certificates.ca),
    };
    const relay = await startRelay(
      {
        here: provider(`https://localhost:${port}/v1`),
        service: provider('http://vllm.models.svc:8000/v1'),
        domain: provider(`https://models.example.test:${port}/v1`),
      },
      { env, isAlone: true },
    );
    expect(await relay.ask('/here/chat/completions', { body })).toMatchObject({ status: 200 });
    for (const name of ['service', 'domain']) {
      const answer = await relay.ask(`/${name}/chat/completions`, { body });
      expect(answer.body.toString()).toContain('its name cannot be resolved');
    }
    expect(asked).toEqual([]);
  });

  test.each([
    ['refuses the tunnel', 403, 'the proxy refused to connect: HTTP 403'],
    ['wants a login', 407, 'the proxy refused to connect: HTTP 407'],
  ])('that %s is told apart from the provider', async (_, status, words) => {
    const { url } = await proxy(status);
    const relay = await startRelay(
      { custom: provider('https://models.example.test/v1') },
      { env: { HTTPS_PROXY: url } },
    );
    const answer = await relay.ask(chat, { body });
    expect(answer.status).toBe(502);
    expect(answer.body.toString()).toContain(words);
  });

  test('that is not there is told apart from the provider, without its password', async () => {
    const env = { HTTPS_PROXY: 'http://user:canary-password@127.0.0.1:9' };
    const relay = await startRelay({ custom: provider('https://models.example.test/v1') }, { env });
    const answer = await relay.ask(chat, { body });
    expect(answer.status).toBe(502);
    expect(answer.body.toString()).toContain('the proxy made no connection');
    expect(answer.body.toString() + relay.output()).not.toContain('canary-password');
  });
});
