import { isObject } from '../../../src/base/json.ts';
import { asAmount, asObject, asObjects, asText } from '../../json.ts';
import { errorIn, heardText, heardUnseen, nameIn, saidByUser, statusOf, textOf, usageOf } from './content.ts';
import type { Heard, JsonObject, Protocol, Said } from './protocol.ts';

/** https://platform.openai.com/docs/api-reference/responses */
export const openAiResponses: Protocol = {
  generates: (path) => path.endsWith('/responses'),

  readRequest(body) {
    const { input } = body;
    const items = typeof input === 'string' ? [{ role: 'user', content: input }] : asObjects(input);
    const first = items[0];
    const isInstruction =
      first !== undefined && (first['role'] === 'system' || first['role'] === 'developer');
    return {
      model: asText(body['model']),
      isStream: body['stream'] === true,
      instructions: asText(body['instructions']) || (isInstruction ? textOf(first['content']) : ''),
      messages: items.flatMap(saidIn),
      lacksUsage: false,
    };
  },

  endsByMark: true,

  hear(before, event) {
    const type = asText(event['type']);
    // `response.compaction` is one, too.
    const whole = asText(event['object']).startsWith('response') ? event : event['response'];
    const error = isObject(whole) ? errorOfWhole(whole) : errorIn(event);
    if (error === undefined && !isObject(whole) && !type.startsWith('response.')) return before;
    const heard: Heard = { ...before, isKnown: true, error: error ?? before.error };
    if (isObject(whole)) return heardWhole(heard, whole);
    const { delta } = event;
    if (type === 'response.output_text.delta' || type === 'response.refusal.delta')
      return heardText(heard, delta);
    if (type === 'response.output_item.added' || type === 'response.output_item.done')
      return { ...heard, callsTool: heard.callsTool || isCall(asObject(event['item'])) };
    return type.endsWith('.delta') ? heardUnseen(heard, delta) : heard;
  },
};

function saidIn(item: JsonObject): Said[] {
  const { type, role } = item;
  if (isCall(item)) return [{ role: 'assistant', text: '', callsTool: true }];
  if (asText(type).endsWith('_call_output'))
    return [{ role: 'tool', text: textOf(item['output']), callsTool: false }];
  if (role === 'user') return saidByUser(item['content']);
  if (role !== 'assistant') return [];
  return [{ role, text: textOf(item['content']), callsTool: false }];
}

/** Calls of tools that the client runs; the provider runs `web_search_call` and its like by itself. */
const isCall = ({ type }: JsonObject): boolean =>
  type === 'function_call' ||
  type === 'custom_tool_call' ||
  type === 'local_shell_call' ||
  type === 'computer_call';

/** A response as it is at the beginning, in between, and at the end of a stream, or as a whole answer. */
function heardWhole(before: Heard, whole: JsonObject): Heard {
  const { status } = whole;
  const isEnded = status === 'completed' || status === 'incomplete';
  const output = isEnded ? asObjects(whole['output']) : [];
  const texts = output
    .flatMap((item) => asObjects(item['content']))
    .map((part) => part['text'] ?? part['refusal']);
  const usage = asObject(whole['usage']);
  const heard: Heard = {
    ...before,
    servedModel: nameIn(whole['model'], before.servedModel),
    tokens:
      usageOf({
        prompt: asAmount(usage['input_tokens']),
        output: asAmount(usage['output_tokens']),
        cacheRead: asAmount(asObject(usage['input_tokens_details'])['cached_tokens']),
        cacheWrite: 0,
      }) ?? before.tokens,
    isEnded: before.isEnded || isEnded,
    finishReason: isEnded
      ? nameIn(asObject(whole['incomplete_details'])['reason'], asText(status))
      : before.finishReason,
    callsTool: before.callsTool || output.some(isCall),
  };
  // In a stream they came piece by piece before.
  return heard.hasText ? heard : heardText(heard, ...texts);
}

function errorOfWhole(whole: JsonObject): Heard['error'] | undefined {
  if (whole['status'] !== 'failed') return undefined;
  const error = asObject(whole['error']);
  return {
    status: statusOf([error['code'], error['type']]),
    message: asText(error['message']) || asText(error['code']) || 'The response failed without words.',
  };
}
