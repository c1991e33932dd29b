import { connect } from 'node:net';
import { describe, expect, test } from 'vitest';
import { completion, type ProviderServer, startProvider } from '../fakes/provider.ts';
import { answerJson } from '../fakes/server.ts';
import {
  provider,
  providerKey,
  type RelayHost,
  relayToken,
  sendRaw,
  startRelay,
} from '../fixtures/relay-host.ts';

const chat = '/custom/chat/completions';
const body = '{"model":"m","messages":[]}';

/** A relay, its provider, and a server that it has no business with. */
async function guarded(): Promise<{ relay: RelayHost; server: ProviderServer; other: ProviderServer }> {
  const server = await startProvider((_, response) => answerJson(response, 200, completion));
  const other = await startProvider((_, response) => answerJson(response, 200, {}));
  return { relay: await startRelay({ custom: provider(`${server.url}/v1`) }), server, other };
}

describe('the token', () => {
  test.each([
    ['none', {}],
    ['another one', { authorization: 'Bearer canary-relay-token-0123456789abcdee' }],
    ["the provider's key", { authorization: `Bearer ${providerKey}` }],
    ['a part of it', { 'x-api-key': relayToken.slice(0, -1) }],
    ['an empty one', { authorization: 'Bearer ' }],
    ['in a cookie', { cookie: `key=${relayToken}` }],
  ])('is asked for: %s is refused', async (_, headers) => {
    const { relay, server } = await guarded();
    const answer = await relay.ask(chat, { headers: { authorization: '', ...headers }, body });
    expect(answer.status).toBe(401);
    expect(JSON.parse(answer.body.toString())).toMatchObject({ error: { type: 'clawbench_relay' } });
    expect(server.seen).toEqual([]);
  });

  test.each([
    ['Authorization', chat, { authorization: `bearer ${relayToken}` }],
    ['x-api-key', chat, { 'x-api-key': relayToken }],
    ['x-goog-api-key', chat, { 'x-goog-api-key': relayToken }],
    ['api-key', chat, { 'api-key': relayToken }],
    ['the query', `${chat}?key=${relayToken}&alt=sse`, {}],
  ])('counts in %s, and goes no further', async (_, target, headers) => {
    const { relay, server } = await guarded();
    expect(await relay.ask(target, { headers: { authorization: '', ...headers }, body })).toMatchObject({
      status: 200,
    });
    expect(JSON.stringify(server.seen)).not.toContain(relayToken);
  });
});

