import { randomUUID } from 'node:crypto';
import { ActionError } from '../src/base/errors.ts';
import { type Gateway, GatewayRefusal, pause } from './gateway.ts';
import { asAmount, asObject, asText } from './json.ts';
import { cleanWords } from './words.ts';

/** A session of the gateway's own agent, which costs nothing to open and needs no new agent. */
interface Session {
  model: string;
  key: string;
}

/** What one model turn cost. */
export interface Usage {
  tokens: number;
  costUsd: number;
}

/**
 * @throws ActionError bad-model-access if the gateway does not know the provider or model
 */
export async function openSession(gateway: Gateway, model: string): Promise<Session> {
  try {
    const label = `clawbench-preflight-${randomUUID().slice(0, 8)}`;
    const created = await gateway.call('sessions.create', { model, label });
    return { model, key: String(created['key'] ?? created['sessionKey']) };
  } catch (error) {
    if (error instanceof GatewayRefusal) throw noAccess(model, cleanWords(error.message));
    throw error;
  }
}

/** Ends what still runs in a session, and deletes it. */
export async function closeSession(gateway: Gateway, { key }: Session): Promise<void> {
  await gateway.call('sessions.abort', { key }).catch(() => undefined);
  await gateway.call('sessions.delete', { key }).catch(() => undefined);
}

/**
 * Whether browser tasks can run: the gateway offers the tool to its model, and finds a program to start. The tool alone
 * proves nothing, since the gateway lists it without any browser installed.
 */
export async function hasBrowser(gateway: Gateway, { key }: Session): Promise<boolean> {
  const [tools, browser] = await Promise.all([
    gateway.call('tools.effective', { sessionKey: key }),
    gateway.call('browser.request', { method: 'GET', path: '/' }).catch(nothingWhenRefused),
  ]);
  const groups = Array.isArray(tools['groups']) ? tools['groups'].map(asObject) : [];
  const offered = groups.some(
    (group) =>
      Array.isArray(group['tools']) && group['tools'].some((tool) => asObject(tool)['id'] === 'browser'),
  );
  const program = browser['detectedExecutablePath'] ?? browser['executablePath'];
  return offered && typeof program === 'string' && program !== '';
}

function nothingWhenRefused(error: unknown): Record<string, unknown> {
  if (error instanceof GatewayRefusal) return {};
  throw error;
}

/** OpenClaw leaves out of its list what it does not find within 750 ms, which a busy node can take. */
const mostListings = 4;
const betweenListingsMs = 400;

/**
 * Whether OpenClaw lists all of these models, as `<provider>/<id>`, with what it needs to ask them. One that it does not list it
 * may refuse, or may not: only a turn tells.
 */
export async function listsModels(
  gateway: Gateway,
  wanted: readonly string[],
  signal: AbortSignal,
): Promise<boolean> {
  for (let listings = 1; ; listings++) {
    const listed = await listedModels(gateway);
    if (wanted.every((model) => listed.has(model))) return true;
    if (listings === mostListings) return false;
    await pause(betweenListingsMs, signal);
  }
}

async function listedModels(gateway: Gateway): Promise<ReadonlySet<string>> {
  const { models } = await gateway.call('models.list', {}).catch(nothingWhenRefused);
  const usable = (Array.isArray(models) ? models.map(asObject) : []).filter(
    ({ available }) => available !== false,
  );
  return new Set(usable.map(({ provider, id }) => `${asText(provider)}/${asText(id)}`));
}

const connectionProblemLimitMs = 20_000;

/**
 * Takes one real turn with the model through the gateway, as ClawBench does. Rate limits are waited out within
 * `timeoutMs`; server errors and lost connections for 20 s at most, since a wrong address looks the same.
 * @returns what the turn cost
 * @throws ActionError bad-model-access, provider-unavailable with the provider's own words
 */
export async function takeTurn(
  gateway: Gateway,
  session: Session,
  timeoutMs: number,
  signal: AbortSignal,
): Promise<Usage> {
  const start = performance.now();
  let current = session;
  for (;;) {
    const leftMs = timeoutMs - (performance.now() - start);
    const outcome = await turn(gateway, current, Math.max(1000, leftMs), signal);
    // Not awaited: on some versions this takes longer than the turn did.
    void closeSession(gateway, current);
    if (outcome.ok) return outcome.usage;

    const elapsedMs = performance.now() - start;
    const limitMs = isRateLimit(outcome.words) ? timeoutMs : Math.min(timeoutMs, connectionProblemLimitMs);
    if (!isTransient(outcome.words) || elapsedMs + 3000 > limitMs) {
      throw noAccess(session.model, cleanWords(outcome.words));
    }
    await pause(3000, signal);
    current = await openSession(gateway, session.model);
  }
}

