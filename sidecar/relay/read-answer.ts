import { oneLine } from '../../src/base/plain-text.ts';
import { NO_TOKENS, type WireApi, type WireTokens } from '../../src/protocol/relay.ts';
import type { WireOutcome } from '../../src/protocol/wire.ts';
import { isObject } from '../../src/base/json.ts';
import { openEventStream } from './event-stream.ts';
import { nothingHeard } from './protocols/protocol.ts';
import { protocols } from './protocols/table.ts';
import { maxReadBytes, type RequestFacts } from './read-request.ts';
import { openSkimmer } from './skim.ts';

/** What the relay knows of an answer. */
export interface AnswerFacts {
  outcome: Extract<WireOutcome, 'complete' | 'empty' | 'cut-stream' | 'bad-answer' | 'http-error'>;
  /** Of the answer, or the one that an error within its stream stands for. */
  status: number;
  /** The provider's words, or what is wrong with the answer; null if nothing is. Not yet without secrets. */
  error: string | null;
  servedModel: string | null;
  finishReason: string | null;
  callsTool: boolean;
  tokens: WireTokens;
  /** The tokens are counted by size, since the provider did not report them. */
  estimated: boolean;
  reportedCostUsd: number | null;
}

/** A tap on the bytes of an answer, in bounded memory. */
export interface AnswerReader {
  push(chunk: Uint8Array): void;
  /** @param isWhole whether the HTTP body ended properly */
  end(isWhole: boolean): AnswerFacts;
}

const maxErrorLength = 300;
const charactersPerToken = 4;

/** Never throws, whatever the answer is. It is read by what it holds: servers are careless with the content type. */
export function openAnswerReader(
  answer: { api: WireApi; status: number; contentType: string },
  request: Pick<RequestFacts, 'generates' | 'estimatedInput'>,
): AnswerReader {
  const protocol = protocols[answer.api];
  const head = openHead();
  let heard = nothingHeard;
  /** OpenAI's mark, which others send after events of their own, too. */
  let isMarked = false;
  let isUnreadable = false;
  let form: Form | undefined;

  const hear = (value: unknown): void => {
    if (Array.isArray(value)) value.forEach(hear);
    else if (isObject(value)) heard = protocol.hear(heard, value);
  };
  const parse = (text: string): void => {
    try {
      hear(JSON.parse(text));
    } catch {
      isUnreadable = true;
    }
  };
  const events = openEventStream((data) => {
    if (data === '[DONE]') isMarked = true;
    else parse(data);
  });
  const document = openSkimmer(maxReadBytes);

  const outcomeOf = (isWhole: boolean): AnswerFacts['outcome'] => {
    if (answer.status >= 400 || heard.error !== null) return 'http-error';
    if (answer.status >= 300) return 'bad-answer';
    if (!request.generates) return isWhole ? 'complete' : 'cut-stream';
    if (!heard.isKnown && isWhole) return 'bad-answer';
    const isEnded =
      form === 'document' ? !isUnreadable : isMarked || (heard.isEnded && (isWhole || protocol.endsByMark));
    if (!isEnded || !heard.isKnown) return 'cut-stream';
    return heard.hasText || heard.callsTool ? 'complete' : 'empty';
  };

  return {
    push(chunk) {
      head.push(chunk);
      const start = form === undefined ? firstByte(chunk) : 0;
      if (start === -1) return;
      const rest = chunk.subarray(start);
      form ??= formOf(String.fromCharCode(rest[0] ?? 0));
      if (form === 'document') document.push(rest);
      else if (form === 'events') events.push(rest);
    },
    end(isWhole) {
      if (form === 'events') events.end();
      if (form === 'document') parse(document.end()?.toString('utf8') ?? '');
      const outcome = outcomeOf(isWhole);
      const isEnded = outcome === 'complete' || outcome === 'empty';
      const isBilled = request.generates || request.estimatedInput > 0;
      const wasAnswered = isBilled && (isEnded || outcome === 'cut-stream' || heard.written > 0);
      const writtenTokens = Math.ceil(heard.written / charactersPerToken);
      const estimate = (tokens: WireTokens): WireTokens => ({
        ...tokens,
        output: Math.max(tokens.output, writtenTokens),
      });
      const told = heard.tokens !== null && isCredible(heard.tokens) ? heard.tokens : null;
      const isReported = told !== null && isEnded;
      const counted = told ?? (wasAnswered ? { ...NO_TOKENS, input: request.estimatedInput } : NO_TOKENS);
      return {
        outcome,
        status: answer.status >= 400 ? answer.status : (heard.error?.status ?? answer.status),
        error: errorOf(outcome, { ...answer, said: heard.error?.message ?? null, head: head.text() }),
        servedModel: heard.servedModel,
        finishReason: heard.finishReason,
        callsTool: outcome === 'complete' && heard.callsTool,
        tokens: isReported ? counted : estimate(counted),
        estimated: !isReported && (wasAnswered || told !== null),
        reportedCostUsd: heard.costUsd !== null && heard.costUsd <= mostCostUsd ? heard.costUsd : null,
      };
    },
  };
}

/** More than any request can take: one such figure would spoil the sums of the evaluation. */
const mostTokens = 1e8;
const mostCostUsd = 10_000;

function isCredible(tokens: WireTokens): boolean {
  return Object.values(tokens).every((amount) => amount <= mostTokens);
}

type Form = 'events' | 'document' | 'foreign';

/** What an answer is, by its first byte. */
function formOf(first: string): Form {
  if (first === '{' || first === '[') return 'document';
  // data, event, id, retry, and comments.
  return 'deir:'.includes(first) ? 'events' : 'foreign';
}

/** Where a text begins: blanks and a byte order mark may come first. -1 if there is nothing else. */
function firstByte(chunk: Uint8Array): number {
  return chunk.findIndex((byte) => !' \t\r\n\u00EF\u00BB\u00BF'.includes(String.fromCharCode(byte)));
}

/** The beginning of an answer, for messages. */
function openHead(): { push(chunk: Uint8Array): void; text(): string } {
  let kept = Buffer.alloc(0);
  return {
    push(chunk) {
      if (kept.length < 2048) kept = Buffer.concat([kept, chunk.subarray(0, 2048 - kept.length)]);
    },
    text: () => kept.toString('utf8'),
  };
}

/** What is wrong with an answer, in the provider's own words if it has any. */
function errorOf(
  outcome: AnswerFacts['outcome'],
  answer: { status: number; contentType: string; said: string | null; head: string },
): string | null {
  const { status, contentType, said, head } = answer;
  const what = `The answer with status ${status}`;
  const words: Record<AnswerFacts['outcome'], string | null> = {
    complete: null,
    empty: 'The answer has neither text nor a tool call.',
    'cut-stream': 'The answer ended before it was complete.',
    'bad-answer':
      head === ''
        ? `${what} has no body.`
        : `${what} is not in the provider's protocol: ${contentType || 'no content type'}, ${JSON.stringify(oneLine(head, 120))}`,
    'http-error': said ?? `HTTP ${status}${head === '' ? ' without a body' : `: ${head}`}`,
  };
  const told = words[outcome];
  return told === null ? null : oneLine(told, maxErrorLength);
}
