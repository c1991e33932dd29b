import { mkdirSync, mkdtempSync, writeFileSync } from 'node:fs';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { getCACertificates, setDefaultCACertificates } from 'node:tls';
import { afterEach, beforeAll, describe, expect, test } from 'vitest';
import { loadBaseline } from '../../src/baseline/load.ts';
import { placesOfTerminal } from '../../src/base/checked-file.ts';
import { ActionError, isActionError } from '../../src/base/errors.ts';
import type { Baseline } from '../../src/result/verdict/judge-against.ts';
import { recordOf } from '../../src/result/verdict/baseline.ts';
import type { VerdictRecord } from '../../src/result/formats/verdict-record.ts';
import { makeCertificates } from '../fakes/certificates.ts';
import { type ConnectProxy, startProxy } from '../fakes/connect-proxy.ts';
import { startTlsFront, type TlsFront } from '../fakes/tls-front.ts';
import { listen, type RunningServer } from '../fakes/server.ts';
import { recordingLog } from '../fixtures/recording-log.ts';
import { benchmark, bytesOf, runFilesFor } from '../fixtures/result.ts';

const servers: RunningServer[] = [];
afterEach(async () => {
  await Promise.all(servers.splice(0).map((server) => server.stop()));
});

async function serve(answer: (request: IncomingMessage, response: ServerResponse) => void): Promise<string> {
  const server = await listen(answer);
  servers.push(server);
  return server.url;
}

const { signal } = new AbortController();
const places = placesOfTerminal();
const noMlflow = { mlflow: null, logged: { leg: '', instance: null, workflow: null } };
const clock = { now: () => 0, sleep: () => Promise.resolve() };
const noHistory = { most: 0, leastChange: 0.03, onModelChange: 'note' } as const;
const fromUrl = async (url: string, stop = signal): Promise<Baseline | null> =>
  (
    await loadBaseline(
      [{ from: 'url', url }],
      { env: {}, signal: stop, log: recordingLog(), past: null, places, clock, ...noMlflow },
      noHistory,
    )
  ).baseline;
const fromFile = async (...paths: string[]): Promise<Baseline | null> => {
  const sources = paths.map((path) => ({ from: 'file' as const, path }));
  const deps = { env: {}, signal, log: recordingLog(), past: null, places, clock, ...noMlflow };
  return (await loadBaseline(sources, deps, noHistory)).baseline;
};

async function problemOf(work: Promise<unknown>): Promise<string> {
  const error: unknown = await work.catch((thrown: unknown) => thrown);
  if (!isActionError(error)) throw new Error('no problem was reported', { cause: error });
  expect(error.code).toBe('bad-baseline');
  return error.message;
}

const sample = bytesOf('benchmark-27tasks-2026.7.35.json');
const result = benchmark('benchmark-27tasks-2026.7.35.json');

