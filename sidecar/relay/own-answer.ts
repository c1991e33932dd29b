import type { ServerResponse } from 'node:http';
import type { WireApi } from '../../src/protocol/relay.ts';

/** An answer of the relay itself. */
export interface OwnAnswer {
  status: number;
  /** By which everybody downstream tells it from an answer of the provider. */
  code: 'clawbench_relay' | 'clawbench_budget' | 'clawbench_upstream';
  /** A sentence. */
  message: string;
  retryAfterSeconds?: number;
}

/** Answers with an error as the client's protocol has it; nothing may have been sent before. */
export function answerItself(
  response: ServerResponse,
  answer: OwnAnswer,
  api: WireApi = 'openai-completions',
): void {
  const body = Buffer.from(`${JSON.stringify(errorIn[api](answer))}\n`);
  const { status, retryAfterSeconds } = answer;
  response.writeHead(status, {
    'content-type': 'application/json',
    'content-length': String(body.length),
    ...(retryAfterSeconds !== undefined && { 'retry-after': String(retryAfterSeconds) }),
  });
  response.end(body);
}

const openAi = ({ code, message }: OwnAnswer): object => ({
  error: { message, type: code, code, param: null },
});

const errorIn: Readonly<Record<WireApi, (answer: OwnAnswer) => object>> = {
  'openai-completions': openAi,
  'openai-responses': openAi,
  'anthropic-messages': ({ code, message }) => ({ type: 'error', error: { type: code, message } }),
  'google-generative-ai': ({ status, code, message }) => ({ error: { code: status, message, status: code } }),
};
