import type { WireApi } from '../../src/protocol/relay.ts';

/** A request for a few words of a model, to find out whether it answers. */
export interface SmallestRequest {
  /** What is added to the base URL of the provider, with the query. */
  target: string;
  headers: Readonly<Record<string, string>>;
  body: string;
}

const words = 'Reply with exactly: pong';
/** The least that the Responses API takes. */
const fewTokens = 16;

/** As the gateway asks: what a provider refuses in a stream alone would fail each run. */
const bodies: Readonly<Record<WireApi, (model: string) => readonly object[]>> = {
  // Newer models refuse `max_tokens`, other servers the newer name; some reasoning models fail where they cannot finish.
  'openai-completions': (model) =>
    [{ max_completion_tokens: fewTokens }, { max_tokens: fewTokens }, {}].map((limit) => ({
      model,
      messages: [{ role: 'user', content: words }],
      stream: true,
      ...limit,
    })),
  'openai-responses': (model) =>
    [{ max_output_tokens: fewTokens, store: false }, {}].map((more) => ({
      model,
      input: [{ role: 'user', content: [{ type: 'input_text', text: words }] }],
      stream: true,
      ...more,
    })),
  'anthropic-messages': (model) => [
    { model, max_tokens: fewTokens, messages: [{ role: 'user', content: words }], stream: true },
  ],
  'google-generative-ai': () =>
    [{ generationConfig: { maxOutputTokens: fewTokens } }, {}].map((limit) => ({
      contents: [{ role: 'user', parts: [{ text: words }] }],
      ...limit,
    })),
};

const targets: Readonly<Record<WireApi, (model: string) => string>> = {
  'openai-completions': () => '/chat/completions',
  'openai-responses': () => '/responses',
  'anthropic-messages': () => '/v1/messages',
  'google-generative-ai': (model) => `/models/${model}:streamGenerateContent?alt=sse`,
};

/**
 * The requests to try in turn: the next one is for a model that finds fault with the form of the one before.
 * @param model without the provider
 */
export function smallestRequests(api: WireApi, model: string): SmallestRequest[] {
  return bodies[api](model).map((body) => ({
    target: targets[api](model),
    headers: {
      'content-type': 'application/json',
      accept: 'text/event-stream',
      ...(api === 'anthropic-messages' && { 'anthropic-version': '2023-06-01' }),
    },
    body: JSON.stringify(body),
  }));
}
