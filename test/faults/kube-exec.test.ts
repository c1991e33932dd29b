import { createHash, randomBytes } from 'node:crypto';
import type { IncomingMessage } from 'node:http';
import type { Socket } from 'node:net';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { WebSocket } from 'ws';
import type { Kube } from '../../src/kube/client.ts';
import { exec } from '../../src/kube/exec.ts';
import { readPodFile } from '../fixtures/pod-file.ts';
import { answer, connectTo, failure, startKubeServer } from '../fakes/kube-server.ts';
import type { KubeServer } from '../fakes/kube-server.ts';

const target = { namespace: 'n', pod: 'p', container: 'c' };
const success = JSON.stringify({ metadata: {}, status: 'Success' });
const exited = (code: number): string =>
  JSON.stringify({
    metadata: {},
    status: 'Failure',
    message: `command terminated with non-zero exit code`,
    reason: 'NonZeroExitCode',
    details: { causes: [{ reason: 'ExitCode', message: String(code) }] },
  });
const refused = (message: string): string =>
  JSON.stringify({ kind: 'Status', status: 'Failure', message, reason: 'InternalError', code: 500 });

let server: KubeServer;
let kube: Kube;
/** The successive statuses of the pod; the last one repeats. */
let podStatuses: object[];

const running = (containerID = 'containerd://1', startedAt = '2026-01-01T00:00:00Z'): object => ({
  phase: 'Running',
  containerStatuses: [{ name: 'c', containerID, state: { running: { startedAt } } }],
});
const terminated = {
  phase: 'Running',
  containerStatuses: [{ name: 'c', state: { terminated: { exitCode: 0, reason: 'Completed' } } }],
};

beforeAll(async () => {
  server = await startKubeServer();
});
afterAll(() => server.stop());
beforeEach(async () => {
  podStatuses = [running()];
  server.requests.length = 0;
  server.protocols = (offered) => [...offered][0] ?? false;
  server.handle = (_request, response) => {
    const status = podStatuses.length > 1 ? podStatuses.shift() : podStatuses[0];
    answer(response, 200, { spec: { restartPolicy: 'Never', containers: [{ name: 'c' }] }, status });
  };
  kube = await connectTo(server);
});
afterEach(async () => {
  await kube.close();
  server.speak = undefined;
});

const frame = (channel: number, data: string | Buffer): Buffer =>
  Buffer.concat([Buffer.of(channel), Buffer.from(data)]);

/** Answers each exec with the next of `turns`; the last one repeats. */
function speak(...turns: ((socket: WebSocket, request: IncomingMessage, raw: Socket) => void)[]): void {
  server.speak = (socket, request, raw) => {
    const turn = turns.length > 1 ? turns.shift() : turns[0];
    turn?.(socket, request, raw);
  };
}

function says(output: string | Buffer, status = success): (socket: WebSocket) => void {
  return (socket) => {
    socket.send(frame(1, output));
    socket.send(frame(3, status));
    socket.close(1000);
  };
}

const commandsSent = (): number => server.requests.filter((request) => request.startsWith('UPGRADE')).length;

