import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { describe, expect, test } from 'vitest';
import { readConfig } from '../../../sidecar/config.ts';
import { beginWork, type End, openJournal } from '../../../sidecar/journal.ts';
import { pathsBelow } from '../../../sidecar/paths.ts';
import { openRelayView } from '../../../sidecar/relay-view.ts';
import { initialState } from '../../../sidecar/status.ts';
import type { RelayState } from '../../../src/protocol/relay.ts';
import type { ShardState } from '../../../src/protocol/pod.ts';
import { keepWatch } from '../../../sidecar/watch.ts';
import { relayPages, relayState } from '../../fixtures/relay-pages.ts';

const HOUR_MS = 3_600_000;
const ago = (hours: number): string => new Date(Date.now() - hours * HOUR_MS).toISOString();

/** How the watch ends a shard that is at work again, with a timeout of 3 h; undefined if it does not. */
async function endOf(first: string, idleSince: string | null): Promise<End | undefined> {
  const root = mkdtempSync(path.join(tmpdir(), 'watch-'));
  const env = {
    CLAWBENCH_MODEL: 'p/m',
    OPENCLAW_GATEWAY_TOKEN: 'x'.repeat(16),
    CLAWBENCH_TIMEOUT_SECONDS: '10800',
    CLAWBENCH_GATEWAY_PORT: '9',
    CLAWBENCH_ORPHAN_LIMIT_SECONDS: '0',
  };
  const journal = await openJournal(path.join(root, 'supervisor.json'));
  await journal.record({ harnessStartedAt: first, idleSince });
  await journal.record(beginWork(journal.entries, new Date()));
  const stopped = new AbortController();
  let ended: End | undefined;
  const status = {
    state: { ...initialState(0), phase: 'running' as const },
    update: () => undefined,
    flush: () => Promise.resolve(),
    stop: () => undefined,
  };
  const end = (reason: End): void => {
    ended = reason;
    stopped.abort();
  };
  setTimeout(() => stopped.abort(), 3000);
  await keepWatch(
    { paths: pathsBelow(root), journal, relay: null, status, end, stopping: stopped.signal },
    readConfig(env, root),
  );
  return ended;
}

describe('the time limit', () => {
  test.concurrent('does not count the hours in which results were held before more runs were asked for', async () => {
    expect(await endOf(ago(11), ago(10))).toBeUndefined();
  });

  test.concurrent('counts the time at work of all rounds together', async () => {
    expect(await endOf(ago(11), ago(7))).toMatchObject({ reason: 'timeout' });
    expect(await endOf(ago(4), null)).toMatchObject({ reason: 'timeout' });
  });
});

/** How the watch ends a shard at work whose relay says this, and what it makes of the state meanwhile. */
async function watched(
  change: Partial<RelayState>,
  env: Record<string, string> = {},
): Promise<{ ended: End | undefined; state: ShardState }> {
  const root = mkdtempSync(path.join(tmpdir(), 'watch-'));
  const journal = await openJournal(path.join(root, 'supervisor.json'));
  await journal.record({ lost: { tokens: 1000, costUsd: 1 } });
  await journal.record(beginWork(journal.entries, new Date()));
  const relay = openRelayView((await relayPages({ '/-/state': relayState(change) })).env);
  const stopped = new AbortController();
  let state: ShardState = { ...initialState(0), phase: 'running', message: 'running', tokens: 5, costUsd: 5 };
  let ended: End | undefined;
  setTimeout(() => stopped.abort(), 2500);
  const settings = {
    CLAWBENCH_MODEL: 'p/m',
    OPENCLAW_GATEWAY_TOKEN: 'x'.repeat(16),
    CLAWBENCH_GATEWAY_PORT: '9',
    CLAWBENCH_ORPHAN_LIMIT_SECONDS: '0',
    ...env,
  };
  await keepWatch(
    {
      paths: pathsBelow(root),
      journal,
      relay,
      status: {
        get state() {
          return state;
        },
        update: (news) => {
          state = { ...state, ...news };
        },
        flush: () => Promise.resolve(),
        stop: () => undefined,
      },
      end: (reason) => {
        ended = reason;
        stopped.abort();
      },
      stopping: stopped.signal,
    },
    readConfig(settings, root),
  );
  return { ended, state };
}

describe('a relay', () => {
  test.concurrent('ends the shard when its cap is reached', async () => {
    const { ended } = await watched({ cap: 'used 20 of at most 20 tokens' });
    expect(ended).toEqual({ reason: 'budget', failure: null, message: 'used 20 of at most 20 tokens' });
  });

  test.concurrent('says what was spent, and lost pods add to it', async () => {
    const tokens = { input: 10, output: 20, cacheRead: 30, cacheWrite: 40 };
    const { ended, state } = await watched({ tokens, costUsd: 2 }, { CLAWBENCH_MAX_TOKENS: '50' });
    // It refuses what is beyond the cap, which may be another one by now.
    expect(ended).toBeUndefined();
    expect(state).toMatchObject({ tokens: 1100, costUsd: 3 });
  });

  test.concurrent('leaves the costs of models without a known price to OpenClaw and the supervisor', async () => {
    const { ended, state } = await watched({ unpriced: 1 }, { CLAWBENCH_MAX_COST_USD: '4' });
    expect(state.costUsd).toBe(5);
    expect(ended).toMatchObject({ reason: 'budget' });
  });

  test.concurrent('says what requests wait for', async () => {
    const waiting = { provider: 'p', status: 429, lanes: { open: 3, of: 4 } };
    const words = 'waiting for the rate limit (429), 3 of 4 lanes';
    expect((await watched({ waiting })).state).toMatchObject({ message: words, waiting: words });
  });
});
