import { once } from 'node:events';
import type { IncomingHttpHeaders } from 'node:http';
import { onTestFinished } from 'vitest';
import { describe, expect, test } from 'vitest';
import { answerJson, listen, type RunningServer } from '../fakes/server.ts';
import { answerOf, provider, providerKey, relayToken, send, startRelay } from '../fixtures/relay-host.ts';

type Handler = Parameters<typeof listen>[0];

interface Seen {
  method: string;
  url: string;
  headers: IncomingHttpHeaders;
  body: Buffer;
}

/** A provider that notes each request and answers as it is told. */
async function upstream(handle: Handler): Promise<RunningServer & { seen: Seen[] }> {
  const seen: Seen[] = [];
  const server = await listen((request, response, body) => {
    seen.push({ method: request.method ?? '', url: request.url ?? '', headers: request.headers, body });
    handle(request, response, body);
  });
  onTestFinished(async () => await server.stop());
  return { ...server, seen };
}

const chat = '/custom/chat/completions';
const ok: Handler = (_, response) => answerJson(response, 200, { ok: true });

describe('a request', () => {
  test("reaches the provider's base URL with its key and without the token", async () => {
    const server = await upstream(ok);
    const relay = await startRelay({ custom: provider(`${server.url}/v1/`) });
    const { status, body } = await relay.ask(`${chat}?a=1&key=${relayToken}`, {
      headers: { 'content-type': 'application/json', 'x-other': `see ${relayToken}`, 'x-kept': 'yes' },
      body: '{"model":"m"}',
    });
    expect(status).toBe(200);
    expect(JSON.parse(body.toString())).toEqual({ ok: true });
    const [request] = server.seen;
    expect(request).toMatchObject({
      method: 'POST',
      url: '/v1/chat/completions?a=1',
      body: Buffer.from('{"model":"m"}'),
    });
    expect(request?.headers).toMatchObject({
      authorization: `Bearer ${providerKey}`,
      host: new URL(server.url).host,
      'x-kept': 'yes',
      'accept-encoding': 'identity',
      'content-length': '13',
    });
    expect(JSON.stringify(server.seen)).not.toContain(relayToken);
  });
});

test('streams pass as they come, byte for byte', async () => {
  let go: (() => void) | undefined;
  const server = await upstream((_, response) => {
    response.writeHead(200, { 'content-type': 'text/event-stream' });
    response.write('data: {"a":1}\n\n');
    go = () => response.end('data: [DONE]\n\n');
  });
  const relay = await startRelay({ custom: provider(server.url) });
  const response = await send(relay.port, chat, { body: '{}' });
  const [first] = await once(response, 'data');
  expect(String(first)).toBe('data: {"a":1}\n\n');
  go?.();
  expect((await answerOf(response)).body.toString()).toBe('data: [DONE]\n\n');
});
