/** What sweep, teardown and clean-up leave alone, although it looks like ours. */
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { attachedContainer } from '../../src/backends/attached/container.ts';
import type { EvalRecord } from '../../src/backends/eval-record.ts';
import type { Leftovers } from '../../src/backends/leftovers.ts';
import { tearDown } from '../../src/deployed/teardown.ts';
import { cleanUp } from '../../src/eval/cleanup.ts';
import { sweepUp } from '../../src/eval/sweep.ts';
import type { Kube } from '../../src/kube/client.ts';
import { annotations, labels, MANAGED_BY } from '../../src/stack/ownership.ts';
import { type FakeObject, type ObjectServer, serveObjects } from '../fakes/kube-objects.ts';
import { connectTo, type KubeServer, startKubeServer } from '../fakes/kube-server.ts';
import { fastClock } from '../fixtures/fast-clock.ts';
import { testHost } from '../fixtures/host.ts';
import { recordingLog, type RecordingLog } from '../fixtures/recording-log.ts';

const FUTURE = '2999-01-01T00:00:00Z';
const PAST = '2026-01-01T00:00:00Z';
const instance = '0a1b2c3d';
const own = `clawbench-77-1-${instance}`;

let server: KubeServer;
let kube: Kube;
let log: RecordingLog;
beforeEach(async () => {
  server = await startKubeServer();
  kube = await connectTo(server);
  log = recordingLog();
});
afterEach(async () => {
  await kube.close();
  await server.stop();
});

const managed = { [labels.managedBy]: MANAGED_BY };
const ofEval = (of = instance): Record<string, string> => ({
  ...managed,
  [labels.component]: 'eval',
  [labels.instance]: of,
});
const expired = (at = PAST): Record<string, string> => ({ [annotations.expiresAt]: at });

function object(kind: string, where: string, more: Partial<FakeObject['metadata']> = {}): FakeObject {
  const [namespace, name] = where.split('/');
  const place = name === undefined ? { name: where } : { name, namespace: namespace ?? '' };
  return { kind, metadata: { ...place, creationTimestamp: PAST, ...more } };
}

const namespace = (name: string, more: Partial<FakeObject['metadata']> = {}): FakeObject =>
  object('Namespace', name, more);

const host = (): ReturnType<typeof testHost> => testHost({ log });
async function sweep(
  objects: readonly FakeObject[],
): Promise<{ lines: readonly string[]; fake: ObjectServer }> {
  const fake = serveObjects(server, objects);
  return { lines: (await sweepUp(kube, null, host())).lines, fake };
}

const lines = (): string => log.lines.join('\n');

