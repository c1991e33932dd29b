import { isObject } from '../../../src/base/json.ts';
import { asAmount, asObject, asObjects, asText } from '../../json.ts';
import { errorIn, heardText, heardUnseen, nameIn, saidByUser, textOf, usageOf } from './content.ts';
import type { Heard, JsonObject, Protocol, Said } from './protocol.ts';

const action = /\/models\/([^/:]+):(streamGenerateContent|generateContent)$/;

/** https://ai.google.dev/api/generate-content; the model's name is in the path. */
export const googleGenerativeAi: Protocol = {
  generates: (path) => action.test(path),

  readRequest(body, path) {
    const [, model = '', verb] = action.exec(path) ?? [];
    const system = body['systemInstruction'] ?? body['system_instruction'];
    return {
      model: decoded(model),
      isStream: verb === 'streamGenerateContent',
      instructions: isObject(system) ? textOf(system['parts']) : textOf(system),
      messages: asObjects(body['contents']).flatMap(saidIn),
      lacksUsage: false,
    };
  },

  endsByMark: false,

  hear(before, event) {
    const error = errorIn(event);
    const candidates = asObjects(event['candidates']);
    const blocked = nameIn(asObject(event['promptFeedback'])['blockReason'], null);
    const usage = event['usageMetadata'];
    if (error === undefined && candidates.length === 0 && blocked === null && !isObject(usage)) return before;
    const heard: Heard = {
      ...before,
      isKnown: true,
      servedModel: nameIn(event['modelVersion'], before.servedModel),
      finishReason: blocked ?? before.finishReason,
      isEnded: before.isEnded || blocked !== null,
      tokens: tokensIn(asObject(usage)) ?? before.tokens,
      error: error ?? before.error,
    };
    return candidates.reduce<Heard>(heardCandidate, heard);
  },
};

/** What tools answered comes in turns of the user. */
function saidIn(content: JsonObject): Said[] {
  const parts = asObjects(content['parts']);
  if (content['role'] === 'model') {
    const text = textOf(parts.filter((part) => part['thought'] !== true));
    return [{ role: 'assistant', text, callsTool: parts.some((part) => isObject(part['functionCall'])) }];
  }
  const answers = parts.map((part) => part['functionResponse']).filter(isObject);
  return [
    ...answers.map((answer): Said => ({
      role: 'tool',
      text: asText(asObject(answer['response'])['output']),
      callsTool: false,
    })),
    ...saidByUser(parts),
  ];
}

function heardCandidate(before: Heard, candidate: JsonObject): Heard {
  const parts = asObjects(asObject(candidate['content'])['parts']);
  const calls = parts.map((part) => part['functionCall']).filter(isObject);
  const isThought = (part: JsonObject): boolean => part['thought'] === true;
  let heard = heardText(before, ...parts.filter((part) => !isThought(part)).map((part) => part['text']));
  heard = heardUnseen(heard, ...parts.filter(isThought).map((part) => part['text']));
  heard = heardUnseen(heard, ...calls.map((call) => JSON.stringify(call['args'] ?? '')));
  const reason = nameIn(candidate['finishReason'], null);
  return {
    ...heard,
    callsTool: heard.callsTool || calls.length > 0,
    finishReason: reason ?? heard.finishReason,
    isEnded: heard.isEnded || reason !== null,
  };
}

/** The prompt includes what came from a cache; what the model thought is billed as output. */
function tokensIn(usage: JsonObject): Heard['tokens'] {
  return usageOf({
    prompt: asAmount(usage['promptTokenCount']) + asAmount(usage['toolUsePromptTokenCount']),
    output: asAmount(usage['candidatesTokenCount']) + asAmount(usage['thoughtsTokenCount']),
    cacheRead: asAmount(usage['cachedContentTokenCount']),
    cacheWrite: 0,
  });
}

/** The text without its percent-encoding, or as it is where that is malformed. */
function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}