describe('a command in a container', () => {
  it('gives its output, its errors and its exit code', async () => {
    speak((socket) => {
      socket.send(frame(1, 'out '));
      socket.send(frame(2, 'wrong'));
      socket.send(frame(1, 'put'));
      says('', exited(3))(socket);
    });
    const result = await exec(kube, target, ['sh', '-c', 'a & b']);
    expect({ ...result, stdout: result.stdout.toString() }).toEqual({
      exitCode: 3,
      stdout: 'out put',
      stderr: 'wrong',
    });
    expect(server.requests).toEqual([
      'UPGRADE /api/v1/namespaces/n/pods/p/exec?container=c&command=sh&command=-c&command=a+%26+b&stdin=false&stdout=true&stderr=true',
    ]);
  });

  it('gets its input to the last byte, and then its end', async () => {
    const input = randomBytes(300_000);
    speak((socket) => {
      const received: Buffer[] = [];
      socket.on('message', (data: Buffer) => {
        if (data[0] === 0) received.push(data.subarray(1));
        if (data[0] === 255 && data[1] === 0)
          says(createHash('sha256').update(Buffer.concat(received)).digest('hex'))(socket);
      });
    });
    const { stdout } = await exec(kube, target, ['sha256sum'], { stdin: input });
    expect(stdout.toString()).toBe(createHash('sha256').update(input).digest('hex'));
  });

  it('may end without reading its input', async () => {
    speak(says('enough', exited(1)));
    const result = await exec(kube, target, ['true'], { stdin: Buffer.alloc(10_000_000) });
    expect(result.exitCode).toBe(1);
  });

  it('works with servers that speak v4, where only its length ends the input', async () => {
    server.protocols = (offered) => (offered.has('v4.channel.k8s.io') ? 'v4.channel.k8s.io' : false);
    const frames: number[] = [];
    speak((socket) => {
      socket.on('message', (data: Buffer) => {
        frames.push(data[0] ?? -1);
        says('four')(socket);
      });
    });
    const { stdout } = await exec(kube, target, ['sha256sum', '-b'], { stdin: Buffer.from('12345') });
    expect(stdout.toString()).toBe('four');
    expect(frames).toEqual([0]);
    const { searchParams } = new URL(server.requests[0]?.split(' ')[1] ?? '', server.url);
    expect(searchParams.getAll('command')).toEqual([
      'sh',
      '-c',
      'head -c "$0" | "$@"',
      '5',
      'sha256sum',
      '-b',
    ]);
  });

  it('is not disturbed by unknown channels, text messages, and empty ones', async () => {
    speak((socket) => {
      for (const channel of [4, 9, 255]) socket.send(frame(channel, 'x'));
      socket.send('');
      socket.send(Buffer.alloc(0));
      says('fine')(socket);
    });
    expect((await exec(kube, target, ['x'])).stdout.toString()).toBe('fine');
  });

  it('loses no output that arrives together with the handshake', async () => {
    speak(says('early'));
    for (let index = 0; index < 20; index++) {
      expect((await exec(kube, target, ['x'])).stdout.toString()).toBe('early');
    }
  });

  it('ends after its status even if the server does not close the connection', async () => {
    speak((socket) => {
      socket.send(frame(1, 'done'));
      socket.send(frame(3, success));
    });
    const startedAt = performance.now();
    expect((await exec(kube, target, ['x'])).stdout.toString()).toBe('done');
    expect(performance.now() - startedAt).toBeLessThan(15_000);
  });

  it.each([
    ['closes without a status', (socket: WebSocket) => socket.close(1000)],
    [
      'closes after output without a status',
      (socket: WebSocket) => (socket.send(frame(1, 'half')), socket.close(1000)),
    ],
    ['is cut', (socket: WebSocket) => setTimeout(() => socket.terminate(), 20)],
    [
      'sends half a status',
      (socket: WebSocket) => (socket.send(frame(3, '{"status":"Succ')), socket.close(1000)),
    ],
  ])('over a connection that %s has not ended for all we know', async (_, turn) => {
    speak(turn);
    await expect(exec(kube, target, ['x'])).rejects.toMatchObject({
      reason: 'ExecInterrupted',
      retryable: true,
      attempts: 1,
    });
    expect(commandsSent()).toBe(1);
  });

  it('is run again after a cut only if the caller allows it', async () => {
    speak((socket) => socket.terminate(), says('second'));
    const { stdout } = await exec(kube, target, ['x'], { retryForMs: 10_000 });
    expect(stdout.toString()).toBe('second');
    expect(commandsSent()).toBe(2);
  });

  it('that does not end fails at its deadline', async () => {
    speak(() => undefined);
    const startedAt = performance.now();
    await expect(exec(kube, target, ['sleep'], { timeoutMs: 2000 })).rejects.toMatchObject({
      reason: 'DeadlineExceeded',
    });
    expect(performance.now() - startedAt).toBeLessThan(15_000);
  });

  it('whose handshake is never answered fails at its deadline', async () => {
    const startedAt = performance.now();
    await expect(exec(kube, target, ['x'], { timeoutMs: 400 })).rejects.toMatchObject({
      code: 'cluster-unreachable',
    });
    expect(performance.now() - startedAt).toBeLessThan(15_000);
  });

  it('over a connection that went silent fails before its deadline', { timeout: 60_000 }, async () => {
    // Pongs stop and nothing closes, as with a dropped route.
    speak((socket, _request, raw) => {
      socket.send(frame(1, 'x'));
      raw.pause();
    });
    const startedAt = performance.now();
    await expect(exec(kube, target, ['x'], { timeoutMs: 50_000 })).rejects.toMatchObject({
      reason: 'NoAnswer',
      retryable: true,
    });
    expect(performance.now() - startedAt).toBeLessThan(40_000);
  });

  it('that prints too much is ended', async () => {
    speak((socket) => {
      const block = Buffer.alloc(64 * 1024);
      const more = (): void => {
        if (socket.readyState === socket.OPEN) socket.send(frame(1, block), more);
      };
      more();
    });
    await expect(exec(kube, target, ['cat'], { maxBytes: 1_000_000 })).rejects.toMatchObject({
      reason: 'OutputTooLarge',
      code: 'bad-result',
      retryable: false,
    });
  });

  it('that floods its error output is ended, too; below that limit the beginning is kept', async () => {
    speak((socket) => {
      const more = (): void => {
        if (socket.readyState === socket.OPEN) socket.send(frame(2, Buffer.alloc(64 * 1024)), more);
      };
      more();
    });
    await expect(exec(kube, target, ['x'], { maxBytes: 1_000_000 })).rejects.toMatchObject({
      reason: 'OutputTooLarge',
    });
    speak((socket) => {
      for (let index = 0; index < 5; index++) socket.send(frame(2, `${index}`.repeat(30_000)));
      says('')(socket);
    });
    expect((await exec(kube, target, ['x'])).stderr).toHaveLength(60_000);
  });

  it('ends with the reason of the signal', async () => {
    speak(() => undefined);
    const controller = new AbortController();
    const stop = new Error('cancelled');
    setTimeout(() => controller.abort(stop), 100);
    await expect(exec(kube, target, ['x'], { signal: controller.signal })).rejects.toBe(stop);
    await expect(exec(kube, target, ['x'], { signal: controller.signal })).rejects.toBe(stop);
  });

  it.each([
    [
      403,
      failure(403, 'Forbidden', 'pods "p" is forbidden: User "u" cannot get resource "pods/exec"'),
      { code: 'missing-permission', message: expect.stringContaining('cannot get resource "pods/exec"') },
    ],
    [
      400,
      failure(400, 'BadRequest', 'container c is not valid for pod p'),
      { code: 'bad-manifest', reason: 'BadRequest' },
    ],
    [404, failure(404, 'NotFound', 'pods "p" not found'), { reason: 'NotFound' }],
    [503, '<html>', { retryable: true }],
  ])('that is refused with %i says why', async (status, body, expected) => {
    server.refuse = { status, body: JSON.stringify(body) };
    await expect(exec(kube, target, ['x'])).rejects.toMatchObject(expected);
    server.refuse = undefined;
  });

  it('that cannot be started is not retried', async () => {
    speak(
      says(
        '',
        refused(
          'Internal error occurred: error executing command in container: failed to exec in container: failed to start exec "abc": OCI runtime exec failed: exec failed: unable to start container process: exec: "tar": executable file not found in $PATH: unknown',
        ),
      ),
    );
    await expect(exec(kube, target, ['tar'], { retryForMs: 10_000 })).rejects.toMatchObject({
      reason: 'CommandNotStarted',
      attempts: 1,
      message:
        'Could not run tar in container c of pod n/p: exec: "tar": executable file not found in $PATH: unknown',
    });
  });

  it('is retried when the kubelet cannot be reached', async () => {
    speak(
      says('', refused('error dialing backend: dial tcp 10.0.0.1:10250: connect: connection refused')),
      says('up'),
    );
    expect((await exec(kube, target, ['x'], { retryForMs: 10_000 })).stdout.toString()).toBe('up');
  });

  it('in a container that has ended for good is not retried, whatever the exit code', async () => {
    podStatuses = [terminated];
    const gone = refused('unable to upgrade connection: container not found ("c")');
    for (const status of [gone, exited(137)]) {
      speak(says('', status));
      await expect(exec(kube, target, ['x'], { retryForMs: 10_000 })).rejects.toMatchObject({
        reason: 'ContainerEnded',
        code: 'shard-lost',
        attempts: 1,
        message: expect.stringMatching(/container c of pod n\/p terminated \(Completed, exit code 0\)\.$/),
      });
    }
  });

  it('in a container that is restarted in place is retried', async () => {
    podStatuses = [running(), running('containerd://2'), running('containerd://2')];
    speak(says('', exited(137)), says('restarted'));
    expect((await exec(kube, target, ['x'], { retryForMs: 20_000 })).stdout.toString()).toBe('restarted');
  });

  it('in a container that runs again before we look is retried', async () => {
    const now = new Date().toISOString().replace(/\.\d+/, '');
    podStatuses = [running('containerd://2', now)];
    speak(says('', exited(137)), says('restarted'));
    expect((await exec(kube, target, ['x'], { retryForMs: 20_000 })).stdout.toString()).toBe('restarted');
  });

  it('in a container whose end a busy kubelet reports late is retried', async () => {
    podStatuses = [...Array.from({ length: 15 }, () => running()), running('containerd://2')];
    speak(says('', exited(137)), says('restarted'));
    const impatient = { ...kube, clock: { ...kube.clock, sleep: async () => undefined } };
    const { stdout } = await exec(impatient, target, ['x'], { retryForMs: 20_000 });
    expect(stdout.toString()).toBe('restarted');
  });

  it('that was itself killed has exit code 137', async () => {
    speak(says('', exited(137)));
    const impatient = { ...kube, clock: { ...kube.clock, sleep: async () => undefined } };
    expect((await exec(impatient, target, ['x'])).exitCode).toBe(137);
  });

  it('waits for one of four others in the same container, but not for other containers', async () => {
    const open: WebSocket[] = [];
    let most = 0;
    /** Ends them once this many are running, after a moment in which one too many could start. */
    const together = (count: number) => (socket: WebSocket) => {
      most = Math.max(most, open.push(socket));
      if (open.length === count) setTimeout(() => open.splice(0).forEach(says('x')), 100);
    };
    speak(together(4));
    await Promise.all(Array.from({ length: 12 }, () => exec(kube, target, ['x'])));
    expect(most).toBe(4);
    speak(together(12));
    await Promise.all(
      Array.from({ length: 12 }, (_, index) => exec(kube, { ...target, pod: `p${index}` }, ['x'])),
    );
    expect(most).toBe(12);
  });
});