describe('a baseline from the web', () => {
  test('is fetched without anything of ours, and named without its signature', async () => {
    const seen: unknown[] = [];
    const address = await serve((request, response) => {
      seen.push(request.url, request.headers.authorization, request.headers.cookie);
      response.end(sample);
    });
    const baseline = await fromUrl(`${address}/main/benchmark.json?sig=secret`);
    expect(seen).toEqual(['/main/benchmark.json?sig=secret', undefined, undefined]);
    expect(baseline?.name).toBe(`${new URL(address).host}/main/benchmark.json`);
    expect(baseline?.sample.tasks).toHaveLength(27);
  });

  test('may redirect three times, and no more', async () => {
    const address = await serve((request, response) => {
      const left = Number(request.url?.slice(1));
      if (left === 0) response.end(sample);
      else response.writeHead(302, { location: `/${left - 1}` }).end();
    });
    expect((await fromUrl(`${address}/3`))?.sample.tasks).toHaveLength(27);
    expect(await problemOf(fromUrl(`${address}/4`))).toMatch(/redirects more than 3 times/);
  });

  test.each([
    ['to plain http elsewhere', 'http://example.com/verdict.json'],
    ['to a file', 'file:///etc/passwd'],
    ['nowhere', 'https://'],
  ])('does not lead on %s', async (_, location) => {
    const address = await serve((_request, response) => response.writeHead(302, { location }).end());
    expect(await problemOf(fromUrl(address))).toMatch(/which is not followed\.$/);
  });

  describe('over https', () => {
    const { ca, server: pem } = makeCertificates(['DNS:results.test', 'DNS:other.test']);
    const usual = getCACertificates('default');
    let location: string;
    let front: TlsFront;
    let proxy: ConnectProxy;
    beforeAll(async () => {
      setDefaultCACertificates([...usual, ca.certificate]);
      const plain = await listen((request, response) =>
        request.url === '/first' ? response.writeHead(302, { location }).end() : response.end(sample),
      );
      const upstream = { host: '127.0.0.1', port: Number(new URL(plain.url).port), name: 'results.test' };
      front = await startTlsFront({ host: '127.0.0.1', pem, upstream });
      // As far as the client can tell, these two are not on this machine.
      const hosts = { 'results.test': '127.0.0.1', 'other.test': '127.0.0.1' };
      proxy = await startProxy(undefined, { hosts });
      return async () => {
        setDefaultCACertificates(usual);
        front.stop();
        proxy.stop();
        await plain.stop();
      };
    });

    async function redirected(to: string): Promise<Baseline | null> {
      location = to;
      proxy.asked.length = 0;
      const url = `https://results.test:${front.port}/first`;
      const env = { https_proxy: proxy.url, http_proxy: proxy.url };
      const options = { env, signal, log: recordingLog(), past: null, places, clock, ...noMlflow };
      return (await loadBaseline([{ from: 'url', url }], options, noHistory)).baseline;
    }

    test('leads on to another host, through the proxy', async () => {
      const baseline = await redirected(`https://other.test:${front.port}/second`);
      expect(baseline?.sample.tasks).toHaveLength(27);
      expect(proxy.asked).toEqual([`results.test:${front.port}`, `other.test:${front.port}`]);
    });

    test.each([
      'http://127.0.0.1/verdict.json',
      'http://localhost:8080/',
      'https://127.0.0.1/',
      'https://127.1/',
      'https://2130706433/',
      'https://[::1]/',
      'https://[::ffff:169.254.169.254]/latest/meta-data/',
      'https://169.254.169.254/latest/meta-data/',
      'https://localhost/',
      'https://x.localhost./',
      'https://0.0.0.0/',
      'https://10.1.2.3/',
      'https://192.168.0.1/',
      'https://[fd00::1]/',
    ])('does not lead into this network: %s', async (to) => {
      const problem = await problemOf(redirected(to));
      expect(problem).toMatch(/^results\.test:\d+\/first redirects to .*, which is not followed\.$/);
      expect(proxy.asked).toEqual([`results.test:${front.port}`]);
    });
  });

  test.each<[string, Parameters<typeof serve>[0], RegExp]>([
    ['is not there', (_, response) => response.writeHead(404).end('a secret'), /answered 404\.$/],
    ['is a page', (_, response) => response.end('<html>a secret</html>'), /is not JSON\.$/],
    [
      'breaks off',
      (_, response) => response.writeHead(200, { 'content-length': 10 }).write('{', () => response.destroy()),
      /cannot be downloaded: /,
    ],
    ['is truncated', (_, response) => response.end(sample.subarray(0, 1000)), /is truncated/],
  ])('that %s is one sentence', async (_, answer, expected) => {
    const message = await problemOf(fromUrl(`${await serve(answer)}/b.json`));
    expect(message).toMatch(expected);
    expect(message).not.toContain('secret');
    expect(message).not.toContain('\n');
  });

  test('without end is cut off at 50 MB', async () => {
    const address = await serve((_, response) => {
      const block = Buffer.alloc(1 << 20, ' ');
      const pump = (): void => {
        while (!response.destroyed && response.write(block));
        if (!response.destroyed) response.once('drain', pump);
      };
      pump();
    });
    expect(await problemOf(fromUrl(address))).toMatch(/has over 50 MB, which is too large\.$/);
  });

  test('that does not answer ends with the step', async () => {
    const stop = new AbortController();
    const address = await serve(() => stop.abort(new ActionError('cancelled', 'Stopped.')));
    await expect(fromUrl(address, stop.signal)).rejects.toMatchObject({ code: 'cancelled' });
  });

  test('on a closed port says so', async () => {
    expect(await problemOf(fromUrl('http://127.0.0.1:9/x'))).toMatch(/cannot be downloaded: .*ECONNREFUSED/);
  });
});

