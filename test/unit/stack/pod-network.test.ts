import { describe, expect, test } from 'vitest';
import { secretValues } from '../../../src/inputs/load.ts';
import { loadInputs } from '../../fixtures/inputs.ts';
import { evalObjects } from '../../../src/backends/job/objects.ts';
import type { Job } from '../../../src/kube/types.ts';
import { planFor } from '../../fixtures/plan.ts';
import { readNetworkPolicies } from '../../../src/backends/own-files.ts';
import { readManifest } from '../../../src/stack/manifests.ts';
import { makeCertificates } from '../../fakes/certificates.ts';
import { checkout } from '../../fixtures/checkout.ts';

const root = checkout;
const { ca, otherCa } = makeCertificates();
const proxy = 'http://user:p%40ssword-0123@proxy.example.com:3128';

function inputsWith(inputs: Record<string, string>): ReturnType<typeof loadInputs> {
  const given = Object.entries({ kubeconfig: 'x', 'openai-api-key': 'sk-canary-0123456789', ...inputs });
  return loadInputs(Object.fromEntries(given.map(([name, value]) => [`INPUT_${name.toUpperCase()}`, value])));
}

async function objectsFor(given: Record<string, string>): Promise<ReturnType<typeof evalObjects>> {
  const inputs = inputsWith(given);
  const plan = planFor(inputs);
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- checked by reading it on the cluster
  const job = await readManifest<Job>(root, 'eval/job.yaml');
  const networkPolicies = await readNetworkPolicies(root);
  return evalObjects(plan, { job, networkPolicies, sidecar: { 'sidecar.mjs': '' } }, {});
}

describe('a proxy', () => {
  test('is in the Secret alone, and for the containers that call somebody', async () => {
    const { job, secret, relaySecret, configMaps } = await objectsFor({
      'https-proxy': proxy,
      'no-proxy': '.corp.example 10.0.0.0/8',
    });
    for (const { stringData } of [secret, relaySecret!])
      expect(stringData).toMatchObject({ HTTPS_PROXY: proxy, http_proxy: proxy });
    expect(JSON.stringify([job, configMaps])).not.toContain('ssword');
    const { initContainers = [], containers = [] } = job.spec?.template.spec ?? {};
    const noProxy = [...initContainers, ...containers].map(({ name, env = [] }) => [
      name,
      env.find((variable) => variable.name === 'NO_PROXY')?.value,
    ]);
    const list =
      'localhost,127.0.0.1,::1,.svc,.cluster.local,$(KUBERNETES_SERVICE_HOST),.corp.example,10.0.0.0/8';
    expect(noProxy).toEqual([
      [
        'gateway',
        `${list},api.openai.com,api.anthropic.com,relay.openrouter.ai,generativelanguage.googleapis.com`,
      ],
      ['relay', list],
      ['clawbench', undefined],
      ['results', list],
    ]);
  });

  test('is masked, and its password by itself', () => {
    expect(secretValues(inputsWith({ 'https-proxy': proxy }))).toEqual(
      expect.arrayContaining([proxy, 'p@ssword-0123']),
    );
  });

  test.each(['proxy:3128', 'socks5://x:1', 'http://x:1/path', 'http://u:%zz@x:1', 'http://a b'])(
    'is no %j',
    (address) => {
      expect(() => inputsWith({ 'https-proxy': address })).toThrow('Input `https-proxy` is malformed');
    },
  );

  test('is what `no-proxy` is for', () => {
    expect(() => inputsWith({ 'no-proxy': 'a.example' })).toThrow('Input `no-proxy` is for what does not go');
  });
});

describe('private CAs', () => {
  test('are mounted for Node and Python, without what stands around them', async () => {
    const { job, configMaps } = await objectsFor({
      'ca-certificates': `one\n${ca.certificate}\ntwo\n${otherCa.certificate}`,
    });
    const map = configMaps.find(({ metadata }) => metadata?.name === 'clawbench-0a1b2c3d-ca');
    expect(map?.data?.['ca.crt']).toBe(`${ca.certificate.trim()}\n${otherCa.certificate.trim()}\n`);
    const { initContainers = [], volumes = [] } = job.spec?.template.spec ?? {};
    expect(volumes).toContainEqual({ name: 'ca-certificates', configMap: { name: 'clawbench-0a1b2c3d-ca' } });
    expect(initContainers[0]?.env).toContainEqual({
      name: 'NODE_EXTRA_CA_CERTS',
      value: '/etc/clawbench-ca/ca.crt',
    });
  });

  test.each([
    ['no certificate', 'hello', 'begin with -----BEGIN CERTIFICATE-----'],
    [
      'a broken one',
      `${ca.certificate}-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----`,
      'number 2 cannot',
    ],
    ['a key as well', `${ca.certificate}${ca.key}`, 'without a private key'],
  ])('are refused as %s', (_, text, words) => {
    expect(() => inputsWith({ 'ca-certificates': text })).toThrow(words);
  });
});
