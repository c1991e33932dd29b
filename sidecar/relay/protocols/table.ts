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
