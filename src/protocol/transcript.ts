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

export interface Turns {
  /** The model said something or called a tool, at least once. */
  answered: boolean;
  failures: TurnFailure[];
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

/**
 * The gateway's texts for limits that the model itself reached, of time or context. Neither an answer nor a failure.
 */
const LIMIT_TEXTS: readonly RegExp[] = [/^This operation was aborted\.?$/i, /^Context overflow:/];

const PROVIDER_WORDS =
  /rate limit|billing|credit|quota|api key|auth|unauthorized|forbidden|overloaded|unavailable from the provider|network connection|LLM request failed|provider/i;

/**
 * Splits a transcript into turns and finds those that ended without an answer. Only the end of a turn counts: an
 * attempt after which the gateway retried with success is not a failure. A retry repeats the user's message, so equal
 * messages in a row belong to one turn.
 *
 * @param loggedStatuses error statuses of the provider in the gateway's log, which distinguish its errors from a model
 *   that merely writes "429 …"; null if no log has any response
 */
export function readTurns(
  messages: readonly TranscriptMessage[],
  loggedStatuses: readonly number[] | null,
): Turns {
  const failures = splitTurns(messages)
    .map((turn) => failureOf(turn, loggedStatuses))
    .filter((failure) => failure !== null);
  return { answered: messages.some((message) => isAnswer(message, loggedStatuses)), failures };
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

/**
 * The failure a turn ended with: the last one after the last answer, with the code of an earlier attempt if it has
 * none.
 */
function failureOf(
  turn: readonly TranscriptMessage[],
  loggedStatuses: readonly number[] | null,
): TurnFailure | null {
  const afterAnswer = turn.slice(turn.findLastIndex((message) => isAnswer(message, loggedStatuses)) + 1);
  const attempts = afterAnswer
    .map((message) => failureIn(message, loggedStatuses))
    .filter((failure) => failure !== null);
  const last = attempts.at(-1);
  if (last === undefined) return null;
  return attempts.findLast((failure) => failure.code !== null) ?? last;
}

function isAnswer(message: TranscriptMessage, loggedStatuses: readonly number[] | null): boolean {
  if (message.role !== 'assistant' || failureIn(message, loggedStatuses) !== null) return false;
  if (message.tool_calls.length > 0) return true;
  const text = (message.text ?? '').trim();
  return text !== '' && !LIMIT_TEXTS.some((pattern) => pattern.test(text));
}

function failureIn(message: TranscriptMessage, loggedStatuses: readonly number[] | null): TurnFailure | null {
  if (message.role !== 'assistant' && message.role !== 'custom') return null;
  // A message that used tokens or called a tool is the model's, whatever its text.
  if (message.tool_calls.length > 0 || message.usage.total_tokens > 0) return null;
  const text = (message.text ?? '').trim();
  const written = GATEWAY_TEXTS.some((pattern) => pattern.test(text));
  const code = codeIn(text);
  // On an endpoint that reports no usage, "429 Rate limit reached" could be the model's own text: the log decides.
  if (!written && (code === null || !confirmed(code, loggedStatuses))) return null;
  return { kind: code !== null || PROVIDER_WORDS.test(text) ? 'provider' : 'unknown', code, text };
}

/** The status a failure text begins with, on its first or second line. */
function codeIn(text: string): number | null {
  const [first = '', second = ''] = text.split('\n', 2);
  if (first.length > 500) return null;
  return leadingStatus(first) ?? (first.startsWith('[assistant turn failed') ? leadingStatus(second) : null);
}

function confirmed(code: number, loggedStatuses: readonly number[] | null): boolean {
  return loggedStatuses === null || loggedStatuses.includes(code);
}

/** `429 Rate limit reached` → 429; null if the text does not begin with an HTTP error status. */
export function leadingStatus(text: string): number | null {
  const status = /^(?:HTTP )?([45]\d\d)\b/.exec(text)?.[1];
  return status === undefined ? null : Number(status);
}
