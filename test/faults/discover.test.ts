import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { findGateway } from '../../src/backends/attached/discover.ts';
import { workload } from '../../src/inputs/workload-kind.ts';
import type { Kube } from '../../src/kube/client.ts';
import { list } from '../../src/kube/objects.ts';
import { evalMetadata } from '../../src/stack/ownership.ts';
import { answer, connectTo, failure, type KubeServer, startKubeServer } from '../fakes/kube-server.ts';

const { signal } = new AbortController();
let server: KubeServer;
let kube: Kube;

beforeAll(async () => {
  server = await startKubeServer();
});
afterEach(() => kube.close());
afterAll(() => server.stop());

interface Found {
  kind: 'Deployment' | 'StatefulSet' | 'Pod';
  metadata: { name: string; uid: string; labels: Record<string, string> };
  spec: object;
  status?: object;
}

const container = { name: 'openclaw', image: 'ghcr.io/openclaw/openclaw:2026.7.1' };

/** What an operator or a user makes: an object with a template, and its pod; or a pod alone. */
function made(kind: Found['kind'], name: string, image = container.image): Found[] {
  const labels = { app: name };
  const containers = [{ ...container, name: image === container.image ? 'openclaw' : 'web', image }];
  const pod: Found = {
    kind: 'Pod',
    metadata: { name: kind === 'Pod' ? name : `${name}-0`, uid: `uid-${name}`, labels },
    spec: { containers },
    status: {
      phase: 'Running',
      containerStatuses: containers.map((each) => ({ name: each.name, state: { running: {} } })),
    },
  };
  if (kind === 'Pod') return [pod];
  const spec = { selector: { matchLabels: labels }, template: { spec: { containers } } };
  return [{ kind, metadata: { name, uid: 'u', labels }, spec }, pod];
}

/** Serves these objects of namespace bench. @param forbidden the plural of a kind that the user may not see */
function serve(objects: readonly Found[], forbidden = ''): void {
  server.handle = (request, response) => {
    const url = new URL(request.url ?? '/', 'https://server');
    const [, plural = '', name] = /\/namespaces\/bench\/(\w+)(?:\/([^/]+))?$/.exec(url.pathname) ?? [];
    if (plural === forbidden) return answer(response, 403, failure(403, 'Forbidden', 'no'));
    const [key, value = ''] = (url.searchParams.get('labelSelector') ?? '').split('=');
    const items = objects
      .filter(({ kind }) => `${kind.toLowerCase()}s` === plural)
      .filter(({ metadata }) => !key || metadata.labels[key] === value);
    if (name === undefined) return answer(response, 200, { metadata: {}, items });
    const one = items.find(({ metadata }) => metadata.name === name);
    return one === undefined
      ? answer(response, 404, failure(404, 'NotFound', 'not found'))
      : answer(response, 200, one);
  };
}

/** The kind and name of what is found, and the pod, as an input names it. */
async function found(name: string | null, method: 'ephemeral' | 'rollout' = 'ephemeral'): Promise<string> {
  kube = await connectTo(server);
  const parsed = name === null ? null : workload().parse(name);
  if (parsed !== null && 'write' in parsed) throw new Error(parsed.write);
  const wishes = { workload: parsed?.value ?? null, container: null, method };
  const { workload: of, podName, container: gateway } = await findGateway(kube, 'bench', wishes);
  return `${of.kind} ${of.name}, container ${gateway.name} of pod ${podName}`;
}

describe('a namespace without an OpenClaw', () => {
  it.each([
    [null, 'Nothing in namespace bench looks like an OpenClaw.'],
    ['mine', 'There is no Deployment or StatefulSet "mine" in namespace bench.'],
    ['sts/mine', 'There is no StatefulSet "mine" in namespace bench.'],
    ['pod/mine', 'There is no Pod "mine" in namespace bench.'],
  ])('is told for %s, with how to deploy one', async (name, message) => {
    serve([]);
    await expect(found(name)).rejects.toMatchObject({
      code: 'bad-input',
      message,
      hint: expect.stringContaining('There is none in it: deploy one with `mode: deploy`,'),
      terminalHint: expect.stringContaining('deploy one with `clawbench-k8s deploy --namespace bench`,'),
    });
  });
});

