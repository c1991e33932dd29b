import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { z } from 'zod';

import { startModelServer, type ModelServer } from '../images/model/server.ts';

const tasksFolder = join(import.meta.dirname, '../images/clawbench/app/tasks-public');
const greeting =
  'Write the single line "Good morning, Ada." to greeting.txt in the workspace, and nothing else.';
const offeredTools = [{ type: 'function', function: { name: 'write' } }];

let server: ModelServer;
beforeEach(async () => {
  server = await startModelServer({ host: '127.0.0.1', port: 0, tasksFolder });
});
afterEach(() => server.close());

const completionSchema = z.object({
  model: z.string(),
  choices: z.array(
    z.object({
      finish_reason: z.string(),
      message: z.object({
        content: z.string().nullable(),
        tool_calls: z
          .array(z.object({ function: z.object({ name: z.string(), arguments: z.string() }) }))
          .optional(),
      }),
    }),
  ),
  usage: z.object({ prompt_tokens: z.number() }),
});

function post(path: string, body: object, key = 'sk-any'): Promise<Response> {
  const headers = { authorization: `Bearer ${key}` };
  return fetch(`${server.url}${path}`, { method: 'POST', headers, body: JSON.stringify(body) });
}

/** Asks as OpenClaw does in run `run` of the greeting task. */
function ask(model: string, extra: object = {}, run = 0): Promise<Response> {
  const system = `Your working directory is /work/workspace-clawbench/t1-greeting-file/run-${run}-0a1b2c3d`;
  const messages = [
    { role: 'system', content: system },
    { role: 'user', content: greeting },
  ];
  return post('/v1/chat/completions', { model, messages, tools: offeredTools, ...extra });
}

async function completion(response: Response): Promise<z.infer<typeof completionSchema>> {
  return completionSchema.parse(await response.json());
}

async function admin(method: string, path: string, body?: object): Promise<unknown> {
  const response = await fetch(`${server.url}${path}`, {
    method,
    ...(body && { body: JSON.stringify(body) }),
  });
  return response.json();
}

