import { chmodSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeEach, describe, expect, it } from 'vitest';
import { credentialPlugin } from '../../src/cluster/credential-plugin.ts';
import type { CredentialPlugin } from '../../src/cluster/credential-plugin.ts';

const directory = mkdtempSync(join(tmpdir(), 'plugin-'));
afterAll(() => rmSync(directory, { recursive: true }));
const file = (name: string): string => join(directory, name);

/** Prints the file `credential`, with the number of its start for `N`, and counts. */
const script = `#!/bin/sh
echo start >> ${file('starts')}
sed "s/N/$(wc -l < ${file('starts')})/" ${file('credential')}
`;
let now = 0;
let plugin: CredentialPlugin;
const starts = (): number => readFileSync(file('starts'), 'utf8').split('\n').length - 1;
const token = async (): Promise<string | undefined> => (await plugin.get()).token;

function prints(expiresAt: number | undefined, name = 'token-N'): void {
  const expirationTimestamp = expiresAt === undefined ? undefined : new Date(expiresAt).toISOString();
  writeFileSync(file('credential'), JSON.stringify({ status: { token: name, expirationTimestamp } }));
}

function make(timeoutMs?: number): CredentialPlugin {
  const spec = { apiVersion: 'v1', command: file('plugin'), args: [], env: [] };
  return credentialPlugin(
    { ...spec, installHint: undefined, clusterInfo: undefined },
    {
      env: { PATH: process.env['PATH'] },
      clock: { now: () => now, sleep: () => Promise.resolve() },
      mask: () => undefined,
      ...(timeoutMs === undefined ? {} : { timeoutMs }),
    },
  );
}

/** The letter of a process in /proc; empty if it is gone. */
function stateOf(pid: string): string {
  try {
    return /^State:\s+(\w)/m.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1] ?? '';
  } catch {
    return '';
  }
}

beforeEach(() => {
  now = Date.parse('2026-01-01T00:00:00Z');
  writeFileSync(file('starts'), '');
  writeFileSync(file('plugin'), script);
  chmodSync(file('plugin'), 0o755);
  plugin = make();
});

/** Asks each second for so long. */
async function forSeconds(seconds: number, eachSecond: () => void = () => undefined): Promise<void> {
  for (let second = 0; second < seconds; second++) {
    eachSecond();
    await plugin.get();
    now += 1000;
  }
}

describe('a credential plugin', () => {
  it.each([10, 45, 90])('whose tokens live %i s is started once for each of them', async (seconds) => {
    const from = now;
    await forSeconds(seconds * 4, () => prints(now + seconds * 1000));
    // A token is replaced when nine tenths of its time have passed.
    expect(starts()).toBeLessThanOrEqual(Math.ceil((now - from) / (seconds * 900)));
    expect(starts()).toBeGreaterThanOrEqual(4);
  });

  it('whose token lives long is started again a minute before it expires', async () => {
    prints(now + 3_600_000);
    expect(await token()).toBe('token-1');
    now += 3_539_000;
    expect(await token()).toBe('token-1');
    now += 2000;
    prints(now + 3_600_000);
    expect(await token()).toBe('token-2');
    expect(starts()).toBe(2);
  });

  it('that keeps its token until it expires is asked once more for it, not each time', async () => {
    prints(now + 45_000, 'kept-token');
    await forSeconds(45);
    expect(starts()).toBe(2);
    prints(now + 45_000);
    expect(await token()).toBe('token-3');
  });

  it.each([
    ['that has expired', -1000],
    ['without an end', undefined],
  ] as const)('with a token %s is not started for every request: the server decides', async (_, fromNow) => {
    prints(fromNow === undefined ? undefined : now + fromNow);
    await forSeconds(100);
    expect(starts()).toBe(1);
  });

  it('is started once for all requests that are refused at the same time', async () => {
    prints(undefined);
    const refused = await plugin.get();
    const fresh = await Promise.all(Array.from({ length: 20 }, () => plugin.get(refused)));
    expect(new Set(fresh.map((item) => item.token))).toEqual(new Set(['token-2']));
    expect(await plugin.get(refused)).toBe(fresh[0]);
    expect(starts()).toBe(2);
  });

  it('is not started again and again by a server that refuses everything', async () => {
    prints(undefined);
    let credential = await plugin.get();
    const tryFor = async (seconds: number): Promise<void> => {
      for (let second = 0; second < seconds; second++) {
        credential = await plugin.get(credential);
        now += 1000;
      }
    };
    await tryFor(10);
    expect(starts()).toBe(2);
    await tryFor(20);
    expect(starts()).toBe(4);
  });

  it('that hangs is stopped with everything it has started', async () => {
    const pid = file('pid');
    writeFileSync(file('plugin'), `#!/bin/sh\nsleep 300 &\necho $! > ${pid}\nwait\n`);
    const startedAt = performance.now();
    await expect(make(1000).get()).rejects.toMatchObject({
      code: 'cluster-auth',
      message: expect.stringMatching(/failed \(it was stopped by SIGKILL after 1 s\)\./),
    });
    expect(performance.now() - startedAt).toBeLessThan(10_000);
    // What is left of a process until somebody has waited for it still has a number.
    await expect
      .poll(() => stateOf(readFileSync(pid, 'utf8').trim()), { timeout: 10_000 })
      .toMatch(/^[ZX]?$/);
  });

  it.each([
    ['that is no program', 'no script\n'.repeat(3), /cannot be started \(|is not installed|failed \(/],
    ['whose interpreter is missing', '#!/nonexistent/sh\n', /is not installed on this runner/],
  ])('%s is told in a sentence', async (_, content, says) => {
    writeFileSync(file('plugin'), content);
    await expect(plugin.get()).rejects.toMatchObject({
      name: 'ActionError',
      message: expect.stringMatching(says),
    });
  });

  it('that fails is asked again by the next request', async () => {
    writeFileSync(file('plugin'), '#!/bin/sh\necho no login >&2\nexit 1\n');
    const failures = await Promise.allSettled([plugin.get(), plugin.get()]);
    expect(failures.map(({ status }) => status)).toEqual(['rejected', 'rejected']);
    writeFileSync(file('plugin'), script);
    prints(undefined);
    expect(await token()).toBe('token-1');
  });
});
