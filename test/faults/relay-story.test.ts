import { once } from 'node:events';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { Agent } from 'node:http';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { describe, expect, test } from 'vitest';
import type { RelayState } from '../../src/protocol/relay.ts';
import type { RequestClosed, RequestOpened, WireLine } from '../../src/protocol/wire.ts';
import { completion, startProvider } from '../fakes/provider.ts';
import { answerJson } from '../fakes/server.ts';
import {
  provider,
  providerKey,
  type RelayHost,
  relayToken,
  send,
  startRelay,
} from '../fixtures/relay-host.ts';

const chat = '/custom/chat/completions';
const body = '{"model":"m","messages":[]}';
const prices = { m: { input: 1_000_000, output: 1_000_000, cacheRead: 0, cacheWrite: 0 } };

function lines(relay: RelayHost): WireLine[] {
  const file = path.join(relay.root, 'wire/wire.jsonl');
  return readFileSync(file, 'utf8')
    .trim()
    .split('\n')
    .map((line): WireLine => JSON.parse(line));
}

/** The ends of requests, once there are so many. */
async function ends(relay: RelayHost, count: number): Promise<RequestClosed[]> {
  for (;;) {
    const found = lines(relay).filter((line) => line.kind === 'closed');
    if (found.length >= count) return found;
    await sleep(10);
  }
}

async function stateOf(relay: RelayHost): Promise<RelayState> {
  const { body: text } = await relay.ask('/-/state', { method: 'GET' });
  return JSON.parse(text.toString());
}

describe('a provider that refuses to be asked for the usage of a stream', () => {
  const streamed = '{"model":"m","stream":true,"messages":[]}';
  const hello =
    'data: {"model":"m","choices":[{"index":0,"finish_reason":"stop","delta":{"content":"hello"}}]}';
  const refusing = async (status: number, words: string) =>
    await startProvider((_, response, sent) => {
      if (sent.toString().includes('stream_options'))
        return answerJson(response, status, { error: { message: words } });
      response.writeHead(200, { 'content-type': 'text/event-stream' });
      response.end(`${hello}\n\ndata: [DONE]\n\n`);
    });

  test.each([400, 422])(
    'by %i is asked again without, once for all, and its tokens are estimated',
    async (status) => {
      const server = await refusing(status, 'Unrecognized request argument supplied: stream_options');
      const relay = await startRelay({ custom: provider(server.url) });
      for (let round = 0; round < 2; round++) {
        const answer = await relay.ask(chat, { body: streamed });
        expect(answer).toMatchObject({ status: 200, isWhole: true });
        expect(answer.body.toString()).toContain('hello');
      }
      const bodies = server.seen.map((request) => request.body.toString());
      expect(bodies.map((sent) => sent.includes('stream_options'))).toEqual([true, false, false]);
      expect(bodies.slice(1)).toEqual([streamed, streamed]);
      for (const end of await ends(relay, 2))
        expect(end).toMatchObject({ outcome: 'complete', estimated: true, tokens: { output: 2 } });
    },
  );

  test('is not asked again if that is not what it refuses', async () => {
    const server = await refusing(400, 'messages: too short');
    const relay = await startRelay({ custom: provider(server.url) });
    const answer = await relay.ask(chat, { body: streamed });
    expect(answer.status).toBe(400);
    expect(answer.body.toString()).toContain('messages: too short');
    expect(server.seen).toHaveLength(1);
  });
});

