import { textOf, type Answer, type Message } from '../conversation.ts';
import { objectsOf, stringOf, type JsonObject } from '../json.ts';
import { newId, openAiError, openAiRefusals, pieces, type Frame, type Protocol } from './protocol.ts';

/** https://platform.openai.com/docs/api-reference/responses */
export const responses: Protocol = {
  matches: (path) => path.endsWith('/responses'),

  parse(body) {
    const { input } = body;
    const items = typeof input === 'string' ? [{ role: 'user', content: input }] : objectsOf(input);
    const messages = items.flatMap((item: JsonObject): Message[] => {
      if (item['type'] === 'function_call_output') return [{ role: 'tool', text: textOf(item['output']) }];
      const role = stringOf(item['role']);
      if (role === '') return [];
      return [
        { role: role === 'user' || role === 'assistant' ? role : 'system', text: textOf(item['content']) },
      ];
    });
    return {
      conversation: {
        model: stringOf(body['model']),
        messages: [{ role: 'system', text: textOf(body['instructions']) }, ...messages],
        tools: objectsOf(body['tools']).map((tool) => stringOf(tool['name'])),
      },
      stream: body['stream'] === true,
      includeUsage: true,
    };
  },

  reply: (answer) => whole(answer, outputItem(answer)),

  stream(answer) {
    const item = outputItem(answer);
    const response = whole(answer, item);
    const frames: Frame[] = [];
    const emit = (type: string, content: object) =>
      frames.push({
        event: type,
        data: JSON.stringify({ type, sequence_number: frames.length, ...content }),
      });
    const at = { item_id: item.id, output_index: 0 };
    emit('response.created', { response: { ...response, status: 'in_progress', output: [], usage: null } });
    if (item.type === 'function_call') {
      emit('response.output_item.added', {
        output_index: 0,
        item: { ...item, arguments: '', status: 'in_progress' },
      });
      emit('response.function_call_arguments.delta', { ...at, delta: item.arguments });
      emit('response.function_call_arguments.done', { ...at, arguments: item.arguments });
    } else {
      const [part] = item.content;
      emit('response.output_item.added', {
        output_index: 0,
        item: { ...item, content: [], status: 'in_progress' },
      });
      emit('response.content_part.added', { ...at, content_index: 0, part: { ...part, text: '' } });
      for (const delta of pieces(part.text))
        emit('response.output_text.delta', { ...at, content_index: 0, delta });
      emit('response.output_text.done', { ...at, content_index: 0, text: part.text });
      emit('response.content_part.done', { ...at, content_index: 0, part });
    }
    emit('response.output_item.done', { output_index: 0, item });
    emit('response.completed', { response });
    return frames;
  },

  error: openAiError,
  ...openAiRefusals,
};

type OutputItem =
  | {
      type: 'function_call';
      id: string;
      call_id: string;
      name: string;
      arguments: string;
      status: 'completed';
    }
  | { type: 'message'; id: string; role: 'assistant'; status: 'completed'; content: [OutputText] };

interface OutputText {
  type: 'output_text';
  text: string;
  annotations: [];
}

function outputItem({ call, text }: Answer): OutputItem {
  if (call) {
    const { name, args } = call;
    return {
      type: 'function_call',
      id: newId('fc'),
      call_id: newId('call'),
      name,
      arguments: JSON.stringify(args),
      status: 'completed',
    };
  }
  const content: [OutputText] = [{ type: 'output_text', text: text ?? '', annotations: [] }];
  return { type: 'message', id: newId('msg'), role: 'assistant', status: 'completed', content };
}

function whole(answer: Answer, item: OutputItem) {
  const { inputTokens, cachedTokens, outputTokens } = answer;
  return {
    id: newId('resp'),
    object: 'response',
    created_at: Math.floor(Date.now() / 1000),
    status: 'completed',
    model: answer.model,
    output: [item],
    parallel_tool_calls: true,
    tools: [],
    usage: answer.reportsUsage
      ? {
          input_tokens: inputTokens,
          input_tokens_details: { cached_tokens: cachedTokens },
          output_tokens: outputTokens,
          output_tokens_details: { reasoning_tokens: 0 },
          total_tokens: inputTokens + outputTokens,
        }
      : null,
  };
}
