import { readdirSync, readFileSync } from 'node:fs';
import { stripTypeScriptTypes } from 'node:module';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';
import { kubectl } from '../cluster/kubectl.ts';
import { waitFor } from '../cluster/processes.ts';
import { RELAY_PORT } from '../../src/protocol/relay.ts';
import { echoForms, type EchoServer, startEchoServer } from '../fakes/echo-provider.ts';
import { type Asked, askRelay, type Found, type Marker, type Said, search } from '../fixtures/key-hunt.ts';
import type { StepRun } from './act.ts';
import { runCli } from './cli.ts';
import { behave, callsOf, newModel, openTestbed, type Testbed } from './testbed.ts';

const noCluster = inject('noCluster');
const MLFLOW_PASSWORD = 'canary-mlflow-password-0123456789';

const marker: Marker = ['c4n4ry', 'c4n4ry'];
const canary = (name: string): string => `${marker.join('')}-${name}-0123456789`;
/** One for each input that takes a key. */
const keys = {
  OPENAI_API_KEY: canary('openai'),
  ANTHROPIC_API_KEY: canary('anthropic'),
  GEMINI_API_KEY: canary('gemini'),
  OPENROUTER_API_KEY: canary('openrouter'),
};

/** What the cluster and the machine know while an eval runs, where anybody with a right to look could read it. */
describe.skipIf(noCluster !== '')('a secret', () => {
  let testbed: Testbed;
  let mlflowNamespace: string;
  let step: StepRun;
  let objects: string;
  let commandLines: string;
  let podEnvironments: string[];
  let pods: Pod[];
  let echo: EchoServer;
  let found: Map<string, Found>;
  let said: Map<string, Said[]>;
  let secrets: Map<string, string>;

  beforeAll(async () => {
    testbed = await openTestbed();
    const model = newModel();
    mlflowNamespace = model.replace('scripted', 'mlflow');
    const deployed = await runCli(
      [
        'deploy',
        '--components=mlflow',
        `--mlflow-namespace=${mlflowNamespace}`,
        `--mlflow-image=${testbed.env.MLFLOW_IMAGE}`,
      ],
      { KUBECONFIG: testbed.env.KUBECONFIG },
    );
    if (deployed.code !== 0) throw new Error(deployed.error);
    await behave(testbed.env, model, { latencyMs: 1500 });
    echo = await startEchoServer(new URL(testbed.cluster.apiUrl).hostname);
    const running = testbed.step(
      model,
      {
        'openai-api-base': '',
        'price-input': '',
        'price-output': '',
        'anthropic-api-key': '${{ secrets.ANTHROPIC_API_KEY }}',
        'gemini-api-key': '${{ secrets.GEMINI_API_KEY }}',
        'openrouter-api-key': '${{ secrets.OPENROUTER_API_KEY }}',
        'openclaw-config': JSON.stringify({ models: { providers: providersFor(model, testbed, echo) } }),
        tasks: 't1-price-sum',
        runs: '4',
        concurrency: '1',
        'mlflow-tracking-uri': `http://mlflow-service.${mlflowNamespace}.svc.cluster.local:5000`,
        'mlflow-username': 'evaluator',
        'mlflow-password': '${{ secrets.MLFLOW }}',
        'startup-timeout': '5m',
      },
      { secrets: { ...keys, MLFLOW: MLFLOW_PASSWORD } },
    );
    const turns = async (): Promise<boolean> =>
      (await callsOf(testbed.env, model)).some(({ task }) => task !== null);
    await waitFor('the first run to begin', turns, { timeoutMs: 240_000 });
    // Slow enough, on a busy machine too, for all that is looked at to be there while it is.
    await behave(testbed.env, model, { latencyMs: 15_000 });
    // It goes away while the eval runs.
    await kubectl(testbed.cluster, ['-n', mlflowNamespace, 'delete', 'service', 'mlflow-service']);
    const [namespace = ''] = await testbed.namespacesLeft();
    const get = async (...args: string[]): Promise<string> =>
      await kubectl(testbed.cluster, ['-n', namespace, 'get', ...args]);
    objects = await get('configmaps,jobs,pods,events,networkpolicies,serviceaccounts', '-o', 'json');
    objects += await kubectl(testbed.cluster, ['get', 'namespace', namespace, '-o', 'json']);
    const inCluster: { items: { data?: Record<string, string> }[] } = JSON.parse(
      await get('secrets', '-o', 'json'),
    );
    secrets = new Map(
      inCluster.items
        .flatMap(({ data = {} }) => Object.entries(data))
        .map(([name, value]) => [name, Buffer.from(value, 'base64').toString()]),
    );
    // Containers of the test cluster are processes of this machine.
    commandLines = readdirSync('/proc')
      .filter((name) => /^\d+$/.test(name))
      .map((pid) => readIfThere(`/proc/${pid}/cmdline`))
      .join('\n');
    pods = JSON.parse(await get('pods', '-o', 'json')).items;
    const inContainer = (container: string): string[] => [
      '-n',
      namespace,
      'exec',
      '-i',
      pods[0]?.metadata.name ?? '',
      '-c',
      container,
      '--',
    ];
    podEnvironments = await Promise.all(
      ['gateway', 'clawbench', 'results'].map(
        async (container) => await kubectl(testbed.cluster, [...inContainer(container), 'env']),
      ),
    );
    found = new Map();
    said = new Map();
    // As the user that agents are there.
    const hunt = async (container: string, call: string): Promise<string> =>
      await kubectl(
        testbed.cluster,
        [...inContainer(container), 'node', '--input-type=module', '-', JSON.stringify(marker)],
        `${hunter}\nconsole.log(JSON.stringify(${call}));`,
      );
    for (const container of ['gateway', 'clawbench', 'relay'])
      found.set(container, JSON.parse(await hunt(container, `${search.name}(JSON.parse(process.argv[2]))`)));
    for (const container of ['gateway', 'clawbench']) {
      const asked = `{ ...${JSON.stringify(asking)}, token: process.env.CLAWBENCH_RELAY_TOKEN }`;
      const call = `await ${askRelay.name}(${asked}, JSON.parse(process.argv[2]))`;
      said.set(container, JSON.parse(await hunt(container, call)));
    }
    await behave(testbed.env, model, {});
    step = await running;
  });

  afterAll(async () => {
    await kubectl(testbed.cluster, ['delete', 'namespace', mlflowNamespace, '--wait=false']);
    echo.stop();
    await testbed.close();
  });

  function everySecret(): string[] {
    const token = secrets.get('OPENCLAW_GATEWAY_TOKEN') ?? '';
    expect(token).toMatch(/^[0-9a-f]{64}$/);
    return [...Object.values(keys), MLFLOW_PASSWORD, token].flatMap((secret) => [
      secret,
      Buffer.from(secret).toString('base64').replace(/=+$/, '').slice(0, -1),
    ]);
  }

  it('of a provider is in one Secret of the eval, which is the relay’s alone', () => {
    for (const key of Object.values(keys))
      expect([...secrets.values()].filter((value) => value.includes(key))).toEqual([key]);
    expect([...secrets.values()]).not.toContain(MLFLOW_PASSWORD);
    expect(pods.length).toBeGreaterThan(0);
    for (const { spec } of pods) {
      const uses = [...(spec.initContainers ?? []), ...spec.containers].filter((container) =>
        /"clawbench-[0-9a-f]+-relay"/.test(JSON.stringify(container)),
      );
      expect(uses.map(({ name }) => name)).toEqual(['relay']);
      expect(JSON.stringify(spec.volumes)).not.toMatch(/"secret"|serviceAccountToken/);
      expect(spec.automountServiceAccountToken).toBe(false);
    }
  });

  it('is in no other object: spec, ConfigMap, annotation, event', () => {
    expect(objects).toContain('"kind": "ConfigMap"');
    expect(objects).toContain('"kind": "Event"');
    for (const secret of everySecret()) expect(objects).not.toContain(secret);
  });

  it('is in no argument list', () => {
    expect(commandLines).toContain('sidecar.mjs');
    for (const secret of everySecret()) expect(commandLines).not.toContain(secret);
  });

  it('of a provider is in nothing that an agent can read, but in the relay', () => {
    for (const container of ['gateway', 'clawbench']) {
      const here = found.get(container);
      expect(here, container).toMatchObject({ hits: [] });
      expect(here?.files, container).toBeGreaterThan(30);
      for (const count of ['environments', 'commandLines', 'openFiles', 'memories'] as const)
        expect(here?.[count], `${count} in ${container}`).toBeGreaterThan(0);
      expect(here?.memoryBytes, container).toBeGreaterThan(50e6);
    }
    const hits = found.get('relay')?.hits ?? [];
    expect(hits).toContain('/proc/1/environ');
    expect(hits.filter((hit) => hit.startsWith('/proc/1/mem'))).not.toEqual([]);
  });

  it('of a provider is in nothing that the relay says, though providers say all that they are sent', () => {
    for (const container of ['gateway', 'clawbench']) {
      const answers = said.get(container) ?? [];
      expect(
        answers.filter(({ isHit }) => isHit),
        container,
      ).toEqual([]);
      expect(answers.filter(({ status }) => status === '200').length, container).toBeGreaterThan(80);
      expect(answers.at(-1), container).toMatchObject({ status: '200' });
    }
    for (const key of Object.values(keys)) expect(echo.seen()).toContain(key);
  });

  it('of a provider is in no environment of gateway, harness and judge', () => {
    for (const environment of podEnvironments) {
      expect(environment).toContain('HOME=');
      expect(environment).not.toContain(marker.join(''));
      expect(environment).not.toContain(MLFLOW_PASSWORD);
    }
  });

  it('is in no line of the log and no file of the artifact, and a failed log to MLflow costs no result', async () => {
    expect(step.outputs, step.log).toMatchObject({ verdict: 'pass' });
    expect(step.log).toContain('was not logged to MLflow');
    const { directory, files } = await testbed.newestArtifact();
    const texts = [step.log, ...files.map((file) => readFileSync(`${directory}/${file}`, 'latin1'))];
    for (const secret of everySecret()) {
      for (const text of texts) expect(text).not.toContain(secret);
    }
  });
});

