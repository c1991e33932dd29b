import type { Clock } from '../../src/base/ports.ts';
import type { CheckFailure, RelayCheck } from '../../src/protocol/relay.ts';
import type { RequestClosed } from '../../src/protocol/wire.ts';
import { cleanWords } from '../words.ts';
import type { Provider, RelaySettings } from './config.ts';
import { smallestRequests, type SmallestRequest } from './smallest-request.ts';

/** How a request of the check ended. */
export type CheckEnding = Pick<
  RequestClosed,
  'outcome' | 'refusal' | 'status' | 'error' | 'attempts' | 'retryAfterMs'
>;

interface CheckParts {
  /** Sends a request to a provider as any request of a client is sent, with a patience of `reachableMs`. */
  send(provider: Provider, request: SmallestRequest): Promise<CheckEnding>;
  clock: Clock;
  signal: AbortSignal;
}

/** How long a provider that cannot be reached is tried: a wrong address looks the same. */
export const reachableMs = 20_000;
/** One that is overloaded is tried for longer. */
const overloadMs = 120_000;
const pauseMs = 3000;

/**
 * Tries key, model and endpoint by one smallest request to the model and to the judge, while the gateway still boots. That a
 * provider refuses a key or a model is final at once.
 * @throws the signal's reason
 */
export async function checkModels(
  { providers, model, judgeModel }: Pick<RelaySettings, 'providers' | 'model' | 'judgeModel'>,
  parts: CheckParts,
): Promise<RelayCheck> {
  const asked = [...new Set([model, judgeModel ?? model])];
  const results = await Promise.all(
    asked.map(async (ref) => {
      const provider = providers.get(ref.slice(0, ref.indexOf('/')));
      return provider === undefined
        ? noAccess(ref, { words: 'the relay does not know its provider', hint: hints.other })
        : await checkOne(ref, provider, parts);
    }),
  );
  return results.find(({ status }) => status === 'failed') ?? { status: 'ok' };
}

async function checkOne(ref: string, provider: Provider, parts: CheckParts): Promise<RelayCheck> {
  const { clock, signal } = parts;
  const forms = smallestRequests(provider.api, ref.slice(ref.indexOf('/') + 1));
  const untilMs = clock.now() + overloadMs;
  for (;;) {
    const ending = await sendForms(forms, (form) => parts.send(provider, form));
    signal.throwIfAborted();
    const found = read(ending);
    if (found === 'answers') return { status: 'ok' };
    const afterMs = Math.max(pauseMs, ending.retryAfterMs ?? 0);
    if (!found.mayPass || clock.now() + afterMs >= untilMs) return noAccess(ref, found);
    await clock.sleep(afterMs, signal);
  }
}

/** Sends the forms until the model finds no fault with one. @returns how the last one ended */
async function sendForms(
  forms: readonly SmallestRequest[],
  send: (form: SmallestRequest) => Promise<CheckEnding>,
): Promise<CheckEnding> {
  let last: CheckEnding | undefined;
  for (const form of forms) {
    last = await send(form);
    if (last.status !== 400 && last.status !== 422) return last;
  }
  if (last === undefined) throw new Error('a check has no request to send');
  return last;
}

interface Refusal {
  /** Undefined where the provider, or what stands in its place, said no. */
  failure?: CheckFailure;
  words: string;
  hint: string;
}

/** What the end of a request says of the model. */
function read(ending: CheckEnding): 'answers' | (Refusal & { mayPass: boolean }) {
  const { outcome, refusal, status, error } = ending;
  // An empty answer is one of a model that thought for as long as it was allowed to.
  if (outcome === 'complete' || outcome === 'empty') return 'answers';
  const words = wordsOf(status, error ?? outcome);
  if (outcome === 'refused')
    return { words, mayPass: false, hint: refusal === 'budget' ? hints.cap : hints.other };
  if (outcome === 'bad-answer') return { words, mayPass: false, hint: hints.endpoint };
  if (outcome === 'timeout') return { ...away, words, mayPass: false, hint: hints.silent };
  if (outcome !== 'http-error' || status === null)
    return { ...away, words, mayPass: false, hint: hints.network };
  if (status === 402 || isUsedUp(ending)) return { words, mayPass: false, hint: hints.credit };
  if (status === 429) return { ...away, words, mayPass: true, hint: hints.limit };
  if (status === 408 || status >= 500) return { ...away, words, mayPass: true, hint: hints.away };
  return { words, mayPass: false, hint: hintFor.get(status) ?? hints.other };
}

/** Patience, which reads what providers say of their limits, saw no use in waiting. */
const isUsedUp = ({ status, attempts, retryAfterMs }: CheckEnding): boolean =>
  status === 429 && attempts === 1 && retryAfterMs === null;

const away = { failure: 'provider-unavailable' } as const;
const hints = {
  key: 'Check the provider key, and that it may use this model.',
  model: 'Check the name of the model, and the base URL of the endpoint.',
  credit: 'The account behind the key has no credit or quota left.',
  limit:
    'The account behind the key is limited by others who use it: run at another time, or raise the limit.',
  cap: 'Raise `max-cost-usd` or `max-tokens`.',
  away: 'Look at the status page of the provider, or at the log of the endpoint.',
  silent:
    'It takes requests and does not answer them: look at the status page of the provider, or at the log of the endpoint, then re-run.',
  network:
    'Check the base URL of the endpoint, and that pods reach it: `https-proxy` and `ca-certificates` are for proxies and private certificates.',
  endpoint: 'Check the base URL of the endpoint: another server may answer there.',
  other: 'Check the provider key, the model name, and the endpoint.',
};
const hintFor: ReadonlyMap<number, string> = new Map([
  [401, hints.key],
  [403, hints.key],
  [404, hints.model],
]);

/** The provider's words after its status, unless they begin with it. */
function wordsOf(status: number | null, error: string): string {
  const words = cleanWords(error).replace(/\.$/, '');
  return status === null || status < 400 || words.startsWith(String(status)) ? words : `${status} ${words}`;
}

function noAccess(model: string, { failure = 'bad-model-access', words, hint }: Refusal): RelayCheck {
  return { status: 'failed', failure, message: `The model ${model} does not answer: ${words}.`, hint };
}