describe('sweep', () => {
  const job = object('Job', `shared/clawbench-${instance}`, { labels: ofEval(), annotations: expired() });

  test('deletes the namespace and the Job of an expired evaluation, and tells their names', async () => {
    const objects = [namespace(own, { labels: ofEval(), annotations: expired() }), namespace('shared'), job];
    const { lines: said, fake } = await sweep(objects);
    expect(fake.paths()).toEqual(['/api/v1/namespaces/shared']);
    expect(said).toEqual([
      `Namespace ${own} had expired and is being deleted.`,
      `Job shared/clawbench-${instance} had expired and is being deleted.`,
    ]);
  });

  test('deletes the Jobs of an evaluation before its namespace, which one of them could hold up', async () => {
    const later = object('Job', `${own}/clawbench-${instance}-base`, {
      labels: ofEval(),
      annotations: expired(FUTURE),
    });
    const { fake } = await sweep([namespace(own, { labels: ofEval(), annotations: expired() }), later]);
    expect(fake.asked('DELETE').slice(0, 2)).toEqual([
      `/apis/batch/v1/namespaces/${own}/jobs/clawbench-${instance}-base`,
      `/api/v1/namespaces/${own}`,
    ]);
  });

  test('deletes a Job that has not expired if it holds up the deletion of its namespace', async () => {
    const running = (name: string): FakeObject =>
      object('Job', `${name}/clawbench-${instance}`, { labels: ofEval(), annotations: expired(FUTURE) });
    const { lines: said, fake } = await sweep([
      namespace('leaving', { deletionTimestamp: PAST }),
      namespace('shared'),
      running('leaving'),
      running('shared'),
    ]);
    expect(fake.asked('DELETE')).toEqual([`/apis/batch/v1/namespaces/leaving/jobs/clawbench-${instance}`]);
    expect(said).toEqual([
      `Job leaving/clawbench-${instance} held up the deletion of namespace leaving and is being deleted.`,
    ]);
  });

  test('deletes a Job that waits in a queue once it has expired: it has no deadline while it is suspended', async () => {
    const queued = { ...job, spec: { suspend: true } };
    const waiting = object('Job', 'shared/clawbench-deadbeef', {
      labels: ofEval('deadbeef'),
      annotations: expired(FUTURE),
    });
    const { fake } = await sweep([namespace('shared'), queued, { ...waiting, spec: { suspend: true } }]);
    expect(fake.asked('DELETE')).toEqual([`/apis/batch/v1/namespaces/shared/jobs/clawbench-${instance}`]);
  });

  test.each([
    ['kube-system', 'deadbeef'],
    ['default', ''],
    ['openshift-config', instance],
    ['victim-prod', 'not-hex!'],
    ['victim-prod', instance],
    [`clawbench-prod-${instance}`, instance],
    [`clawbench-77-1-${instance}`, 'deadbeef'],
    [`x-clawbench-77-1-${instance}`, instance],
  ])('leaves namespace %s alone that got the labels of evaluation "%s"', async (name, of) => {
    const labelled = namespace(name, { labels: ofEval(of), annotations: expired() });
    const { lines: said, fake } = await sweep([labelled]);
    expect(fake.asked('DELETE')).toEqual([]);
    expect(said).toContain(
      `Namespace ${name} is kept: it has a label of an evaluation, but no evaluation made it.`,
    );
  });

  test.each([
    ['another name', { labels: ofEval() }, 'prod/backup'],
    ['no component', { labels: { ...managed, [labels.instance]: instance } }, `prod/clawbench-${instance}`],
    ['another instance', { labels: ofEval('deadbeef') }, `prod/clawbench-${instance}`],
  ])('leaves a Job alone that has %s', async (_, metadata, where) => {
    const { fake } = await sweep([object('Job', where, { ...metadata, annotations: expired() })]);
    expect(fake.asked('DELETE')).toEqual([]);
  });

  test('keeps a namespace that others have used since, and one that was given, with theirs', async () => {
    const theirs = object('Secret', `${own}/database`, { creationTimestamp: '2026-01-02T00:00:00Z' });
    // Some clusters put objects into every new namespace.
    const early = object('ConfigMap', `${own}/of-the-cluster`, { creationTimestamp: '2026-01-01T00:00:20Z' });
    const its = object('ConfigMap', `${own}/clawbench-${instance}`, { labels: ofEval() });
    const { lines: said, fake } = await sweep([
      namespace(own, { labels: ofEval(), annotations: expired() }),
      early,
      its,
      theirs,
    ]);
    expect(fake.asked('DELETE')).toEqual([]);
    expect(said).toContain(`Namespace ${own} is kept: it also has Secret database.`);
  });

  test('tells of a date that cannot be read, and goes on', async () => {
    const evil = object('Job', 'tenant/evil', { labels: ofEval('bbbbbbbb'), annotations: expired('never') });
    const { lines: said, fake } = await sweep([
      evil,
      namespace(own, { labels: ofEval(), annotations: expired() }),
    ]);
    expect(fake.asked('DELETE')).toEqual([`/api/v1/namespaces/${own}`]);
    expect(said).toEqual([
      `Namespace ${own} had expired and is being deleted.`,
      'Job tenant/evil is kept: when it expires cannot be read from its annotation.',
    ]);
  });

  test('goes on after a deletion that fails, and tells both by name', async () => {
    const others = object('Job', 'a/clawbench-deadbeef', {
      labels: ofEval('deadbeef'),
      annotations: expired(),
    });
    const fake = serveObjects(server, [others, job]);
    fake.refuse = (method, path) =>
      method === 'DELETE' && path.includes('deadbeef') ? { status: 403, reason: 'Forbidden' } : undefined;
    await expect(sweepUp(kube, null, host())).rejects.toMatchObject({
      code: 'missing-permission',
      message: expect.stringContaining('a/clawbench-deadbeef'),
    });
    expect(fake.paths()).toEqual(['/apis/batch/v1/namespaces/a/jobs/clawbench-deadbeef']);
    expect(lines()).toContain(`Job shared/clawbench-${instance} had expired and is being deleted.`);
  });
});