/** The process may have ended since it was listed. */
function readIfThere(file: string): string {
  try {
    return readFileSync(file, 'latin1');
  } catch {
    return '';
  }
}

/** What of a pod is looked at. */
interface Pod {
  metadata: { name: string };
  spec: {
    automountServiceAccountToken?: boolean;
    initContainers?: { name: string }[];
    containers: { name: string }[];
    volumes: object[];
  };
}

/** The program of the hunt, which needs nothing but Node. */
const hunter = stripTypeScriptTypes(
  readFileSync(path.join(import.meta.dirname, '../fixtures/key-hunt.ts'), 'utf8'),
);

/** Beside OpenAI, which has the model under test, providers of all protocols that show what they are sent. */
function providersFor(model: string, { env }: Testbed, { url }: EchoServer): Record<string, object> {
  const provider = (baseUrl: string, api: string, changes: object = {}): object => ({
    baseUrl,
    api,
    models: [{ id: model, name: model, input: ['text'], contextWindow: 128_000, maxTokens: 8192 }],
    ...changes,
  });
  return {
    openai: provider(env.MODEL_BASE, 'openai-completions'),
    anthropic: provider(url, 'anthropic-messages'),
    google: provider(`${url}/v1beta`, 'google-generative-ai'),
    openrouter: provider(`${url}/v1`, 'openai-completions'),
    own: provider(`${url}/v1`, 'openai-completions', {
      apiKey: '${OPENROUTER_API_KEY}',
      headers: { 'X-Own-Key': 'Token ${OPENAI_API_KEY}' },
    }),
    other: provider(`${url}/\${GEMINI_API_KEY}/v1`, 'openai-responses', {
      request: { auth: { mode: 'header', headerName: 'X-Other-Key', value: '${ANTHROPIC_API_KEY}' } },
    }),
  };
}

const asking: Omit<Asked, 'token'> = {
  port: RELAY_PORT,
  echoing: [
    { name: 'anthropic', path: '/v1/messages' },
    { name: 'google', path: '/models/m:generateContent' },
    { name: 'openrouter', path: '/chat/completions' },
    { name: 'own', path: '/chat/completions' },
    { name: 'other', path: '/responses' },
  ],
  forms: echoForms,
};
