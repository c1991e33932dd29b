import type { Answer, Conversation } from '../conversation.ts';
import type { JsonObject } from '../json.ts';

/** One server-sent event. */
export interface Frame {
  event?: string;
  data: string;
}

/** A request, read from the wire. */
export interface ModelRequest {
  conversation: Conversation;
  stream: boolean;
  /** Real servers report token counts of a stream only when they are asked to. */
  includeUsage: boolean;
}

/** A wire format over the one core. A new one is a new file here and a line in server.ts. */
export interface Protocol {
  matches(path: string): boolean;
  parse(body: JsonObject, path: string): ModelRequest;
  reply(answer: Answer): unknown;
  stream(answer: Answer, request: ModelRequest): Frame[];
  error(status: number, message: string): unknown;
  /** How a wrong key is refused. */
  badKey: { status: number; message: string };
  /** The provider's own words for a status, because gateways and people read them. */
  words: Readonly<Record<number, string>>;
}

/** An id as providers make them: unique, and with a prefix that says of what. */
export function newId(prefix: string): string {
  return `${prefix}_${crypto.randomUUID().replaceAll('-', '').slice(0, 12)}`;
}

/** Text as it trickles in. */
export function pieces(text: string): string[] {
  return text.match(/.{1,40}/gs) ?? [];
}

/** OpenAI's, which most compatible servers repeat. */
export const openAiRefusals: Pick<Protocol, 'badKey' | 'words'> = {
  badKey: { status: 401, message: 'Incorrect API key provided.' },
  words: {
    401: 'Incorrect API key provided.',
    402: 'Insufficient balance: you exceeded your current quota, please check your plan and billing details.',
    403: 'Country, region, or territory not supported.',
    429: 'Rate limit reached for requests',
  },
};

export function openAiError(status: number, message: string): unknown {
  const codes: Record<number, [type: string, code: string]> = {
    401: ['invalid_request_error', 'invalid_api_key'],
    402: ['insufficient_quota', 'insufficient_quota'],
    403: ['invalid_request_error', 'unsupported_country_region_territory'],
    404: ['invalid_request_error', 'model_not_found'],
    429: ['requests', 'rate_limit_exceeded'],
  };
  const [type, code] = codes[status] ?? ['server_error', null];
  return { error: { message, type, param: null, code } };
}
