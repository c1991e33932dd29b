import type { Waiting } from '../backends/backend.ts';
import { ActionError } from '../base/errors.ts';
import { oneLine } from '../base/plain-text.ts';
import type { ShardState } from '../protocol/pod.ts';
import type { RelayState } from '../protocol/relay.ts';

/** A disk that is full may have room again. */
const PATIENCE_MS = 15_000;

/**
 * Why a shard cannot go on, as its relay says: the provider refuses, or nothing is forwarded.
 * @param isStarted whether its pod was sent `start`: a relay that is restarted later tries the provider once more, and what that
 *   meets, runs meet too
 * @param problemMs for how long it has had its problem
 */
export function relayFailure(
  index: number,
  { check, fence, problem }: RelayState,
  { isStarted, problemMs }: { isStarted: boolean; problemMs: number },
): ActionError | undefined {
  if (check.status === 'failed' && !isStarted)
    return new ActionError(check.failure, oneLine(check.message, 600), {
      hint: check.hint === '' ? undefined : oneLine(check.hint, 600),
    });
  if (fence?.status === 'open' && fence.isRequired && !isStarted)
    return new ActionError(
      'network-not-enforced',
      `A pod of the evaluation reached ${oneLine(fence.tried, 100)}, from which its NetworkPolicy keeps it (\`network: model-only\`): this cluster does not enforce NetworkPolicies.`,
    );
  if (problem === null || (isStarted && problemMs < PATIENCE_MS)) return undefined;
  return new ActionError(
    isStarted ? 'container-failed' : 'bad-config',
    `The relay of shard ${index} forwards no request: ${oneLine(problem, 600)}`,
  );
}

/** Whether it is still to be seen that the pod reaches only what it may. */
export function isUnproven({ fence }: RelayState): boolean {
  return fence?.status === 'pending' && fence.isRequired;
}

/** A warning if the pods reach what their NetworkPolicy keeps them from, and may go on; otherwise undefined. */
export function unfencedWords({ fence }: RelayState): string | undefined {
  if (fence?.status !== 'open' || fence.isRequired) return undefined;
  return `Pods of the evaluation reach ${oneLine(fence.tried, 100)}, from which their NetworkPolicy keeps them: this cluster does not enforce NetworkPolicies. Agents can get there, too.`;
}

/** What a shard waits for that could start but for its relay; undefined if it does not wait for that. */
export function relayWaiting(
  index: number,
  pod: string,
  { state, relay }: { state: ShardState | undefined; relay: RelayState | undefined },
): Waiting | undefined {
  if (state?.phase !== 'ready') return undefined;
  if (relay === undefined)
    return {
      code: 'container-failed',
      message: `Shard ${index} waits for container relay of pod ${pod}, which has not said anything yet.`,
      hint: 'Its log in the artifact says why. `relay: off` does without it.',
      isFinal: false,
    };
  if (relay.check.status === 'ok' && isUnproven(relay))
    return {
      code: 'network-not-enforced',
      message: `Shard ${index} waits to see that its NetworkPolicy is enforced.`,
      hint: undefined,
      isFinal: false,
    };
  if (relay.check.status !== 'pending') return undefined;
  const { waiting } = relay;
  const why =
    waiting === null
      ? ''
      : `: ${oneLine(waiting.provider, 60)} ${waiting.status === null ? 'cannot be reached' : `answers ${waiting.status}`}`;
  return {
    code: 'provider-unavailable',
    message: `Shard ${index} waits for the first answer of the model${why}.`,
    hint: undefined,
    isFinal: false,
  };
}

/** How to tell the relay a price, by the name of a provider in the gateway's config. */
function whereToWritePrice(provider: string): string {
  return provider === 'custom'
    ? 'write `price-input` and `price-output`'
    : `write its \`cost\` at \`models.providers.${provider}.models\` of \`openclaw-config\``;
}

/**
 * What it means for a cap on costs that the relay does not know the price of a model.
 * @param model as `<provider>/<id>`, by the provider's name in the gateway's config
 */
export function unpricedWords(model: string): string {
  const [provider = '', ...id] = model.split('/');
  const name = provider === 'custom' ? `openai/${id.join('/')}` : model;
  return `Neither the inputs, nor OpenClaw's catalog, nor the provider's answers tell the price of ${oneLine(name, 200)}. So \`max-cost-usd\` is compared only with what OpenClaw says that finished runs cost, which is nothing if it knows no price either. To cap the cost, ${whereToWritePrice(oneLine(provider, 60))}; or cap the evaluation by \`max-tokens\`.`;
}