describe('the record of an evaluation in a pod that is not in it', () => {
  const place = {
    kind: 'attached',
    method: 'ephemeral',
    deployment: 'db',
    workload: 'Deployment',
    pod: 'db-0',
    podUid: 'uid-db',
    gateway: 'db',
    container: 'db',
    sinceMs: 1,
  } as const;
  const record = (at: object): Partial<EvalRecord> & object => ({
    schemaVersion: 1,
    instance,
    leg: 'dddddddddd',
    label: 'x',
    runUrl: null,
    startedAtMs: 1,
    isDetached: true,
    place: { ...place, ...at },
    model: { model: 'm', ref: 'm' },
    judge: null,
    shards: 1,
    concurrency: 1,
    runs: 1,
    timeoutMs: 1,
    startupTimeoutMs: 1,
    settingsHash: 'aaaaaaaa',
    taskDurations: {},
    inputs: {},
  });
  const running = { state: { running: { startedAt: PAST } } };
  const pod = (where: string, container: object): FakeObject => ({
    ...object('Pod', where, { uid: 'uid-db' }),
    spec: { containers: [container] },
    status: { containerStatuses: [{ ...Object(container), ...running }] },
  });
  const map = (where: string, at: object = {}): FakeObject =>
    object('ConfigMap', `${where}/clawbench-${instance}`, {
      labels: ofEval(),
      annotations: { ...expired(), [annotations.run]: JSON.stringify(record(at)) },
    });
  const named = { name: `clawbench-${instance}` };
  const forged = [
    ['another container', 'prod', { name: 'db' }, {}],
    ['a container of the cluster', 'kube-system', { name: 'db' }, {}],
    ['a container of the right name', 'prod', named, { container: named.name }],
    ['a container by a rollout', 'prod', { name: 'db' }, { method: 'rollout' }],
    [
      'the container of a rollout',
      'prod',
      { name: 'clawbench' },
      { method: 'rollout', container: 'clawbench' },
    ],
  ] as const;

  test.each(forged)('runs no command and changes nothing in a sweep: %s', async (_, where, container, at) => {
    const deployment = object('Deployment', `${where}/db`);
    const { lines: said, fake } = await sweep([pod(`${where}/db-0`, container), deployment, map(where, at)]);
    expect(fake.asked('UPGRADE')).toEqual([]);
    expect(fake.asked('PATCH')).toEqual([]);
    expect(fake.asked('DELETE')).toEqual([]);
    expect(said.join('\n')).toMatch(
      new RegExp(
        `ConfigMap ${where}/clawbench-${instance} is kept: Container .* is not of evaluation ${instance}; nothing`,
      ),
    );
  });

  test.each(forged)('nor in the post step, whose state was forged: %s', async (_, where, container, at) => {
    const fake = serveObjects(server, [pod(`${where}/db-0`, container), object('Deployment', `${where}/db`)]);
    const { server: address, caSha256 } = kube.cluster;
    const attached = { ...place, ...at };
    const leftovers: Leftovers = { instance, namespace: where, server: address, caSha256, attached };
    expect(await cleanUp(kube, leftovers, log, 5000)).toEqual([]);
    expect([...fake.asked('UPGRADE'), ...fake.asked('PATCH'), ...fake.asked('DELETE')]).toEqual([]);
    expect(lines()).toContain(`is not of evaluation ${instance}; nothing was done to it.`);
  });

  test('is reached where it is in it, though the command cannot be run', async () => {
    const container = attachedContainer({
      name: named.name,
      image: 'clawbench:1',
      imagePullPolicy: undefined,
      uid: 1000,
      gid: 1000,
      home: { name: 'home', mountPath: '/openclaw' },
      instance,
      stateDir: undefined,
      stays: false,
      configMap: named.name,
      resources: undefined,
    });
    server.refuse = { status: 403, body: '{"kind":"Status","code":403,"reason":"Forbidden"}' };
    const fake = serveObjects(server, [pod('prod/db-0', container), map('prod', { container: named.name })]);
    await expect(sweepUp(kube, null, host())).rejects.toMatchObject({ code: 'missing-permission' });
    expect(fake.asked('UPGRADE').length).toBeGreaterThan(0);
  });
});

