/** The pod that talks to an MLflow with credentials for an evaluation in a user's pod. */
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Leftovers } from '../../src/backends/leftovers.ts';
import { openSecrets } from '../../src/base/clean.ts';
import type { Kube } from '../../src/kube/client.ts';
import { type MlflowBeside, startMlflow } from '../../src/mlflow/beside.ts';
import type { MlflowRecords } from '../../src/mlflow/log.ts';
import type { Mlflow } from '../../src/plan/mlflow.ts';
import { annotations, labels } from '../../src/stack/ownership.ts';
import { answerExec } from '../fakes/eval-cluster/exec.ts';
import { answer, connectTo, failure, type KubeServer, startKubeServer } from '../fakes/kube-server.ts';
import { container, instance, joined, place, recordMap } from '../fixtures/attached.ts';
import { fastClock } from '../fixtures/fast-clock.ts';
import { testHost } from '../fixtures/host.ts';
import { type RecordingLog, recordingLog } from '../fixtures/recording-log.ts';

const password = 'canary-password-0123456789';
const mlflow: Mlflow = {
  trackingUri: 'https://mlflow.example',
  experiment: { name: 'e' },
  login: { username: 'u', password, token: null },
  server: { kind: 'given' },
};
const { clean } = openSecrets();
// oxlint-disable-next-line typescript/no-unsafe-type-assertion -- all that is read of a verdict and a result here
const records = clean({
  about: { instance, leg: instance, label: '', runUrl: null, branch: null, concurrency: 1, runs: 1 },
  result: {},
  verdict: {
    identity: { openclawVersion: '1' },
    score: 1,
    verdict: 'pass',
    coverage: { ratio: 1, valid: 1 },
    totals: { totalTokens: 1, costUsd: null },
  },
}) as unknown as MlflowRecords;
const userTarget = { namespace: 'n', pod: 'p', container, root: '/tmp/clawbench' };
const quota = 'pods "x" is forbidden: exceeded quota: q, requested: pods=1, used: pods=3, limited: pods=3';

interface Made {
  metadata: { name: string };
  spec: Record<string, unknown>;
}

let server: KubeServer;
let kube: Kube;
let log: RecordingLog;
/** Pods that were created, what was sent to which pod, and what was deleted. */
let made: Made[];
let sent: { pod: string; command: readonly string[]; stdin: string }[];
let deleted: string[];
/** The answer to the creation of a pod; undefined creates it. */
let refusal: { status: number; body: object } | undefined;
let status: object;
let isGatewayGone: boolean;

beforeEach(async () => {
  [made, sent, deleted] = [[], [], []];
  refusal = undefined;
  status = { phase: 'Running', containerStatuses: [{ name: 'mlflow', state: { running: {} } }] };
  isGatewayGone = false;
  log = recordingLog();
  server = await startKubeServer();
  kube = { ...(await connectTo(server)), clock: fastClock() };
  server.handle = (request, response, body) => {
    const { pathname } = new URL(request.url ?? '', server.url);
    const name = pathname.split('/').at(-1) ?? '';
    const pod = made.find(({ metadata }) => metadata.name === name);
    if (request.method === 'POST' && pathname === '/api/v1/namespaces/n/pods') {
      if (refusal !== undefined) return answer(response, refusal.status, refusal.body);
      made.push(JSON.parse(body.toString('utf8')));
      return answer(response, 201, made.at(-1));
    }
    if (request.method === 'DELETE') {
      deleted.push(pathname);
      return answer(response, 200, {});
    }
    if (pathname.endsWith(`/configmaps/${container}`)) return answer(response, 200, recordMap);
    if (pathname.endsWith('/pods/p') && !isGatewayGone)
      return answer(response, 200, {
        metadata: { name: 'p', namespace: 'n', uid: place.podUid },
        spec: {
          nodeName: 'node-1',
          nodeSelector: { pool: 'agents' },
          tolerations: [{ key: 'team', operator: 'Exists' }],
          imagePullSecrets: [{ name: 'registry' }],
          containers: [],
          ephemeralContainers: [joined],
        },
      });
    if (pod !== undefined) return answer(response, 200, { ...pod, status });
    return answer(response, 404, failure(404, 'NotFound', `${pathname} not found`));
  };
  server.speak = (socket, request) =>
    answerExec(socket, request, ({ pod, command }, stdin) => {
      sent.push({ pod, command, stdin: stdin.toString('utf8') });
      const program = command.at(-1) ?? '';
      const said = program.endsWith('check_mlflow.py')
        ? { problem: null, sentence: null }
        : { run_id: '2', url: 'https://mlflow.example/2', warnings: [] };
      return { exitCode: 0, stdout: Buffer.from(JSON.stringify(said)) };
    });
});
afterEach(async () => {
  await kube.close();
  await server.stop();
});

function beside(settings: Mlflow = mlflow): MlflowBeside {
  const { server: address, caSha256 } = kube.cluster;
  const leftovers: Leftovers = { instance, namespace: 'n', server: address, caSha256, attached: place };
  return startMlflow(kube, settings, { leftovers, isOpenShift: false }, testHost({ log }));
}

