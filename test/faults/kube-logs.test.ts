import type { IncomingMessage, ServerResponse } from 'node:http';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { Kube } from '../../src/kube/client.ts';
import { followLog } from '../../src/kube/logs.ts';
import type { FollowOptions } from '../../src/kube/logs.ts';
import { answer, connectTo, failure, startKubeServer } from '../fakes/kube-server.ts';
import type { KubeServer } from '../fakes/kube-server.ts';

const target = { namespace: 'n', pod: 'p', container: 'c' };
let server: KubeServer;
let kube: Kube;
/** Whether the pod's status says that the container has ended. */
let ended: boolean;

type Turn = (response: ServerResponse, since: string | null, request: IncomingMessage) => void;

beforeAll(async () => {
  server = await startKubeServer();
});
afterAll(() => server.stop());
beforeEach(async () => {
  ended = false;
  server.requests.length = 0;
  kube = await connectTo(server);
});
afterEach(() => kube.close());

const stamp = (tick: number): string =>
  `2026-11-22T10:${String(Math.floor(tick / 600)).padStart(2, '0')}:${String(Math.floor(tick / 10) % 60).padStart(2, '0')}.${tick % 10}00000000Z`;
const line = (tick: number, text = `line ${tick}`): string => `${stamp(tick)} ${text}\n`;

/** Answers each log request with the next of `turns`, whose last one repeats, and status requests by `ended`. */
function serve(...turns: Turn[]): void {
  server.handle = (request, response) => {
    const url = new URL(request.url ?? '', server.url);
    if (!url.pathname.endsWith('/log')) {
      const state = ended ? { terminated: { exitCode: 0 } } : { running: {} };
      const status = { phase: 'Running', containerStatuses: [{ name: 'c', state }] };
      answer(response, 200, { spec: { restartPolicy: 'Never', containers: [{ name: 'c' }] }, status });
      return;
    }
    const turn = turns.length > 1 ? turns.shift() : turns[0];
    turn?.(response, url.searchParams.get('sinceTime'), request);
  };
}

const logRequests = (): string[] => server.requests.filter((request) => request.includes('/log?'));

/** Sends the lines since `sinceTime`, and ends. */
function all(lines: readonly string[]): Turn {
  return (response, since) => {
    response.writeHead(200, { 'content-type': 'text/plain' });
    response.end(lines.filter((item) => since === null || `${item.slice(0, 19)}Z` >= since).join(''));
  };
}

const last =
  (turn: Turn): Turn =>
  (...args) => {
    ended = true;
    turn(...args);
  };

async function follow(options: FollowOptions = {}): Promise<string[]> {
  const seen: string[] = [];
  for await (const entry of followLog(kube, target, options)) {
    seen.push(entry.kind === 'gap' ? `gap since ${entry.since}` : entry.text);
  }
  return seen;
}

const three = [line(1), line(2), line(3)];

