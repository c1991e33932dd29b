import { ActionError } from '../base/errors.ts';
import { isAccepted } from '../inputs/rules/risks.ts';
import type { Inputs } from '../inputs/types.ts';
import { podVariables } from '../protocol/pod-variables.ts';
import type { RelayConfig } from '../protocol/relay.ts';
import { type Mapping, valueAt } from '../stack/config-overlay.ts';
import { knowsRelayHosts, openclawConfig } from '../stack/openclaw-config.ts';
import { proxySecrets } from '../stack/pod-network.ts';
import { type ModelRoute, providerOf } from '../stack/providers.ts';
import { relayedGateway } from '../stack/relayed-gateway.ts';
import { gatewayKeys } from './keys.ts';

/** The relay of each pod: the one container with the keys of the providers. */
interface RelayPlan {
  config: RelayConfig;
  /** Its secret environment variables: keys, the address of the proxy, and the token that its clients show. */
  secrets: Record<string, string>;
}

/** What a gateway of the evaluation is given, and the relay beside it. */
export interface GatewayPlan {
  /** openclaw.json. */
  gatewayConfig: Mapping;
  /** Environment variables of the gateway that must stay secret: its token, and keys of providers or what stands for them. */
  secrets: Record<string, string>;
  /** Undefined if the gateway calls the models itself. */
  relay: RelayPlan | undefined;
  /** Sentences about what does not go through the relay, and what that costs. */
  relayNotes: readonly string[];
  /** Those of them that a verdict tells, too: which providers are called past the relay, and what that costs. */
  pastRelay: readonly string[];
}

/** What the gateway is to reach, with which tokens. */
interface GatewayWish {
  model: ModelRoute;
  judge: ModelRoute | undefined;
  /** Pods that share the caps. */
  sharers: number;
  gatewayToken: string;
  relayToken: string;
}

/** @throws ActionError bad-input for what the relay cannot forward, unless its risk is accepted */
export function gatewayPlan(inputs: Inputs, wish: GatewayWish): GatewayPlan {
  const { model, judge, sharers } = wish;
  const routes = judge === undefined ? [model] : [model, judge];
  const keys = gatewayKeys(inputs, routes);
  const proxy = proxySecrets(inputs.httpsProxy);
  const own = { ...proxy, [podVariables.gatewayToken]: wish.gatewayToken };
  const config = openclawConfig(routes, inputs.openclawImage, inputs.openclawConfig);
  const direct = (relayNotes: readonly string[], pastRelay: readonly string[] = []): GatewayPlan => ({
    gatewayConfig: config,
    secrets: { ...keys, ...own },
    relay: undefined,
    relayNotes,
    pastRelay,
  });
  if (inputs.openclaw === 'existing') return direct([]);
  if (inputs.relay === 'off') {
    const off = `\`relay\` is off, so the requests were seen by none: ${withoutRelay}.`;
    return direct([off], [off]);
  }
  const names = routes.map(({ ref }) => providerOf(ref));
  const relayed = relayedGateway(config, {
    providers: names,
    variables: new Map(Object.entries(keys)),
    waitMs: inputs.rateLimitWaitMs,
    knowsHosts: knowsRelayHosts(inputs.openclawImage),
  });
  const problems = relayed.direct;
  if (problems.length > 0 && !isAccepted(inputs, 'direct-provider'))
    throw new ActionError(
      'bad-input',
      problems.map((problem) => `${problem}: ${insteadOfDirect}.`).join('\n'),
    );
  const outside = names.find((name) => !Object.hasOwn(relayed.providers, name));
  if (outside !== undefined) {
    const noRelay = `There is no relay, since the model or its judge is of the provider "${outside}": ${withoutRelay}.`;
    const notes = [...problems.map((problem) => `${problem}.`), noRelay];
    return direct(notes, notes);
  }
  const pastRelay = problems.map((problem) => `${problem}, so it is called past the relay: ${costOfDirect}.`);
  const { exposed } = relayed;
  const shown = Object.entries(keys).map(([variable, key]) => [
    variable,
    exposed.includes(variable) ? key : wish.relayToken,
  ]);
  return {
    gatewayConfig: relayed.config,
    secrets: { ...Object.fromEntries(shown), ...own, [podVariables.relayToken]: wish.relayToken },
    relay: {
      config: {
        providers: priced(relayed.providers, routes),
        model: model.ref,
        judgeModel: judge?.ref ?? null,
        maxCostUsd: inputs.maxCostUsd === null ? null : inputs.maxCostUsd / sharers,
        maxTokens: inputs.maxTokens === null ? null : Math.ceil(inputs.maxTokens / sharers),
        rateLimitWaitMs: inputs.rateLimitWaitMs,
        record: inputs.record,
        fence: fenceOf(inputs),
      },
      secrets: { ...keys, ...proxy, [podVariables.relayToken]: wish.relayToken },
    },
    relayNotes: [...otherRequests(names, inputs), ...pastRelay],
    pastRelay,
  };
}

/** A cluster may not enforce NetworkPolicies: with `open` that is worth a warning, otherwise it was promised. */
function fenceOf(inputs: Inputs): RelayConfig['fence'] {
  return inputs.network === 'open'
    ? { tries: 'metadata', isRequired: false }
    : { tries: 'api-server', isRequired: !isAccepted(inputs, 'network-not-enforced') };
}

const withoutRelay =
  'the agent under test can read the keys of the providers, caps are noticed after the money is spent, and runs are judged by logs, not by what went over the wire';

const costOfDirect =
  'the agent under test can read its key, and neither caps nor reports know of these requests';

/** Finishes a sentence about something that does not go through the relay. */
const insteadOfDirect =
  'remove it, write `relay: off`, or accept by `accept-risks: direct-provider` that it is called past the relay, with a key that the agent under test can read';

/** A note if the gateway asks OpenAI in another way than without a relay, as measured with 2026.9.6. */
function otherRequests(
  names: readonly string[],
  { openclawImage, openclawConfig: overlay }: Inputs,
): string[] {
  const isOwn = valueAt(overlay, 'models.providers.openai.baseUrl') === undefined;
  if (!names.includes('openai') || !isOwn || knowsRelayHosts(openclawImage)) return [];
  return [
    `OpenClaw other than 2026.7 asks OpenAI in another way through the relay: without its prompt cache, server-side compaction, hosted web search and code mode. Compare such results only with each other, or write \`relay: off\`.`,
  ];
}

/** Without the zeros that stand in the gateway's config where the price of an endpoint is not known. */
function priced(
  providers: RelayConfig['providers'],
  routes: readonly ModelRoute[],
): RelayConfig['providers'] {
  const { custom } = providers;
  const isUnpriced = routes.some(({ endpoint }) => endpoint !== undefined && endpoint.price === undefined);
  return custom === undefined || !isUnpriced
    ? providers
    : { ...providers, custom: { ...custom, prices: {} } };
}
