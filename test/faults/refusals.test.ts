/** What the API server refuses by admission: called what it is, told at once, with what to write. */
import type { IncomingMessage, ServerResponse } from 'node:http';
import { afterEach, beforeAll, afterAll, describe, expect, it } from 'vitest';
import { explainStart } from '../../src/backends/job/diagnose.ts';
import { tryOverlay } from '../../src/backends/job/try-overlay.ts';
import type { Kube } from '../../src/kube/client.ts';
import { apply, remove } from '../../src/kube/objects.ts';
import { waitingForQuota } from '../../src/kube/quota-wait.ts';
import type { ContainerStatus, Job, KubeObject, Pod } from '../../src/kube/types.ts';
import { incidentsOf } from '../../src/pods/collect.ts';
import { prepareDeploy } from '../../src/stack/deploy.ts';
import { readManifest } from '../../src/stack/manifests.ts';
import { waitForRollout } from '../../src/stack/rollout.ts';
import { answer, connectTo, failure, type KubeServer, startKubeServer } from '../fakes/kube-server.ts';
import { checkout } from '../fixtures/checkout.ts';
import { fastClock } from '../fixtures/fast-clock.ts';
import { recordingLog } from '../fixtures/recording-log.ts';

let server: KubeServer;
let kube: Kube;

beforeAll(async () => {
  server = await startKubeServer();
  kube = { ...(await connectTo(server)), clock: fastClock(1000) };
});
afterEach(() => void server.requests.splice(0));
afterAll(async () => {
  await kube.close();
  await server.stop();
});

const job: KubeObject<Job> = await readManifest<Job>(checkout, 'eval/job.yaml');
const named = {
  ...job,
  metadata: { name: 'e', namespace: 'n', uid: 'job-uid' },
  spec: { ...job.spec!, suspend: false },
};
const launched = { namespace: 'n', name: 'e', uid: 'job-uid', warnings: [] };

/** Answers by the plural in the path; anything else is an empty list. */
function serve(answers: Record<string, (response: ServerResponse, request: IncomingMessage) => void>): void {
  server.handle = (request, response) => {
    const plural = Object.keys(answers).find((name) => request.url?.includes(`/${name}`));
    if (plural === undefined) answer(response, 200, { items: [] });
    else answers[plural]!(response, request);
  };
}

const refused = (message: string) => (response: ServerResponse) =>
  answer(response, 200, {
    items: [
      {
        metadata: {},
        reason: 'FailedCreate',
        message: `Error creating: ${message}`,
        involvedObject: { uid: 'job-uid' },
        lastTimestamp: '2026-11-22T12:00:00Z',
      },
    ],
  });

describe('pods that are refused', () => {
  const low =
    'Pod "e-0-x" is invalid: [spec.initContainers[0].resources.requests: Invalid value: "500m": must be less than or equal to cpu limit of 100m]';
  const ranges = (response: ServerResponse): void =>
    answer(response, 200, {
      items: [
        {
          metadata: { name: 'others' },
          spec: { limits: [{ type: 'Container', default: { memory: '1Gi' } }] },
        },
        { metadata: { name: 'small' }, spec: { limits: [{ type: 'Container', default: { cpu: '100m' } }] } },
      ],
    });
  const forbidden = (response: ServerResponse): void =>
    answer(response, 403, failure(403, 'Forbidden', 'User "u" cannot list resource "limitranges"'));

  it.each([
    ['names the LimitRange', ranges, 'LimitRange small of the namespace sets it.'],
    ['knows of a LimitRange it may not read', forbidden, 'A LimitRange of the namespace sets it.'],
  ])('because of a limit below their requests: %s', async (_, limitranges, says) => {
    serve({ events: refused(low), jobs: (response) => answer(response, 200, named), limitranges });
    const waiting = await explainStart(kube, launched, 0, undefined);
    expect(waiting).toMatchObject({ code: 'quota-exceeded', isFinal: true });
    expect(waiting?.message).toBe(
      `Job n/e cannot create its pods: the limit of cpu is 100m, and the containers request more (gateway 500m). ${says}`,
    );
    expect(waiting?.hint).toBe(
      `Write into "pod-overlay": spec: {containers: [{name: gateway, resources: {limits: {cpu: '2'}}}]}`,
    );
  });

  it.each([
    [
      'failed quota: q: must specify limits.cpu for: gateway,proxy',
      'quota-exceeded',
      `spec: {containers: [{name: gateway, resources: {limits: {cpu: '2'}}}]} What adds proxy to the pods`,
    ],
    [
      'exceeded quota: q, requested: pods=1, used: pods=0, limited: pods=0',
      'quota-exceeded',
      'Raise the quota of the namespace to at least pods=1.',
    ],
    [
      'no PriorityClass with name batch-low was found',
      'admission-refused',
      'spec.priorityClassName into "pod-overlay"',
    ],
    ['admission webhook "w" denied the request: no', 'admission-refused', '"pod-overlay"'],
  ])('end the evaluation at once: %s', async (words, code, hint) => {
    serve({
      events: refused(`pods "e-0-x" is forbidden: ${words}`),
      jobs: (response) => answer(response, 200, named),
    });
    const waiting = await explainStart(kube, launched, 0, undefined);
    expect(waiting).toMatchObject({ code, isFinal: true });
    expect(waiting?.message).toBe(`Job n/e cannot create its pods: ${words}`);
    expect(waiting?.hint).toContain(hint);
  });

  it('of a Deployment end the rollout at once', async () => {
    const words = 'failed quota: q: must specify limits.cpu for: mlflow';
    const condition = {
      type: 'ReplicaFailure',
      status: 'True',
      message: `pods "m-1" is forbidden: ${words}`,
    };
    serve({
      deployments: (response) =>
        answer(response, 200, {
          metadata: { name: 'mlflow', namespace: 'n' },
          spec: { template: { spec: { containers: [{ name: 'mlflow' }] } } },
          status: { conditions: [condition] },
        }),
    });
    const rollout = { namespace: 'n', name: 'mlflow', component: 'mlflow' } as const;
    const log = recordingLog();
    await expect(waitForRollout(kube, rollout, { budgetMs: 3_600_000, log })).rejects.toMatchObject({
      code: 'quota-exceeded',
      message: `Deployment n/mlflow cannot create its pods: ${words}`,
      hint: expect.stringContaining('Change the quota or the LimitRange'),
    });
  });
});

