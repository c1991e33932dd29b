import { existsSync, mkdirSync, mkdtempSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { describe, expect, onTestFinished, test } from 'vitest';
import { type Notice, watchBelow } from '../../../sidecar/notice.ts';
import { pathsBelow } from '../../../sidecar/paths.ts';
import { keepResults } from '../../../sidecar/results.ts';
import { textOf } from '../../fixtures/result.ts';

/** No test lasts that long: what is seen was noticed, and not looked for. */
const POLL_MS = 600_000;
const never = new AbortController().signal;

function temporary(): string {
  const root = mkdtempSync(path.join(tmpdir(), 'notice-'));
  onTestFinished(() => rmSync(root, { recursive: true, force: true }));
  return root;
}

function watched(...args: Parameters<typeof watchBelow>): Notice {
  const notice = watchBelow(...args);
  onTestFinished(() => notice.close());
  return notice;
}

describe('the trusted container', () => {
  test('sees a run file when it appears, not when it looks again', async () => {
    const paths = pathsBelow(temporary());
    mkdirSync(paths.results, { recursive: true });
    const over = new AbortController();
    const host = { env: {}, root: path.dirname(paths.results), print: async () => undefined };
    const end = keepResults({ ...host, signal: over.signal, pollMs: POLL_MS });
    const file = (task: string, run: number): string => `m/v2-0123456789abcdef/${task}/run${run}.json`;
    // As the harness writes them: every directory is new once, and a file gets its name when it is whole.
    for (const name of [file('t1-a', 0), file('t1-a', 1), file('t2-b', 0)]) {
      const place = path.join(paths.runCache, name);
      mkdirSync(path.dirname(place), { recursive: true });
      writeFileSync(`${place}.tmp`, textOf('run-cache-entry.json'));
      renameSync(`${place}.tmp`, place);
      const isKept = async (): Promise<boolean> =>
        (await readFile(paths.keptIndex, 'utf8').catch(() => '')).includes(name);
      await expect.poll(isKept, { timeout: 20_000, interval: 20 }).toBe(true);
    }
    const changed = path.join(paths.runCache, file('t1-a', 1));
    writeFileSync(changed, textOf('run-cache-entry.json').replace('"run_score": 1.0', '"run_score": 0.9'));
    const isTampered = async (): Promise<unknown> => JSON.parse(await readFile(paths.keptIndex, 'utf8'));
    await expect
      .poll(isTampered, { timeout: 20_000, interval: 20 })
      .toMatchObject({ tampered: [`run_cache/${file('t1-a', 1)}`] });
    over.abort();
    expect(await end).toBe('stopped');
  });
});

describe('what is noticed', () => {
  test('is a directory that takes the place of another', async () => {
    const root = temporary();
    const directory = path.join(root, 'run_cache/m/v2-0a/t');
    const notice = watched(path.join(root, 'run_cache'));
    /** As the container does: look, and wait for a change. */
    const seen = async (file: string): Promise<void> => {
      for (;;) {
        await notice.follow();
        if (existsSync(file)) return;
        await notice.next(POLL_MS, never);
      }
    };
    for (const round of [1, 2, 3, 4]) {
      const file = path.join(directory, `run${round}.json`);
      const waiting = seen(file);
      rmSync(directory, { recursive: true, force: true });
      // The other one mostly has the same inode.
      mkdirSync(directory, { recursive: true });
      await new Promise((resolve) => setTimeout(resolve, 50));
      writeFileSync(file, '');
      await expect(waiting).resolves.toBeUndefined();
    }
  });

  test('ends a wait for what is not told, and so does the signal', async () => {
    const root = temporary();
    mkdirSync(path.join(root, 'run_cache/m'), { recursive: true });
    let asked = 0;
    const noMore = (): never => {
      asked += 1;
      throw Object.assign(new Error('no space left'), { code: 'ENOSPC' });
    };
    const notice = watched(path.join(root, 'run_cache'), noMore);
    await notice.follow();
    expect(asked).toBe(3);
    await notice.next(10, never);
    await notice.next(POLL_MS, AbortSignal.timeout(10));
  });
});