describe('a file in a container', () => {
  const content = randomBytes(200_000);
  const sha256 = createHash('sha256').update(content).digest('hex');
  const expected = { sizeBytes: content.length, sha256, maxBytes: 1_000_000 };
  const other = Buffer.from(content);
  other[100] = (other[100] ?? 0) ^ 1;

  it.each([
    ['truncated, with success,', content.subarray(0, 100_000)],
    ['empty', Buffer.alloc(0)],
    ['with a bit changed', other],
    ['longer than announced', Buffer.concat([content, content])],
  ])('that arrives %s is read again', async (_, first) => {
    speak(says(first), says(content));
    expect(await readPodFile(kube, target, '/results/x', expected)).toEqual(content);
    expect(commandsSent()).toBe(2);
  });

  it('is read again after every kind of cut', async () => {
    speak(
      (socket) => socket.terminate(),
      (socket) => (socket.send(frame(1, content.subarray(0, 500))), socket.close(1000)),
      says(content, exited(0)),
      says(content),
    );
    expect(await readPodFile(kube, target, '/results/x', expected)).toEqual(content);
    expect(server.requests[0]).toContain('command=cat&command=--&command=%2Fresults%2Fx');
  });

  it('is read again, at whatever byte of its frames it is cut', { timeout: 120_000 }, async () => {
    const short = Buffer.from('{"runs": 2}\n');
    const announced = {
      sizeBytes: short.length,
      sha256: createHash('sha256').update(short).digest('hex'),
      maxBytes: 1000,
    };
    // As a server writes them: a byte of flags, one with the length, the channel, and the data.
    const wire = Buffer.concat(
      [frame(1, short.subarray(0, 5)), frame(1, short.subarray(5)), frame(3, success)].map((payload) =>
        Buffer.concat([Buffer.of(0x82, payload.length), payload]),
      ),
    );
    // Without this, the pause before the next attempt would make the test slow.
    const impatient = { ...kube, clock: { ...kube.clock, sleep: async () => undefined } };
    for (let at = 0; at < wire.length; at++) {
      let isCut = false;
      speak((_socket, _request, raw) => {
        isCut = true;
        raw.write(wire.subarray(0, at), () => setTimeout(() => raw.destroy(), 1));
      }, says(short));
      expect(await readPodFile(impatient, target, '/results/x', announced), `cut at ${at}`).toEqual(short);
      expect(isCut).toBe(true);
      expect(commandsSent(), `cut at ${at}`).toBe(2);
      server.requests.length = 0;
    }
  });

  it('that keeps differing is refused after five attempts', async () => {
    speak(says(other));
    await expect(readPodFile(kube, target, '/results/x', expected)).rejects.toMatchObject({
      code: 'bad-result',
      message: '/results/x of container c in pod n/p arrived with another SHA-256 than announced.',
    });
    expect(commandsSent()).toBe(5);
  });

  it('that is missing is reported at once, with the message of cat', async () => {
    speak((socket) => {
      socket.send(frame(2, "cat: can't open '/results/x': No such file or directory\n"));
      says('', exited(1))(socket);
    });
    await expect(readPodFile(kube, target, '/results/x', { maxBytes: 100 })).rejects.toMatchObject({
      code: 'bad-result',
      message:
        "/results/x of container c in pod n/p cannot be read: cat: can't open '/results/x': No such file or directory",
    });
    expect(commandsSent()).toBe(1);
  });

  it('that is too large is refused before and while it is read', async () => {
    speak(says(content));
    await expect(readPodFile(kube, target, '/x', { maxBytes: 1000, sizeBytes: 2000 })).rejects.toMatchObject({
      code: 'bad-result',
    });
    expect(commandsSent()).toBe(0);
    await expect(readPodFile(kube, target, '/x', { maxBytes: 1000 })).rejects.toMatchObject({
      reason: 'OutputTooLarge',
    });
    expect(commandsSent()).toBe(1);
  });
});