describe('there is no way to another server', () => {
  test.each([
    ['an absolute address', (port: string) => `POST http://127.0.0.1:${port}/v1/chat/completions`],
    ['an absolute address with a provider', (port: string) => `POST http://127.0.0.1:${port}/custom/x`],
    ['an authority in the path', (port: string) => `POST //127.0.0.1:${port}/chat/completions`],
    ['a provider that is an address', (port: string) => `POST /127.0.0.1:${port}/chat/completions`],
    ['a login in the path', (port: string) => `POST /custom@127.0.0.1:${port}/chat/completions`],
    ['a backslash', (port: string) => `POST /custom\\@127.0.0.1:${port}/chat/completions`],
    ['a parent directory', () => 'POST /custom/../../admin/chat/completions'],
    ['an encoded parent directory', () => 'POST /custom/%2e%2e/%2E%2E/admin/chat/completions'],
    ['one that is encoded twice', () => 'POST /custom/%252e%252e%252fadmin/chat/completions'],
    ['one with a parameter', () => 'POST /custom/..;/admin/chat/completions'],
    ['a fragment', () => 'POST /custom/chat/completions#@127.0.0.1'],
    ['a method of its own', () => 'TRACE /custom/chat/completions'],
    ['a deletion', () => 'DELETE /custom/files/file-1'],
    ['a list of files', () => 'GET /custom/files'],
    ['a batch', () => 'POST /custom/batches'],
    ['an asterisk', () => 'OPTIONS *'],
  ])('by %s', async (_, line) => {
    const { relay, server, other } = await guarded();
    const answer = await sendRaw(
      relay.port,
      `${line(new URL(other.url).port)} HTTP/1.1\r\nHost: ${new URL(other.url).host}\r\nAuthorization: Bearer ${relayToken}\r\nContent-Length: 2\r\nConnection: close\r\n\r\n{}`,
    );
    expect(answer).toMatch(/^HTTP\/1\.1 4\d\d /);
    expect([...server.seen, ...other.seen]).toEqual([]);
  });

  test('by CONNECT, which is told so', async () => {
    const { relay, other } = await guarded();
    const { host } = new URL(other.url);
    const answer = await sendRaw(
      relay.port,
      `CONNECT ${host} HTTP/1.1\r\nHost: ${host}\r\nProxy-Authorization: Bearer ${relayToken}\r\n\r\n`,
    );
    expect(answer).toMatch(/^HTTP\/1\.1 405 [^]*The relay is no proxy\./);
    expect(other.sockets).toEqual([]);
  });

  test('by a WebSocket, which is told so', async () => {
    const { relay, server } = await guarded();
    const answer = await sendRaw(
      relay.port,
      `GET ${chat} HTTP/1.1\r\nHost: a\r\nAuthorization: Bearer ${relayToken}\r\nConnection: Upgrade\r\nUpgrade: websocket\r\nSec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\nSec-WebSocket-Version: 13\r\n\r\n`,
    );
    expect(answer).toMatch(/^HTTP\/1\.1 501 [^]*The relay takes no WebSockets/);
    expect(server.sockets).toEqual([]);
  });

  test('by headers that name another server, another key, or another path', async () => {
    const { relay, server } = await guarded();
    const headers = {
      host: 'evil.example',
      'x-forwarded-host': 'evil.example',
      forwarded: 'host=evil.example',
      'x-original-url': '/admin',
      'x-http-method-override': 'DELETE',
      'proxy-authorization': `Basic ${relayToken}`,
      connection: 'keep-alive, x-secret',
      'x-secret': 'hop by hop',
      te: 'trailers',
      cookie: 'a=b',
    };
    expect(await relay.ask(chat, { headers, body })).toMatchObject({ status: 200 });
    const [request] = server.seen;
    expect(request?.headers['host']).toBe(new URL(server.url).host);
    expect(Object.keys(request?.headers ?? {}).sort()).toEqual(
      ['accept-encoding', 'authorization', 'connection', 'content-length', 'host'].sort(),
    );
  });

  test('by a second request that hides in the body of the first', async () => {
    const { relay, server } = await guarded();
    const answer = await sendRaw(
      relay.port,
      `POST ${chat} HTTP/1.1\r\nHost: a\r\nAuthorization: Bearer ${relayToken}\r\nContent-Length: 4\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\nGET /v1/files HTTP/1.1\r\n\r\n`,
    );
    expect(answer).toMatch(/^HTTP\/1\.1 400 /);
    expect(server.seen).toEqual([]);
  });
});

test('an unknown provider is told with those that there are', async () => {
  const { relay } = await guarded();
  const answer = await relay.ask('/other/chat/completions', { body });
  expect(answer.status).toBe(404);
  expect(answer.body.toString()).toContain('no provider \\"other\\": the config has custom');
});

test('a client that sends its headers byte by byte is cut off, and others are served meanwhile', async () => {
  const { relay } = await guarded();
  const slow = connect(relay.port, '127.0.0.1');
  const started = Date.now();
  slow.on('error', () => undefined);
  const ended = new Promise<unknown>((resolve) => slow.once('close', resolve));
  slow.write('POST ');
  const drip = setInterval(() => slow.writable && slow.write('x'), 200);
  expect(await relay.ask(chat, { body })).toMatchObject({ status: 200 });
  await ended;
  clearInterval(drip);
  expect(Date.now() - started).toBeLessThan(40_000);
});

test('it listens on loopback alone', async () => {
  const { relay } = await guarded();
  expect(relay.output()).toContain(`listens at 127.0.0.1:${relay.port}`);
});

test.each([
  ['is no JSON', { CLAWBENCH_RELAY_CONFIG: '{' }, 'CLAWBENCH_RELAY_CONFIG is not a JSON object'],
  [
    'names an unknown variable',
    { CUSTOM_API_KEY: '' },
    'key names CUSTOM_API_KEY, which the relay does not have',
  ],
])('with a config that %s it stays, and refuses everything in a sentence', async (_, env, words) => {
  const relay = await startRelay({ custom: provider('http://127.0.0.1:9') }, { env });
  const answer = await relay.ask(chat, { body });
  expect(answer.status).toBe(503);
  expect(JSON.parse(answer.body.toString())).toMatchObject({
    error: { type: 'clawbench_relay', message: expect.stringContaining(words) },
  });
});
