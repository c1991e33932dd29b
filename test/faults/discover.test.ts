import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { findGateway } from '../../src/backends/attached/discover.ts';
import type { Kube } from '../../src/kube/client.ts';
import { list } from '../../src/kube/objects.ts';
import { answer, connectTo, failure, type KubeServer, startKubeServer } from '../fakes/kube-server.ts';

const { signal } = new AbortController();
let server: KubeServer;
let kube: Kube;

beforeAll(async () => {
  server = await startKubeServer();
});
afterEach(() => kube.close());
afterAll(() => server.stop());

describe('a namespace without a Deployment', () => {
  it.each([
    [null, 'No Deployment of namespace bench looks like an OpenClaw.'],
    ['mine', 'There is no Deployment "mine" in namespace bench.'],
  ])('is told for %s, with how to deploy one', async (deployment, message) => {
    server.handle = (request, response) =>
      /\/deployments\/\w+$/.test(request.url ?? '')
        ? answer(response, 404, failure(404, 'NotFound', 'not found'))
        : answer(response, 200, { metadata: {}, items: [] });
    kube = await connectTo(server);
    await expect(findGateway(kube, 'bench', { deployment, container: null })).rejects.toMatchObject({
      code: 'bad-input',
      message,
      hint: expect.stringContaining('There is no Deployment in it: deploy one with `mode: deploy`,'),
      terminalHint: expect.stringContaining('deploy one with `clawbench-k8s deploy --namespace bench`,'),
    });
  });
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
