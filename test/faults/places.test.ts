import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { runProgram } from '../../src/cluster/program.ts';
import { explainStart } from '../../src/backends/job/diagnose.ts';
import type { Kube } from '../../src/kube/client.ts';
import type { Pod } from '../../src/kube/types.ts';
import { isOpenShift } from '../../src/stack/openshift.ts';
import { waitFor } from '../cluster/processes.ts';
import { answer, connectTo, type KubeServer, startKubeServer } from '../fakes/kube-server.ts';

const { signal } = new AbortController();
let server: KubeServer;
let kube: Kube;

beforeAll(async () => {
  server = await startKubeServer();
});
afterEach(async () => {
  await kube?.close();
});
afterAll(() => server.stop());

describe('an OpenShift', () => {
  it.each([
    [200, true],
    [404, false],
    [403, false],
  ])('is known by the group of its constraints: %i is %s', async (status, expected) => {
    server.handle = (_request, response) => answer(response, status, { kind: 'Status', code: status });
    kube = await connectTo(server);
    server.requests.length = 0;
    expect(await isOpenShift(kube)).toBe(expected);
    expect(server.requests).toEqual(['GET /apis/security.openshift.io']);
  });
});

it('an image for other processors is told with what to do about it', async () => {
  server.handle = (_request, response) => answer(response, 200, { metadata: {}, items: [] });
  kube = await connectTo(server);
  const pod: Pod = {
    metadata: { name: 'p', namespace: 'n', uid: 'u' },
    spec: { containers: [{ name: 'results' }] },
    status: {
      phase: 'Pending',
      containerStatuses: [
        {
          name: 'results',
          ready: false,
          restartCount: 0,
          image: 'r.example/x:1',
          imageID: '',
          state: {
            waiting: {
              reason: 'ErrImagePull',
              message: 'failed to pull image "r.example/x:1": no match for platform in manifest: not found',
            },
          },
        },
      ],
    },
  };
  const job = { namespace: 'n', name: 'j', uid: 'j', warnings: [] };
  const waiting = await explainStart(kube, job, 0, pod);
  expect(waiting).toMatchObject({ code: 'image-pull', isFinal: true });
  expect(waiting?.hint).toContain('--platform linux/amd64,linux/arm64');
});

it.each([
  ["0/2 nodes are available: 2 node(s) didn't match Pod's node affinity/selector.", 'node selector'],
  ['0/1 nodes are available: 1 node(s) had untolerated taint {gpu: true}.', 'node selector'],
  ['0/2 nodes are available: 1 Insufficient cpu, 1 node(s) had untolerated taint {a: b}.', 'with room'],
])('the hint of a pod without a node suits what the scheduler says: %s', async (message, hint) => {
  server.handle = (_request, response) => answer(response, 200, { metadata: {}, items: [] });
  kube = await connectTo(server);
  const conditions = [{ type: 'PodScheduled', status: 'False', reason: 'Unschedulable', message }];
  const pod = {
    metadata: { name: 'j-0', namespace: 'n', uid: 'p' },
    status: { phase: 'Pending', conditions },
  };
  const job = { namespace: 'n', name: 'j', uid: 'j', warnings: [] };
  const waiting = await explainStart(kube, job, 0, pod);
  expect(waiting).toMatchObject({ code: 'unschedulable', hint: expect.stringContaining(hint) });
});

describe('a program', () => {
  const directory = mkdtempSync(path.join(tmpdir(), 'program-'));
  afterAll(() => rmSync(directory, { recursive: true, force: true }));
  const options = { env: process.env, signal, timeoutMs: 60_000 };

  it('that is not there is no error of its own', async () => {
    expect(await runProgram('no-such-program-here', [], options)).toBe('missing');
  });

  it('tells its lines as they come, and its end', async () => {
    const lines: string[] = [];
    const ran = await runProgram('sh', ['-c', 'echo out; echo one >&2; echo two >&2; exit 3'], {
      ...options,
      onLine: (line) => lines.push(line),
    });
    expect(ran).toEqual({ code: 3, stdout: 'out\n', stderr: 'one\ntwo\n' });
    expect(lines).toEqual(['one', 'two']);
  });

  it('gets none of our inputs and no token of the runner', async () => {
    const env = { ...process.env, 'INPUT_OPENAI-API-KEY': 'x', STATE_kind: 'x', ACTIONS_RUNTIME_TOKEN: 'x' };
    const ran = await runProgram('env', [], { ...options, env });
    expect(ran).toMatchObject({ stdout: expect.not.stringMatching(/^(?:INPUT_|STATE_|ACTIONS_RUNTIME)/m) });
  });

  it.each(['signal', 'timeout'])('is stopped by the %s with all that it started', async (how) => {
    const file = path.join(directory, how);
    const stopping = new AbortController();
    const running = runProgram('sh', ['-c', `sleep 300 & echo $! > '${file}'; wait`], {
      ...options,
      signal: stopping.signal,
      timeoutMs: how === 'timeout' ? 3000 : 60_000,
    });
    const ended = running.catch((error: unknown) => error);
    let pid = 0;
    await waitFor(
      'the child',
      () => {
        pid = Number(readOrEmpty(file));
        return Promise.resolve(pid > 0);
      },
      { timeoutMs: 30_000 },
    );
    if (how === 'signal') stopping.abort(new Error('stopped'));
    expect(await ended).toMatchObject(how === 'signal' ? { message: 'stopped' } : { code: null });
    await waitFor('the end of the child', () => Promise.resolve(!isAlive(pid)), { timeoutMs: 30_000 });
  });
});

function readOrEmpty(file: string): string {
  try {
    return readFileSync(file, 'utf8');
  } catch {
    return '';
  }
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return !/^State:\s+Z/m.test(readOrEmpty(`/proc/${pid}/status`));
  } catch {
    return false;
  }
}