describe('clean-up', () => {
  const leftovers = (name: string): Leftovers => {
    const { server: address, caSha256 } = kube.cluster;
    return { instance, namespace: name, server: address, caSha256 };
  };
  const job = (where: string): FakeObject =>
    object('Job', `${where}/clawbench-${instance}`, { labels: ofEval() });

  test('deletes the namespace of the evaluation, and tells it', async () => {
    const fake = serveObjects(server, [namespace(own, { labels: ofEval() }), job(own)]);
    await cleanUp(kube, leftovers(own), log, 0);
    expect(fake.paths()).toEqual([]);
    expect(log.lines).toContain(`Namespace ${own} is being deleted.`);
  });

  test.each([
    ['that others have used since', own, { creationTimestamp: '2026-01-01T09:00:00Z' }],
    ['that was given, with what others had in it first', 'bench', {}],
  ])('keeps a namespace %s', async (_, name, metadata) => {
    const theirs = object('PersistentVolumeClaim', `${name}/data`, metadata);
    const fake = serveObjects(server, [namespace(name, { labels: ofEval() }), job(name), theirs]);
    expect(await cleanUp(kube, leftovers(name), log, 0)).toEqual([]);
    expect(fake.asked('DELETE')).toEqual([`/apis/batch/v1/namespaces/${name}/jobs/clawbench-${instance}`]);
    expect(log.lines).toContain(`Namespace ${name} is kept: it also has PersistentVolumeClaim data.`);
  });

  test('deletes the namespace whose name was made for it also where it may not list everything', async () => {
    const fake = serveObjects(server, [
      namespace(own, { labels: ofEval() }),
      namespace('bench', { labels: ofEval() }),
    ]);
    fake.refuse = (_, path) => (path === '/apis' ? { status: 403, reason: 'Forbidden' } : undefined);
    await cleanUp(kube, leftovers(own), log, 0);
    await cleanUp(kube, leftovers('bench'), log, 0);
    expect(fake.paths()).toEqual(['/api/v1/namespaces/bench']);
  });

  test.each(['default', 'kube-system'])('never deletes namespace %s, whatever its labels', async (name) => {
    const fake = serveObjects(server, [namespace(name, { labels: ofEval() })]);
    await cleanUp(kube, leftovers(name), log, 0);
    expect(fake.asked('DELETE')).toEqual([]);
  });

  test('deletes what it can where a deletion fails', async () => {
    const pod = object('Pod', `${own}/clawbench-${instance}-0-x`, { labels: ofEval() });
    const fake = serveObjects(server, [job(own), pod]);
    fake.refuse = (method, path) =>
      method === 'DELETE' && path.includes('/jobs/') ? { status: 403, reason: 'Forbidden' } : undefined;
    await expect(cleanUp(kube, leftovers(own), log, 0)).rejects.toMatchObject({ status: 403 });
    expect(log.lines).toContain(`Pod ${own}/clawbench-${instance}-0-x is being deleted.`);
    expect(fake.asked('DELETE')).toHaveLength(2);
  });
});

