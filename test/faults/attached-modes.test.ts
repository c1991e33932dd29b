import { afterEach, beforeEach, expect, it } from 'vitest';
import { initialState } from '../../sidecar/status.ts';
import { attachedContainer } from '../../src/backends/attached/container.ts';
import type { AttachedRecord, EvalRecord } from '../../src/backends/eval-record.ts';
import { readState } from '../../src/pods/shard-files.ts';
import type { Kube } from '../../src/kube/client.ts';
import { cleanUp } from '../../src/eval/cleanup.ts';
import { collectEval } from '../../src/eval/collect.ts';
import { followEval } from '../../src/eval/follow-eval.ts';
import { sweepUp } from '../../src/eval/sweep.ts';
import { termsOf } from '../../src/plan/terms.ts';
import { annotations, labels, MANAGED_BY } from '../../src/stack/ownership.ts';
import { answer, connectTo, kubeconfigFor, type KubeServer, startKubeServer } from '../fakes/kube-server.ts';
import { testHost } from '../fixtures/host.ts';
import { loadInputs } from '../fixtures/inputs.ts';
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

const instance = '00000001';
const container = `clawbench-${instance}`;
const place: AttachedRecord = {
  kind: 'attached',
  method: 'ephemeral',
  deployment: 'assistant',
  workload: 'Deployment',
  pod: 'p',
  podUid: 'u',
  gateway: 'gateway',
  container,
  sinceMs: 0,
};
const record: EvalRecord = {
  schemaVersion: 1,
  instance,
  leg: instance,
  label: '',
  runUrl: null,
  branch: null,
  startedAtMs: 0,
  isDetached: true,
  place,
  model: { model: 'm', ref: 'm' },
  judge: null,
  shards: 1,
  concurrency: 1,
  runs: 1,
  tasks: null,
  timeoutMs: 0,
  startupTimeoutMs: 0,
  given: null,
  clawbenchArgs: null,
  relay: false,
  settingsHash: instance,
  taskDurations: {},
  inputs: {},
};
const state = { ...initialState(0), phase: 'done' as const, message: 'the model answered in 1 of 1 runs' };

const joined = attachedContainer({
  name: container,
  image: 'clawbench:1',
  imagePullPolicy: undefined,
  uid: 1000,
  gid: 1000,
  home: { name: 'home', mountPath: '/openclaw' },
  instance,
  stateDir: undefined,
  stays: false,
  configMap: container,
  resources: undefined,
});

/** What a cluster answers that has such an eval; its node sends the end of the log so late. */
function cluster(lateMs = 0, containerState: object = { running: {} }): KubeServer['handle'] {
  const map = {
    metadata: {
      name: container,
      namespace: 'n',
      labels: { [labels.managedBy]: MANAGED_BY, [labels.component]: 'eval', [labels.instance]: instance },
      uid: 'm',
      annotations: {
        [annotations.run]: JSON.stringify(record),
        [annotations.expiresAt]: '2026-01-01T00:00:00Z',
      },
    },
  };
  const spec = { containers: [], ephemeralContainers: [joined] };
  const status = {
    phase: 'Running',
    ephemeralContainerStatuses: [{ name: container, restartCount: 0, state: containerState }],
  };
  return (request, response) => {
    const { pathname } = new URL(request.url ?? '', server.url);
    if (pathname === '/version') return answer(response, 200, { gitVersion: 'v1.34.4' });
    if (pathname.endsWith('/selfsubjectreviews')) return answer(response, 201, {});
    if (pathname.endsWith('/configmaps')) return answer(response, 200, { items: [map] });
    if (pathname.endsWith(`/configmaps/${container}`)) return answer(response, 200, map);
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

it('credentials for MLflow are not sent to a pod of a user by the process that collects the eval either', async () => {
  server.handle = cluster();
  const login = { INPUT_MODE: 'results', INPUT_NAMESPACE: 'n', 'INPUT_MLFLOW-TRACKING-URI': 'http://m' };
  const terms = termsOf(loadInputs({ ...login, 'INPUT_MLFLOW-TOKEN': 'canary-token' }), {});
  const access = { cluster: 'auto', kubeconfig: kubeconfigFor(server), context: null } as const;
  await expect(collectEval({ ...inputs, access, label: null }, terms, host)).rejects.toMatchObject({
    code: 'bad-input',
    message: expect.stringMatching(
      /^Evaluation 00000001 runs in the pod of an existing OpenClaw: credentials for MLflow would be sent to a container .* by `accept-risks: mlflow-credentials-in-attach`\.$/,
    ),
  });
  expect(server.requests.filter((request) => /^(UPGRADE|PATCH|DELETE)/.test(request))).toEqual([]);
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
