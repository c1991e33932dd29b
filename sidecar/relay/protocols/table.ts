import type { WireApi } from '../../../src/protocol/relay.ts';
import { anthropicMessages } from './anthropic-messages.ts';
import { googleGenerativeAi } from './google-generative-ai.ts';
import { openAiCompletions } from './openai-completions.ts';
import { openAiResponses } from './openai-responses.ts';
import type { Protocol } from './protocol.ts';

export const protocols: Readonly<Record<WireApi, Protocol>> = {
  'openai-completions': openAiCompletions,
  'openai-responses': openAiResponses,
  'anthropic-messages': anthropicMessages,
  'google-generative-ai': googleGenerativeAi,
};

/**
 * The protocol of a request to this path. Servers of OpenAI's protocols mostly speak both, and the agent may use either: what is
 * read by the wrong one is neither counted nor held by a cap.
 */
export function spokenAt(api: WireApi, path: string): WireApi {
  if (api !== 'openai-completions' && api !== 'openai-responses') return api;
  if (/\/responses(?:\/compact)?$/.test(path)) return 'openai-responses';
  return /\/(?:completions|embeddings)$/.test(path) ? 'openai-completions' : api;
}
