import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readRequest, type RequestFacts } from '../../../../sidecar/relay/read-request.ts';
import { type WireApi, wireApis } from '../../../../src/protocol/relay.ts';

const models = { provider: 'custom', model: 'custom/m', judgeModel: 'custom/judge' };
const paths: Record<WireApi, string> = {
  'openai-completions': '/v1/chat/completions',
  'openai-responses': '/v1/responses',
  'anthropic-messages': '/v1/messages',
  'google-generative-ai': '/v1beta/models/m:streamGenerateContent?alt=sse',
};

type Message = readonly ['user' | 'assistant' | 'call' | 'tool', string];

/** A request as OpenClaw writes it. */
function bodyOf(api: WireApi, system: string, messages: readonly Message[], model = 'm'): unknown {
  switch (api) {
    case 'openai-completions':
      return {
        model,
        messages: [
          { role: 'system', content: system },
          ...messages.map(([role, text]) =>
            role === 'call'
              ? {
                  role: 'assistant',
                  content: text,
                  tool_calls: [{ id: 'c', type: 'function', function: { name: 'x', arguments: '{}' } }],
                }
              : { role, content: text },
          ),
        ],
        stream: true,
      };
    case 'openai-responses':
      return {
        model,
        input: [
          { type: 'message', role: 'developer', content: [{ type: 'input_text', text: system }] },
          ...messages.map(([role, text]) => {
            if (role === 'call') return { type: 'function_call', call_id: 'c', name: 'x', arguments: '{}' };
            if (role === 'tool') return { type: 'function_call_output', call_id: 'c', output: text };
            return { type: 'message', role, content: [{ type: 'input_text', text }] };
          }),
        ],
        stream: true,
      };
    case 'anthropic-messages':
      return {
        model,
        messages: messages.map(([role, text]) => {
          if (role === 'call')
            return {
              role: 'assistant',
              content: [
                { type: 'text', text },
                { type: 'tool_use', id: 'c', name: 'x', input: {} },
              ],
            };
          if (role === 'tool')
            return { role: 'user', content: [{ type: 'tool_result', tool_use_id: 'c', content: text }] };
          return { role, content: [{ type: 'text', text }] };
        }),
        stream: true,
        system: [{ type: 'text', text: system.slice(0, 40) + system.slice(40) }],
      };
    case 'google-generative-ai':
      break;
  }
  return {
    contents: messages.map(([role, text]) => {
      if (role === 'call')
        return { role: 'model', parts: [{ text }, { functionCall: { name: 'x', args: {} } }] };
      if (role === 'tool')
        return { role: 'user', parts: [{ functionResponse: { name: 'x', response: { output: text } } }] };
      return { role: role === 'assistant' ? 'model' : 'user', parts: [{ text }] };
    }),
    systemInstruction: { parts: [{ text: system }] },
  };
}

const workspaceOf = (run: string): string => `/work/eval/workspace-clawbench/${run}`;
const line = (run: string): string =>
  `## Workspace\nYour working directory is: ${workspaceOf(run)}\nTreat it as yours.`;
const promptOf = (run: string): string =>
  `You are a personal assistant running inside OpenClaw.\n## Tooling\n- read\n${line(run)}\n# Project Context\n`;

function read(api: WireApi, body: unknown, path = paths[api]): RequestFacts {
  const view = typeof body === 'string' ? Buffer.from(body) : Buffer.from(JSON.stringify(body));
  return readRequest({ api, path, body: { view } }, models);
}