describe('the scripted model', () => {
  it('answers the prompt of a task by the tool call of its script, and ends when the tool has answered', async () => {
    const first = await completion(await ask('scripted-1'));
    const call = first.choices[0]!.message.tool_calls![0]!.function;
    expect(first.choices[0]!.finish_reason).toBe('tool_calls');
    expect(call.name).toBe('write');
    expect(JSON.parse(call.arguments)).toEqual({ path: 'greeting.txt', content: 'Good morning, Ada.\n' });
    const messages = [
      { role: 'user', content: greeting },
      { role: 'assistant', content: null },
      { role: 'tool', content: 'written' },
    ];
    const second = await completion(await ask('scripted-1', { messages }));
    expect(second.choices[0]!.message.content).toContain('greeting.txt');
  });

  it('goes on where it was when the gateway repeats the prompt after a failed turn', async () => {
    const messages = [
      { role: 'user', content: greeting },
      { role: 'tool', content: 'written' },
      { role: 'user', content: greeting },
    ];
    const answer = await completion(await ask('scripted-1', { messages }));
    expect(answer.choices[0]!.finish_reason).toBe('stop');
  });

  it('reports the usage of a stream only when asked to', async () => {
    const silent = await (await ask('scripted-1', { stream: true })).text();
    const counted = await (
      await ask('scripted-1', { stream: true, stream_options: { include_usage: true } })
    ).text();
    expect(silent).toMatch(/data: \[DONE\]\n\n$/);
    expect(silent).not.toContain('"usage"');
    expect(counted).toMatch(/"usage":\{"prompt_tokens":\d+/);
  });

  it('speaks the Responses protocol from the same script', async () => {
    const input = [{ role: 'user', content: [{ type: 'input_text', text: greeting }] }];
    const tools = [{ type: 'function', name: 'write' }];
    const stream = await (
      await post('/v1/responses', { model: 'scripted-1', input, tools, stream: true })
    ).text();
    expect(stream).toContain('event: response.function_call_arguments.done');
    expect(stream).toContain('event: response.completed');
  });

  it('speaks Anthropic: tools, their results, cached tokens, and refusals', async () => {
    const send = (body: object, key = 'sk-any') =>
      fetch(`${server.url}/v1/messages`, {
        method: 'POST',
        headers: { 'x-api-key': key },
        body: JSON.stringify({ model: 'scripted-1', tools: [{ name: 'write' }], ...body }),
      });
    await admin('PUT', '/admin/models/scripted-1', { cachedShare: 0.5 });
    const prompt = { role: 'user', content: [{ type: 'text', text: greeting }] };
    const first = await (await send({ messages: [prompt] })).json();
    expect(first).toMatchObject({
      stop_reason: 'tool_use',
      content: [{ type: 'tool_use', name: 'write', input: { path: 'greeting.txt' } }],
      usage: { cache_read_input_tokens: expect.any(Number), cache_creation_input_tokens: 0 },
    });
    expect(first).not.toHaveProperty('usage.cache_read_input_tokens', 0);
    const result = { role: 'user', content: [{ type: 'tool_result', tool_use_id: 't', content: 'written' }] };
    const stream = await (await send({ messages: [prompt, result], stream: true })).text();
    expect(stream.match(/^event: \S+/gm)?.filter((line, i, all) => line !== all[i - 1])).toEqual(
      [
        'message_start',
        'content_block_start',
        'ping',
        'content_block_delta',
        'content_block_stop',
        'message_delta',
        'message_stop',
      ].map((event) => `event: ${event}`),
    );
    expect(stream).toContain('"stop_reason":"end_turn"');
    const refused = await send({ messages: [prompt] }, 'sk-bad');
    expect([refused.status, await refused.json()]).toMatchObject([
      401,
      { error: { type: 'authentication_error' } },
    ]);
    for (const [status, type] of [
      [429, 'rate_limit_error'],
      [529, 'overloaded_error'],
    ]) {
      await admin('PUT', '/admin/models/scripted-1', { fault: { kind: 'status', status } });
      const failed = await send({ messages: [prompt] });
      expect([failed.status, await failed.json()]).toMatchObject([
        status,
        { type: 'error', error: { type } },
      ]);
    }
  });

  it('speaks Gemini: functions, their answers, usage, and refusals', async () => {
    const send = (method: string, contents: object[], key = 'sk-any') =>
      fetch(`${server.url}/v1beta/models/scripted-1:${method}`, {
        method: 'POST',
        headers: { 'x-goog-api-key': key },
        body: JSON.stringify({ contents, tools: [{ functionDeclarations: [{ name: 'write' }] }] }),
      });
    const prompt = { role: 'user', parts: [{ text: greeting }] };
    expect(await (await send('generateContent', [prompt])).json()).toMatchObject({
      candidates: [{ content: { parts: [{ functionCall: { name: 'write' } }] }, finishReason: 'STOP' }],
      usageMetadata: { promptTokenCount: expect.any(Number), candidatesTokenCount: expect.any(Number) },
    });
    const answered = {
      role: 'user',
      parts: [{ functionResponse: { name: 'write', response: { output: 'written' } } }],
    };
    const stream = await (await send('streamGenerateContent?alt=sse', [prompt, answered])).text();
    expect(stream.match(/"finishReason":"STOP"/g)).toHaveLength(1);
    expect(stream).not.toContain('functionCall');
    const refused = await send('generateContent', [prompt], 'sk-bad');
    expect([refused.status, await refused.json()]).toMatchObject([
      400,
      { error: { status: 'INVALID_ARGUMENT' } },
    ]);
    await admin('PUT', '/admin/models/scripted-1', { fault: { kind: 'status', status: 429 } });
    expect(await (await send('generateContent', [prompt])).json()).toMatchObject({
      error: { code: 429, status: 'RESOURCE_EXHAUSTED' },
    });
  });

  it('refuses a bad key with 401 and an unknown model with 404', async () => {
    expect((await post('/v1/chat/completions', { model: 'scripted-1' }, 'sk-bad')).status).toBe(401);
    const unknown = await ask('gpt-none');
    expect(unknown.status).toBe(404);
    expect(await unknown.json()).toMatchObject({ error: { code: 'model_not_found' } });
  });

  it('solves the same runs each time for the same seed, and about the wanted share', async () => {
    await admin('PUT', '/admin/models/scripted-half', { solveProbability: 0.5, seed: 7 });
    const solved = async () => {
      const answers = await Promise.all(
        Array.from({ length: 60 }, (_, run) => ask('scripted-half', {}, run)),
      );
      const completions = await Promise.all(answers.map(completion));
      return completions.map((answer) => answer.choices[0]!.finish_reason === 'tool_calls');
    };
    const once = await solved();
    expect(await solved()).toEqual(once);
    const count = once.filter(Boolean).length;
    expect(count).toBeGreaterThan(15);
    expect(count).toBeLessThan(45);
  });
});

describe('an evaluation of two arms', () => {
  const RUNS = 60;

  /** Which of sixty runs are solved, in the workspaces of one arm. */
  async function solvedIn(arm: string, prompt = 'You are a careful agent.'): Promise<boolean[]> {
    const answers = Array.from({ length: RUNS }, async (_, run) => {
      const system = `${prompt}\nYour working directory is /work/workspace-clawbench/t1-greeting-file/run-${run}-${arm}`;
      const messages = [
        { role: 'system', content: system },
        { role: 'user', content: greeting },
      ];
      const answer = await completion(await ask('scripted-arms', { messages }));
      return answer.choices[0]!.finish_reason === 'tool_calls';
    });
    return Promise.all(answers);
  }
  const count = (solved: readonly boolean[]): number => solved.filter(Boolean).length;

  it('solves the same runs in both, unless each workspace draws for itself', async () => {
    await admin('PUT', '/admin/models/scripted-arms', { solveProbability: 0.5 });
    expect(await solvedIn('0a1b2c3d')).toEqual(await solvedIn('4e5f6a7b'));
    await admin('PUT', '/admin/models/scripted-arms', { solveProbability: 0.5, drawsPerWorkspace: true });
    const [head, base] = [await solvedIn('0a1b2c3d'), await solvedIn('4e5f6a7b')];
    expect(await solvedIn('0a1b2c3d')).toEqual(head);
    const agree = head.filter((solved, run) => solved === base[run]).length;
    // Half of the runs, within four standard errors.
    for (const each of [agree, count(head), count(base)]) {
      expect(each).toBeGreaterThan(14);
      expect(each).toBeLessThan(46);
    }
  });

  it('solves fewer runs where the marker is, and none that it did not solve without', async () => {
    const marked = { matching: 'Answer in\\s+haste', solveProbability: 0.3 };
    await admin('PUT', '/admin/models/scripted-arms', { solveProbability: 0.8, marked });
    const [usual, hasty] = [await solvedIn('0a1b2c3d'), await solvedIn('0a1b2c3d', 'Answer in haste.')];
    expect(hasty.filter((solved, run) => solved && !usual[run])).toEqual([]);
    // 0.8 and 0.3 of sixty runs, within four standard errors.
    expect(count(usual)).toBeGreaterThan(35);
    expect(count(hasty)).toBeLessThan(33);
    expect(count(hasty)).toBeGreaterThan(3);
  });

  it('solves the same runs as ever with the defaults', async () => {
    await admin('PUT', '/admin/models/scripted-arms', { solveProbability: 0.5, seed: 1 });
    const solved = await solvedIn('0a1b2c3d');
    const digits = solved.slice(0, 16).map((each) => (each ? 1 : 0));
    expect(digits.join('')).toBe('0001101010000110');
  });

  it('names a marker that cannot be used', async () => {
    for (const marked of ['haste', { matching: 'haste' }, { matching: '(', solveProbability: 0.1 }]) {
      const answer = await admin('PUT', '/admin', { marked });
      expect(answer).toMatchObject({ error: expect.any(String) });
    }
  });
});

it('solves the runs that come later, whatever the probability', async () => {
  await admin('PUT', '/admin', { solveProbability: 0, solvedFromRun: 2 });
  const called = async (run: number): Promise<string> =>
    JSON.stringify(await completion(await ask('scripted-1', {}, run)));
  expect(await called(1)).not.toContain('tool_calls');
  expect(await called(2)).toContain('tool_calls');
});

describe('the admin endpoint', () => {
  it('fails one model and leaves the others alone, from the nth request after it was set', async () => {
    await ask('scripted-1');
    const fault = { kind: 'status', status: 429, retryAfterSeconds: 3 };
    await admin('PUT', '/admin/models/scripted-1', { fault, when: { from: 2 } });
    expect((await ask('scripted-1')).status).toBe(200);
    const limited = await ask('scripted-1');
    expect(limited.status).toBe(429);
    expect(limited.headers.get('retry-after')).toBe('3');
    expect((await ask('scripted-2')).status).toBe(200);
  });

  it('fails only conversations that match', async () => {
    const fault = { kind: 'status', status: 500 };
    await admin('PUT', '/admin', { fault, when: { matching: 'run-3-' } });
    expect((await ask('scripted-1', {}, 2)).status).toBe(200);
    expect((await ask('scripted-1', {}, 3)).status).toBe(500);
  });

  it('fails conversations in different ways', async () => {
    const status = (code: number, run: number): object => ({
      fault: { kind: 'status', status: code },
      when: { matching: `run-${run}-` },
    });
    await admin('PUT', '/admin', { faults: [status(500, 1), status(402, 2)] });
    const statuses = await Promise.all(
      [0, 1, 2].map(async (run) => (await ask('scripted-1', {}, run)).status),
    );
    expect(statuses).toEqual([200, 500, 402]);
  });

  it('cuts a stream and a plain answer in the middle', async () => {
    await admin('PUT', '/admin', { fault: { kind: 'cut' } });
    for (const stream of [true, false]) {
      const response = await ask('scripted-1', { stream });
      await expect(response.text()).rejects.toThrow('terminated');
    }
  });

  it('sends half of an answer and falls silent', async () => {
    await admin('PUT', '/admin', { fault: { kind: 'stall' } });
    const response = await ask('scripted-1', { stream: true });
    const reader = response.body!.getReader();
    expect(Buffer.from((await reader.read()).value ?? []).toString()).toMatch(/^data: \{/);
    const later: unknown[] = [];
    const next = reader.read().then((piece) => later.push(piece));
    await sleep(300);
    expect(later).toEqual([]);
    await reader.cancel();
    await next;
  });

  it('closes the connection before an answer', async () => {
    await admin('PUT', '/admin', { fault: { kind: 'reset' } });
    await expect(ask('scripted-1')).rejects.toThrow('fetch failed');
  });

  it('sends a stream slowly and whole', async () => {
    await admin('PUT', '/admin', { fault: { kind: 'drip', everyMs: 50 } });
    const before = performance.now();
    const text = await (await ask('scripted-1', { stream: true })).text();
    expect(text).toMatch(/data: \[DONE\]\n\n$/);
    expect(performance.now() - before).toBeGreaterThan(100);
  });

  it('answers with nothing, with a page, and by another model', async () => {
    await admin('PUT', '/admin', { fault: { kind: 'empty' } });
    const empty = await completion(await ask('scripted-1'));
    expect(empty.choices[0]!.message).toEqual({ content: '' });
    await admin('PUT', '/admin', { fault: { kind: 'page' } });
    const page = await ask('scripted-1');
    expect([page.status, page.headers.get('content-type')]).toEqual([200, 'text/html']);
    await admin('PUT', '/admin', { fault: { kind: 'other-model', model: 'scripted-other' } });
    expect((await completion(await ask('scripted-1'))).model).toBe('scripted-other');
  });

  it('hangs until the client gives up', async () => {
    await admin('PUT', '/admin', { fault: { kind: 'hang' } });
    const request = fetch(`${server.url}/v1/chat/completions`, {
      method: 'POST',
      headers: { authorization: 'Bearer sk-any' },
      body: JSON.stringify({ model: 'scripted-1', messages: [] }),
      signal: AbortSignal.timeout(300),
    });
    await expect(request).rejects.toThrow(/timeout/);
  });

  it('counts requests by model, status, task and run', async () => {
    await ask('scripted-1', {}, 4);
    await ask('scripted-2');
    await ask('gpt-none');
    const state = await admin('GET', '/admin?model=scripted-1');
    expect(state).toMatchObject({
      totals: { 'scripted-1': { requests: 1, byStatus: { 200: 1 } } },
      requests: [{ model: 'scripted-1', task: 't1-greeting-file', run: 4, status: 200, outcome: 'ok' }],
    });
    expect(await admin('GET', '/admin?status=404')).toMatchObject({
      totals: { 'gpt-none': { requests: 1 } },
    });
    await admin('POST', '/admin/reset');
    expect(await admin('GET', '/admin')).toMatchObject({ totals: {}, requests: [] });
  });

  it('scales token counts and names another model', async () => {
    const plain = await completion(await ask('scripted-1'));
    await admin('PUT', '/admin/models/scripted-1', { tokenScale: 100, servedModel: 'scripted-cheap' });
    const changed = await completion(await ask('scripted-1'));
    expect(changed.model).toBe('scripted-cheap');
    expect(changed.usage.prompt_tokens).toBe(plain.usage.prompt_tokens * 100);
  });

  it('refuses a field it does not know, by name', async () => {
    expect(await admin('PUT', '/admin', { latency: 5 })).toMatchObject({
      error: expect.stringContaining('latency'),
    });
  });
});