describe('the journal has how a request ended:', () => {
  test('complete, with its tokens, cost, model and id', async () => {
    const server = await startProvider((_, response) =>
      answerJson(response, 200, { ...completion, model: 'm-2026-10-01' }, { 'x-request-id': 'req-1' }),
    );
    const relay = await startRelay({ custom: provider(server.url, { prices }) });
    await relay.ask(chat, { body });
    const [end] = await ends(relay, 1);
    expect(end).toMatchObject({
      outcome: 'complete',
      status: 200,
      attempts: 1,
      servedModel: 'm-2026-10-01',
      finishReason: 'stop',
      callsTool: false,
      tokens: { input: 10, output: 2, cacheRead: 0, cacheWrite: 0 },
      estimated: false,
      costUsd: 12,
      providerRequestId: 'req-1',
    });
    const opened = lines(relay).find((line): line is RequestOpened => line.kind === 'opened');
    expect(opened).toMatchObject({
      id: end?.id,
      provider: 'custom',
      model: 'm',
      purpose: 'other',
      requestBytes: body.length,
    });
    expect(await stateOf(relay)).toMatchObject({
      requests: 1,
      open: 0,
      failed: 0,
      costUsd: 12,
      problem: null,
      cap: null,
    });
  });

  test('http-error, in the words of the provider, without the key', async () => {
    const message = `Incorrect API key provided: ${providerKey}.`;
    const server = await startProvider((_, response) => answerJson(response, 401, { error: { message } }));
    const relay = await startRelay({ custom: provider(server.url) });
    await relay.ask(chat, { body });
    const [end] = await ends(relay, 1);
    expect(end).toMatchObject({
      outcome: 'http-error',
      status: 401,
      error: expect.stringContaining('Incorrect API key'),
    });
    expect(readFileSync(path.join(relay.root, 'wire/wire.jsonl'), 'utf8')).not.toContain(providerKey);
  });

  test('network, cut-stream, bad-answer, client-gone and too-large', async () => {
    const server = await startProvider((request, response, sent) => {
      const text = sent.toString();
      if (text.includes('page')) {
        response.writeHead(200, { 'content-type': 'text/html' });
        response.end('<html>Welcome</html>');
        return;
      }
      response.writeHead(200, { 'content-type': 'text/event-stream' });
      response.write('data: {"model":"m","choices":[{"index":0,"delta":{"content":"Hel"}}]}\n\n');
      if (text.includes('cut')) setTimeout(() => request.socket.destroy(), 20);
    });
    const relay = await startRelay({ custom: provider(server.url), away: provider('http://127.0.0.1:9') });
    const ask = (model: string): string => JSON.stringify({ model, messages: [] });
    await relay.ask('/away/chat/completions', { body });
    await relay.ask(chat, { body: ask('cut') });
    await relay.ask(chat, { body: ask('page') });
    const left = await send(relay.port, chat, { body: ask('left') });
    left.on('error', () => undefined);
    await once(left, 'data');
    left.destroy();
    await ends(relay, 4);
    await relay.ask(chat, { agent: new Agent(), headers: { 'content-length': String(1024 ** 3) } });
    const found = await ends(relay, 5);
    expect(found.map(({ outcome, refusal }) => refusal ?? outcome)).toEqual([
      'network',
      'cut-stream',
      'bad-answer',
      'client-gone',
      'too-large',
    ]);
    expect(found[0]?.error).toContain('ECONNREFUSED');
    expect(found[1]).toMatchObject({ estimated: true, firstByteAt: expect.any(Number) });
    expect(await stateOf(relay)).toMatchObject({ requests: 5, open: 0, failed: 5 });
  });

  test('client-gone before any answer, with what the provider may bill', async () => {
    let isAsked = (): void => undefined;
    const asked = new Promise<void>((resolve) => (isAsked = resolve));
    const server = await startProvider(() => isAsked());
    const relay = await startRelay({ custom: provider(server.url, { prices }) });
    const leaving = new AbortController();
    const left = relay.ask(chat, { body, signal: leaving.signal }).catch((error: Error) => error.name);
    await asked;
    leaving.abort();
    expect(await left).toBe('AbortError');
    const [end] = await ends(relay, 1);
    const input = Math.ceil(body.length / 4);
    expect(end).toMatchObject({
      outcome: 'client-gone',
      tokens: { input, output: 0 },
      estimated: true,
      costUsd: input,
    });
    expect(await stateOf(relay)).toMatchObject({ estimated: 1, costUsd: input });
  });

  test('refused, once the cap is reached, in words that everybody downstream knows', async () => {
    const server = await startProvider((_, response) => answerJson(response, 200, completion));
    const relay = await startRelay(
      { custom: provider(server.url, { prices }) },
      { config: { maxCostUsd: 12 } },
    );
    await relay.ask(chat, { body });
    const answer = await relay.ask(chat, { body });
    expect(answer.status).toBe(402);
    expect(JSON.parse(answer.body.toString())).toMatchObject({
      error: { type: 'clawbench_budget', message: expect.stringContaining('cap') },
    });
    expect((await ends(relay, 2))[1]).toMatchObject({ outcome: 'refused', refusal: 'budget', attempts: 0 });
    expect(server.seen).toHaveLength(1);
    expect((await stateOf(relay)).cap).toContain('cap');
  });
});

