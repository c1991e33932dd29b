import { objectsOf, stringOf, type JsonObject } from './json.ts';

/** A request to a model, whatever protocol it came by. */
export interface Conversation {
  model: string;
  messages: Message[];
  /** Names of the tools that are offered. */
  tools: string[];
}

export interface Message {
  role: 'system' | 'user' | 'assistant' | 'tool';
  text: string;
}

/** What the model answers: text, or one tool call. */
export interface Answer {
  /** The model that claims to have answered. */
  model: string;
  text: string | null;
  call: { name: string; args: JsonObject } | null;
  inputTokens: number;
  /** How many of them came from the provider's cache. */
  cachedTokens: number;
  outputTokens: number;
  /** Whether the answer says how many tokens it took. */
  reportsUsage: boolean;
}

export function wholeText(conversation: Conversation): string {
  return conversation.messages.map((message) => message.text).join('\n');
}

/** The text of a message whose content is a string or a list of parts, as all protocols have it. */
export function textOf(content: unknown): string {
  if (typeof content === 'string') return content;
  if (!Array.isArray(content)) return '';
  return objectsOf(content)
    .map((part) => stringOf(part['text']) || textOf(part['content']))
    .join('\n');
}
