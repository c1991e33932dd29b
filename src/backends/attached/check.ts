import { ActionError } from '../../base/errors.ts';
import type { AttachedPlan } from '../../plan/backend.ts';
import type { Plan } from '../../plan/plan.ts';
import { quote } from '../../inputs/kinds.ts';
import type { Endpoint, ModelRoute } from '../../stack/providers.ts';
import type { Container } from '../../kube/types.ts';
import type { FoundGateway } from './discover.ts';
import type { ProbeReport } from '../../protocol/probe-report.ts';

type Mount = NonNullable<Container['volumeMounts']>[number];

/** A gateway that an evaluation can join. */
export interface Joinable {
  uid: number;
  gid: number;
  token: string;
  version: string;
  /** The volume for the workspaces, as the gateway mounts it. */
  home: Mount;
  /** Where the gateway keeps its state, if that is on the same volume. */
  stateDir: string | undefined;
  model: ModelRoute;
  judge: ModelRoute | undefined;
}

/** Estimated memory of harness and supervisor, and of each run in the gateway (docs/decisions/0044-attach.md). */
const EVAL_BYTES = 512 * 1024 ** 2;
const RUN_BYTES = 128 * 1024 ** 2;

/**
 * Decides from the probe's report whether an evaluation can join this gateway.
 * @throws ActionError with the first reason against it, and what to write where
 */
export function checkGateway(
  gateway: FoundGateway,
  report: ProbeReport,
  { model, judge, settings }: Pick<Plan, 'model' | 'judge' | 'settings'>,
  wishes: AttachedPlan,
): Joinable {
  const { gatewayToken, openaiApiBase } = wishes;
  const where = `The gateway in ${gateway.namespace}/${gateway.podName}`;
  const { token, config } = report;
  const open = report.listening.filter((address) => address !== '127.0.0.1' && address !== '::1');
  if (open.length > 0) {
    throw new ActionError('bad-config', `${where} listens on ${open.join(', ')}, not only on loopback.`, {
      hint: 'Set "gateway.bind" of its openclaw.json to "loopback", and --bind of its command likewise.',
    });
  }
  if (token === null) {
    throw new ActionError('bad-input', `${where} has no token in its environment or openclaw.json.`, {
      hint: 'Write it as `openclaw-gateway-token`, or set "gateway.auth.mode" to "token" and OPENCLAW_GATEWAY_TOKEN in the container.',
    });
  }
  if ('code' in report.gateway) {
    const { code, message } = report.gateway;
    if (code !== 'bad-config') throw new ActionError(code, message);
    const source = gatewayToken === null ? 'its own environment' : '`openclaw-gateway-token`';
    throw new ActionError(
      gatewayToken === null ? 'bad-config' : 'bad-input',
      `${where} refuses the token of ${source}.`,
      { hint: 'Write the token it was started with as `openclaw-gateway-token`.' },
    );
  }
  if (config !== null) checkConfig(where, config, settings.tasks !== null);
  const home = homeOf(gateway, report, wishes.home);
  if (wishes.method === 'ephemeral') checkMemory(where, gateway, report, settings.concurrency);
  if (wishes.method === 'ephemeral' && (home.subPath !== undefined || home.subPathExpr !== undefined)) {
    throw new ActionError(
      'bad-input',
      `${where} mounts ${home.mountPath} by subPath, which an ephemeral container cannot use.`,
      { hint: 'Write `attach-method: rollout`, which restarts the gateway, or another `openclaw-home`.' },
    );
  }
  const providers = config?.providers ?? [];
  return {
    uid: report.uid,
    gid: report.gid,
    token,
    version: report.gateway.version,
    home,
    stateDir: isBelow(report.stateDir, home.mountPath) ? report.stateDir : undefined,
    model: routeIn(providers, model.model, openaiApiBase),
    judge: judge === undefined ? undefined : routeIn(providers, judge.model, openaiApiBase),
  };
}

/** Tool profiles that include what tasks need: files, programs, processes. */
const profiles = new Set(['coding', 'full']);
const neededTools = new Set(['exec', 'process', 'read', 'write', 'edit', 'group:fs', 'group:runtime']);

function checkConfig(
  where: string,
  config: NonNullable<ProbeReport['config']>,
  areTasksNamed: boolean,
): void {
  const { toolsProfile, alsoAllow, deny, browserEnabled } = config;
  if (toolsProfile !== null && !profiles.has(toolsProfile)) {
    throw new ActionError(
      'bad-config',
      `${where} gives its agents the tools of profile ${quote(toolsProfile)}.`,
      {
        hint: 'Set "tools.profile" of its openclaw.json to "coding".',
      },
    );
  }
  const denied = deny.filter((tool) => neededTools.has(tool));
  if (denied.length > 0) {
    throw new ActionError(
      'bad-config',
      `${where} denies its agents ${denied.join(', ')}, which tasks need.`,
      {
        hint: 'Remove them from "tools.deny" of its openclaw.json.',
      },
    );
  }
  // Tasks the user chose may need no browser; the supervisor checks that later.
  if (areTasksNamed) return;
  if (browserEnabled === false) {
    throw new ActionError(
      'bad-config',
      `${where} has its browser switched off, which tasks of the suite need.`,
      {
        hint: 'Set "browser.enabled" of its openclaw.json to true, or write `tasks` that need none.',
      },
    );
  }
  const allowed = new Set(['browser', 'group:ui', '*']);
  if (
    deny.includes('browser') ||
    (toolsProfile === 'coding' && !alsoAllow.some((tool) => allowed.has(tool)))
  ) {
    throw new ActionError('bad-config', `${where} does not give its agents the tool browser.`, {
      hint: 'Add "browser" to "tools.alsoAllow" of its openclaw.json, or write `tasks` that need none.',
    });
  }
}

