import { STATUS_CODES } from 'node:http';

/** The parts of a message in a run's transcript by which a turn is judged. */
export interface TranscriptMessage {
  role: string;
  text?: string | null | undefined;
  tool_calls: readonly unknown[];
  usage: { total_tokens: number };
}

/** A turn that ended without an answer from the model. */
interface TurnFailure {
  /** `provider`: the text names a failure of the provider. `unknown`: the text does not say why. */
  kind: 'provider' | 'unknown';
  code: number | null;
  /** The gateway's words. */
  text: string;
}

/** A limit that the model itself reached. */
export type Limit = 'time' | 'context';

export interface Turns {
  /** The model said something or called a tool, at least once. */
  answered: boolean;
  /** Turns that ended with words of the gateway in place of an answer. */
  failures: TurnFailure[];
  /** Failures after which the model answered in the same turn. */
  mended: TurnFailure[];
  /** For each turn in which nothing is an answer, and nothing says why, what the gateway wrote instead; often ''. */
  unanswered: string[];
  /** Limits that the gateway names in the transcript, in their order. */
  limits: Limit[];
}

/** What a transcript does not say about its run. */
export interface TurnContext {
  /**
   * Error statuses of the provider in the gateway's log, which distinguish its errors from a model that merely writes
   * "429 …"; null if no log has any response.
   */
  loggedStatuses: readonly number[] | null;
  /** The harness stopped the run for its time: its last turn may lack an answer. */
  isStopped: boolean;
}

/**
 * Texts that the gateway writes in place of the model, as assistant or `custom` messages. OpenClaw 2026.7 to 2026.9;
 * the first two are constants in its chat projection and session repair.
 */
const GATEWAY_TEXTS: readonly RegExp[] = [
  /^The agent run failed before producing a reply\b/,
  /^\[assistant turn failed before producing content\]/,
  /^(?:⚠️ ?)?Agent failed before reply:/,
  /^(?:⚠️ ?)?Agent run (?:failed\b|ended before producing|blocked before producing)/,
  /^This turn ended before a reply\b/,
  /^LLM request failed:/,
  /^⚠️ (?:API|The AI service|The model|The configured model)\b/,
];

/** The gateway's texts for limits that the model itself reached. Neither an answer nor a failure. */
const LIMIT_TEXTS: Readonly<Record<Limit, RegExp>> = {
  time: /^This operation was aborted\.?$/i,
  context: /^Context overflow:/,
};

const PROVIDER_WORDS =
  /rate limit|billing|credit|quota|api key|auth|unauthorized|forbidden|overloaded|unavailable from the provider|network connection|LLM request failed|provider/i;
const LEADING_WORDS = new RegExp(`^(?:${PROVIDER_WORDS.source})\\b`, 'i');

/**
 * Splits a transcript into turns and finds those that ended without an answer: by the gateway's words for it, and by
 * exclusion, since it has no words of its own for every failure. Only the end of a turn counts: an attempt after which the
 * gateway retried with success is not a failure. A retry repeats the user's message, so equal messages in a row belong to
 * one turn.
 */
export function readTurns(messages: readonly TranscriptMessage[], context: TurnContext): Turns {
  const countsTokens = messages.some(({ role, usage }) => role === 'assistant' && usage.total_tokens > 0);
  const turns = splitTurns(messages).map((turn) => readTurn(turn, { ...context, countsTokens }));
  return {
    answered: turns.some(({ parts }) => parts.some(({ kind }) => kind === 'answer')),
    failures: turns.flatMap(({ parts }) => failureOf(parts) ?? []),
    mended: turns.flatMap(({ parts }) => mendedIn(parts)),
    unanswered: turns.flatMap((turn, index) => {
      const isExcused = context.isStopped && index === turns.length - 1;
      return isExcused ? [] : (unansweredIn(turn) ?? []);
    }),
    limits: turns.flatMap(({ parts }) => parts.flatMap((part) => (part.kind === 'limit' ? part.limit : []))),
  };
}

/** Turns of a transcript that did not go over the wire. */
interface MissingTurns {
  /** Of these, without anything that only a model can say. */
  dead: number;
  /** Of these, with something that a model said: another one, if another one was asked. */
  byOthers: number;
}

/**
 * How many turns of a transcript the model was never asked in, although a user said something: fewer turns went over the wire
 * than the transcript has, and that many have nothing that only a model can say. Texts decide nothing.
 * @param asked turns of the run that went over the wire
 */
export function missingTurns(messages: readonly TranscriptMessage[], asked: number): MissingTurns {
  const turns = splitTurns(messages).filter(([first]) => isOfUser(first));
  const unanswered = turns.filter((turn) => !turn.some(isSurelyModel)).length;
  const missing = Math.max(0, turns.length - asked);
  const dead = Math.min(missing, unanswered);
  return { dead, byOthers: missing - dead };
}

/** The gateway adds messages of its own in the user's place. */
function isOfUser(message: TranscriptMessage | undefined): boolean {
  return (
    message?.role === 'user' && message.text?.startsWith('<<<BEGIN_OPENCLAW_INTERNAL_CONTEXT>>>') !== true
  );
}

function isSurelyModel({ role, tool_calls: calls, usage }: TranscriptMessage): boolean {
  return role === 'assistant' && (calls.length > 0 || usage.total_tokens > 0);
}

function splitTurns(messages: readonly TranscriptMessage[]): TranscriptMessage[][] {
  const turns: TranscriptMessage[][] = [[]];
  let asked: string | null = null;
  for (const message of messages) {
    if (message.role === 'user') {
      const text = message.text ?? '';
      if (text !== asked) turns.push([]);
      asked = text;
    }
    turns.at(-1)!.push(message);
  }
  return turns;
}

