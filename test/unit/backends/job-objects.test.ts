import { describe, expect, it } from 'vitest';
import { evalObjects } from '../../../src/backends/job/objects.ts';
import { supervisorSettings } from '../../../src/backends/settings.ts';
import { loadInputs } from '../../fixtures/inputs.ts';
import type { Job } from '../../../src/kube/types.ts';
import { DETACHED_HOLD_MS, type Plan } from '../../../src/plan/plan.ts';
import { readSetting } from '../../../src/protocol/settings.ts';
import { planFor } from '../../fixtures/plan.ts';
import { valueAt } from '../../../src/stack/config-overlay.ts';
import { readNetworkPolicies } from '../../../src/backends/own-files.ts';
import { readManifest } from '../../../src/stack/manifests.ts';
import { checkout } from '../../fixtures/checkout.ts';

const root = checkout;
const facts = {
  repository: 'acme/agents',
  workflow: 'gate',
  job: 'eval',
  step: 'clawbench',
  runId: '77',
  attempt: 2,
  runUrl: 'https://github.com/acme/agents/actions/runs/77',
  event: 'push',
  branch: 'main',
};

async function objectsFor(
  env: Record<string, string>,
): Promise<{ plan: Plan; objects: ReturnType<typeof evalObjects> }> {
  const inputs = loadInputs({ INPUT_KUBECONFIG: 'x', ...env });
  const plan = planFor(inputs, { facts });
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- checked by reading it on the cluster
  const job = await readManifest<Job>(root, 'eval/job.yaml');
  const keys = await readManifest<Job>(root, 'eval/keys.yaml');
  const networkPolicies = await readNetworkPolicies(root);
  const files = { job, keys, networkPolicies, sidecar: { 'sidecar.mjs': '' } };
  return { plan, objects: evalObjects(plan, files, {}) };
}

const openai = { 'INPUT_OPENAI-API-KEY': 'sk-canary-0123456789' };