describe('teardown', () => {
  const deployed = { ...managed, [labels.component]: 'openclaw' };
  const standing = namespace('clawbench', { labels: deployed });
  const owned = Array.from({ length: 620 }, (_, index) =>
    object('Secret', `clawbench/a-${String(index).padStart(3, '0')}`, {
      ownerReferences: [{ kind: 'ClusterThing', name: 'x', uid: 'u', apiVersion: 'x/v1' }],
    }),
  );
  const plan = { components: new Map([['clawbench', ['openclaw']]]), keptMlflow: null };
  const password = object('Secret', 'clawbench/zz-database-password');

  test('deletes what is deployed, and the namespace if nothing else is in it', async () => {
    const gateway = object('Deployment', 'clawbench/openclaw', { labels: deployed });
    const fake = serveObjects(server, [standing, gateway, ...owned]);
    const { lines: said } = await tearDown(kube, plan, host());
    expect(fake.asked('DELETE')).toEqual([
      '/apis/apps/v1/namespaces/clawbench/deployments/openclaw',
      '/api/v1/namespaces/clawbench',
    ]);
    expect(said).toEqual(['Deployment clawbench/openclaw is deleted.', 'Namespace clawbench is deleted.']);
  });

  test('keeps a namespace with an object of others beyond many pages of a list', async () => {
    const fake = serveObjects(server, [standing, ...owned, password]);
    const { lines: said } = await tearDown(kube, plan, host());
    expect(fake.asked('DELETE')).toEqual([]);
    expect(said).toContain('Namespace clawbench is kept: it also has Secret zz-database-password.');
  });

  test('begins a list again that the server has forgotten', async () => {
    const fake = serveObjects(server, [standing, ...owned, password]);
    let forgotten = 0;
    fake.refuse = (_, path, query) =>
      path.endsWith('/secrets') && query.get('continue') === '300' && ++forgotten <= 2
        ? { status: 410, reason: 'Expired' }
        : undefined;
    const { lines: said } = await tearDown(kube, plan, host());
    expect(forgotten).toBe(3);
    expect(said).toContain('Namespace clawbench is kept: it also has Secret zz-database-password.');
  });

  test.each([
    ['the managed-by label alone', managed],
    ['the labels of an evaluation', ofEval()],
  ])('leaves a volume alone that somebody gave %s', async (_, given) => {
    const volume = object('PersistentVolumeClaim', 'clawbench/victim-data', { labels: given });
    const fake = serveObjects(server, [standing, volume]);
    const { lines: said } = await tearDown(kube, plan, host());
    expect(fake.asked('DELETE')).toEqual([]);
    expect(said).toContain('Namespace clawbench is kept: it also has PersistentVolumeClaim victim-data.');
  });

  test('goes on after a deletion that fails, and tells both by name', async () => {
    const names = ['Deployment clawbench/openclaw', 'Service clawbench/openclaw'];
    const parts = names.map((name) => {
      const [kind = '', where = ''] = name.split(' ');
      return object(kind, where, { labels: deployed });
    });
    const fake = serveObjects(server, [standing, ...parts]);
    fake.refuse = (method, path) =>
      method === 'DELETE' && path.includes('/deployments/')
        ? { status: 403, reason: 'Forbidden' }
        : undefined;
    await expect(tearDown(kube, plan, host())).rejects.toMatchObject({
      code: 'missing-permission',
      message: expect.stringContaining('Deployment clawbench/openclaw'),
      hint: expect.stringContaining('Deleted: Service clawbench/openclaw.'),
    });
    expect(fake.paths()).not.toContain('/api/v1/namespaces/clawbench/services/openclaw');
  });

  test('tells of a deletion that failed also where another one has not ended yet', async () => {
    const parts = ['PersistentVolumeClaim', 'Service'].map((kind) =>
      object(kind, 'clawbench/openclaw', { labels: deployed }),
    );
    const fake = serveObjects(server, [standing, ...parts]);
    fake.refuse = (method, path) => {
      if (method !== 'DELETE') return undefined;
      // The volume stays, as with a pod that still uses it.
      return path.includes('/services/')
        ? { status: 403, reason: 'Forbidden' }
        : { status: 200, reason: 'Ends' };
    };
    await expect(tearDown({ ...kube, clock: fastClock(2000) }, plan, host())).rejects.toMatchObject({
      code: 'missing-permission',
      message: expect.stringContaining('Service clawbench/openclaw'),
      hint: expect.stringContaining('Being deleted: PersistentVolumeClaim clawbench/openclaw.'),
    });
  });
});
