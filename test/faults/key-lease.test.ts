/** The Secrets of an evaluation, which must not outlive the process that needs them by much. */
import { afterAll, afterEach, beforeAll, expect, it } from 'vitest';
import { foundLease, LEASE_MS, leaseSecrets } from '../../src/backends/job/key-lease.ts';
import type { Kube } from '../../src/kube/client.ts';
import type { Job, KubeObject, Secret } from '../../src/kube/types.ts';
import { readManifest } from '../../src/stack/manifests.ts';
import { answer, connectTo, failure, type KubeServer, startKubeServer } from '../fakes/kube-server.ts';
import { checkout } from '../fixtures/checkout.ts';
import { recordingLog } from '../fixtures/recording-log.ts';

const START_MS = Date.parse('2026-11-22T12:00:00Z');
const log = recordingLog();
let server: KubeServer;
let kube: Kube;
let nowMs = START_MS;
/** What was sent, by method and kind. */
const sent: { title: string; body: { spec?: Job['spec']; metadata?: Job['metadata'] } }[] = [];

beforeAll(async () => {
  server = await startKubeServer();
  const clock = { now: () => nowMs, sleep: () => Promise.resolve() };
  kube = { ...(await connectTo(server)), clock, log };
});
afterEach(() => {
  sent.splice(0);
  nowMs = START_MS;
});
afterAll(async () => {
  await kube.close();
  await server.stop();
});

const lease: KubeObject<Job> = {
  ...(await readManifest<Job>(checkout, 'eval/keys.yaml')),
  metadata: { name: 'e-keys', namespace: 'n' },
};
const secret: KubeObject<Secret> = {
  apiVersion: 'v1',
  kind: 'Secret',
  metadata: { name: 'e', namespace: 'n' },
  stringData: { KEY: 'sk-canary-0123456789' },
};
const owner = {
  apiVersion: 'batch/v1',
  kind: 'Job',
  name: 'e',
  uid: 'job-uid',
  controller: false,
  blockOwnerDeletion: false,
};

/** Takes everything, but what `refuse` answers otherwise. */
function serve(refuse: (title: string) => [number, object] | undefined = () => undefined): void {
  let leases = 0;
  server.handle = (request, response, body) => {
    const { pathname } = new URL(request.url ?? '/', server.url);
    const isApply = request.headers['content-type']?.includes('apply') === true;
    const title = `${isApply ? 'APPLY' : request.method} ${pathname.split('/').at(-2)}`;
    const object = body.length === 0 ? {} : JSON.parse(body.toString());
    sent.push({ title, body: object });
    const refusal = refuse(title);
    if (refusal !== undefined) return answer(response, ...refusal);
    if (title === 'APPLY jobs') leases++;
    answer(response, 200, { ...object, metadata: { ...object.metadata, uid: `lease-${leases}` } });
  };
}

const titles = (): string[] => sent.map(({ title }) => title);
const ownerOfSecret = (): string | undefined =>
  sent.findLast(({ title }) => title === 'APPLY secrets')?.body.metadata?.ownerReferences?.[0]?.uid;

it('own the Secrets, and are renewed long before they end', async () => {
  serve();
  const leased = await leaseSecrets(kube, { lease, secrets: [secret], owner, patient: kube });
  expect(titles()).toEqual(['APPLY jobs', 'APPLY secrets']);
  expect(sent[0]?.body.metadata?.ownerReferences?.[0]?.uid).toBe('job-uid');
  expect(sent[0]?.body.spec).toMatchObject({ parallelism: 0, activeDeadlineSeconds: LEASE_MS / 1000 });
  expect(ownerOfSecret()).toBe('lease-1');
  sent.splice(0);
  // A poll a second, for an hour.
  let endsAtMs = START_MS + LEASE_MS;
  for (; nowMs < START_MS + 3_600_000; nowMs += 1000) {
    await leased?.renew();
    const { spec } = sent.at(-1)?.body ?? {};
    if (spec?.activeDeadlineSeconds !== undefined) endsAtMs = START_MS + spec.activeDeadlineSeconds * 1000;
    expect(endsAtMs - nowMs).toBeGreaterThan(LEASE_MS / 2);
    expect(endsAtMs - nowMs).toBeLessThanOrEqual(LEASE_MS);
  }
  expect(sent.length).toBeLessThan(40);
});

it('are made again with the Secrets if they have ended, and outlast an API server that does not answer', async () => {
  let state: 'gone' | 'failing' | 'there' = 'failing';
  serve((title) => {
    if (title !== 'PATCH jobs' || state === 'there') return undefined;
    if (state === 'failing') return [500, failure(500, 'InternalError', 'etcdserver: leader changed')];
    return [404, failure(404, 'NotFound', 'jobs.batch "e-keys" not found')];
  });
  const leased = await leaseSecrets(kube, { lease, secrets: [secret], owner, patient: kube });
  nowMs += 130_000;
  await leased?.renew();
  expect(log.lines.join('\n')).toContain('was not renewed');
  state = 'gone';
  nowMs += 16_000;
  await leased?.renew();
  expect(titles().slice(-3)).toEqual(['PATCH jobs', 'APPLY jobs', 'APPLY secrets']);
  expect(ownerOfSecret()).toBe('lease-2');
});

it('are not needed: the Job owns the Secrets where a policy or a quota takes no second Job', async () => {
  serve((title) =>
    title === 'APPLY jobs'
      ? [
          403,
          failure(403, 'Forbidden', 'exceeded quota: q, requested: pods=1, used: pods=1, limited: pods=1'),
        ]
      : undefined,
  );
  expect(await leaseSecrets(kube, { lease, secrets: [secret], owner, patient: kube })).toBeUndefined();
  expect(titles()).toEqual(['APPLY jobs', 'APPLY secrets']);
  expect(ownerOfSecret()).toBe('job-uid');
  expect(log.lines.join('\n')).toContain('even if this process is killed');
});

it('are renewed by a process that finds them, and not missed by it', async () => {
  serve();
  server.handle = (request, response, body) => {
    sent.push({ title: String(request.method), body: body.length === 0 ? {} : JSON.parse(body.toString()) });
    answer(response, 200, { status: { startTime: new Date(START_MS).toISOString() } });
  };
  const found = foundLease(kube, { name: 'e', namespace: 'n' });
  nowMs += 300_000;
  await found.renew();
  expect(sent.at(-1)?.body.spec?.activeDeadlineSeconds).toBe(300 + LEASE_MS / 1000);
  server.handle = (_, response) => answer(response, 404, failure(404, 'NotFound', 'gone'));
  nowMs += 300_000;
  await expect(found.renew()).resolves.toBeUndefined();
});
