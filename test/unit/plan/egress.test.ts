import { describe, expect, test } from 'vitest';
import { evalObjects } from '../../../src/backends/job/objects.ts';
import { readNetworkPolicies } from '../../../src/backends/own-files.ts';
import type { Job, NetworkPolicy } from '../../../src/kube/types.ts';
import { readManifest } from '../../../src/stack/manifests.ts';
import { checkout } from '../../fixtures/checkout.ts';
import { loadInputs } from '../../fixtures/inputs.ts';
import { planFor } from '../../fixtures/plan.ts';

type Rules = NonNullable<NonNullable<NetworkPolicy['spec']>['egress']>;

/** What the pods may reach with these inputs, beside DNS. */
async function reachOf(given: Record<string, string>): Promise<Rules> {
  const all = Object.entries({ kubeconfig: 'x', 'openai-api-key': 'sk-canary-0123456789', ...given });
  const inputs = loadInputs(
    Object.fromEntries(all.map(([name, value]) => [`INPUT_${name.toUpperCase()}`, value])),
  );
  const job = await readManifest<Job>(checkout, 'eval/job.yaml');
  const networkPolicies = await readNetworkPolicies(checkout);
  const { networkPolicy } = evalObjects(planFor(inputs), { job, networkPolicies, sidecar: {} }, {});
  expect(networkPolicy.spec).toMatchObject({
    podSelector: { matchLabels: { 'clawbench.dev/instance': '0a1b2c3d' } },
    policyTypes: ['Ingress', 'Egress'],
  });
  expect(networkPolicy.spec).not.toHaveProperty('ingress');
  const [dns, ...rules] = networkPolicy.spec?.egress ?? [];
  expect(dns?.ports).toContainEqual({ port: 53, protocol: 'UDP' });
  return rules;
}

const modelOnly = { network: 'model-only', mlflow: 'false' };
const inCluster = { ...modelOnly, 'openai-api-base': 'http://vllm.models.svc.cluster.local:8000/v1' };
const namespace = (name: string): object => ({
  to: [{ namespaceSelector: { matchLabels: { 'kubernetes.io/metadata.name': name } } }],
});
const range = (cidr: string, port?: number): object => ({
  to: [{ ipBlock: { cidr } }],
  ...(port === undefined ? {} : { ports: [{ port, protocol: 'TCP' }] }),
});

describe('the pods of an evaluation', () => {
  test('reach everything but metadata services', async () => {
    const [rule, ...others] = await reachOf({});
    expect(others).toEqual([]);
    const blocks = rule?.to?.flatMap(({ ipBlock }) => ipBlock ?? []) ?? [];
    expect(blocks.map(({ cidr }) => cidr)).toEqual(['0.0.0.0/0', '::/0']);
    expect(blocks.flatMap(({ except = [] }) => except)).toEqual(
      expect.arrayContaining(['169.254.169.254/32', '100.100.100.200/32', 'fd00:ec2::254/128']),
    );
  });

  test.each([
    ['a model that is a Service', inCluster, [namespace('models')]],
    [
      'a model at an address',
      { ...modelOnly, 'openai-api-base': 'http://10.1.2.3:8000/v1' },
      [range('10.1.2.3/32', 8000)],
    ],
    [
      'a model at an IPv6 address',
      { ...modelOnly, 'openai-api-base': 'https://[fd00::1]/v1' },
      [range('fd00::1/128', 443)],
    ],
    [
      'a judge of another provider, through a proxy',
      {
        ...inCluster,
        'judge-model': 'anthropic/claude-sonnet-5',
        'anthropic-api-key': 'sk-ant-0123456789',
        'https-proxy': 'http://user:pass@10.9.9.9:3128',
      },
      [namespace('models'), range('10.9.9.9/32', 3128)],
    ],
    ['MLflow of this action', { ...inCluster, mlflow: 'auto' }, [namespace('models'), namespace('mlflow')]],
    [
      'another MLflow',
      { ...inCluster, mlflow: 'auto', 'mlflow-tracking-uri': 'http://10.2.2.2:5000' },
      [namespace('models'), range('10.2.2.2/32', 5000)],
    ],
    [
      'a name with addresses that the user knows',
      {
        ...modelOnly,
        'openai-api-base': 'https://vllm.corp.example/v1',
        'network-allow': '10.7.0.0/16 10.8.0.1',
      },
      [range('10.7.0.0/16'), range('10.8.0.1/32')],
    ],
  ])('reach with model-only %s, and nothing else', async (_, inputs, rules) => {
    const found = await reachOf(inputs);
    expect(found).toHaveLength(rules.length);
    expect(found).toEqual(expect.arrayContaining(rules));
  });

  test('never reach a metadata service, whatever is allowed', async () => {
    const rules = await reachOf({ ...inCluster, 'network-allow': '169.254.0.0/16 0.0.0.0/0' });
    for (const rule of rules.slice(1)) expect(rule.to?.[0]?.ipBlock?.except).toContain('169.254.169.254/32');
    await expect(reachOf({ ...inCluster, 'network-allow': '169.254.169.254' })).rejects.toThrow(
      '169.254.169.254 is a metadata service',
    );
  });

  test.each([
    [
      'a hosted model',
      modelOnly,
      'the provider "openai" is api.openai.com, and a NetworkPolicy knows addresses',
    ],
    [
      'a proxy by its name',
      {
        ...inCluster,
        'judge-model': 'openai/gpt-5.5',
        'openai-api-base': '',
        'https-proxy': 'http://proxy.corp.example:3128',
      },
      '`https-proxy` is proxy.corp.example',
    ],
    [
      'an MLflow by its name',
      { ...inCluster, mlflow: 'auto', 'mlflow-tracking-uri': 'https://mlflow.corp.example' },
      'MLflow is mlflow.corp.example',
    ],
    [
      'a gateway without its relay',
      { ...inCluster, relay: 'off' },
      'only the relay knows where the models are',
    ],
    [
      'addresses without isolation',
      { 'network-allow': '10.0.0.1' },
      '`network-allow` is for `network: model-only`',
    ],
    ['what is no address', { ...inCluster, 'network-allow': '10.0.0.300' }, 'addresses or ranges such as'],
  ])('are not promised model-only with %s', async (_, inputs, words) => {
    await expect(reachOf(inputs)).rejects.toThrow(words);
  });
});
