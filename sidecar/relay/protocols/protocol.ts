import type { WireTokens } from '../../../src/protocol/relay.ts';

/** A protocol as the relay reads it. Requests and answers are hostile: every field can be anything. */
export interface Protocol {
  /** Whether a request to this path asks for a text of a model. */
  generates(path: string): boolean;
  readRequest(body: JsonObject, path: string): Asked;
  /** Whether the last event of a stream says that it is the last; else the end of the body does. */
  endsByMark: boolean;
  /** What is known of an answer after one more event of its stream, or after all of it if it is one document. */
  hear(heard: Heard, event: JsonObject): Heard;
}

export type JsonObject = Readonly<Record<string, unknown>>;

/** What a request says. */
export interface Asked {
  model: string;
  isStream: boolean;
  /** What the protocol sets apart from the conversation: the system prompt. */
  instructions: string;
  messages: Said[];
  /** Whether usage is reported in a stream only on request, and this one does not say whether it wants it. */
  lacksUsage: boolean;
}

/** A message of a conversation. */
export interface Said {
  role: 'user' | 'assistant' | 'tool';
  text: string;
  /** Whether an assistant's message calls tools. */
  callsTool: boolean;
}

/** What an answer said so far. */
export interface Heard {
  /** Whether anything of the protocol came. */
  isKnown: boolean;
  /** Whether the protocol's mark for the end came. */
  isEnded: boolean;
  servedModel: string | null;
  finishReason: string | null;
  hasText: boolean;
  callsTool: boolean;
  /** Length of all that the model wrote, for an estimate of its tokens. */
  written: number;
  tokens: WireTokens | null;
  costUsd: number | null;
  /** An error in place of, or within, an answer; its status is the provider's, or the one that its type stands for. */
  error: { status: number; message: string } | null;
}

export const nothingHeard: Heard = {
  isKnown: false,
  isEnded: false,
  servedModel: null,
  finishReason: null,
  hasText: false,
  callsTool: false,
  written: 0,
  tokens: null,
  costUsd: null,
  error: null,
};