test.each([
  [
    'openai-responses',
    '/custom/chat/completions',
    { ...completion, usage: { prompt_tokens: 9, completion_tokens: 3 } },
  ],
  [
    'openai-responses',
    '/custom/completions',
    { choices: [{ text: 'Hi', finish_reason: 'stop' }], usage: { prompt_tokens: 9, completion_tokens: 3 } },
  ],
  [
    'openai-completions',
    '/custom/responses',
    { object: 'response', status: 'completed', output: [], usage: { input_tokens: 9, output_tokens: 3 } },
  ],
  [
    'openai-completions',
    '/custom/embeddings',
    { object: 'list', data: [], usage: { prompt_tokens: 12, total_tokens: 12 } },
  ],
] as const)('a provider of %s that is asked at %s is counted, and capped', async (api, target, answered) => {
  const server = await startProvider((_, response) => answerJson(response, 200, answered));
  const custom = provider(server.url, { api, prices });
  const relay = await startRelay({ custom }, { config: { maxTokens: 12 } });
  await relay.ask(target, { body });
  expect((await ends(relay, 1))[0]).toMatchObject({
    outcome: expect.stringMatching(/complete|empty/),
    costUsd: 12,
    estimated: false,
  });
  expect((await relay.ask(target, { body })).status).toBe(402);
});

test('nothing runs in the background, where no cap could hold it', async () => {
  const server = await startProvider((_, response) => answerJson(response, 200, completion));
  const relay = await startRelay({ custom: provider(server.url, { api: 'openai-responses' }) });
  const asked = await relay.ask('/custom/responses', {
    body: '{"model":"m","background":true,"input":"Hi"}',
  });
  expect(asked.status).toBe(400);
  expect(asked.body.toString()).toContain('in the background');
  expect((await ends(relay, 1))[0]).toMatchObject({ outcome: 'refused', refusal: 'in-background' });
  expect(server.seen).toEqual([]);
});

test.each(['/custom/completions', '/custom/embeddings', '/custom/responses/compact'])(
  'what reports no tokens at %s is estimated',
  async (target) => {
    const server = await startProvider((_, response) =>
      answerJson(response, 200, { choices: [{ text: 'Hello there' }] }),
    );
    const relay = await startRelay({ custom: provider(server.url, { api: 'openai-responses' }) });
    await relay.ask(target, { body });
    const [end] = await ends(relay, 1);
    expect(end!.estimated).toBe(true);
    expect(end!.tokens.input).toBeGreaterThan(0);
  },
);

describe('by the prices of the catalog', () => {
  const openai = (url: string): ReturnType<typeof provider> => provider(url, { api: 'openai-completions' });
  const million = { input: 1_000_000, output: 1_000_000, cacheRead: 0, cacheWrite: 0 };

  function catalogIn(root: string, cost: object): void {
    const plugin = path.join(root, 'catalog/dist/extensions/openai');
    mkdirSync(plugin, { recursive: true });
    const models = [{ id: 'm', cost }];
    const manifest = { modelCatalog: { providers: { openai: { models } } } };
    writeFileSync(path.join(plugin, 'openclaw.plugin.json'), JSON.stringify(manifest));
    writeFileSync(path.join(root, 'catalog/done'), '');
  }

  test('a cap on costs holds before a request is forwarded, whatever an agent writes there later', async () => {
    const server = await startProvider((_, response) => answerJson(response, 200, completion));
    const relay = await startRelay({ openai: openai(server.url) }, { config: { maxCostUsd: 20 } });
    catalogIn(relay.root, million);
    const ask = async (): Promise<number> => (await relay.ask('/openai/chat/completions', { body })).status;
    expect(await ask()).toBe(200);
    catalogIn(relay.root, { ...million, input: 1, output: 1 });
    expect([await ask(), await ask()]).toEqual([200, 402]);
    expect((await ends(relay, 3)).map(({ costUsd }) => costUsd)).toEqual([12, 12, null]);
    expect(server.seen).toHaveLength(2);
    expect(await stateOf(relay)).toMatchObject({ costUsd: 24, unpriced: 0, unpricedModels: [] });
  });

  test('the check is paid too', async () => {
    const server = await startProvider((_, response) => answerJson(response, 200, completion));
    const relay = await startRelay(
      { openai: openai(server.url) },
      { config: { model: 'openai/m', maxCostUsd: 12 }, prepare: (root) => catalogIn(root, million) },
    );
    while ((await stateOf(relay)).check.status === 'pending') await sleep(10);
    expect((await relay.ask('/openai/chat/completions', { body })).status).toBe(402);
  });

  test('it says which model has none', async () => {
    const server = await startProvider((_, response) => answerJson(response, 200, completion));
    const relay = await startRelay({ openai: openai(server.url) }, { config: { model: 'openai/m' } });
    while ((await stateOf(relay)).check.status === 'pending') await sleep(10);
    expect(await stateOf(relay)).toMatchObject({ unpriced: 1, unpricedModels: ['openai/m'] });
  });
});

