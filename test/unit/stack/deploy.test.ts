import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { ConfigMap, Deployment, Manifest } from '../../../src/kube/types.ts';
import { changedFields } from '../../../src/stack/changed-fields.ts';
import {
  openclawObjects,
  readOpenclawManifests,
  type DeployedOpenclaw,
} from '../../../src/stack/openclaw.ts';
import { annotations, labels } from '../../../src/stack/ownership.ts';
import { routeModel } from '../../../src/stack/providers.ts';
import { checkout } from '../../fixtures/checkout.ts';

const root = checkout;
const manifests = await readOpenclawManifests(root);
const settings: DeployedOpenclaw = {
  namespace: 'bench',
  image: 'registry.example/openclaw:2026.7.1',
  imagePullPolicy: 'Never',
  imagePullSecret: 'pull',
  storageClass: 'fast',
  routes: [routeModel('openai/gpt-5.5', undefined), routeModel('anthropic/claude-sonnet-4-6', undefined)],
  secrets: { OPENAI_API_KEY: 'sk-one', OPENCLAW_GATEWAY_TOKEN: 'token' },
  login: null,
  configOverlay: null,
  isOpenShift: false,
};

function objectsOf(changes: Partial<DeployedOpenclaw> = {}): Record<string, Manifest> {
  const objects = openclawObjects({ ...settings, ...changes }, manifests);
  return Object.fromEntries(objects.map((object) => [object.kind, object]));
}

function templateOf(changes: Partial<DeployedOpenclaw> = {}): NonNullable<Deployment['spec']>['template'] {
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- the Deployment of the manifests
  const { spec }: Deployment = objectsOf(changes)['Deployment']!;
  return spec!.template;
}

describe('the objects of a standing OpenClaw', () => {
  test('are in its namespace, and ours', () => {
    const objects = Object.values(objectsOf());
    expect(objects.map(({ kind }) => kind)).toEqual([
      'PersistentVolumeClaim',
      'Service',
      'ConfigMap',
      'Secret',
      'Deployment',
    ]);
    for (const { metadata } of objects) {
      expect(metadata.namespace).toBe('bench');
      expect(metadata.labels).toMatchObject({
        [labels.managedBy]: 'clawbench-k8s-action',
        [labels.component]: 'openclaw',
      });
      expect(metadata.labels).not.toHaveProperty([labels.instance]);
    }
  });

  test('are not seen by what cleans up after evals', () => {
    expect(templateOf().metadata?.labels).not.toHaveProperty([labels.instance]);
    expect(templateOf().metadata?.annotations).not.toHaveProperty([annotations.expiresAt]);
  });

  test('hold keys in the Secret alone', () => {
    const { Secret: secret, ...others } = objectsOf();
    expect(secret).toMatchObject({ data: { OPENAI_API_KEY: Buffer.from('sk-one').toString('base64') } });
    expect(JSON.stringify(others)).not.toContain('sk-one');
    expect(JSON.stringify(others)).not.toContain(Buffer.from('sk-one').toString('base64'));
  });

  test('name the first model as the default one, and pay for no heartbeat', () => {
    // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- a ConfigMap, as its kind says
    const { data = {} }: ConfigMap = objectsOf()['ConfigMap']!;
    expect(JSON.parse(data['openclaw.json'] ?? '')).toMatchObject({
      agents: { defaults: { model: { primary: 'openai/gpt-5.5' }, heartbeat: { every: '0m' } } },
    });
  });

  test.each<[string, Partial<DeployedOpenclaw>]>([
    ['a rotated key', { secrets: { ...settings.secrets, OPENAI_API_KEY: 'sk-two' } }],
    ['another token', { secrets: { ...settings.secrets, OPENCLAW_GATEWAY_TOKEN: 'other' } }],
    ['another model', { routes: [routeModel('openai/gpt-6', undefined)] }],
    ['another image', { image: 'registry.example/openclaw:2026.7.2' }],
  ])('make the pod anew for %s', (_, changes) => {
    expect(templateOf(changes)).not.toEqual(templateOf());
    expect(templateOf(changes).metadata?.annotations?.[annotations.template]).not.toBe(
      templateOf().metadata?.annotations?.[annotations.template],
    );
  });

  test('leave the pod alone when nothing changes', () => {
    const secrets = Object.fromEntries(Object.entries(settings.secrets).toReversed());
    expect(templateOf({ secrets })).toEqual(templateOf());
  });

  test('ask for no uid where the cluster gives them out', () => {
    const { securityContext } = templateOf({ isOpenShift: true }).spec!;
    expect(securityContext).toMatchObject({ runAsNonRoot: true, seccompProfile: { type: 'RuntimeDefault' } });
    for (const field of ['runAsUser', 'runAsGroup', 'fsGroup'])
      expect(securityContext).not.toHaveProperty(field);
  });

  test('mount the home without a sub-path, with room for an eval in the pod', () => {
    const gateway = templateOf().spec!.containers[0]!;
    const home = gateway.volumeMounts?.find(({ name }) => name === 'openclaw-home');
    expect(home).toEqual({ name: 'openclaw-home', mountPath: '/openclaw' });
    expect(gateway.env).toContainEqual({ name: 'OPENCLAW_STATE_DIR', value: '/openclaw/.openclaw' });
    expect(gateway.resources?.limits).toEqual({ memory: '6Gi' });
  });
});