const NO_ANSWER = 'no answer in time';

type Outcome = { ok: true; usage: Usage } | { ok: false; words: string };

async function turn(
  gateway: Gateway,
  { key }: Session,
  timeoutMs: number,
  signal: AbortSignal,
): Promise<Outcome> {
  const sent = await gateway.call('sessions.send', {
    key,
    message: 'Reply with exactly: pong',
    idempotencyKey: randomUUID(),
    timeoutMs: Math.round(timeoutMs),
  });
  const aborted = new Promise<never>((_, reject) => {
    signal.addEventListener('abort', () => reject(signal.reason), { once: true });
  });
  const waited = await Promise.race([
    gateway.call(
      'agent.wait',
      { runId: sent['runId'], timeoutMs: Math.round(timeoutMs) },
      timeoutMs + 10_000,
    ),
    aborted,
  ]);
  const { messages } = await gateway.call('sessions.get', { key });
  return judgeTurn(waited, Array.isArray(messages) ? messages : []);
}

/**
 * The outcome of a turn. The `ok` of agent.wait is not enough: if the gateway does not know the model or has no key, it
 * writes an assistant message itself.
 */
export function judgeTurn(waited: Record<string, unknown>, messages: readonly unknown[]): Outcome {
  const last = messages.map(asObject).findLast((message) => message['role'] !== 'user') ?? {};
  const texts = textOf(last['content']);
  const failure =
    last['errorMessage'] ?? (last['role'] === 'custom' ? asObject(last['details'])['error'] : undefined);
  const byGateway = last['provider'] === 'openclaw' || last['model'] === 'gateway-injected';
  const usage = asObject(last['usage']);
  const answered =
    waited['status'] === 'ok' &&
    last['role'] === 'assistant' &&
    failure === undefined &&
    last['stopReason'] !== 'error' &&
    !byGateway &&
    Array.isArray(last['content']) &&
    last['content'].length > 0;
  if (answered) {
    return {
      ok: true,
      usage: { tokens: asAmount(usage['totalTokens']), costUsd: asAmount(asObject(usage['cost'])['total']) },
    };
  }
  const words = failure ?? (byGateway && texts !== '' ? texts : undefined) ?? waited['error'];
  if (typeof words === 'string' && words !== '') return { ok: false, words: plainWords(words) };
  return { ok: false, words: waited['status'] === 'timeout' ? NO_ANSWER : 'an empty answer' };
}

/** The reason without the gateway's text around it, which points people to logs they cannot see. */
function plainWords(words: string): string {
  return words
    .replace(/^⚠️\s*/u, '')
    .replace(/^Agent failed before reply:\s*/, '')
    .replace(/\n(?:Logs:|To view logs)[^]*$/, '');
}

function textOf(content: unknown): string {
  if (typeof content === 'string') return content;
  if (!Array.isArray(content)) return '';
  return content
    .map((block) => asObject(block)['text'])
    .filter((text) => typeof text === 'string')
    .join('\n');
}

function noAccess(model: string, words: string): ActionError {
  const isAway = words === NO_ANSWER || isTransient(words);
  return new ActionError(
    isAway ? 'provider-unavailable' : 'bad-model-access',
    `The model ${model} does not answer: ${words.replace(/\.$/, '')}.`,
    { hint: hintFor(words, isAway) },
  );
}

function hintFor(words: string, isAway: boolean): string {
  if (/connection error/i.test(words))
    return 'Check that pods reach the endpoint: `https-proxy` and `ca-certificates` are for proxies and private certificates.';
  return isAway
    ? 'Look at the status page of the provider, or at the log of the endpoint, then re-run.'
    : 'Check the provider key, the model name, and the endpoint.';
}

// A used-up quota is answered with 429 too, but waiting does not help.
const isRateLimit = (words: string): boolean =>
  /^429\b|rate.?limit/i.test(words) && !/quota|billing/i.test(words);
const isTransient = (words: string): boolean =>
  isRateLimit(words) || /^5\d\d\b|^HTTP 5\d\d\b|connection error|overloaded|an empty answer/i.test(words);