describe('a baseline from a file', () => {
  const directory = mkdtempSync(join(tmpdir(), 'baseline-'));
  const file = (name: string, content: string | Uint8Array): string => {
    writeFileSync(join(directory, name), content);
    return join(directory, name);
  };

  test('may be a verdict record, a result, or the directory of an artifact', async () => {
    const artifact = join(directory, 'artifact');
    mkdirSync(artifact);
    writeFileSync(join(artifact, 'verdict.json'), JSON.stringify(recordOf(result, runFilesFor(result))));
    writeFileSync(join(artifact, 'benchmark.json'), sample);
    const certainty = async (path: string) => (await fromFile(path))?.records[0]?.coverage.certainty;
    expect(await certainty(join(artifact, 'verdict.json'))).toBe('sure');
    expect(await certainty(join(artifact, 'benchmark.json'))).toBe('likely');
    expect(await certainty(artifact)).toBe('sure');
  });

  test('pools several', async () => {
    const later = JSON.stringify({ ...result, timestamp: '2026-11-23T07:31:16+00:00' });
    const baseline = await fromFile(file('a.json', sample), file('b.json', later));
    expect(baseline?.sample.tasks[0]?.scores).toHaveLength(2);
    expect(baseline?.name).toContain(' and ');
  });

  test('that is there twice is one, and says so', async () => {
    const record = file('record.json', JSON.stringify(recordOf(result, runFilesFor(result))));
    const paths = [file('a.json', sample), record, file('copy.json', sample)];
    const log = recordingLog();
    const reader = {
      list: () => Promise.resolve([]),
      file: () => Promise.resolve(sample),
      files: () => Promise.resolve([]),
    };
    const sources = paths.map((path) => ({ from: 'file' as const, path }));
    const loaded = await loadBaseline(
      [...sources, { from: 'mlflow', runId: 'r1' }],
      { env: {}, signal, log, past: null, places, clock, ...noMlflow },
      noHistory,
    );
    const whole = await loaded.complete(reader);
    for (const baseline of [loaded.baseline, whole]) {
      expect(baseline?.sample.tasks[0]?.scores).toHaveLength(1);
      expect(baseline?.records[0]?.coverage.certainty).toBe('sure');
      expect(baseline?.name).toBe(record);
    }
    expect(log.warnings.map(({ text }) => text).sort()).toEqual(
      [...paths.filter((path) => path !== record), 'MLflow run r1']
        .map((name) => `${name} is the same evaluation as ${record}, so it is counted once.`)
        .sort(),
    );
  });

  test('that came to no verdict is refused with its reason', async () => {
    const record = recordOf(result, runFilesFor(result));
    const inconclusive = (failureReason: VerdictRecord['failureReason']): string =>
      file(
        `${failureReason}.json`,
        JSON.stringify({ ...record, verdict: 'inconclusive', failureReason, reasons: ['Only 1 of 27.'] }),
      );
    expect(await problemOf(fromFile(inconclusive('low-coverage')))).toMatch(
      /low-coverage\.json came to no verdict and is no baseline: Only 1 of 27\.$/,
    );
    // These measured enough; only their own comparison said nothing.
    for (const reason of ['not-comparable', 'cannot-detect'] as const)
      expect((await fromFile(inconclusive(reason)))?.records).toHaveLength(1);
  });

  test.each([
    [
      'nothing',
      join(directory, 'nowhere'),
      /is neither a file nor a directory with a verdict\.json or a benchmark\.json\.$/,
    ],
    ['a directory without results', directory, /is neither a file nor/],
    ['a path through a file', '/etc/passwd/x', /is neither a file nor/],
    ['a device', '/dev/zero', /leads to the files of the operating system\.$/],
    ['text', file('text', 'hello'), /is not JSON\.$/],
    ['other JSON', file('other.json', '{"a": 1}'), /is not a ClawBench result: /],
    [
      'another version of the record',
      file('v2.json', '{"schemaVersion": 2}'),
      /is not a verdict record of this version: /,
    ],
    [
      'an eval in which nothing ran',
      file('none.json', bytesOf('benchmark-gateway-unreachable.json')),
      /has no valid run to compare with\.$/,
    ],
  ])('that is %s is one sentence', async (_, path, expected) => {
    expect(await problemOf(fromFile(path))).toMatch(expected);
  });
});