describe('an OpenClaw that is in no Deployment', () => {
  const others = [...made('Deployment', 'web', 'nginx:1'), ...made('StatefulSet', 'db', 'postgres:18')];

  it.each([
    [
      'the StatefulSet of an operator',
      made('StatefulSet', 'my-agent'),
      null,
      'StatefulSet my-agent, container openclaw of pod my-agent-0',
    ],
    [
      'the same by its name',
      made('StatefulSet', 'my-agent'),
      'my-agent',
      'StatefulSet my-agent, container openclaw of pod my-agent-0',
    ],
    [
      'the same by kind and name',
      made('StatefulSet', 'my-agent'),
      'statefulset/my-agent',
      'StatefulSet my-agent, container openclaw of pod my-agent-0',
    ],
    [
      'a StatefulSet with the usual name',
      [...made('StatefulSet', 'openclaw'), ...made('StatefulSet', 'other')],
      null,
      'StatefulSet openclaw, container openclaw of pod openclaw-0',
    ],
    [
      'a pod of some other controller',
      made('Pod', 'claw-x7'),
      null,
      'Pod claw-x7, container openclaw of pod claw-x7',
    ],
    [
      'a pod by its name',
      [...made('Pod', 'claw-x7'), ...made('Pod', 'claw-x8')],
      'pod/claw-x8',
      'Pod claw-x8, container openclaw of pod claw-x8',
    ],
  ])('is found: %s', async (_, objects, name, expected) => {
    serve([...others, ...objects]);
    expect(await found(name)).toBe(expected);
  });

  it('is not chosen from several', async () => {
    serve([...made('Deployment', 'one'), ...made('StatefulSet', 'two')]);
    await expect(found(null)).rejects.toThrow('look like an OpenClaw: one, statefulset/two.');
  });

  it('is not a pod of an evaluation', async () => {
    const pods = made('Pod', 'clawbench-0').map((pod) => ({
      ...pod,
      metadata: {
        ...pod.metadata,
        labels: evalMetadata({
          names: { instance: '0'.repeat(8), leg: '1' },
          arm: 'head',
          expiresAtMs: 0,
          runUrl: undefined,
        }).labels,
      },
    }));
    serve(pods);
    await expect(found(null)).rejects.toThrow('Nothing in namespace bench looks like an OpenClaw.');
  });

  it('is joined by no rollout, which an operator would undo', async () => {
    serve(made('StatefulSet', 'my-agent'));
    await expect(found(null, 'rollout')).rejects.toMatchObject({
      code: 'bad-input',
      message:
        '`attach-method: rollout` adds a container to a Deployment, and this OpenClaw is in StatefulSet bench/my-agent.',
    });
  });
});

it('needs no right to see StatefulSets where the OpenClaw is in a Deployment', async () => {
  serve(made('Deployment', 'assistant'), 'statefulsets');
  expect(await found(null)).toBe('Deployment assistant, container openclaw of pod assistant-0');
  await expect(found('nobody')).rejects.toMatchObject({ hint: 'Write one of: assistant.' });
});

it.each([
  ['networking.k8s.io/v1', 'NetworkPolicy', 'NetworkPolicies'],
  ['storage.k8s.io/v1', 'StorageClass', 'StorageClasses'],
  ['v1', 'Pod', 'Pods'],
])('several of %s %s are %s', async (apiVersion, kind, several) => {
  server.handle = (_request, response) => answer(response, 403, failure(403, 'Forbidden', 'no'));
  kube = await connectTo(server);
  await expect(list(kube, { apiVersion, kind }, { signal })).rejects.toThrow(`list ${several}`);
});