describe('the objects of an evaluation', () => {
  it('have the name of the instance instead of the one in the manifest', async () => {
    const { objects } = await objectsFor(openai);
    expect(objects.job.metadata?.name).toBe('clawbench-0a1b2c3d');
    expect(JSON.stringify(objects)).not.toContain('clawbench-eval');
    expect(objects.secret.metadata?.namespace).toBe('clawbench-77-2-0a1b2c3d');
  });

  it('have a lease on the Secrets that a policy on Jobs takes like the Job, and that is no evaluation', async () => {
    const { objects } = await objectsFor({ ...openai, 'INPUT_JOB-LABELS': 'team=a' });
    const { metadata, spec } = objects.keyLease!;
    expect(metadata).toMatchObject({ name: 'clawbench-0a1b2c3d-keys', namespace: 'clawbench-77-2-0a1b2c3d' });
    expect(metadata.labels).toMatchObject({
      team: 'a',
      'app.kubernetes.io/managed-by': 'clawbench-k8s-action',
    });
    expect(Object.keys({ ...metadata.labels, ...metadata.annotations }).join()).not.toContain(
      'clawbench.dev/',
    );
    expect(spec).toMatchObject({ parallelism: 0, activeDeadlineSeconds: 600, ttlSecondsAfterFinished: 0 });
    expect((await objectsFor({ ...openai, INPUT_DETACH: 'true' })).objects.keyLease).toBeUndefined();
  });

  it('keep a gateway from reloading its config only if its version is known not to need that', async () => {
    const modeFor = async (image: string): Promise<string | undefined> => {
      const { objects } = await objectsFor({ ...openai, 'INPUT_OPENCLAW-IMAGE': image });
      const config = objects.configMaps.find(({ data }) => data?.['openclaw.json'] !== undefined);
      // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- our own config
      const { gateway } = JSON.parse(config?.data?.['openclaw.json'] ?? '') as {
        gateway: { reload?: { mode: string } };
      };
      return gateway.reload?.mode;
    };
    expect(await modeFor('ghcr.io/openclaw/openclaw:2026.7.1-2-browser')).toBe('off');
    expect(await modeFor('ghcr.io/openclaw/openclaw:2026.9.6')).toBeUndefined();
    expect(await modeFor('ghcr.io/openclaw/openclaw:latest')).toBeUndefined();
    expect(await modeFor('example.com:2026.7.1/gateway:main')).toBeUndefined();
  });

  it('pull from a private registry with their own Secret', async () => {
    const { objects } = await objectsFor({
      ...openai,
      'INPUT_IMAGE-REGISTRY': 'ghcr.io',
      'INPUT_IMAGE-REGISTRY-USERNAME': 'robot',
      'INPUT_IMAGE-REGISTRY-PASSWORD': 'canary-registry-password',
    });
    const name = 'clawbench-0a1b2c3d-pull';
    expect(objects.pullSecret).toMatchObject({
      metadata: { name, namespace: 'clawbench-77-2-0a1b2c3d', labels: objects.secret.metadata?.labels },
      type: 'kubernetes.io/dockerconfigjson',
    });
    expect(objects.job.spec?.template.spec?.imagePullSecrets).toEqual([{ name }]);
    expect(JSON.stringify([objects.job, objects.configMaps])).not.toContain('canary');
    expect((await objectsFor(openai)).objects.pullSecret).toBeUndefined();
  });

  it('have a pull policy for each image', async () => {
    const digest = `ghcr.io/owner/gateway@sha256:${'a'.repeat(64)}`;
    const { objects } = await objectsFor({
      ...openai,
      INPUT_KUBECONFIG: '',
      INPUT_CLUSTER: 'kind',
      'INPUT_LOAD-IMAGES': 'my-harness:latest',
      'INPUT_CLAWBENCH-IMAGE': 'my-harness:latest',
      'INPUT_OPENCLAW-IMAGE': digest,
      'INPUT_IMAGE-PULL-POLICY': 'Always',
    });
    const pod = objects.job.spec?.template.spec;
    const containers = [...(pod?.initContainers ?? []), ...(pod?.containers ?? [])];
    expect(containers.map(({ image, imagePullPolicy }) => [image, imagePullPolicy])).toEqual([
      [digest, 'IfNotPresent'],
      ['my-harness:latest', 'IfNotPresent'],
      ['my-harness:latest', 'IfNotPresent'],
      ['my-harness:latest', 'IfNotPresent'],
    ]);
  });

  it('have keys only in the Secret of the relay, which no other container has', async () => {
    const { objects } = await objectsFor(openai);
    const { relaySecret, ...others } = objects;
    expect(relaySecret).toMatchObject({
      metadata: { ...objects.secret.metadata, name: 'clawbench-0a1b2c3d-relay' },
      immutable: true,
      stringData: { OPENAI_API_KEY: 'sk-canary-0123456789', CLAWBENCH_RELAY_TOKEN: 'token-of-the-relay' },
    });
    expect(JSON.stringify(others)).not.toContain('canary');
    expect(JSON.stringify([others.job, others.configMaps])).not.toMatch(/token-of-the/);
    expect(objects.secret.stringData).toEqual({
      OPENAI_API_KEY: 'token-of-the-relay',
      OPENCLAW_GATEWAY_TOKEN: 'token-of-the-gateway',
      CLAWBENCH_RELAY_TOKEN: 'token-of-the-relay',
    });
    const { initContainers = [], containers = [] } = objects.job.spec?.template.spec ?? {};
    const readers = [...initContainers, ...containers].filter((container) =>
      JSON.stringify(container).includes('clawbench-0a1b2c3d-relay'),
    );
    expect(readers.map(({ name }) => name)).toEqual(['relay']);
    const writers = [...initContainers, ...containers].flatMap(({ name, volumeMounts = [] }) =>
      volumeMounts.filter((mount) => mount.name === 'wire').map((mount) => [name, mount.readOnly ?? false]),
    );
    expect(writers).toEqual([
      ['relay', false],
      ['results', true],
    ]);
  });

  it('are without a relay as they were before there was one', async () => {
    const { objects, plan } = await objectsFor({ ...openai, INPUT_RELAY: 'off' });
    expect(objects.relaySecret).toBeUndefined();
    expect(objects.secret.stringData).toEqual({
      OPENAI_API_KEY: 'sk-canary-0123456789',
      OPENCLAW_GATEWAY_TOKEN: 'token-of-the-gateway',
    });
    expect(JSON.stringify([objects.job, objects.configMaps.slice(0, 2)])).not.toMatch(/relay|wire|18700/i);
    expect(plan.relayNotes.join()).toMatch(
      /`relay` is off, so the requests were seen by none: the agent under test can read the keys/,
    );
    expect(plan.pastRelay).toEqual(plan.relayNotes);
  });

  it('let OpenClaw wait for as long as its relay does, and no longer where that waits for nothing', async () => {
    const providerIn = async (inputs: Record<string, string>): Promise<unknown> => {
      const { plan } = await objectsFor({ ...openai, ...inputs });
      return valueAt(plan.gatewayConfig, 'models.providers.openai');
    };
    expect(await providerIn({})).toMatchObject({ timeoutSeconds: 720 });
    expect(await providerIn({ 'INPUT_RATE-LIMIT-WAIT': '90s' })).toMatchObject({ timeoutSeconds: 210 });
    expect(await providerIn({ 'INPUT_RATE-LIMIT-WAIT': '0' })).not.toHaveProperty('timeoutSeconds');
    const own = 'models: { providers: { openai: { timeoutSeconds: 5 } } }';
    expect(await providerIn({ 'INPUT_OPENCLAW-CONFIG': own })).toMatchObject({ timeoutSeconds: 5 });
  });

  it('name the Secret, the ConfigMaps and the image of each container', async () => {
    const { objects } = await objectsFor({
      ...openai,
      'INPUT_OPENCLAW-IMAGE': 'registry.example/openclaw:1',
      'INPUT_CLAWBENCH-IMAGE': 'registry.example/clawbench:1',
      INPUT_SHARDS: '3',
    });
    const pod = objects.job.spec?.template.spec;
    const containers = [...(pod?.initContainers ?? []), ...(pod?.containers ?? [])];
    expect(containers.map((container) => `${container.name} ${container.image}`)).toEqual([
      'gateway registry.example/openclaw:1',
      'relay registry.example/clawbench:1',
      'clawbench registry.example/clawbench:1',
      'results registry.example/clawbench:1',
    ]);
    expect(objects.job.spec).toMatchObject({ suspend: true, completions: 3, parallelism: 3 });
    const named = new Set<string | undefined>([
      objects.secret.metadata?.name,
      objects.relaySecret?.metadata.name,
      ...objects.configMaps.map((map) => map.metadata?.name),
    ]);
    const used = JSON.stringify(pod).matchAll(/"name":"(clawbench-0a1b2c3d[^"]*)"/g);
    expect([...used].map((match) => match[1]).filter((name) => !named.has(name))).toEqual([]);
  });

  it('have what the user adds to the Job on the Job alone, and our labels beside it', async () => {
    const { objects } = await objectsFor({
      ...openai,
      INPUT_NAMESPACE: 'bench',
      INPUT_QUEUE: 'team-a',
      'INPUT_JOB-LABELS': 'team=agents\n\n  example.com/empty=\napp.kubernetes.io/part-of=x',
      'INPUT_JOB-ANNOTATIONS': 'example.com/why=because a = b',
    });
    const { secret, configMaps, job } = objects;
    expect(job.metadata.labels).toMatchObject({
      team: 'agents',
      'example.com/empty': '',
      'app.kubernetes.io/part-of': 'x',
      'kueue.x-k8s.io/queue-name': 'team-a',
      'app.kubernetes.io/name': 'clawbench',
      'clawbench.dev/instance': '0a1b2c3d',
    });
    expect(job.metadata.annotations).toMatchObject({ 'example.com/why': 'because a = b' });
    const others = [secret, ...configMaps, job.spec?.template].map((object) => object?.metadata?.labels);
    expect(others.map((labels) => labels?.['team'])).toEqual(others.map(() => undefined));
  });

  it('are confined as PodSecurity `restricted` asks, with no service account token', async () => {
    const { objects } = await objectsFor(openai);
    const pod = objects.job.spec?.template.spec;
    expect(pod?.automountServiceAccountToken).toBe(false);
    expect(pod?.securityContext).toMatchObject({
      runAsNonRoot: true,
      seccompProfile: { type: 'RuntimeDefault' },
    });
    for (const container of [...(pod?.initContainers ?? []), ...(pod?.containers ?? [])]) {
      expect(container.securityContext).toEqual({
        allowPrivilegeEscalation: false,
        readOnlyRootFilesystem: true,
        capabilities: { drop: ['ALL'] },
      });
    }
  });

  it.each([
    ['false', readSetting({}, 'holdMs')],
    ['true', DETACHED_HOLD_MS],
  ])(
    'outlive the evaluation by all the time its runs are held, and the Job outlives its pods: detach %s',
    async (detach, holdMs) => {
      const inputs = { INPUT_TIMEOUT: '3h', 'INPUT_STARTUP-TIMEOUT': '10m', INPUT_DETACH: detach };
      const { plan, objects } = await objectsFor({ ...openai, ...inputs });
      const podSeconds = objects.job.spec?.template.spec?.activeDeadlineSeconds ?? 0;
      // It waits for other pods, works, notices that nobody is in contact, and is held.
      const mostMs = 10 * 60_000 + 3 * 3_600_000 + readSetting({}, 'orphanLimitMs') + holdMs;
      expect(podSeconds * 1000).toBeGreaterThan(mostMs);
      expect(objects.job.spec?.activeDeadlineSeconds).toBe(podSeconds + 600);
      expect(plan.expiresAtMs).toBeGreaterThanOrEqual(podSeconds * 1000);
    },
  );
});