const policy = failure(400, '', 'admission webhook "w" denied the request: jobs need a team');

describe('a dry run', () => {
  it('does not blame the overlay for a policy, or for a webhook that takes none', async () => {
    for (const message of [
      'admission webhook "w" denied the request: jobs need a team',
      "jobs.batch \"e\" is forbidden: ValidatingAdmissionPolicy 'p' with binding 'p' denied request: no",
      'admission webhook "w" does not support dry run',
    ]) {
      for (const status of [400, 422]) {
        serve({ jobs: (response) => answer(response, status, failure(status, 'Invalid', message)) });
        await expect(tryOverlay(kube, named)).resolves.toBeUndefined();
      }
    }
    const typo = failure(
      400,
      'BadRequest',
      'strict decoding error: unknown field "spec.template.spec.nodeSelecter"',
    );
    serve({ jobs: (response) => answer(response, 400, typo) });
    await expect(tryOverlay(kube, named)).rejects.toMatchObject({
      code: 'bad-input',
      message: 'Input `pod-overlay` cannot be merged over the pod: unknown field spec.nodeSelecter.',
    });
  });

  it('of a deployment ends at a policy, but not at a quota that may be freed', async () => {
    const map = { apiVersion: 'v1', kind: 'ConfigMap', metadata: { name: 'c', namespace: 'n' } };
    const tell = (status: number, body: object): void =>
      serve({
        configmaps: (response, request) =>
          request.method === 'GET'
            ? answer(response, 404, failure(404, 'NotFound', 'no'))
            : answer(response, status, body),
      });
    tell(400, policy);
    await expect(prepareDeploy(kube, [map], false)).rejects.toMatchObject({ code: 'admission-refused' });
    const full =
      'exceeded quota: q, requested: count/configmaps=1, used: count/configmaps=3, limited: count/configmaps=3';
    tell(403, failure(403, 'Forbidden', `configmaps "c" is forbidden: ${full}`));
    await expect(prepareDeploy(kube, [map], false)).resolves.toBeTypeOf('function');
  });
});

describe('a quota of objects', () => {
  const quota = (limited: number): object =>
    failure(
      403,
      'Forbidden',
      `jobs.batch "e" is forbidden: exceeded quota: q, requested: count/jobs.batch=1, used: count/jobs.batch=${limited}, limited: count/jobs.batch=${limited}`,
    );

  it('that is used up is waited for, and said once', async () => {
    let refusals = 3;
    serve({
      jobs: (response) => (refusals-- > 0 ? answer(response, 403, quota(2)) : answer(response, 200, named)),
    });
    const log = recordingLog();
    await apply(waitingForQuota(kube, { budgetMs: 3_600_000, log }), named);
    expect(server.requests).toHaveLength(4);
    expect(log.lines.filter((line) => line.includes('Waiting until the quota is freed'))).toHaveLength(1);
  });

  it.each([
    ['has no room at all', 0, 1],
    ['is never freed', 2, 6],
  ])('that %s ends the evaluation', async (_, limited, most) => {
    serve({ jobs: (response) => answer(response, 403, quota(limited)) });
    const patient = waitingForQuota(kube, { budgetMs: 8000, log: recordingLog() });
    await expect(apply(patient, named)).rejects.toMatchObject({ code: 'quota-exceeded' });
    expect(server.requests.length).toBeLessThanOrEqual(most);
  });
});