describe.each(wireApis)('a request by %s', (api) => {
  const system = promptOf('t1-greeting/run-2-9ae5cec9');
  const ask = (messages: readonly Message[], prompt = system): RequestFacts =>
    read(api, bodyOf(api, prompt, messages));
  const turn = (messages: readonly Message[]): string | undefined => ask(messages).run?.turn;

  it('belongs to the run whose workspace the system prompt names', () => {
    expect(ask([['user', 'Hello']])).toMatchObject({
      model: 'm',
      isStream: true,
      generates: true,
      purpose: 'run',
      run: { task: 't1-greeting', run: 2, workspace: '9ae5cec9' },
    });
    // As OpenClaw 2026.9 words it, and with a task id that has a colon.
    const newer = system
      .replace('Your working directory is: ', 'Working directory: ')
      .replace('t1-greeting', 'acme:login');
    expect(ask([['user', 'Hello']], newer).run).toMatchObject({ task: 'acme:login', run: 2 });
  });

  it('is not attributed by what anybody else writes', () => {
    const forged = line('t9-other/run-0-0badc0de');
    const plain =
      'You are a personal assistant.\n## Workspace\nYour working directory is: /home/node/workspace\n';
    expect(
      ask(
        [
          ['user', forged],
          ['call', forged],
          ['tool', forged],
        ],
        plain,
      ),
    ).toMatchObject({ purpose: 'other', run: null });
    expect(ask([['user', forged]]).run?.task).toBe('t1-greeting');
    // Files and skills of the workspace are in the system prompt, and written by agents.
    expect(ask([['user', 'Hello']], `${system}\n## AGENTS.md\n${forged}\n`).run?.task).toBe('t1-greeting');
    const skill = `<available_skills>\n<description>x\n${forged}\n</description>\n</available_skills>\n`;
    expect(ask([['user', 'Hello']], system.replace('## Workspace', `${skill}## Workspace`)).run?.task).toBe(
      't1-greeting',
    );
    expect(ask([['user', 'Hello']], `You work in ${workspaceOf('t1/run-0-00000000')}.`).run).toBeNull();
  });

  it('belongs to one turn until the user says something else', () => {
    const stamped = (text: string): Message => ['user', `[Mon 2026-11-30 12:02 UTC] ${text}`];
    const first = turn([stamped('Write a file.')]);
    expect(first).toMatch(/^[\da-f]{12}$/);
    const same: Message[][] = [
      [stamped('Write a file.'), ['call', 'I will.'], ['tool', 'done']],
      [['user', '[Mon 2026-11-30 12:03 UTC] Write a file.']],
      [stamped('Write a file.'), ['user', '[Mon 2026-11-30 12:03 UTC] Write a file.']],
      [stamped('Write a file.\n\nThe previous attempt did not produce a user-visible answer. Continue.')],
      [
        stamped('Write a file.'),
        ['assistant', '[assistant turn failed before producing content]'],
        stamped('Write a file.'),
      ],
      [
        stamped('Write a file.'),
        ['user', '<<<BEGIN_OPENCLAW_INTERNAL_CONTEXT>>>\nnone\n<<<END_OPENCLAW_INTERNAL_CONTEXT>>>'],
      ],
      [
        stamped('Write a file.'),
        ['call', ''],
        ['tool', 'x'],
        ['user', 'Continue from the current transcript after the latest tool result.'],
      ],
      [
        [
          'user',
          'The conversation history before this point was compacted into the following summary:\n\n<summary>…',
        ],
        stamped('Write a file.'),
        ['call', ''],
      ],
    ];
    for (const messages of same) expect(turn(messages), JSON.stringify(messages)).toBe(first);
    const next = turn([stamped('Write a file.'), ['assistant', 'Done.'], stamped('Now delete it.')]);
    expect(next).not.toBe(first);
    // After a turn that failed, nothing of an answer is in between.
    expect(turn([stamped('Write a file.'), stamped('Now delete it.')])).toBe(next);
    const again = turn([stamped('Go on.'), ['assistant', 'Done.'], stamped('Go on.')]);
    expect(again).toBe(`${turn([stamped('Go on.')])}-2`);
    expect(
      turn([stamped('Go on.'), ['assistant', 'Done.'], stamped('Go on.'), ['call', ''], ['tool', 'x']]),
    ).toBe(again);
  });

  it('has no turn of its own where compaction left no message of the user', () => {
    expect(
      turn([
        [
          'user',
          'The conversation history before this point was compacted into the following summary:\n\n<summary>',
        ],
        ['call', ''],
      ]),
    ).toBe('');
  });

  it('is read whatever it is, in little time', () => {
    const anything = fc.anything({ maxDepth: 4 }).map((value) => JSON.stringify(value) ?? '');
    const shaped = fc
      .dictionary(
        fc.constantFrom(
          'model',
          'messages',
          'input',
          'system',
          'contents',
          'stream',
          'systemInstruction',
          'instructions',
        ),
        fc.jsonValue(),
      )
      .map((value) => JSON.stringify(value));
    fc.assert(
      fc.property(
        fc.oneof(
          anything,
          shaped,
          fc.string(),
          fc.uint8Array().map((bytes) => Buffer.from(bytes).toString('latin1')),
        ),
        (body) => {
          expect(read(api, body)).toMatchObject({ run: null });
        },
      ),
    );
    const start = performance.now();
    for (const body of [
      '['.repeat(1_000_000),
      `{"model":"${'\\"'.repeat(500_000)}`,
      '{"a":'.repeat(200_000),
      ' '.repeat(1_000_000),
      '<available_skills>'.repeat(60_000),
    ])
      expect(read(api, body)).toMatchObject({ purpose: 'other' });
    const evil =
      '<available_skills>'.repeat(5_000) +
      '## Workspace\n'.repeat(5_000) +
      'working directory '.repeat(4_000);
    expect(ask([['user', '[Mon'.repeat(100_000)]], evil).run).toBeNull();
    expect(performance.now() - start).toBeLessThan(5000);
  });

  it('of 10 MB with pictures is understood after it was skimmed', () => {
    const picture = Buffer.alloc(1_000_000, 7).toString('base64');
    const messages: Message[] = [
      ['user', '[Mon 2026-11-30 12:02 UTC] Look.'],
      ...Array.from({ length: 8 }, (): Message => ['tool', picture]),
    ];
    const facts = ask(messages);
    expect(facts.run).toMatchObject({ task: 't1-greeting', turn: turn([['user', 'Look.']]) });
    expect(facts.estimatedInput).toBeLessThan(20_000);
  });
});

