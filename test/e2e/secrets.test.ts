import { readdirSync, readFileSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';
import { kubectl } from '../cluster/kubectl.ts';
import { waitFor } from '../cluster/processes.ts';
import type { StepRun } from './act.ts';
import { runCli } from './cli.ts';
import { behave, callsOf, CANARY_KEY, newModel, openTestbed, type Testbed } from './testbed.ts';

const noCluster = inject('noCluster');
const MLFLOW_PASSWORD = 'canary-mlflow-password-0123456789';

/** What the cluster and the machine know while an eval runs, where anybody with a right to look could read it. */
describe.skipIf(noCluster !== '')('a secret', () => {
  let testbed: Testbed;
  let mlflowNamespace: string;
  let step: StepRun;
  let objects: string;
  let commandLines: string;
  let podEnvironments: string[];
  let searches: string[];
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
    const running = testbed.step(
      model,
      {
        tasks: 't1-price-sum',
        runs: '2',
        'mlflow-tracking-uri': `http://mlflow-service.${mlflowNamespace}.svc.cluster.local:5000`,
        'mlflow-username': 'evaluator',
        'mlflow-password': '${{ secrets.MLFLOW }}',
        'startup-timeout': '5m',
      },
      { secrets: { MLFLOW: MLFLOW_PASSWORD } },
    );
    const turns = async (): Promise<boolean> =>
      (await callsOf(testbed.env, model)).some(({ task }) => task !== null);
    await waitFor('the first run to begin', turns, { timeoutMs: 240_000 });
    // Slow enough for all that is looked at to be there while it is.
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
    const pod = (await get('pods', '-o', 'jsonpath={.items[0].metadata.name}')).trim();
    const inContainer = (container: string): string[] => [
      '-n',
      namespace,
      'exec',
      pod,
      '-c',
      container,
      '--',
    ];
    podEnvironments = await Promise.all(
      ['gateway', 'clawbench', 'results'].map(
        async (container) => await kubectl(testbed.cluster, [...inContainer(container), 'env']),
      ),
    );
    searches = await Promise.all(
      ['gateway', 'clawbench', 'relay'].map(
        async (container) =>
          await kubectl(testbed.cluster, [
            ...inContainer(container),
            'node',
            '-e',
            search,
            CANARY_KEY.slice(0, 8),
            CANARY_KEY.slice(8),
          ]),
      ),
    );
    await behave(testbed.env, model, {});
    step = await running;
  });

  afterAll(async () => {
    await kubectl(testbed.cluster, ['delete', 'namespace', mlflowNamespace, '--wait=false']);
    await testbed.close();
  });

  function everySecret(): string[] {
    const token = secrets.get('OPENCLAW_GATEWAY_TOKEN') ?? '';
    expect(token).toMatch(/^[0-9a-f]{64}$/);
    return [CANARY_KEY, MLFLOW_PASSWORD, token].flatMap((secret) => [
      secret,
      Buffer.from(secret).toString('base64').replace(/=+$/, '').slice(0, -1),
    ]);
  }

  it('of a provider is in one Secret of the eval', () => {
    expect([...secrets.values()].filter((value) => value === CANARY_KEY)).toHaveLength(1);
    expect([...secrets.values()]).not.toContain(MLFLOW_PASSWORD);
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
    const [gateway, harness, relay] = searches.map((text): Found => JSON.parse(text));
    for (const found of [gateway, harness]) {
      expect(found).toMatchObject({ hits: [] });
      expect(found?.files).toBeGreaterThan(100);
      expect(found?.environments).toBeGreaterThan(1);
    }
    expect(relay?.hits).toContain('/proc/1/environ');
  });

  it('of a provider is in no environment of gateway, harness and judge', () => {
    for (const environment of podEnvironments) {
      expect(environment).toContain('HOME=');
      expect(environment).not.toContain(CANARY_KEY);
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

/** What a search in a container came to. */
interface Found {
  hits: string[];
  files: number;
  environments: number;
}

/**
 * Looks for a key in every file that the user of a container can read, and in the environments of all processes. The key
 * arrives in two pieces, so that the search does not find itself.
 */
const search = String.raw`
const fs = require('node:fs');
const key = Buffer.from(process.argv[1] + process.argv[2]);
const found = { hits: [], files: 0, environments: 0 };
const has = (file) => {
  try {
    const hit = fs.readFileSync(file).includes(key);
    if (hit) found.hits.push(file);
    return true;
  } catch {
    return false;
  }
};
for (const pid of fs.readdirSync('/proc').filter((name) => /^\d+$/.test(name)))
  if (has('/proc/' + pid + '/environ')) found.environments += 1;
const walk = (directory) => {
  let entries = [];
  try {
    entries = fs.readdirSync(directory, { withFileTypes: true });
  } catch {}
  for (const entry of entries) {
    const file = directory + '/' + entry.name;
    if (/^\/(proc|sys|dev)$/.test(file) || entry.name === 'node_modules') continue;
    if (entry.isDirectory()) walk(file);
    else if (entry.isFile() && fs.statSync(file).size < 5e7 && has(file)) found.files += 1;
  }
};
for (const top of ['/work', '/config', '/tmp', '/etc', '/results', '/control', '/sidecar', '/home', '/var/run']) walk(top);
console.log(JSON.stringify(found));
`;
