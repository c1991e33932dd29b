import { afterEach, beforeEach, expect, it } from 'vitest';
import { initialState } from '../../sidecar/status.ts';
import { readState } from '../../src/pods/shard-files.ts';
import type { Kube } from '../../src/kube/client.ts';
import { cleanUp } from '../../src/eval/cleanup.ts';
import { followEval } from '../../src/eval/follow-eval.ts';
import { sweepUp } from '../../src/eval/sweep.ts';
import { answer, connectTo, type KubeServer, startKubeServer } from '../fakes/kube-server.ts';
import { container, instance, joined, place, recordMap } from '../fixtures/attached.ts';
import { testHost } from '../fixtures/host.ts';
import { recordingLog } from '../fixtures/recording-log.ts';

let server: KubeServer;
let kube: Kube;
beforeEach(async () => {
  server = await startKubeServer();
  kube = await connectTo(server);
});
afterEach(async () => {
  await kube.close();
  await server.stop();
});

const state = { ...initialState(0), phase: 'done' as const, message: 'the model answered in 1 of 1 runs' };

/** What a cluster answers that has such an eval; its node sends the end of the log so late. */
function cluster(lateMs = 0, containerState: object = { running: {} }): KubeServer['handle'] {
  const spec = { containers: [], ephemeralContainers: [joined] };
  const status = {
    phase: 'Running',
    ephemeralContainerStatuses: [{ name: container, restartCount: 0, state: containerState }],
  };
  return (request, response) => {
    const { pathname } = new URL(request.url ?? '', server.url);
    if (pathname === '/version') return answer(response, 200, { gitVersion: 'v1.34.4' });
    if (pathname.endsWith('/selfsubjectreviews')) return answer(response, 201, {});
    if (pathname.endsWith('/configmaps')) return answer(response, 200, { items: [recordMap] });
    if (pathname.endsWith(`/configmaps/${container}`)) return answer(response, 200, recordMap);
    if (/\/(?:namespaces|jobs)$/.test(pathname)) return answer(response, 200, { items: [] });
    if (!pathname.endsWith('/log'))
      return answer(response, 200, { metadata: { name: 'p', uid: 'u' }, spec, status });
    response.writeHead(200, { 'content-type': 'text/plain' });
    response.write('2026-11-22T10:00:00.100000000Z [1/1] t1-a\n');
    setTimeout(() => response.write(`2026-11-22T10:00:00.200000000Z supervisor: ${state.message}\n`), lateMs);
  };
}

function says(text: string): NonNullable<KubeServer['speak']> {
  return (socket) => {
    socket.send(Buffer.concat([Buffer.of(1), Buffer.from(text)]));
    socket.send(Buffer.concat([Buffer.of(3), Buffer.from(JSON.stringify({ status: 'Success' }))]));
    socket.close(1000);
  };
}

const log = recordingLog();
const inputs = { namespace: 'n', instance: null };
const host = testHost({ log });

it('the log of an eval that has ended is shown to its last words, also when they come late', async () => {
  server.handle = cluster(5000);
  server.speak = says(JSON.stringify(state));
  const told = await followEval(kube, inputs, host);
  expect(log.lines).toContain('[1/1] t1-a');
  expect(log.lines).toContain(`supervisor: ${state.message}`);
  expect(told.lines).toEqual([`Evaluation ${instance}: ${state.message}`]);
});

it('an eval that has expired is told to end, also when the connection breaks once', async () => {
  server.handle = cluster();
  let broken = 1;
  server.speak = (socket, ...more) => {
    if (broken-- > 0) setTimeout(() => socket.terminate(), 50);
    else says('')(socket, ...more);
  };
  const told = await sweepUp(kube, inputs.namespace, host);
  expect(told.lines).toEqual(['The evaluation in pod n/p had expired and is being deleted.']);
  expect(server.requests.filter((request) => request.startsWith('UPGRADE'))).toHaveLength(2);
  expect(server.requests).toContainEqual(expect.stringMatching(/^DELETE .*\/configmaps\/clawbench-00000001/));
});

it('an eval whose container is ending already cannot be told to, and leaves nothing all the same', async () => {
  const [running, ended] = [cluster(), cluster(0, { terminated: { exitCode: 0 } })];
  server.handle = running;
  server.speak = (socket) => {
    server.handle = ended;
    const causes = [{ reason: 'ExitCode', message: '1' }];
    const status = { status: 'Failure', reason: 'NonZeroExitCode', details: { causes } };
    socket.send(Buffer.concat([Buffer.of(2), Buffer.from("mv: cannot stat 'request.json.tmp'")]));
    socket.send(Buffer.concat([Buffer.of(3), Buffer.from(JSON.stringify(status))]));
    socket.close(1000);
  };
  const { server: address, caSha256 } = kube.cluster;
  const leftovers = { server: address, caSha256, namespace: 'n', instance, attached: place };
  expect(await cleanUp(kube, leftovers, log, 60_000)).toEqual([]);
  expect(server.requests).toContainEqual(expect.stringMatching(/^DELETE .*\/configmaps\/clawbench-00000001/));
});

it('a state that arrives in half, with success, is read again, and told when it stays so', async () => {
  server.handle = cluster();
  const text = JSON.stringify(state);
  let halves = 2;
  server.speak = (...from) => says(halves-- > 0 ? text.slice(0, 100) : text)(...from);
  const target = { namespace: 'n', pod: 'p', container, root: '/' };
  expect(await readState(kube, target)).toEqual(state);
  server.speak = says(text.slice(0, 100));
  await expect(readState(kube, target)).rejects.toMatchObject({ code: 'bad-result' });
});