const isBelow = (file: string, directory: string): boolean =>
  file === directory || file.startsWith(`${directory.replace(/\/$/, '')}/`);

/** @param wished mount path that the user wrote; null for the mount with the gateway's state */
function homeOf(
  { container, namespace, podName }: FoundGateway,
  report: ProbeReport,
  wished: string | null,
): Mount {
  const mounts = container.volumeMounts ?? [];
  const where = `Container ${container.name} of pod ${namespace}/${podName}`;
  const paths = mounts.map(({ mountPath }) => mountPath).join(', ') || 'none';
  const asked = wished?.replace(/(.)\/+$/, '$1') ?? null;
  const home = mounts
    .filter(({ mountPath }) => (asked === null ? isBelow(report.stateDir, mountPath) : mountPath === asked))
    .toSorted((a, b) => b.mountPath.length - a.mountPath.length)[0];
  if (home === undefined) {
    throw new ActionError(
      'bad-input',
      asked === null
        ? `${where} keeps its state in ${report.stateDir}, which is on no volume that an evaluation could share.`
        : `${where} mounts no volume at ${asked}.`,
      { hint: `Write one of these paths as \`openclaw-home\`: ${paths}.` },
    );
  }
  if (home.readOnly === true || !report.writable.includes(home.mountPath)) {
    throw new ActionError('bad-input', `${where} cannot write to ${home.mountPath}.`, {
      hint: `The workspaces of the evaluation go there; write another path as \`openclaw-home\`: ${paths}.`,
    });
  }
  return home;
}

/** An ephemeral container shares the memory limit of the pod; beyond it, the kernel may kill the gateway. */
function checkMemory(
  where: string,
  { pod }: FoundGateway,
  { memory }: ProbeReport,
  concurrency: number,
): void {
  const isLimited = pod.spec?.containers.every(
    ({ resources }) => resources?.limits?.['memory'] !== undefined,
  );
  if (isLimited !== true || memory.limitBytes === null || memory.usedBytes === null) return;
  const left = memory.limitBytes - memory.usedBytes;
  const needed = EVAL_BYTES + concurrency * RUN_BYTES;
  if (left >= needed) return;
  const mib = (bytes: number): number => Math.round(bytes / 1024 ** 2);
  throw new ActionError(
    'out-of-memory',
    `${where} has ${mib(left)} MiB of memory left under its limit, and an evaluation in its pod needs ${mib(needed)} MiB.`,
    {
      hint: 'Raise the limit, lower `concurrency`, or write `attach-method: rollout`, which gives the evaluation memory of its own.',
    },
  );
}

type Providers = NonNullable<ProbeReport['config']>['providers'];

/**
 * The model as this gateway calls it. With `openai-api-base`, `openai/…` is the provider the gateway has for that address;
 * in gateways that this action deployed it is `custom`.
 * @param base value of `openai-api-base`; null without one
 * @throws ActionError bad-input if the gateway has no provider for the endpoint
 */
export function routeIn(providers: Providers, model: string, base: string | null): ModelRoute {
  const slash = model.indexOf('/');
  const [prefix, id] = [model.slice(0, slash), model.slice(slash + 1)];
  const hasModel = (provider: Providers[number]): boolean => provider.models.some((entry) => entry.id === id);
  const same = (url: string | null): boolean => url?.replace(/\/+$/, '') === base;
  let provider = providers.find((item) => item.id === prefix);
  if (prefix === 'openai' && base !== null) {
    const serving = providers.filter((item) => same(item.baseUrl));
    provider = serving.find(hasModel) ?? serving[0];
    if (provider === undefined) {
      const known =
        providers.flatMap(({ baseUrl }) => (baseUrl === null ? [] : [baseUrl])).join(', ') || 'none';
      throw new ActionError(
        'bad-input',
        `The gateway has no provider for \`openai-api-base\` ${quote(base)}.`,
        {
          hint: `Addresses it has providers for: ${known}.`,
        },
      );
    }
  } else if (prefix === 'openai' && (provider === undefined || !hasModel(provider))) {
    provider = providers.find((item) => item.id === 'custom' && hasModel(item)) ?? provider;
  }
  const entry = provider?.models.find((item) => item.id === id);
  return {
    model,
    ref: provider === undefined ? model.replace(/^gemini\//, 'google/') : `${provider.id}/${id}`,
    keyVariable: undefined,
    endpoint: endpointIn(provider, entry),
    isPriceKnown: provider === undefined || provider.baseUrl === null || entry?.priceKnown === true,
  };
}

/** The endpoint of a provider. Prices are 0: all that matters is whether the gateway knows them. */
function endpointIn(
  provider: Providers[number] | undefined,
  entry: Providers[number]['models'][number] | undefined,
): Endpoint | undefined {
  if (provider === undefined || provider.baseUrl === null) return undefined;
  return {
    baseUrl: provider.baseUrl,
    price: entry?.priceKnown === true ? { inputUsd: 0, cachedUsd: 0, outputUsd: 0 } : undefined,
    contextWindowTokens: entry?.contextWindow ?? undefined,
  };
}
