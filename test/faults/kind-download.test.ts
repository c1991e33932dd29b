import { createHash } from 'node:crypto';
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  readdirSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { pinnedKinds } from '../../src/cluster/kind.ts';
import { obtainKind, type ProgramDeps } from '../../src/cluster/kind-program.ts';
import { type FakeKind, installFakeKind } from '../fakes/fake-kind.ts';
import { differences } from '../fakes/kind-conformance.ts';
import { listen, type RunningServer } from '../fakes/server.ts';
import { recordingLog } from '../fixtures/recording-log.ts';

const platform = `${process.platform}-${process.arch === 'x64' ? 'amd64' : process.arch}`;
const program = Buffer.from('#!/bin/sh\necho kind v0.99.0 go1.99 linux/amd64\n');
const sha256 = createHash('sha256').update(program).digest('hex');

describe('a kind that is not installed', () => {
  let directory: string;
  let releases: RunningServer;
  /** The files of the server, by path. */
  let files: Record<string, string | Buffer>;
  let asked: string[];
  let failures: number;

  beforeEach(async () => {
    directory = mkdtempSync(path.join(tmpdir(), 'kind-download-'));
    vi.stubEnv('PATH', ''); // no kind of this machine
    asked = [];
    failures = 0;
    files = {
      [`/v0.99.0/kind-${platform}`]: program,
      [`/v0.99.0/kind-${platform}.sha256sum`]: `${sha256}  kind-${platform}\n`,
    };
    releases = await listen((request, response) => {
      asked.push(request.url ?? '');
      if (failures-- > 0) {
        request.socket.destroy();
        return;
      }
      const file = files[request.url ?? ''];
      response.writeHead(file === undefined ? 404 : 200);
      response.end(file);
    });
  });

  afterEach(async () => {
    vi.unstubAllEnvs();
    await releases.stop();
    rmSync(directory, { recursive: true, force: true });
  });

  const depsWith = (env: ProgramDeps['env'] = {}): ProgramDeps => ({
    log: recordingLog(),
    clock: { now: Date.now, sleep: () => Promise.resolve() },
    signal: new AbortController().signal,
    env: { ...env, RUNNER_TOOL_CACHE: directory },
  });
  const obtain = async (version: string | null): Promise<string> =>
    await obtainKind(version, depsWith(), releases.url);

  function kept(): string[] {
    return readdirSync(directory, { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile())
      .map((entry) => entry.name);
  }

  it('is downloaded, checked against its published SHA-256, and cached', async () => {
    const file = await obtain('v0.99.0');
    expect(readFileSync(file)).toEqual(program);
    expect(statSync(file).mode & 0o777).toBe(0o755);
    expect(await obtain('0.99.0')).toBe(file);
    expect(asked.filter((url) => url === `/v0.99.0/kind-${platform}`)).toHaveLength(1);
    expect(kept()).toEqual(['kind']);
  });

  it('that was changed in the cache is downloaded again', async () => {
    const file = await obtain('v0.99.0');
    writeFileSync(file, 'something else');
    await obtain('v0.99.0');
    expect(readFileSync(file)).toEqual(program);
  });

  it('with another SHA-256 is not cached, and so never run', async () => {
    files[`/v0.99.0/kind-${platform}`] = 'something else';
    await expect(obtain('v0.99.0')).rejects.toMatchObject({
      code: 'kind-failed',
      message: expect.stringContaining(`not ${sha256}; it was not run`),
    });
    expect(kept()).toEqual([]);
  });

  it('of a known release is checked against our own table, whatever is published', async () => {
    files[`/v0.31.0/kind-${platform}`] = program;
    files[`/v0.31.0/kind-${platform}.sha256sum`] = `${sha256}  kind-${platform}\n`;
    const pinned = pinnedKinds['v0.31.0']?.[platform];
    await expect(obtain('v0.31.0')).rejects.toMatchObject({
      message: expect.stringContaining(`not ${pinned}; it was not run`),
    });
    await expect(obtain(null)).rejects.toMatchObject({ code: 'kind-failed' });
    expect(asked).not.toContain(`/v0.31.0/kind-${platform}.sha256sum`);
  });

  it('of a release that does not exist is reported at once', async () => {
    await expect(obtain('v9.9.9')).rejects.toMatchObject({
      code: 'kind-failed',
      message: expect.stringMatching(/^kind v9\.9\.9 cannot be downloaded: .* answered 404\.$/),
      hint: expect.stringContaining('`kind-version`'),
    });
    expect(asked).toHaveLength(1);
  });

  it('without a valid checksum is refused', async () => {
    files[`/v0.99.0/kind-${platform}.sha256sum`] = '<html>sign in</html>';
    await expect(obtain('v0.99.0')).rejects.toMatchObject({
      message: 'The release v0.99.0 of kind has no readable SHA-256 checksum.',
    });
  });

  it('is requested again when the connection is lost', async () => {
    failures = 2;
    expect(existsSync(await obtain('v0.99.0'))).toBe(true);
  });

  it('is not waited for when the step is cancelled, if the one in PATH hangs', async () => {
    const bin = path.join(directory, 'bin');
    mkdirSync(bin);
    writeFileSync(path.join(bin, 'kind'), '#!/bin/sh\nexec sleep 5\n', { mode: 0o755 });
    vi.stubEnv('PATH', `${bin}:/usr/bin:/bin`);
    const cancelled = new Error('cancelled');
    const cancelling = new AbortController();
    setTimeout(() => cancelling.abort(cancelled), 200);
    const startedMs = Date.now();
    const deps = { ...depsWith({ PATH: process.env['PATH'] }), signal: cancelling.signal };
    await expect(obtainKind(null, deps, releases.url)).rejects.toBe(cancelled);
    expect(Date.now() - startedMs).toBeLessThan(3000);
    expect(asked).toEqual([]);
  });

  it('is not downloaded if the one in PATH has the version', async () => {
    const fake = installFakeKind(directory, '/dev/null');
    const before = process.env['FAKE_KIND_HOME'];
    vi.stubEnv('PATH', `${fake.bin}:/usr/bin:/bin`);
    const deps = depsWith({ ...fake.env, PATH: process.env['PATH'] });
    expect(await obtainKind(null, deps, releases.url)).toBe('kind');
    expect(await obtainKind('0.31.0', deps, releases.url)).toBe('kind');
    expect(asked).toEqual([]);
    expect(await obtainKind('v0.99.0', deps, releases.url)).toContain('clawbench-kind');
    expect(process.env['FAKE_KIND_HOME']).toBe(before);
  });
});

describe('the fake kind', () => {
  let directory: string;
  let fake: FakeKind;
  const found = (): string[] => differences(path.join(fake.bin, 'kind'), 'my-image:1', { more: fake.env });

  beforeEach(() => {
    directory = mkdtempSync(path.join(tmpdir(), 'kind-fake-'));
    const kubeconfig = path.join(directory, 'kubeconfig');
    writeFileSync(kubeconfig, 'apiVersion: v1\n', { mode: 0o600 });
    fake = installFakeKind(directory, kubeconfig);
  });

  afterEach(() => rmSync(directory, { recursive: true, force: true }));

  it('behaves as the action expects of the real one', () => {
    fake.set({ images: ['my-image:1'] });
    expect(found()).toEqual([]);
  });

  it('that creates nothing is told apart from the real one by all that is missing', () => {
    fake.set({ images: ['my-image:1'], pullError: 'Error response from daemon: no' });
    expect(found()).toEqual(
      expect.arrayContaining([
        expect.stringContaining('creating ends with 0: '),
        'the kubeconfig is there',
        'a node is told the proxy, and its logs tell it',
      ]),
    );
  });
});
