import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { describe, expect, test } from 'vitest';
import { readConfig } from '../../../sidecar/config.ts';
import { beginWork, type End, openJournal } from '../../../sidecar/journal.ts';
import { pathsBelow } from '../../../sidecar/paths.ts';
import { initialState } from '../../../sidecar/status.ts';
import { keepWatch } from '../../../sidecar/watch.ts';

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
    { paths: pathsBelow(root), journal, status, end, stopping: stopped.signal },
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
