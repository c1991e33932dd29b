import { textOf, type Answer, type Conversation, type Message } from '../conversation.ts';
import { objectsOf, stringOf, type JsonObject } from '../json.ts';
import { newId, pieces, type Frame, type Protocol } from './protocol.ts';

/** https://docs.anthropic.com/en/api/messages */
export const anthropicMessages: Protocol = {
  matches: (path) => path.endsWith('/messages'),

  parse(body) {
    return {
      conversation: {
        model: stringOf(body['model']),
        messages: [
          { role: 'system', text: textOf(body['system']) },
          ...objectsOf(body['messages']).flatMap(messagesIn),
        ],
        tools: objectsOf(body['tools']).map((tool) => stringOf(tool['name'])),
      } satisfies Conversation,
      stream: body['stream'] === true,
      includeUsage: true,
    };
  },

  reply: (answer) => whole(answer, block(answer)),

  stream(answer) {
    const frames: Frame[] = [];
    const emit = (type: string, content: object = {}) =>
      frames.push({ event: type, data: JSON.stringify({ type, ...content }) });
    const content = block(answer);
    const message = whole(answer, content);
    const counted = answer.reportsUsage ? { usage: { ...usage(answer), output_tokens: 1 } } : {};
    emit('message_start', { message: { ...message, content: [], stop_reason: null, ...counted } });
    const empty = content.type === 'tool_use' ? { ...content, input: {} } : { ...content, text: '' };
    emit('content_block_start', { index: 0, content_block: empty });
    emit('ping');
    if (content.type === 'tool_use') {
      for (const partial of pieces(JSON.stringify(content.input)))
        emit('content_block_delta', { index: 0, delta: { type: 'input_json_delta', partial_json: partial } });
    } else {
      for (const text of pieces(content.text))
        emit('content_block_delta', { index: 0, delta: { type: 'text_delta', text } });
    }
    emit('content_block_stop', { index: 0 });
    emit('message_delta', {
      delta: { stop_reason: message.stop_reason, stop_sequence: null },
      ...(answer.reportsUsage && { usage: { output_tokens: answer.outputTokens } }),
    });
    emit('message_stop');
    return frames;
  },

  error(status, message) {
    const type = errorTypes[status] ?? (status < 500 ? 'invalid_request_error' : 'api_error');
    return { type: 'error', error: { type, message }, request_id: newId('req') };
  },

  badKey: { status: 401, message: 'invalid x-api-key' },
  words: {
    401: 'invalid x-api-key',
    404: 'model not found',
    429: "This request would exceed your organization's rate limit",
    529: 'Overloaded',
  },
};

const errorTypes: Record<number, string> = {
  401: 'authentication_error',
  402: 'billing_error',
  403: 'permission_error',
  404: 'not_found_error',
  413: 'request_too_large',
  429: 'rate_limit_error',
  529: 'overloaded_error',
};

/** Results of tools come in messages of the user, beside what the user says. */
function messagesIn(message: JsonObject): Message[] {
  const role = message['role'] === 'assistant' ? 'assistant' : 'user';
  const { content } = message;
  if (typeof content === 'string') return [{ role, text: content }];
  const blocks = objectsOf(content);
  const results = blocks.filter((part) => part['type'] === 'tool_result');
  const said = blocks.filter((part) => part['type'] !== 'tool_result');
  return [
    ...results.map((part): Message => ({ role: 'tool', text: textOf(part['content']) })),
    ...(said.length === 0 ? [] : [{ role, text: textOf(said) } satisfies Message]),
  ];
}

type Block =
  | { type: 'text'; text: string }
  | { type: 'tool_use'; id: string; name: string; input: JsonObject };

function block({ call, text }: Answer): Block {
  return call
    ? { type: 'tool_use', id: newId('toolu'), name: call.name, input: call.args }
    : { type: 'text', text: text ?? '' };
}

function whole(answer: Answer, content: Block) {
  return {
    id: newId('msg'),
    type: 'message',
    role: 'assistant',
    model: answer.model,
    content: [content],
    stop_reason: answer.call ? 'tool_use' : 'end_turn',
    stop_sequence: null,
    ...(answer.reportsUsage && { usage: usage(answer) }),
  };
}

/** Anthropic counts what came from its cache beside the input, not within it. */
function usage({ inputTokens, cachedTokens, outputTokens }: Answer) {
  return {
    input_tokens: inputTokens - cachedTokens,
    cache_creation_input_tokens: 0,
    cache_read_input_tokens: cachedTokens,
    output_tokens: outputTokens,
  };
}
