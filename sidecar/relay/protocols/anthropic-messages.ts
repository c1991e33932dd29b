import { NO_TOKENS, type WireTokens } from '../../../src/protocol/relay.ts';
import { asAmount, asObject, asObjects, asText } from '../../json.ts';
import { errorIn, heardText, heardUnseen, nameIn, saidByUser, textOf } from './content.ts';
import type { Heard, JsonObject, Protocol, Said } from './protocol.ts';

/** https://docs.anthropic.com/en/api/messages */
export const anthropicMessages: Protocol = {
  generates: (path) => path.endsWith('/messages'),

  readRequest: (body) => ({
    model: asText(body['model']),
    isStream: body['stream'] === true,
    instructions: textOf(body['system']),
    messages: asObjects(body['messages']).flatMap(saidIn),
    lacksUsage: false,
  }),

  endsByMark: true,

  hear(before, event) {
    const error = errorIn(event);
    if (error !== undefined) return { ...before, isKnown: true, error };
    const heard = { ...before, isKnown: true };
    switch (event['type']) {
      case 'message':
        return { ...heardMessage(heard, event), isEnded: true };
      case 'message_start':
        return heardMessage(heard, asObject(event['message']));
      case 'content_block_start':
        return heardBlock(heard, asObject(event['content_block']));
      case 'content_block_delta':
        return heardDelta(heard, asObject(event['delta']));
      case 'message_delta':
        return heardUsage(
          { ...heard, finishReason: nameIn(asObject(event['delta'])['stop_reason'], heard.finishReason) },
          event['usage'],
        );
      case 'message_stop':
        return { ...heard, isEnded: true };
      case 'content_block_stop':
      case 'ping':
        return heard;
      default:
        return before;
    }
  },
};

/** Results of tools come in messages of the user, beside what the user says. */
function saidIn(message: JsonObject): Said[] {
  const { content } = message;
  const blocks = asObjects(content);
  if (message['role'] === 'assistant') {
    return [
      { role: 'assistant', text: textOf(content), callsTool: blocks.some(({ type }) => type === 'tool_use') },
    ];
  }
  const results = blocks.filter(({ type }) => type === 'tool_result');
  const said = typeof content === 'string' ? content : blocks.filter(({ type }) => type === 'text');
  return [
    ...results.map((block): Said => ({ role: 'tool', text: textOf(block['content']), callsTool: false })),
    ...saidByUser(said),
  ];
}

/** A whole message, or the empty one at the start of a stream. */
function heardMessage(before: Heard, message: JsonObject): Heard {
  const heard = asObjects(message['content']).reduce<Heard>(heardBlock, before);
  return heardUsage(
    {
      ...heard,
      servedModel: nameIn(message['model'], heard.servedModel),
      finishReason: nameIn(message['stop_reason'], heard.finishReason),
    },
    message['usage'],
  );
}

/** `tool_use` alone is the client's; the provider runs `server_tool_use` by itself. */
function heardBlock(heard: Heard, block: JsonObject): Heard {
  if (block['type'] !== 'tool_use') return heardText(heard, block['text']);
  return heardUnseen({ ...heard, callsTool: true }, JSON.stringify(block['input'] ?? ''));
}

function heardDelta(heard: Heard, delta: JsonObject): Heard {
  return delta['type'] === 'text_delta'
    ? heardText(heard, delta['text'])
    : heardUnseen(heard, delta['partial_json'], delta['thinking']);
}

/** The counts of an event replace those of an earlier one; what came from a cache is not within the input. */
function heardUsage(heard: Heard, written: unknown): Heard {
  const usage = asObject(written);
  const known: WireTokens = heard.tokens ?? NO_TOKENS;
  const newest = (field: string, before: number): number => asAmount(usage[field]) || before;
  const tokens = {
    input: newest('input_tokens', known.input),
    output: newest('output_tokens', known.output),
    cacheRead: newest('cache_read_input_tokens', known.cacheRead),
    cacheWrite: newest('cache_creation_input_tokens', known.cacheWrite),
  };
  return Object.values(tokens).every((amount) => amount === 0) ? heard : { ...heard, tokens };
}
