import type { SupervisorConfig } from './config.ts';
import { waitingWords } from '../src/protocol/relay.ts';
import { statIfThere } from './files.ts';
import { pause, readiness } from './gateway.ts';
import { type End, type JournalFile, workedMs } from './journal.ts';
import type { PodPaths } from './paths.ts';
import { type Progress, spentByRelay } from './progress.ts';
import { allowanceReader } from './relay/budget.ts';
import type { RelayView } from './relay-view.ts';
import type { Status } from './status.ts';
import { cleanWords } from './words.ts';

/** How the shard ends if a cap is reached; undefined if none is. */
export function capReached(
  config: Pick<SupervisorConfig, 'maxCostUsd' | 'maxTokens' | 'maxMinutes' | 'timeoutMs'>,
  spent: Pick<Progress, 'tokens' | 'costUsd'>,
  elapsedMs: number,
): End | undefined {
  const stop = (reason: 'budget' | 'timeout', message: string): End => ({ reason, failure: null, message });
  const { maxCostUsd, maxTokens, maxMinutes, timeoutMs } = config;
  if (maxCostUsd !== undefined && spent.costUsd >= maxCostUsd) {
    return stop('budget', `spent $${spent.costUsd.toFixed(4)} of at most $${maxCostUsd}`);
  }
  if (maxTokens !== undefined && spent.tokens >= maxTokens) {
    return stop('budget', `used ${spent.tokens} of at most ${maxTokens} tokens`);
  }
  if (maxMinutes !== undefined && elapsedMs >= maxMinutes * 60_000) {
    return stop('budget', `ran for ${maxMinutes} min, the most it may`);
  }
  if (timeoutMs > 0 && elapsedMs >= timeoutMs) {
    return stop('timeout', `did not finish within ${Math.round(timeoutMs / 1000)} s`);
  }
  return undefined;
}

/**
 * How the shard ends if there was no contact for too long.
 * @param sinceMs Unix time from which to count if there was never any contact
 */
async function abandoned(
  contactFile: string,
  limitMs: number,
  sinceMs: number,
  nowMs: number,
): Promise<End | undefined> {
  if (limitMs === 0) return undefined;
  const contact = await statIfThere(contactFile);
  const lastMs = Math.max(sinceMs, contact?.mtimeMs ?? 0);
  if (nowMs - lastMs < limitMs) return undefined;
  const message = `there was no contact for ${Math.round(limitMs / 1000)} s`;
  return { reason: 'abandoned', failure: null, message };
}

type Caps = Parameters<typeof capReached>[0];

/**
 * The caps that the supervisor itself holds. Where there is a relay, that refuses requests beyond a cap, except for costs of models
 * whose prices it does not know.
 */
function capsBeside(
  relay: RelayView | null,
  config: Caps,
  capsNow: () => { maxCostUsd: number | null },
): Caps {
  if (relay === null) return config;
  const knowsPrices = relay.state !== null && relay.state.unpriced === 0;
  return {
    ...config,
    maxTokens: undefined,
    maxCostUsd: knowsPrices ? undefined : (capsNow().maxCostUsd ?? undefined),
  };
}

/** Passes on what the relay says of its requests. */
async function lookAtRelay({ journal, relay, status }: Watched): Promise<void> {
  await relay?.look();
  const state = relay?.state ?? null;
  if (state === null) return;
  const waiting = state.waiting === null ? null : cleanWords(waitingWords(state.waiting));
  const isNews = waiting !== status.state.waiting && status.state.phase === 'running';
  status.update({
    ...spentByRelay(state, journal.entries.lost),
    waiting,
    ...(isNews && { message: waiting ?? 'running' }),
  });
}

interface GatewayWatch {
  /** Checks the gateway once; to be called every few seconds. */
  look(): Promise<void>;
  /** Restarts noticed so far. */
  readonly restarts: number;
  /** For how long the gateway has not been ready, in milliseconds. */
  readonly downMs: number;
}

/** Notices restarts of the gateway by its uptime, which starts again from 0. */
function watchGateway(port: number): GatewayWatch {
  let restarts = 0;
  let uptimeMs = 0;
  let downSince: number | undefined;
  return {
    look: async () => {
      const answer = await readiness(port);
      if (typeof answer === 'number') {
        if (answer < uptimeMs) restarts++;
        uptimeMs = answer;
        downSince = undefined;
      } else {
        downSince ??= performance.now();
      }
    },
    get restarts() {
      return restarts;
    },
    get downMs() {
      return downSince === undefined ? 0 : performance.now() - downSince;
    },
  };
}

/** What keepWatch needs of a shard. */
interface Watched {
  paths: PodPaths;
  journal: JournalFile;
  relay: RelayView | null;
  status: Status;
  end: (end: End) => void;
  stopping: AbortSignal;
}

const watchMs = 2000;
/** A gateway that restarts in place is back long before this. */
const gatewayDownLimitMs = 180_000;

/** Ends the shard when a cap is reached, there is no contact, or the gateway does not come back. */
export async function keepWatch(shard: Watched, config: SupervisorConfig): Promise<void> {
  const { end, journal, paths, relay, status, stopping } = shard;
  const sinceMs = Date.now();
  const gateway = watchGateway(config.gatewayPort);
  const capsNow = allowanceReader(paths.allowance, {
    maxCostUsd: config.maxCostUsd ?? null,
    maxTokens: config.maxTokens ?? null,
  });
  const look = async (nowMs: number): Promise<End | undefined> => {
    const { phase } = status.state;
    const elapsedMs = workedMs(journal.entries, nowMs);
    await lookAtRelay(shard);
    if (phase === 'running' && elapsedMs !== undefined) {
      await gateway.look();
      status.update({ gatewayRestarts: gateway.restarts });
      if (gateway.downMs > gatewayDownLimitMs) {
        const message = `The gateway was away for ${gatewayDownLimitMs / 1000} s.`;
        return { reason: 'failed', failure: 'gateway-not-ready', message };
      }
      const cap = relay?.state?.cap ?? null;
      if (cap !== null) return { reason: 'budget', failure: null, message: cleanWords(cap) };
      const reached = capReached(capsBeside(relay, config, capsNow), status.state, elapsedMs);
      if (reached !== undefined) return reached;
    }
    // A shard without work costs nothing: after the work, `results` decides how long the pod stays.
    return phase === 'done' ? undefined : abandoned(paths.contact, config.orphanLimitMs, sinceMs, nowMs);
  };
  while (!stopping.aborted) {
    await pause(watchMs, stopping).catch(() => undefined);
    try {
      const reason = await look(Date.now());
      if (reason !== undefined) end(reason);
    } catch (error) {
      end({
        reason: 'failed',
        failure: 'internal',
        message: cleanWords(`The watch failed: ${String(error)}`),
      });
    }
  }
}
