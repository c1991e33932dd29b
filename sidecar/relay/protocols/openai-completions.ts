import { isObject } from '../../../src/base/json.ts';
import { asAmount, asObject, asObjects, asText } from '../../json.ts';
import { errorIn, heardText, heardUnseen, nameIn, saidByUser, textOf, usageOf } from './content.ts';
import type { Heard, JsonObject, Protocol, Said } from './protocol.ts';

/** https://platform.openai.com/docs/api-reference/chat, and what OpenRouter, vLLM, Ollama and others make of it. */
export const openAiCompletions: Protocol = {
  generates: (path) => path.endsWith('/completions'),

  readRequest(body, path) {
    const messages = asObjects(body['messages']);
    const isStream = body['stream'] === true;
    const first = messages[0];
    return {
      model: asText(body['model']),
      isStream,
      instructions: first !== undefined && isInstruction(first['role']) ? textOf(first['content']) : '',
      messages: messages.flatMap(saidIn),
      lacksUsage: isStream && path.endsWith('/chat/completions') && !Object.hasOwn(body, 'stream_options'),
    };
  },

  endsByMark: false,

  hear(before, event) {
    const error = errorIn(event);
    const choices = asObjects(event['choices']);
    if (error === undefined && choices.length === 0 && !isObject(event['usage']) && !isChunk(event))
      return before;
    let heard: Heard = {
      ...before,
      isKnown: true,
      servedModel: nameIn(event['model'], before.servedModel),
      error: error ?? before.error,
    };
    for (const choice of choices) heard = heardChoice(heard, choice);
    // Some servers report usage in the choice.
    const usage = [event['usage'], ...choices.map((choice) => choice['usage'])].find(isObject);
    return usage === undefined ? heard : heardUsage(heard, usage);
  },
};

/** A first or last event of a stream may have no choices. */
const isChunk = ({ object }: JsonObject): boolean => asText(object).startsWith('chat.completion');

const isInstruction = (role: unknown): boolean => role === 'system' || role === 'developer';

function saidIn(message: JsonObject): Said[] {
  const { role, content } = message;
  if (role === 'user') return saidByUser(content);
  if (role !== 'assistant' && role !== 'tool') return [];
  return [{ role, text: textOf(content), callsTool: asObjects(message['tool_calls']).length > 0 }];
}

function heardChoice(before: Heard, choice: JsonObject): Heard {
  // `message` in a whole answer.
  const delta = asObject(choice['delta'] ?? choice['message']);
  const calls = [...asObjects(delta['tool_calls']), delta['function_call']].filter(isObject);
  // Content comes in parts from Mistral's reasoning models.
  // `text` in an answer to a mere prompt.
  let heard = heardText(before, textOf(delta['content']), delta['refusal'], choice['text']);
  heard = heardUnseen(heard, delta['reasoning_content'] ?? delta['reasoning']);
  heard = heardUnseen(heard, ...calls.map((call) => asObject(call['function'] ?? call)['arguments']));
  const reason = nameIn(choice['finish_reason'], null);
  // OpenRouter's word for an answer that its own provider broke off.
  const broken = reason === 'error' ? { status: 502, message: 'The answer ended with an error.' } : null;
  return {
    ...heard,
    error: errorIn(choice) ?? heard.error ?? broken,
    callsTool: heard.callsTool || calls.length > 0,
    finishReason: reason ?? heard.finishReason,
    isEnded: heard.isEnded || reason !== null,
  };
}

function heardUsage(heard: Heard, usage: JsonObject): Heard {
  const details = asObject(usage['prompt_tokens_details']);
  const prompt = asAmount(usage['prompt_tokens']);
  // xAI does not count the reasoning as completion, but in the total.
  const output = Math.max(asAmount(usage['completion_tokens']), asAmount(usage['total_tokens']) - prompt);
  const cacheRead = asAmount(
    details['cached_tokens'] ?? usage['cached_tokens'] ?? usage['prompt_cache_hit_tokens'],
  );
  const tokens = usageOf({ prompt, output, cacheRead, cacheWrite: asAmount(details['cache_write_tokens']) });
  const cost = usage['cost'];
  return {
    ...heard,
    tokens: tokens ?? heard.tokens,
    costUsd: typeof cost === 'number' && cost >= 0 && Number.isFinite(cost) ? cost : heard.costUsd,
  };
}