test('a rate limit is waited out, and the client sees nothing of it', async () => {
  let asked = 0;
  const server = await startProvider((_, response) => {
    asked += 1;
    if (asked === 1)
      answerJson(response, 429, { error: { message: 'Rate limit' } }, { 'retry-after': '0.2' });
    else answerJson(response, 200, completion);
  });
  const relay = await startRelay({ custom: provider(server.url) }, { config: { rateLimitWaitMs: 60_000 } });
  expect(await relay.ask(chat, { body })).toMatchObject({ status: 200 });
  const [end] = await ends(relay, 1);
  expect(end).toMatchObject({ outcome: 'complete', attempts: 2, retryAfterMs: 200 });
  expect(end?.waitedMs).toBeGreaterThanOrEqual(150);
});

describe('the check', () => {
  test('is a request like any other, and says that the model answers', async () => {
    const server = await startProvider((_, response) => answerJson(response, 200, completion));
    const relay = await startRelay({ custom: provider(server.url) }, { config: { model: 'custom/m' } });
    await ends(relay, 1);
    while ((await stateOf(relay)).check.status === 'pending') await sleep(10);
    expect((await stateOf(relay)).check).toEqual({ status: 'ok' });
    expect(server.seen[0]?.headers.authorization).toBe(`Bearer ${providerKey}`);
    expect(lines(relay).find((line) => line.kind === 'opened')).toMatchObject({
      purpose: 'check',
      model: 'm',
    });
  });

  test('says in the words of the provider that it refuses the key', async () => {
    const server = await startProvider((_, response) =>
      answerJson(response, 401, { error: { message: 'Incorrect API key provided.' } }),
    );
    const relay = await startRelay({ custom: provider(server.url) }, { config: { model: 'custom/m' } });
    while ((await stateOf(relay)).check.status === 'pending') await sleep(10);
    expect((await stateOf(relay)).check).toMatchObject({
      status: 'failed',
      message: expect.stringContaining('Incorrect API key provided'),
    });
  });

  test('has failed if the config is wrong, which is in state.json', async () => {
    const relay = await startRelay({ custom: provider('models.example.com') });
    const file = path.join(relay.root, 'wire/state.json');
    const check = (): unknown => existsSync(file) && JSON.parse(readFileSync(file, 'utf8')).check;
    while (!JSON.stringify(check()).includes('failed')) await sleep(10);
    expect(check()).toMatchObject({ message: expect.stringContaining('baseUrl is no URL') });
  });
});

test('its state is for those with the token, to read', async () => {
  const relay = await startRelay({ custom: provider('http://127.0.0.1:9') });
  expect(await relay.ask('/-/state', { method: 'GET', headers: { authorization: '' } })).toMatchObject({
    status: 401,
  });
  expect(await relay.ask('/-/state', { body: '{}' })).toMatchObject({ status: 405 });
  expect(JSON.stringify(await stateOf(relay))).not.toContain(relayToken);
});

test('what was under way when it is stopped has its end in the journal', async () => {
  const server = await startProvider((_, response) => {
    response.writeHead(200, { 'content-type': 'text/event-stream' });
    response.write('data: {"model":"m","choices":[{"index":0,"delta":{"content":"Hel"}}]}\n\n');
  });
  const relay = await startRelay({ custom: provider(server.url) }, { isAlone: true });
  const response = await send(relay.port, chat, { body });
  response.on('error', () => undefined);
  await once(response, 'data');
  expect(await relay.stop('SIGTERM')).toBe(0);
  expect(lines(relay).map(({ kind }) => kind)).toEqual(['started', 'opened', 'closed']);
});