it('a webhook that forbids a deletion is not taken for an object that is gone', async () => {
  const ref = { apiVersion: 'batch/v1', kind: 'Job', name: 'e', namespace: 'n' };
  const words = 'admission webhook "w" denied the request: keep it';
  serve({ jobs: (response) => answer(response, 404, failure(404, 'NotFound', words)) });
  await expect(remove(kube, ref)).rejects.toMatchObject({ code: 'admission-refused' });
});

it('a pod that may not write into its volume ends with what to do about it', async () => {
  serve({});
  const message = "mkdir: cannot create directory '/work/gateway': Permission denied";
  const ended = { terminated: { exitCode: 1, reason: 'Error', message } };
  const waiting = await explainStart(kube, launched, 0, {
    metadata: { name: 'p', namespace: 'n', uid: 'pod-uid' },
    spec: {
      restartPolicy: 'Never',
      containers: [],
      initContainers: [{ name: 'gateway', restartPolicy: 'Always' }],
    },
    status: {
      phase: 'Pending',
      initContainerStatuses: [
        { name: 'gateway', state: ended, image: '', imageID: '', ready: false, restartCount: 4 },
      ],
    },
  });
  expect(waiting).toMatchObject({ code: 'container-failed', isFinal: true });
  expect(waiting?.message).toContain(message);
  expect(waiting?.hint).toContain('another volume into "pod-overlay"');
});

describe('a container that others have added', () => {
  const running = { running: { startedAt: '2026-11-22T12:00:00Z' } };
  const failed = { terminated: { exitCode: 3, reason: 'Error' } };
  const status = (name: string, state: object): ContainerStatus => ({
    name,
    state,
    image: '',
    imageID: '',
    ready: 'running' in state,
    restartCount: 5,
  });
  const crashing = { waiting: { reason: 'CrashLoopBackOff' } };
  function podWith(init: ContainerStatus[], main: ContainerStatus[]): Pod {
    return {
      metadata: { name: 'p', namespace: 'n', uid: 'pod-uid' },
      spec: { restartPolicy: 'Never', containers: [] },
      status: { phase: 'Running', initContainerStatuses: init, containerStatuses: main },
    };
  }
  const own = [status('gateway', running), status('clawbench', running)];

  it('may fail beside ours', async () => {
    serve({});
    const pod = podWith(
      [status('mesh', crashing), ...own],
      [status('agent', failed), status('results', running)],
    );
    expect(await explainStart(kube, launched, 0, pod)).toBeUndefined();
    const starting = podWith(own, [status('agent', failed), status('results', { waiting: {} })]);
    expect(await explainStart(kube, launched, 0, starting)).toBeUndefined();
  });

  it('is named if ours wait for it, and ours are if they fail', async () => {
    serve({});
    const held = await explainStart(kube, launched, 0, podWith([status('mesh', crashing)], []));
    expect(held).toMatchObject({
      code: 'container-failed',
      message: expect.stringContaining('container mesh'),
    });
    const ours = podWith(own, [status('agent', failed), status('results', failed)]);
    const ended = await explainStart(kube, launched, 0, ours);
    expect(ended).toMatchObject({
      isFinal: true,
      message: expect.stringContaining('container results ended'),
    });
  });

  it('that runs out of memory is named as theirs, after ours', () => {
    const killed = { terminated: { exitCode: 137, reason: 'OOMKilled' } };
    const pod = podWith([status('mesh', killed), status('clawbench', killed)], []);
    const containers = { gateway: 'gateway', clawbench: 'clawbench' };
    expect(incidentsOf(pod, { containers, sinceMs: 0 }).map(({ detail }) => detail)).toEqual([
      'Container clawbench was killed for using more memory than its limit.',
      'Container mesh, which is not of the evaluation, was killed for using more memory than its limit.',
    ]);
  });
});

it.each([
  ['EvictionByEvictionAPI', '', 'evicted', 'The pod was evicted from node n-1.'],
  ['PreemptionByScheduler', '', 'evicted', 'The pod made room for a more important one on node n-1.'],
  ['TerminationByKubelet', 'Evicted', 'evicted', 'The pod was evicted from node n-1.'],
  ['TerminationByKubelet', 'Terminated', 'node-lost', 'Node n-1 was lost.'],
  ['DeletionByTaintManager', '', 'node-lost', 'Node n-1 was lost.'],
])('the end of a pod by %s %s is told as %s', (reason, podReason, kind, detail) => {
  const pod = {
    spec: { nodeName: 'n-1', containers: [] },
    status: { reason: podReason, conditions: [{ type: 'DisruptionTarget', status: 'True', reason }] },
  };
  const containers = { gateway: 'gateway', clawbench: 'clawbench' };
  expect(incidentsOf(pod, { containers, sinceMs: 0 })).toEqual([{ kind, detail }]);
});