describe('an OpenAI-compatible endpoint', () => {
  const endpoint = {
    INPUT_MODEL: 'openai/meta-llama/Llama-4-Scout-17B',
    'INPUT_OPENAI-API-BASE': 'http://vllm.models.svc:8000/v1',
    'INPUT_OPENAI-API-KEY': 'sk-canary-0123456789',
  };

  it('gets its own provider, whose key has another name than that of the hosted one', async () => {
    const { plan, objects } = await objectsFor(endpoint);
    expect(plan.model).toMatchObject({
      model: endpoint.INPUT_MODEL,
      ref: 'custom/meta-llama/Llama-4-Scout-17B',
    });
    expect(objects.relaySecret?.stringData).toMatchObject({ CUSTOM_API_KEY: 'sk-canary-0123456789' });
    expect(plan.relay?.config.providers).toEqual({
      custom: {
        baseUrl: endpoint['INPUT_OPENAI-API-BASE'],
        api: 'openai-completions',
        key: '${CUSTOM_API_KEY}',
        headers: {},
        prices: {},
      },
    });
  });

  it('has a known price only if the user sets one', async () => {
    const price = { 'INPUT_PRICE-INPUT': '1', 'INPUT_PRICE-OUTPUT': '2' };
    const settings = async (env: Record<string, string>): Promise<Record<string, string>> =>
      supervisorSettings((await objectsFor(env)).plan, {});
    expect((await settings(endpoint))['CLAWBENCH_PRICE_KNOWN']).toBe('false');
    expect((await settings({ ...endpoint, ...price }))['CLAWBENCH_PRICE_KNOWN']).toBe('true');
  });
});