/** What a message is to its turn. */
type Part =
  /** A `thought` is the model's and has no text: it may have used up its tokens. */
  | { kind: 'user' | 'answer' | 'thought' }
  | { kind: 'failure'; failure: TurnFailure }
  | { kind: 'limit'; limit: Limit }
  /** Neither; `text` is what a gateway may have written. */
  | { kind: 'other'; text: string };

interface Turn {
  /** The user said something, to which an answer is due. */
  isAsked: boolean;
  parts: Part[];
}

interface TurnSigns extends TurnContext {
  /** The model's endpoint reports what it used. */
  countsTokens: boolean;
}

function readTurn(messages: readonly TranscriptMessage[], signs: TurnSigns): Turn {
  const parts: Part[] = [];
  for (const message of messages) {
    const failures = parts.flatMap((part) => (part.kind === 'failure' ? part.failure : []));
    parts.push(partOf(message, failures, signs));
  }
  return { isAsked: isOfUser(messages[0]), parts };
}

/** @param failures earlier ones in the turn */
function partOf(message: TranscriptMessage, failures: readonly TurnFailure[], signs: TurnSigns): Part {
  const { role, usage } = message;
  if (role === 'user') return { kind: 'user' };
  const text = (message.text ?? '').trim();
  if (role !== 'assistant' && role !== 'custom') return { kind: 'other', text: '' };
  if (role === 'assistant' && message.tool_calls.length > 0) return { kind: 'answer' };
  const limit = limitIn(text);
  if (limit !== null) return { kind: 'limit', limit };
  // A message that used tokens is the model's, whatever its text.
  const failure = usage.total_tokens > 0 ? null : failureIn(text, failures, signs);
  if (failure !== null) return { kind: 'failure', failure };
  if (role !== 'assistant') return { kind: 'other', text };
  if (usage.total_tokens > 0) return { kind: text === '' ? 'thought' : 'answer' };
  return text === '' || signs.countsTokens ? { kind: 'other', text } : { kind: 'answer' };
}

/**
 * The failure a turn ended with: the last one after the last answer, with the code of an earlier attempt if it has
 * none.
 */
function failureOf(parts: readonly Part[]): TurnFailure | null {
  const attempts = failuresIn(parts.slice(endOfAnswers(parts)));
  const last = attempts.at(-1);
  if (last === undefined) return null;
  return attempts.findLast((failure) => failure.code !== null) ?? last;
}

const mendedIn = (parts: readonly Part[]): TurnFailure[] => failuresIn(parts.slice(0, endOfAnswers(parts)));

function failuresIn(parts: readonly Part[]): TurnFailure[] {
  return parts.flatMap((part) => (part.kind === 'failure' ? part.failure : []));
}

const endOfAnswers = (parts: readonly Part[]): number =>
  parts.findLastIndex(({ kind }) => kind === 'answer') + 1;

/** What stands in the place of an answer to the last message of the user; null if it has one, or a reason why not. */
function unansweredIn({ isAsked, parts }: Turn): string | null {
  if (!isAsked) return null;
  const after = parts.slice(parts.findLastIndex(({ kind }) => kind === 'user') + 1);
  if (after.some(({ kind }) => kind !== 'other')) return null;
  return after.flatMap((part) => (part.kind === 'other' && part.text !== '' ? part.text : [])).at(-1) ?? '';
}

/** The limit that a text of the gateway names. */
export function limitIn(text: string): Limit | null {
  return (['time', 'context'] as const).find((limit) => LIMIT_TEXTS[limit].test(text.trim())) ?? null;
}

/** @param earlier failures before it in the turn: the gateway repeats the last one without its own words */
function failureIn(text: string, earlier: readonly TurnFailure[], signs: TurnSigns): TurnFailure | null {
  const written = GATEWAY_TEXTS.some((pattern) => pattern.test(text));
  const code = codeIn(text);
  const repeats = earlier.find(
    (failure) => failure.text.split('\n').at(-1)?.trim() === text || (code !== null && failure.code === code),
  );
  if (!written && repeats === undefined && (code === null || !isStatus(text, code, signs))) return null;
  const isNamed = code !== null || PROVIDER_WORDS.test(text) || repeats?.kind === 'provider';
  return { kind: isNamed ? 'provider' : 'unknown', code, text };
}

/** The status a failure text begins with, on its first or second line. */
function codeIn(text: string): number | null {
  const [first = '', second = ''] = text.split('\n', 2);
  if (first.length > 500) return null;
  return leadingStatus(first) ?? (first.startsWith('[assistant turn failed') ? leadingStatus(second) : null);
}

/** Whether "429 …" is no text of the model's own: on an endpoint that reports no usage, "500 units are left." may be. */
function isStatus(text: string, code: number, { loggedStatuses, countsTokens }: TurnSigns): boolean {
  if (loggedStatuses !== null) return loggedStatuses.includes(code);
  if (countsTokens) return true;
  const words = text.replace(/^(?:HTTP )?\d{3}[\s:(-]*/, '');
  const phrase = STATUS_CODES[code]?.toLowerCase();
  return (phrase !== undefined && words.toLowerCase().startsWith(phrase)) || LEADING_WORDS.test(words);
}

/** `429 Rate limit reached` → 429; null if the text does not begin with an HTTP error status. */
export function leadingStatus(text: string): number | null {
  const status = /^(?:HTTP )?([45]\d\d)\b/.exec(text)?.[1];
  return status === undefined ? null : Number(status);
}
