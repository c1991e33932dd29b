import { chmodSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { installPackages, MissingRequirement } from '../cluster/requirements.ts';

// A machine on which nothing is installed but an apt-get that misbehaves.
describe('installing what the test cluster needs', () => {
  let directory: string;

  beforeEach(() => {
    directory = mkdtempSync(join(tmpdir(), 'clawbench-apt-'));
    vi.stubEnv('PATH', directory);
  });

  afterEach(() => {
    vi.unstubAllEnvs();
    rmSync(directory, { recursive: true, force: true });
  });

  function writeAptGet(body: string): void {
    const path = join(directory, 'apt-get');
    writeFileSync(path, `#!/bin/sh\necho "$DEBIAN_FRONTEND $*" >> ${join(directory, 'calls')}\n${body}\n`);
    chmodSync(path, 0o755);
  }

  const calls = (): string[] => readFileSync(join(directory, 'calls'), 'utf8').trim().split('\n');

  async function failure(): Promise<string> {
    const error = await installPackages(() => {}, { pauseMs: 0 }).catch((reason: unknown) => reason);
    expect(error).toBeInstanceOf(MissingRequirement);
    return error instanceof Error ? error.message : '';
  }

  test('tries three times, and then says in one sentence what is missing and why', async () => {
    writeAptGet('echo "E: Unable to locate package containerd" >&2; exit 100');
    const message = await failure();
    expect(message).toMatch(
      /^The test cluster needs [^\n]*containerd[^\n]*Unable to locate package containerd$/,
    );
    expect(calls().filter((call) => call.includes(' update'))).toHaveLength(3);
    expect(calls().filter((call) => / install --yes .*containerd/.test(call))).toHaveLength(3);
    expect(calls().every((call) => call.startsWith('noninteractive '))).toBe(true);
  });

  test('installs although a repository cannot be updated', async () => {
    writeAptGet('case "$*" in *update*) echo "E: The repository is gone" >&2; exit 100;; esac');
    const message = await failure(); // this apt-get installs nothing
    expect(calls()).toHaveLength(2);
    expect(message).toMatch(/not in PATH/);
    expect(message).not.toContain('gone');
  });

  test('says what it said last when an update fails and nothing can be installed', async () => {
    writeAptGet('case "$*" in *update*) echo "E: No space left on device" >&2;; esac; exit 100');
    expect(await failure()).toContain('No space left on device');
  });
});
