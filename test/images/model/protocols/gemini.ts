import { textOf, type Answer, type Message } from '../conversation.ts';
import { isObject, objectsOf, stringOf, type JsonObject } from '../json.ts';
import { newId, pieces, type Protocol } from './protocol.ts';

/** https://ai.google.dev/api/generate-content; the model's id is in the path. */
export const gemini: Protocol = {
  matches: (path) => /:(generateContent|streamGenerateContent)$/.test(path),

  parse(body, path) {
    const system = body['systemInstruction'] ?? body['system_instruction'];
    return {
      conversation: {
        model: stringOf(body['model']),
        messages: [
          { role: 'system', text: isObject(system) ? textOf(system['parts']) : textOf(system) },
          ...objectsOf(body['contents']).flatMap(messagesIn),
        ],
        tools: objectsOf(body['tools']).flatMap((tool) =>
          objectsOf(tool['functionDeclarations']).map((declared) => stringOf(declared['name'])),
        ),
      },
      stream: path.endsWith(':streamGenerateContent'),
      includeUsage: true,
    };
  },

  reply: (answer) => chunk(answer, [part(answer)], true),

  stream(answer) {
    const parts = answer.call
      ? [part(answer)]
      : pieces(answer.text ?? '').map((text): JsonObject => ({ text }));
    return parts.map((one, index) => ({
      data: JSON.stringify(chunk(answer, [one], index === parts.length - 1)),
    }));
  },

  error(status, message) {
    return { error: { code: status, message, status: statusNames[status] ?? 'INTERNAL' } };
  },

  // Not 401, which Google keeps for OAuth tokens.
  badKey: { status: 400, message: 'API key not valid. Please pass a valid API key.' },
  words: {
    429: 'Resource has been exhausted (e.g. check quota).',
    503: 'The model is overloaded. Please try again later.',
  },
};

const statusNames: Record<number, string> = {
  400: 'INVALID_ARGUMENT',
  401: 'UNAUTHENTICATED',
  403: 'PERMISSION_DENIED',
  404: 'NOT_FOUND',
  429: 'RESOURCE_EXHAUSTED',
  503: 'UNAVAILABLE',
  504: 'DEADLINE_EXCEEDED',
};

/** What tools answered comes in turns of the user. */
function messagesIn(content: JsonObject): Message[] {
  const parts = objectsOf(content['parts']);
  const answers = parts.flatMap((one) =>
    isObject(one['functionResponse']) ? [one['functionResponse']['response']] : [],
  );
  const said = parts.filter((one) => one['functionResponse'] === undefined);
  return [
    ...answers.map((answer): Message => ({ role: 'tool', text: toolText(answer) })),
    ...(said.length === 0
      ? []
      : [{ role: content['role'] === 'model' ? 'assistant' : 'user', text: textOf(said) } satisfies Message]),
  ];
}

/** The answer itself, where it is wrapped as Google's clients wrap text. */
function toolText(answer: unknown): string {
  const wrapped = isObject(answer) ? (answer['output'] ?? answer['error']) : answer;
  return typeof wrapped === 'string' ? wrapped : JSON.stringify(answer ?? '');
}

function part({ call, text }: Answer): JsonObject {
  return call ? { functionCall: { name: call.name, args: call.args } } : { text: text ?? '' };
}

function chunk(answer: Answer, parts: JsonObject[], isLast: boolean) {
  const { inputTokens, cachedTokens, outputTokens } = answer;
  return {
    candidates: [{ content: { role: 'model', parts }, index: 0, ...(isLast && { finishReason: 'STOP' }) }],
    ...(answer.reportsUsage && {
      usageMetadata: {
        promptTokenCount: inputTokens,
        cachedContentTokenCount: cachedTokens,
        candidatesTokenCount: outputTokens,
        totalTokenCount: inputTokens + outputTokens,
      },
    }),
    modelVersion: answer.model,
    responseId: newId('resp'),
  };
}
