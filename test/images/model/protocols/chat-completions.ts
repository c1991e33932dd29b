import { textOf, type Answer, type Message } from '../conversation.ts';
import { isObject, objectsOf, stringOf } from '../json.ts';
import { newId, openAiError, openAiRefusals, pieces, type Protocol } from './protocol.ts';

/** https://platform.openai.com/docs/api-reference/chat */
export const chatCompletions: Protocol = {
  matches: (path) => path.endsWith('/chat/completions'),

  parse(body) {
    const options = body['stream_options'];
    return {
      conversation: {
        model: stringOf(body['model']),
        messages: objectsOf(body['messages']).map((message) => ({
          role: roles[stringOf(message['role'])] ?? 'system',
          text: textOf(message['content']),
        })),
        tools: objectsOf(body['tools']).map((tool) =>
          isObject(tool['function']) ? stringOf(tool['function']['name']) : '',
        ),
      },
      stream: body['stream'] === true,
      includeUsage: isObject(options) && options['include_usage'] === true,
    };
  },

  reply(answer) {
    const calls = answer.call && { tool_calls: toolCalls(answer.call) };
    const message = { role: 'assistant', content: answer.text, ...calls };
    return {
      ...head(answer, 'chat.completion'),
      choices: [{ index: 0, finish_reason: finishReason(answer), message }],
      ...(answer.reportsUsage ? { usage: usage(answer) } : {}),
    };
  },

  stream(answer, { includeUsage }) {
    const shared = head(answer, 'chat.completion.chunk');
    const chunk = (delta: object, finish: string | null = null) => ({
      data: JSON.stringify({ ...shared, choices: [{ index: 0, delta, finish_reason: finish }] }),
    });
    return [
      chunk({ role: 'assistant', content: '' }),
      ...(answer.call
        ? [chunk({ tool_calls: toolCalls(answer.call).map((call, index) => ({ index, ...call })) })]
        : pieces(answer.text ?? '').map((content) => chunk({ content }))),
      chunk({}, finishReason(answer)),
      ...(includeUsage && answer.reportsUsage
        ? [{ data: JSON.stringify({ ...shared, choices: [], usage: usage(answer) }) }]
        : []),
      { data: '[DONE]' },
    ];
  },

  error: openAiError,
  ...openAiRefusals,
};

const roles: Record<string, Message['role']> = { user: 'user', assistant: 'assistant', tool: 'tool' };

function head(answer: Answer, object: string) {
  return { id: newId('chatcmpl'), object, created: Math.floor(Date.now() / 1000), model: answer.model };
}

function toolCalls(call: NonNullable<Answer['call']>) {
  const called = { name: call.name, arguments: JSON.stringify(call.args) };
  return [{ id: newId('call'), type: 'function', function: called }];
}

function finishReason(answer: Answer): string {
  return answer.call ? 'tool_calls' : 'stop';
}

function usage({ inputTokens, cachedTokens, outputTokens }: Answer) {
  return {
    prompt_tokens: inputTokens,
    completion_tokens: outputTokens,
    total_tokens: inputTokens + outputTokens,
    prompt_tokens_details: { cached_tokens: cachedTokens },
  };
}