describe('the program that places the config', () => {
  let directory: string;
  const file = (name: string): string => path.join(directory, name);
  const json = (name: string): unknown => JSON.parse(readFileSync(file(name), 'utf8'));

  beforeEach(() => {
    directory = mkdtempSync(path.join(tmpdir(), 'place-config-'));
    mkdirSync(file('agents/main/agent'), { recursive: true });
  });
  afterEach(() => rmSync(directory, { recursive: true, force: true }));

  function place(config: object): void {
    const program = manifests.configMap.data?.['place-config.mjs'] ?? '';
    writeFileSync(file('deployed.json'), JSON.stringify(config));
    writeFileSync(
      file('place-config.mjs'),
      program.replace("'/config/openclaw.json'", JSON.stringify(file('deployed.json'))),
    );
    const { status, stderr } = spawnSync(process.execPath, [file('place-config.mjs')], {
      encoding: 'utf8',
      env: { OPENCLAW_STATE_DIR: directory },
    });
    expect(stderr).toBe('');
    expect(status).toBe(0);
  }

  test('puts it into an empty home', () => {
    place({ tools: { profile: 'coding' } });
    expect(json('openclaw.json')).toEqual({ tools: { profile: 'coding' }, agents: {} });
  });

  test('leaves what the gateway wrote when nothing else was deployed', () => {
    place({ tools: { profile: 'coding' } });
    writeFileSync(file('openclaw.json'), '{"tools":{"profile":"minimal"}}');
    writeFileSync(file('openclaw.json.bak'), '{}');
    place({ tools: { profile: 'coding' } });
    expect(json('openclaw.json')).toEqual({ tools: { profile: 'minimal' } });
    expect(readFileSync(file('openclaw.json.bak'), 'utf8')).toBe('{}');
  });

  test('replaces it when another was deployed, without backups that would undo it, with the agents that were added', () => {
    place({
      cron: { enabled: true },
      agents: { list: [{ id: 'ours' }], entries: { mine: { name: 'old' } } },
    });
    const live = {
      cron: { enabled: true },
      agents: { list: [{ id: 'ours' }, { id: 'theirs' }], entries: { mine: { name: 'old' }, added: {} } },
      meta: { lastTouchedVersion: '2026.7.35' },
    };
    writeFileSync(file('openclaw.json'), JSON.stringify(live));
    for (const backup of ['bak', 'bak.1', 'last-good']) writeFileSync(file(`openclaw.json.${backup}`), '{}');
    place({ cron: { enabled: false } });
    expect(json('openclaw.json')).toEqual({
      cron: { enabled: false },
      agents: { list: [{ id: 'theirs' }], entries: { added: {} } },
    });
    for (const backup of ['bak', 'bak.1', 'last-good'])
      expect(() => readFileSync(file(`openclaw.json.${backup}`))).toThrow('ENOENT');
  });

  test('takes base URL and key of the last start out of the catalogs of agents', () => {
    const config = { models: { providers: { custom: { baseUrl: 'http://new' } } } };
    place(config);
    const catalog = { providers: { custom: { baseUrl: 'http://old', apiKey: 'sk-old' }, theirs: { x: 1 } } };
    writeFileSync(file('agents/main/agent/models.json'), JSON.stringify(catalog));
    place(config);
    expect(json('agents/main/agent/models.json')).toEqual({ providers: { theirs: { x: 1 } } });
  });
});

describe('the fields in which two versions of an object differ', () => {
  test('are named by path, without what the API server keeps', () => {
    const before = {
      metadata: { name: 'a', resourceVersion: '1', managedFields: [1], labels: { app: 'x' } },
      spec: { containers: [{ image: 'a' }], replicas: 1 },
      status: { ready: 1 },
    };
    const after = {
      metadata: { name: 'a', resourceVersion: '2', managedFields: [2], labels: { app: 'x', new: 'y' } },
      spec: { containers: [{ image: 'b' }, { image: 'c' }], replicas: 1 },
      status: { ready: 0 },
    };
    expect(changedFields(before, after)).toEqual([
      'metadata.labels.new',
      'spec.containers[0].image',
      'spec.containers[1]',
    ]);
  });
});