describe('following a log', () => {
  it('ends when the stream has ended, the container has ended, and nothing more comes', async () => {
    serve(last(all(three)));
    expect(await follow()).toEqual(['line 1', 'line 2', 'line 3']);
    expect(logRequests()[0]).toBe(
      'GET /api/v1/namespaces/n/pods/p/log?container=c&follow=true&timestamps=true',
    );
    expect(logRequests()[1]).toBe(`${logRequests()[0]}&sinceTime=2026-11-22T10%3A00%3A00Z`);
  });

  it('continues if the stream ends while the container runs', async () => {
    serve(all(three), last(all([...three, line(4)])));
    expect(await follow()).toEqual(['line 1', 'line 2', 'line 3', 'line 4']);
  });

  it('reads the lines written between the last read and the end of the container', async () => {
    serve(last(all(three)), all([...three, line(4)]));
    expect(await follow()).toEqual(['line 1', 'line 2', 'line 3', 'line 4']);
  });

  it.each([
    ['cut', (request: IncomingMessage) => request.socket.destroy()],
    ['ended in good order', (_request: IncomingMessage, response: ServerResponse) => response.end()],
  ])('loses and repeats nothing, at whatever byte it is %s', { timeout: 120_000 }, async (_, end) => {
    const text = three.join('');
    // Without this, the pause before reopening would make the test slow.
    const impatient = { ...kube, clock: { ...kube.clock, sleep: async () => undefined } };
    for (let at = 0; at <= text.length; at++) {
      ended = false;
      const half: Turn = (response, _since, request) => {
        response.writeHead(200);
        response.write(text.slice(0, at), () => setTimeout(() => end(request, response), 1));
      };
      serve(half, last(all(three)));
      const seen: string[] = [];
      for await (const entry of followLog(impatient, target)) {
        seen.push(entry.kind === 'line' ? entry.text : 'gap');
      }
      expect(seen, `after byte ${at}`).toEqual(['line 1', 'line 2', 'line 3']);
    }
  });

  it('shows a last line without a newline', async () => {
    serve(last(all([...three, line(4).trimEnd()])));
    expect(await follow()).toEqual(['line 1', 'line 2', 'line 3', 'line 4']);
  });

  it('continues after a reset and after a refused connection', async () => {
    serve(
      (response, _since, request) => {
        response.writeHead(200);
        response.write(three[0], () => setTimeout(() => request.socket.destroy(), 10));
      },
      (_response, _since, request) => request.socket.destroy(),
      (response) => answer(response, 503, failure(503, '', 'x')),
      (response) =>
        answer(
          response,
          500,
          failure(
            500,
            'InternalError',
            'Get "https://10.0.0.1:10250/containerLogs": dial tcp: connection refused',
          ),
        ),
      last(all(three)),
    );
    expect(await follow()).toEqual(['line 1', 'line 2', 'line 3']);
  });

  it('waits for a container that has not started', async () => {
    const notYet =
      (reason: string): Turn =>
      (response) =>
        answer(
          response,
          400,
          failure(400, 'BadRequest', `container "c" in pod "p" is waiting to start: ${reason}`),
        );
    serve(
      (response) => answer(response, 204, ''),
      notYet('ContainerCreating'),
      notYet('PodInitializing'),
      last(all(three)),
    );
    expect(await follow()).toEqual(['line 1', 'line 2', 'line 3']);
  });

  it('says that lines may be missing after a rotation', async () => {
    serve(all(three), last(all([line(100), line(101)])));
    expect(await follow()).toEqual([
      'line 1',
      'line 2',
      'line 3',
      `gap since ${stamp(3)}`,
      'line 100',
      'line 101',
    ]);
  });

  it('drops the tail of a line that a rotation cut', async () => {
    const tail: Turn = (response) => response.end(`rest of a long line\n${line(100)}`);
    serve(all(three), last(tail));
    expect(await follow()).toEqual(['line 1', 'line 2', 'line 3', `gap since ${stamp(3)}`, 'line 100']);
  });

  it('reopens the stream after too long a silence', async () => {
    const silent: Turn = (response) => {
      response.writeHead(200);
      response.write(three[0]);
    };
    serve(silent, silent, last(all(three)));
    expect(await follow({ silenceMs: 300 })).toEqual(['line 1', 'line 2', 'line 3']);
    expect(logRequests().length).toBeGreaterThanOrEqual(3);
  });

  it('reopens the stream if not even headers arrive', async () => {
    serve(() => undefined, last(all(three)));
    expect(await follow({ silenceMs: 1500 })).toEqual(['line 1', 'line 2', 'line 3']);
  });

  it('does not reopen the stream because the reader is slow', async () => {
    serve(last(all(three)));
    const seen: string[] = [];
    for await (const entry of followLog(kube, target, { silenceMs: 1000 })) {
      await new Promise((resolve) => setTimeout(resolve, 1100));
      seen.push(entry.kind);
    }
    expect(seen).toEqual(['line', 'line', 'line']);
    expect(logRequests()).toHaveLength(2);
  });

  it('does not show the message that the kubelet sends in place of a log', async () => {
    serve(last((response) => response.end('unable to retrieve container logs for containerd://5f2e')));
    expect(await follow()).toEqual([]);
  });

  it('cuts a line that is too long', async () => {
    serve(last(all([line(1, 'x'.repeat(100_000)), line(2)])));
    const [first, second] = await follow({ maxLineBytes: 1000 });
    expect(first).toMatch(/^x+ … \[\d+ bytes more\]$/);
    expect(first?.length).toBeLessThan(1100);
    expect(second).toBe('line 2');
  });

  it('ends when the pod is gone', async () => {
    server.handle = (_request, response) =>
      answer(response, 404, failure(404, 'NotFound', 'pods "p" not found'));
    expect(await follow()).toEqual([]);
  });

  it.each([
    [
      'a missing permission',
      403,
      'pods "p" is forbidden: User "u" cannot get resource "pods/log"',
      'missing-permission',
    ],
    ['a container that is not in the pod', 400, 'container c is not valid for pod p', 'bad-manifest'],
  ])('fails for %s', async (_, status, message, code) => {
    serve((response) => answer(response, status, failure(status, '', message)));
    await expect(follow()).rejects.toMatchObject({ code });
  });

  it('asks the caller whether the container has ended', async () => {
    serve(all(three));
    let asked = 0;
    expect(await follow({ isFinished: async () => ++asked > 1 })).toEqual(['line 1', 'line 2', 'line 3']);
    expect(server.requests).toEqual(logRequests());
  });

  it('ends at once, and quietly, when the caller cancels: in silence, in a pause, and before it begins', async () => {
    serve((response) => {
      response.writeHead(200);
      response.write(three[0]);
    });
    const startedAt = performance.now();
    const during = new AbortController();
    const seen: string[] = [];
    for await (const entry of followLog(kube, target, { signal: during.signal })) {
      seen.push(entry.kind);
      setTimeout(() => during.abort(), 50);
    }
    expect(seen).toEqual(['line']);
    expect(await follow({ signal: during.signal })).toEqual([]);

    serve(all([]));
    const between = new AbortController();
    setTimeout(() => between.abort(), 400);
    expect(await follow({ signal: between.signal })).toEqual([]);
    expect(performance.now() - startedAt).toBeLessThan(20_000);
  });

  it('closes its connection when the reader stops', async () => {
    let closed = false;
    serve((response) => {
      response.on('close', () => (closed = true));
      response.writeHead(200);
      const timer = setInterval(() => response.write(line(1)), 5);
      response.on('close', () => clearInterval(timer));
    });
    for await (const entry of followLog(kube, target)) {
      expect(entry.kind).toBe('line');
      break;
    }
    await expect.poll(() => closed, { timeout: 20_000 }).toBe(true);
  });

  it('of 500 MB takes little memory', { timeout: 120_000 }, async () => {
    const block = Buffer.from(
      Array.from({ length: 1000 }, (_, index) => line(index, `${index} ${'x'.repeat(480)}`)).join(''),
    );
    const blocks = Math.ceil(500_000_000 / block.length);
    serve(
      last((response) => {
        response.writeHead(200);
        let sent = 0;
        const more = (): void => {
          while (sent < blocks && response.write(block)) sent++;
          if (sent++ >= blocks) response.end();
        };
        response.on('drain', more);
        more();
      }),
      all([]),
    );
    globalThis.gc?.();
    const before = process.memoryUsage.rss();
    let most = before;
    let lines = 0;
    for await (const entry of followLog(kube, target)) {
      if (entry.kind === 'line' && lines++ % 50_000 === 0) most = Math.max(most, process.memoryUsage.rss());
    }
    expect(lines).toBeGreaterThan(900_000);
    // The memory of the server is included: it runs in this process.
    expect(most - before).toBeLessThan(150 * 1024 * 1024);
  });
});