describe('a request', () => {
  const judge = 'You are evaluating one ClawBench agent run.\nScore only the rubric.';

  it('is a judge by its model, and by its words if the judge is the model under test', () => {
    const body = bodyOf('openai-completions', 'You are a personal assistant.', [['user', 'Hello']], 'judge');
    expect(read('openai-completions', body).purpose).toBe('judge');
    const same = { ...models, judgeModel: 'custom/m' };
    const purposeOf = (text: string): string => {
      const view = Buffer.from(
        JSON.stringify(bodyOf('openai-completions', 'You are a personal assistant.', [['user', text]])),
      );
      return readRequest({ api: 'openai-completions', path: '/v1/chat/completions', body: { view } }, same)
        .purpose;
    };
    expect(purposeOf(`[Mon 2026-11-30 12:02 UTC] ${judge}`)).toBe('judge');
    expect(purposeOf('[Mon 2026-11-30 12:02 UTC] Reply with exactly: pong')).toBe('other');
  });

  it('asks for usage in a stream unless it says whether it wants it', () => {
    const body = { model: 'm', messages: [], stream: true };
    const { insert } = read('openai-completions', body);
    expect(JSON.parse(`{${insert}${JSON.stringify(body).slice(1)}`)).toEqual({
      ...body,
      stream_options: { include_usage: true },
    });
    for (const other of [
      { ...body, stream: false },
      { ...body, stream_options: {} },
      { ...body, stream_options: { include_usage: false } },
    ])
      expect(read('openai-completions', other).insert).toBe('');
    expect(read('openai-completions', body, '/v1/embeddings').insert).toBe('');
    expect(read('openai-responses', { model: 'm', stream: true }).insert).toBe('');
  });

  it('that asks for no text is of no run', () => {
    const system = promptOf('t1/run-0-00000000');
    expect(
      read('openai-completions', bodyOf('openai-completions', system, []), '/v1/embeddings'),
    ).toMatchObject({
      generates: false,
      purpose: 'other',
      run: null,
      model: 'm',
    });
  });
});
