import { createHash, randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { readdirSync, readFileSync } from 'node:fs';
import { Agent } from 'node:http';
import { createServer } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import { gzipSync, zstdCompressSync } from 'node:zlib';
import { describe, expect, onTestFinished, test } from 'vitest';
import { completion, startProvider } from '../fakes/provider.ts';
import { answerJson } from '../fakes/server.ts';
import { answerOf, provider, providerKey, relayToken, send, startRelay } from '../fixtures/relay-host.ts';

const chat = '/custom/chat/completions';
const body = '{"model":"m","messages":[]}';

describe('a request', () => {
  test("reaches the provider's base URL with its key and without the token", async () => {
    const server = await startProvider((_, response) => answerJson(response, 200, completion));
    const relay = await startRelay({ custom: provider(`${server.url}/v1/`) });
    const answer = await relay.ask(`${chat}?a=1&key=${relayToken}`, {
      headers: { 'content-type': 'application/json', 'x-other': `see ${relayToken}`, 'x-kept': 'yes' },
      body,
    });
    expect(answer.status).toBe(200);
    expect(JSON.parse(answer.body.toString())).toEqual(completion);
    const [request] = server.seen;
    expect(request).toMatchObject({
      method: 'POST',
      url: '/v1/chat/completions?a=1',
      body: Buffer.from(body),
    });
    expect(request?.headers).toMatchObject({
      authorization: `Bearer ${providerKey}`,
      host: new URL(server.url).host,
      'x-kept': 'yes',
      'accept-encoding': 'identity',
      'content-length': String(body.length),
    });
    expect(JSON.stringify(server.seen)).not.toContain(relayToken);
  });

  test.each([
    ['openai-responses', '/p/responses', { authorization: `Bearer ${providerKey}` }],
    ['anthropic-messages', '/p/v1/messages', { 'x-api-key': providerKey, 'anthropic-version': '2023-06-01' }],
    ['google-generative-ai', '/p/models/g:streamGenerateContent?alt=sse', { 'x-goog-api-key': providerKey }],
  ] as const)('of %s has the key where its protocol puts it', async (api, path, headers) => {
    const server = await startProvider((_, response) => answerJson(response, 200, {}));
    const relay = await startRelay({ p: provider(server.url, { api }) });
    await relay.ask(path, { headers: { 'anthropic-version': '2023-06-01' }, body });
    expect(server.seen[0]?.headers).toMatchObject(headers);
    expect(server.seen[0]?.url).toBe(path.slice(2));
  });

  test('without a key carries none, and the headers of the config win', async () => {
    const server = await startProvider((_, response) => answerJson(response, 200, completion));
    // oxlint-disable-next-line no-template-curly-in-string -- the relay's own
    const headers = { 'X-Tenant': 'bench', 'api-key': '${CUSTOM_API_KEY}' };
    const relay = await startRelay({ custom: provider(server.url, { key: null, headers }) });
    await relay.ask(chat, { headers: { 'x-tenant': 'mine', 'x-api-key': 'mine' }, body });
    expect(server.seen[0]?.headers).toMatchObject({ 'x-tenant': 'bench', 'api-key': providerKey });
    expect(server.seen[0]?.headers).not.toHaveProperty('authorization');
    expect(server.seen[0]?.headers).not.toHaveProperty('x-api-key');
  });

  test('of 30 MB passes byte for byte, and leaves no file behind', async () => {
    const image = randomBytes(22_500_000).toString('base64');
    const upload = `{"model":"m","messages":[{"role":"user","content":"${image}"}]}`;
    const server = await startProvider((_, response) => answerJson(response, 200, completion));
    const relay = await startRelay({ custom: provider(server.url) }, { isAlone: true });
    expect(await relay.ask(chat, { body: upload })).toMatchObject({ status: 200 });
    const digest = (bytes: Buffer | string): string => createHash('sha256').update(bytes).digest('hex');
    expect(digest(server.seen[0]?.body ?? '')).toBe(digest(upload));
    expect(readdirSync(relay.root).filter((name) => name.startsWith('body-'))).toEqual([]);
  });

  test.each([
    ['with its length', { 'content-length': String(1024 ** 3) }, 0],
    ['without its length', { 'transfer-encoding': 'chunked' }, 80],
  ])('of too many bytes, %s, is refused without reaching the provider', async (_, headers, megabytes) => {
    const server = await startProvider((__, response) => answerJson(response, 200, completion));
    const relay = await startRelay({ custom: provider(server.url) });
    const upload = megabytes === 0 ? undefined : Buffer.alloc(megabytes * 1024 * 1024, ' ');
    const answer = await relay.ask(chat, { headers, ...(upload && { body: upload }) });
    expect(answer.status).toBe(413);
    expect(JSON.parse(answer.body.toString())).toMatchObject({
      error: { type: 'clawbench_relay', message: expect.stringContaining('64 MiB') },
    });
    expect(server.seen).toEqual([]);
  });

  test('reuses connections, also right after the provider closed one', async () => {
    const server = await startProvider((_, response) => answerJson(response, 200, completion));
    const relay = await startRelay({ custom: provider(server.url) });
    for (let round = 0; round < 3; round++) await relay.ask(chat, { body });
    expect(server.sockets).toHaveLength(1);
    server.sockets[0]?.destroy();
    expect(await relay.ask(chat, { body })).toMatchObject({ status: 200 });
    expect(server.sockets).toHaveLength(2);
  });

  test('that a kept connection cannot carry is sent once more on a new one', async () => {
    let requests = 0;
    const server = await startProvider((request, response) => {
      requests += 1;
      // As a server that closed the connection just before the request came.
      if (requests === 2) request.socket.resetAndDestroy();
      else answerJson(response, 200, completion);
    });
    const relay = await startRelay({ custom: provider(server.url) });
    for (let round = 0; round < 2; round++)
      expect(await relay.ask(chat, { body })).toMatchObject({ status: 200 });
    expect(requests).toBe(3);
  });

  test('that waits for 100 Continue gets it', async () => {
    const server = await startProvider((_, response) => answerJson(response, 200, completion));
    const relay = await startRelay({ custom: provider(server.url) });
    expect(await relay.ask(chat, { headers: { expect: '100-continue' }, body })).toMatchObject({
      status: 200,
    });
    expect(server.seen[0]?.headers).not.toHaveProperty('expect');
  });

  test('whose client goes away ends at the provider', async () => {
    const server = await startProvider((_, response) => {
      response.writeHead(200, { 'content-type': 'text/event-stream' });
      response.write('data: {}\n\n');
    });
    const relay = await startRelay({ custom: provider(server.url) });
    const response = await send(relay.port, chat, { body });
    await once(response, 'data');
    response.destroy();
    expect(await server.left).toBeUndefined();
  });

  test('whose client goes away before any answer ends at the provider', async () => {
    let came: () => void = () => undefined;
    const arrived = new Promise<void>((resolve) => (came = resolve));
    const server = await startProvider(() => came());
    const relay = await startRelay({ custom: provider(server.url) });
    const agent = new Agent();
    const asked = send(relay.port, chat, { body, agent }).catch(() => undefined);
    await arrived;
    agent.destroy();
    expect(await server.left).toBeUndefined();
    await asked;
  });
});

describe('an answer', () => {
  test('passes as it comes, byte for byte, however it is cut', async () => {
    const events = [`data: {"a":"${'ä'.repeat(3)}"}\n\n`, ': ping\r\n\r\n', 'data: [DONE]\n\n'].map((text) =>
      Buffer.from(text),
    );
    const go: (() => void)[] = [];
    const server = await startProvider((_, response) => {
      response.writeHead(200, { 'content-type': 'text/event-stream', 'x-request-id': 'r1' });
      response.flushHeaders();
      for (const event of events)
        go.push(() => response.write(event.subarray(0, 3), () => response.write(event.subarray(3))));
      go.push(() => response.end());
    });
    const relay = await startRelay({ custom: provider(server.url) });
    // The headers are there before any of the body is.
    const response = await send(relay.port, chat, { body });
    expect(response.headers).toMatchObject({ 'content-type': 'text/event-stream', 'x-request-id': 'r1' });
    let got = Buffer.alloc(0);
    response.on('data', (chunk: Buffer) => (got = Buffer.concat([got, chunk])));
    for (const [index, next] of go.slice(0, -1).entries()) {
      next();
      const sent = Buffer.concat(events.slice(0, index + 1));
      // The provider goes on only when the client has each event.
      while (got.length < sent.length) await once(response, 'data');
      expect(got).toEqual(sent);
    }
    go.at(-1)?.();
    expect(await answerOf(response)).toMatchObject({ isWhole: true });
  });

  test.each([
    ['in chunks', {}],
    ['of a known length', { 'content-length': '1000' }],
  ])('%s that breaks off never ends properly', async (_, headers) => {
    const server = await startProvider((request, response) => {
      response.writeHead(200, { 'content-type': 'text/event-stream', ...headers });
      response.write('data: {}\n\n');
      setTimeout(() => request.socket.destroy(), 50);
    });
    const relay = await startRelay({ custom: provider(server.url) });
    const answer = await relay.ask(chat, { body });
    expect(answer).toMatchObject({ status: 200, isWhole: false });
    expect(answer.body.toString()).toBe('data: {}\n\n');
    expect(relay.output()).not.toContain('Error');
  });

  test('that quotes the key in an error, in a header or in the middle of a stream, hides it', async () => {
    const server = await startProvider((request, response) => {
      response.writeHead(401, { 'x-debug': `key ${request.headers.authorization}` });
      const text = `{"error":"Incorrect API key provided: ${providerKey}."}`;
      response.write(text.slice(0, 45));
      setTimeout(() => response.end(text.slice(45)), 30);
    });
    const relay = await startRelay({ custom: provider(server.url) });
    const answer = await relay.ask(chat, { body });
    expect(answer.body.toString()).toBe(
      `{"error":"Incorrect API key provided: ${'*'.repeat(providerKey.length)}."}`,
    );
    expect(answer.headers['x-debug']).toBe(`key Bearer ${'*'.repeat(providerKey.length)}`);
  });

  test('that is compressed though nobody asked for it arrives plain', async () => {
    const server = await startProvider((request, response) => {
      expect(request.headers['accept-encoding']).toBe('identity');
      response.writeHead(200, { 'content-encoding': 'gzip', 'content-type': 'application/json' });
      response.end(gzipSync(JSON.stringify(completion)));
    });
    const relay = await startRelay({ custom: provider(server.url) });
    const answer = await relay.ask(chat, { body });
    expect(answer.headers).not.toHaveProperty('content-encoding');
    expect(JSON.parse(answer.body.toString())).toEqual(completion);
  });

  test.each([
    ['zstd', zstdCompressSync('{}')],
    ['gzip, gzip', gzipSync(gzipSync('{}'))],
  ])('that is encoded as %s does not arrive: no key in it would be noticed', async (encoding, bytes) => {
    const server = await startProvider((_, response) => {
      response.writeHead(200, { 'content-encoding': encoding });
      response.end(bytes);
    });
    const relay = await startRelay({ custom: provider(server.url) });
    const answer = await relay.ask(chat, { body });
    expect(answer.status).toBe(502);
    expect(answer.body.toString()).toContain(
      `it encodes its answer as ${encoding}, though it was asked for a plain one`,
    );
  });

  test('without a body has none: 204, and to HEAD', async () => {
    const server = await startProvider((request, response) => {
      response.writeHead(request.method === 'HEAD' ? 200 : 204, { 'x-a': 'b' });
      response.end();
    });
    const relay = await startRelay({ custom: provider(server.url) });
    expect(await relay.ask('/custom/models', { method: 'HEAD' })).toMatchObject({
      status: 200,
      isWhole: true,
    });
    expect(await relay.ask(chat, { body })).toMatchObject({
      status: 204,
      isWhole: true,
      headers: { 'x-a': 'b' },
    });
  });

  test('with a status of 1xx before it is passed on without that', async () => {
    const server = await startProvider((_, response) => {
      response.writeProcessing();
      response.writeEarlyHints({ link: '</a>; rel=preload' });
      answerJson(response, 200, completion);
    });
    const relay = await startRelay({ custom: provider(server.url) });
    expect(await relay.ask(chat, { body })).toMatchObject({ status: 200 });
  });

  test('that redirects is an error, which names what to change', async () => {
    const other = await startProvider((_, response) => answerJson(response, 200, completion));
    const server = await startProvider((_, response) => {
      response.writeHead(307, { location: `${other.url}/v1/chat/completions` });
      response.end();
    });
    const relay = await startRelay({ custom: provider(server.url) });
    const answer = await relay.ask(chat, { body });
    expect(answer.status).toBe(502);
    expect(answer.body.toString()).toContain('redirects to another address (HTTP 307)');
    expect(other.seen).toEqual([]);
  });

  test('to a client that reads slowly does not pile up in the relay', async () => {
    const chunk = Buffer.alloc(256 * 1024, 'x');
    let written = 0;
    const server = await startProvider((_, response) => {
      response.writeHead(200, { 'content-type': 'text/event-stream' });
      const more = (): void => {
        while (written < 200 * 1024 * 1024) {
          written += chunk.length;
          if (!response.write(chunk)) {
            response.once('drain', more);
            return;
          }
        }
        response.end();
      };
      more();
    });
    const relay = await startRelay({ custom: provider(server.url) }, { isAlone: true });
    const response = await send(relay.port, chat, { body });
    response.pause();
    await sleep(1000);
    const rss = (): number =>
      Number(/VmRSS:\s+(\d+)/.exec(readFileSync(`/proc/${relay.pid}/status`, 'utf8'))?.[1]) * 1024;
    expect(written).toBeLessThan(40 * 1024 * 1024);
    expect(rss()).toBeLessThan(200 * 1024 * 1024);
    response.destroy();
  });
});

describe('a provider that cannot be reached', () => {
  test.each([
    ['refuses connections', 'http://127.0.0.1:9', 'it refused the connection (ECONNREFUSED)'],
    ['has no address', 'http://no-such-host.invalid', 'its name cannot be resolved'],
  ])('since it %s, is told in a sentence', async (_, url, words) => {
    const relay = await startRelay({ custom: provider(url) });
    const answer = await relay.ask(chat, { body });
    expect(answer.status).toBe(502);
    expect(JSON.parse(answer.body.toString())).toMatchObject({
      error: { type: 'clawbench_upstream', message: expect.stringContaining(words) },
    });
  });

  test('since it hangs up before an answer, is told in a sentence', async () => {
    const server = await startProvider((request) => request.socket.destroy());
    const relay = await startRelay({ custom: provider(server.url) });
    const answer = await relay.ask(chat, { body });
    expect(answer.status).toBe(502);
    expect(answer.body.toString()).toContain('closed the connection without an answer');
  });

  test('since it speaks no HTTP, is told in a sentence', async () => {
    const server = createServer((socket) => socket.end('hello\r\n\r\n')).listen(0, '127.0.0.1');
    onTestFinished(() => void server.close());
    await once(server, 'listening');
    const address = server.address();
    if (address === null || typeof address === 'string') throw new Error('the server has no port');
    const relay = await startRelay({ custom: provider(`http://127.0.0.1:${address.port}`) });
    expect(await relay.ask(chat, { body })).toMatchObject({ status: 502 });
  });
});

test('a flood of requests waits in line, and all are answered', async () => {
  let open = 0;
  let most = 0;
  const server = await startProvider((_, response) => {
    open += 1;
    most = Math.max(most, open);
    setTimeout(() => {
      open -= 1;
      answerJson(response, 200, completion);
    }, 20);
  });
  const relay = await startRelay({ custom: provider(server.url) });
  const answers = await Promise.all(Array.from({ length: 250 }, async () => await relay.ask(chat, { body })));
  expect(answers.map(({ status }) => status)).toEqual(Array.from({ length: 250 }, () => 200));
  expect(most).toBeLessThanOrEqual(64);
});

test('more requests than fit into the line are refused at once', async () => {
  const server = await startProvider(() => undefined);
  const relay = await startRelay({ custom: provider(server.url) });
  const agent = new Agent();
  onTestFinished(() => agent.destroy());
  const waiting = Array.from({ length: 256 }, () =>
    send(relay.port, chat, { body, agent }).catch(() => null),
  );
  while (server.seen.length < 64) await sleep(10);
  await sleep(100);
  const answer = await relay.ask(chat, { body });
  expect(answer).toMatchObject({ status: 429, headers: { 'retry-after': '5' } });
  agent.destroy();
  await Promise.all(waiting);
});

test('SIGTERM ends it at once, with its connections', async () => {
  const server = await startProvider((_, response) => {
    response.writeHead(200, { 'content-type': 'text/event-stream' });
    response.write('data: {}\n\n');
  });
  const relay = await startRelay({ custom: provider(server.url) }, { isAlone: true });
  const response = await send(relay.port, chat, { body });
  await once(response, 'data');
  const answer = answerOf(response);
  const started = Date.now();
  expect(await relay.stop('SIGTERM')).toBe(0);
  expect(Date.now() - started).toBeLessThan(3000);
  expect(await answer).toMatchObject({ isWhole: false });
  await server.left;
});