describe('an MLflow with credentials, asked for an evaluation in the pod of a user', () => {
  it('is talked to from a pod of its own, which goes at once', async () => {
    const used = beside();
    await used.check(userTarget);
    expect(await used.log(userTarget, records)).toBe('https://mlflow.example/2');
    expect(log.warnings).toEqual([]);
    expect(made).toHaveLength(2);
    const [pod, other] = made;
    expect(pod?.metadata.name).toMatch(/^clawbench-00000001-mlflow-[0-9a-f]{6}$/);
    expect(other?.metadata.name).not.toBe(pod?.metadata.name);
    expect(pod).toMatchObject({
      metadata: {
        labels: { [labels.instance]: instance, [labels.component]: 'eval' },
        annotations: { [annotations.expiresAt]: '2026-01-01T00:00:00Z' },
        ownerReferences: [{ kind: 'ConfigMap', name: container, uid: 'm' }],
      },
      spec: {
        automountServiceAccountToken: false,
        nodeSelector: { pool: 'agents' },
        tolerations: [{ key: 'team', operator: 'Exists' }],
        imagePullSecrets: [{ name: 'registry' }],
        containers: [{ name: 'mlflow', image: 'clawbench:1' }],
      },
    });
    expect(Object.keys(Object(pod?.metadata)['annotations'])).toEqual([annotations.expiresAt]);
    expect(deleted).toEqual(made.map(({ metadata }) => `/api/v1/namespaces/n/pods/${metadata.name}`));
    const told = sent.filter(({ stdin }) => stdin.includes(password));
    expect(told.map(({ command }) => command.at(-1)?.split('/').at(-1))).toEqual([
      'check_mlflow.py',
      'log_to_mlflow.py',
    ]);
    expect(sent.every(({ pod: name }) => name !== 'p')).toBe(true);
    expect(JSON.stringify([made, sent.map(({ command }) => command)])).not.toContain(password);
  });

  it('still gets the result when the pod of the gateway is gone', async () => {
    const used = beside();
    await used.check(userTarget);
    isGatewayGone = true;
    expect(await used.log(undefined, records)).toBe('https://mlflow.example/2');
  });

  it('gets none from a process that never saw that pod, which says so', async () => {
    isGatewayGone = true;
    expect(await beside().log(undefined, records)).toBe(null);
    expect(log.warnings).toEqual([
      {
        title: 'MLflow',
        text: 'The result was not logged to MLflow: Pod n/p of the evaluation is gone, and no pod can be made after it.',
      },
    ]);
  });

  it('may have no room for its pod now, which is only told', async () => {
    refusal = { status: 403, body: failure(403, 'Forbidden', quota) };
    const used = beside();
    await used.check(userTarget);
    expect(await used.log(userTarget, records)).toBe(null);
    expect(log.warnings.map(({ text }) => text)).toEqual([
      expect.stringMatching(/^It could not be checked whether MLflow will take the result: .*exceeded quota/),
      expect.stringMatching(/^The result was not logged to MLflow: .*exceeded quota/),
    ]);
  });

  it.each([
    [
      'a policy',
      failure(403, 'Forbidden', 'admission webhook "policy.example" denied the request: no bare pods'),
      'admission-refused',
      /no bare pods/,
    ],
    [
      'a right that is missing',
      failure(403, 'Forbidden', 'pods is forbidden: User "u" cannot create resource "pods" in API group ""'),
      'missing-permission',
      /cannot create resource "pods"/,
    ],
  ])(
    'is refused its pod by %s: before anything is spent, or else without losing the result',
    async (_, body, code, words) => {
      refusal = { status: 403, body };
      const used = beside();
      await expect(used.check(userTarget)).rejects.toMatchObject({
        code,
        message: expect.stringMatching(words),
      });
      expect(await used.log(userTarget, records)).toBe(null);
      expect(log.warnings.map(({ text }) => text)).toEqual([expect.stringMatching(words)]);
      expect(sent).toEqual([]);
    },
  );

  it('says why its pod does not start, and removes it', async () => {
    const waiting = { reason: 'ErrImageNeverPull', message: 'no such image' };
    status = { phase: 'Pending', containerStatuses: [{ name: 'mlflow', state: { waiting } }] };
    await expect(beside().check(userTarget)).rejects.toMatchObject({ code: 'image-pull' });
    expect(deleted).toHaveLength(1);
  });

  it('says that its pod did not start in time, and goes on', async () => {
    status = {
      phase: 'Pending',
      conditions: [{ type: 'PodScheduled', status: 'False', message: '0/1 nodes are available' }],
    };
    await beside().check(userTarget);
    expect(log.warnings.map(({ text }) => text)).toEqual([
      expect.stringMatching(/waits for a node: 0\/1 nodes are available.*120 s/),
    ]);
    expect(deleted).toHaveLength(1);
  });
});

it('an MLflow without credentials is talked to from the container of the evaluation, without a pod', async () => {
  const used = beside({ ...mlflow, login: { username: null, password: null, token: null } });
  await used.check(userTarget);
  await used.log(userTarget, records);
  expect(made).toEqual([]);
  expect(sent.map(({ pod }) => pod)).toEqual(['p', 'p']);
});
