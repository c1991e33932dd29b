import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type AnswerFacts, openAnswerReader } from '../../../../sidecar/relay/read-answer.ts';
import { type WireApi, wireApis } from '../../../../src/protocol/relay.ts';
import type { Answer } from '../../../images/model/conversation.ts';
import { anthropicMessages } from '../../../images/model/protocols/anthropic-messages.ts';
import { chatCompletions } from '../../../images/model/protocols/chat-completions.ts';
import { gemini } from '../../../images/model/protocols/gemini.ts';
import type { Protocol } from '../../../images/model/protocols/protocol.ts';
import { responses } from '../../../images/model/protocols/responses.ts';

/** The scripted model server's, written from the providers' documentation. */
const servers: Record<WireApi, Protocol> = {
  'openai-completions': chatCompletions,
  'openai-responses': responses,
  'anthropic-messages': anthropicMessages,
  'google-generative-ai': gemini,
};

const said: Answer = {
  model: 'model-1',
  text: 'Good morning, Ada. '.repeat(9),
  call: null,
  inputTokens: 1200,
  cachedTokens: 200,
  outputTokens: 43,
  reportsUsage: true,
};
const calls: Answer = {
  ...said,
  text: null,
  call: { name: 'write', args: { path: 'a.txt', content: 'hé' } },
};

const request = { generates: true, estimatedInput: 300 };
const asked = {
  conversation: { model: 'model-1', messages: [], tools: [] },
  stream: true,
  includeUsage: true,
};

function streamOf(api: WireApi, answer: Answer, wanted = asked): string {
  return servers[api]
    .stream(answer, wanted)
    .map(({ event, data }) => `${event ? `event: ${event}\n` : ''}data: ${data}\n\n`)
    .join('');
}

function read(
  api: WireApi,
  body: string | Uint8Array,
  options: { status?: number; cuts?: readonly number[]; isWhole?: boolean; contentType?: string } = {},
): AnswerFacts {
  const { status = 200, cuts = [], isWhole = true, contentType = 'text/event-stream' } = options;
  const bytes = Buffer.from(body);
  const reader = openAnswerReader({ api, status, contentType }, request);
  const places = [...new Set(cuts.map((cut) => cut % (bytes.length + 1)))].sort((a, b) => a - b);
  for (const [index, place] of [0, ...places].entries()) reader.push(bytes.subarray(place, places[index]));
  return reader.end(isWhole);
}

const cuts = fc.array(fc.nat(), { maxLength: 40 });

describe('a chat completion', () => {
  const chunk = (choice: object, more: object = {}): string =>
    `data: ${JSON.stringify({ object: 'chat.completion.chunk', model: 'm', choices: [{ index: 0, ...choice }], ...more })}\n\n`;
  const hello = chunk({ delta: { content: 'Hello' } });
  const end = chunk({ delta: {}, finish_reason: 'stop' });
  const facts = (body: string): AnswerFacts => read('openai-completions', `${body}data: [DONE]\n\n`);

  it('is an HTTP error if the router says in a choice that its provider failed', () => {
    const error = { code: 502, message: 'Upstream is gone' };
    expect(facts(hello + chunk({ delta: {}, finish_reason: 'error', error }))).toMatchObject({
      outcome: 'http-error',
      status: 502,
      error: 'Upstream is gone',
    });
    expect(facts(hello + chunk({ delta: {}, finish_reason: 'error' }))).toMatchObject({
      outcome: 'http-error',
      status: 502,
    });
  });

  it('is none where a server fills in the field for no error', () => {
    for (const error of ['', false, null])
      expect(facts(chunk({ delta: { content: 'Hello' } }, { error }) + end).outcome).toBe('complete');
  });

  it('is estimated if the server counts what cannot be', () => {
    const usage = { prompt_tokens: 1e300, completion_tokens: 5, cost: 1e300 };
    expect(facts(hello + chunk({ delta: {}, finish_reason: 'stop' }, { usage }))).toMatchObject({
      outcome: 'complete',
      estimated: true,
      tokens: { input: 300, output: 2 },
      reportedCostUsd: null,
    });
  });
});

describe.each(wireApis)('an answer by %s', (api) => {
  const stream = streamOf(api, said);
  const whole = JSON.stringify(servers[api].reply(said));
  const complete = {
    outcome: 'complete',
    status: 200,
    error: null,
    servedModel: 'model-1',
    callsTool: false,
    tokens: { input: 1000, output: 43, cacheRead: 200, cacheWrite: 0 },
    estimated: false,
  };

  it('is complete as a stream and as a document', () => {
    expect(read(api, stream)).toMatchObject(complete);
    expect(read(api, stream).finishReason).toMatch(/^(?:stop|end_turn|completed|STOP)$/);
    expect(read(api, whole, { contentType: 'application/json' })).toMatchObject(complete);
    expect(read(api, stream.replaceAll('\n', '\r\n'))).toEqual(read(api, stream));
  });

  it('tells calls of tools', () => {
    expect(read(api, streamOf(api, calls))).toMatchObject({ outcome: 'complete', callsTool: true });
    const document = JSON.stringify(servers[api].reply(calls));
    expect(read(api, document)).toMatchObject({ outcome: 'complete', callsTool: true });
  });

  it('says the same however it is cut into chunks', () => {
    fc.assert(
      fc.property(cuts, fc.constantFrom(stream, whole, streamOf(api, calls)), (places, body) => {
        expect(read(api, body, { cuts: places })).toEqual(read(api, body));
      }),
    );
  });

  it('is a cut stream wherever it breaks off before its end', () => {
    const marks = {
      'openai-completions': '[DONE]',
      'openai-responses': '',
      'anthropic-messages': '',
      'google-generative-ai': '',
    };
    fc.assert(
      fc.property(fc.integer({ min: 0, max: stream.trimEnd().length - 1 }), (at) => {
        const facts = read(api, stream.slice(0, at), { isWhole: false });
        expect(facts.outcome).toBe(
          marks[api] !== '' && stream.slice(0, at).includes(marks[api]) ? 'complete' : 'cut-stream',
        );
        expect(facts.callsTool).toBe(false);
        expect(facts.estimated).toBe(facts.outcome === 'cut-stream');
      }),
    );
    expect(read(api, whole.slice(0, -9), { isWhole: false })).toMatchObject({ outcome: 'cut-stream' });
  });

  it('counts tokens by size, and says so, where none are reported', () => {
    const facts = read(api, streamOf(api, { ...said, reportsUsage: false }));
    expect(facts).toMatchObject({ outcome: 'complete', estimated: true });
    expect(facts.tokens).toEqual({ input: 300, output: 43, cacheRead: 0, cacheWrite: 0 });
  });

  it('is empty without text and calls', () => {
    expect(read(api, streamOf(api, { ...said, text: '' })).outcome).toBe(
      api === 'google-generative-ai' ? 'bad-answer' : 'empty',
    );
    expect(read(api, JSON.stringify(servers[api].reply({ ...said, text: '' }))).outcome).toBe('empty');
  });

  it('is an HTTP error with the words of the provider', () => {
    const body = JSON.stringify(servers[api].error(429, 'Slow down, please.'));
    expect(read(api, body, { status: 429 })).toMatchObject({
      outcome: 'http-error',
      status: 429,
      error: 'Slow down, please.',
      tokens: { input: 0, output: 0 },
      estimated: false,
    });
    expect(read(api, '<html>Bad gateway</html>', { status: 502 })).toMatchObject({
      outcome: 'http-error',
      error: 'HTTP 502: <html>Bad gateway</html>',
    });
    expect(read(api, '', { status: 503 }).error).toBe('HTTP 503 without a body');
  });

  it('is an HTTP error where the stream holds one', () => {
    const error = JSON.stringify(servers[api].error(503, 'Overloaded'));
    const begun = stream.slice(0, stream.indexOf('\n\n', stream.length / 2) + 2);
    const facts = read(api, `${begun}event: error\ndata: ${error}\n\n`);
    expect(facts).toMatchObject({ outcome: 'http-error', error: 'Overloaded', estimated: true });
    expect(facts.status).toBeGreaterThanOrEqual(500);
    expect(read(api, error)).toMatchObject({ outcome: 'http-error', error: 'Overloaded' });
  });

  it.each([
    '<!DOCTYPE html><title>Sign in</title>',
    'default backend',
    '{"ok":true}',
    '[]',
    '{',
    '',
    'data: x\n\n',
  ])('is a bad answer if it is %j', (body) => {
    expect(read(api, body)).toMatchObject({ outcome: 'bad-answer', tokens: { input: 0, output: 0 } });
    expect(read(api, body, { isWhole: false }).outcome).toBe('cut-stream');
  });

  it('never throws, and always comes to an end', () => {
    const json = fc.json({ maxDepth: 8 });
    const events = fc.array(json).map((all) => all.map((one) => `data: ${one}\n\n`).join(''));
    const bytes = fc.uint8Array({ maxLength: 400 });
    fc.assert(
      fc.property(fc.oneof(json, events, bytes), cuts, fc.boolean(), (body, places, isWhole) => {
        const facts = read(api, body, { cuts: places, isWhole });
        expect(facts).toEqual(read(api, body, { isWhole }));
        expect(Object.values(facts.tokens).every((amount) => Number.isFinite(amount) && amount >= 0)).toBe(
          true,
        );
        expect(facts.error?.length ?? 0).toBeLessThanOrEqual(300);
      }),
    );
  });

  it.each([
    ['deep nesting', `data: ${'['.repeat(2_000_000)}\n\n`],
    ['one text of 10 MB', `data: {"error":{"message":"${'é'.repeat(5_000_000)}"}}\n\n`],
    ['a line of 10 MB', `data: ${'x '.repeat(5_000_000)}`],
    ['10 MB of empty lines', '\n'.repeat(10_000_000)],
    ['a document of numbers', `[${'1,'.repeat(5_000_000)}1]`],
    ['many small events', 'data: {"a":[[[]]]}\n\n'.repeat(50_000)],
  ])('is read in little memory and time: %s', (_, body) => {
    const bytes = Buffer.from(body);
    const before = process.memoryUsage().arrayBuffers;
    const reader = openAnswerReader({ api, status: 200, contentType: '' }, request);
    let most = 0;
    const start = performance.now();
    for (let at = 0; at < bytes.length; at += 65_536) {
      reader.push(bytes.subarray(at, at + 65_536));
      most = Math.max(most, process.memoryUsage().arrayBuffers - before);
    }
    reader.end(true);
    expect(performance.now() - start).toBeLessThan(10_000);
    expect(most).toBeLessThan(40 * 1024 * 1024);
  });
});
