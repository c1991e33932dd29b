import type { Cluster } from '../cluster/cluster.ts';
import type { ClusterEnv } from '../cluster/env.ts';
import { kubectl } from '../cluster/kubectl.ts';
import { CANARY_KEY } from './testbed.ts';

/** An OpenClaw that a user of the cluster deployed long ago by kubectl, with names and ways of its own. */
export interface ForeignOpenclaw {
  namespace: string;
  /** Ids of models it knows, all of the provider `lab`. */
  models: readonly string[];
  token: string;
}

export interface ForeignOptions {
  /** Merged over its openclaw.json. */
  config?: Record<string, unknown>;
  /** Mounted by subPath: an ephemeral container cannot do that. */
  subPath?: boolean;
  memoryLimit?: string;
  bind?: 'loopback' | 'lan';
  /** How the user's objects came to be. */
  serverSide?: boolean;
  /** As an operator makes it: a StatefulSet, whose container is called openclaw and sees the processes of the others. */
  isOfOperator?: boolean;
}

const HOME = '/home/node/.openclaw';
const LABELS = { team: 'research' };

/** Makes it and waits until it is ready. */
export async function deployForeign(
  cluster: Cluster,
  env: ClusterEnv,
  { namespace, models, token }: ForeignOpenclaw,
  options: ForeignOptions = {},
): Promise<void> {
  const { bind = 'loopback', isOfOperator = false } = options;
  const config = {
    gateway: { mode: 'local', bind, port: 18789, auth: { mode: 'token' } },
    browser: { enabled: true, headless: true, noSandbox: true },
    tools: { profile: 'coding', alsoAllow: ['browser'] },
    agents: { defaults: { workspace: '~/.openclaw/workspace', memorySearch: { enabled: false } } },
    cron: { enabled: false },
    models: {
      providers: {
        lab: {
          baseUrl: env.MODEL_BASE,
          apiKey: '${LAB_KEY}',
          api: 'openai-completions',
          models: models.map((id) => ({
            id,
            name: id,
            reasoning: false,
            input: ['text'],
            cost: { input: 1, output: 2, cacheRead: 0, cacheWrite: 0 },
            contextWindow: 128_000,
            maxTokens: 8192,
            compat: { supportsUsageInStreaming: true },
          })),
        },
      },
    },
    ...options.config,
  };
  const start = [
    `[ -e ${HOME}/openclaw.json ] || cp /settings/openclaw.json ${HOME}/`,
    `mkdir -p ${HOME}/workspace`,
    `[ -e ${HOME}/workspace/diary.md ] || echo 'Dear diary' > ${HOME}/workspace/diary.md`,
    `exec node dist/index.js gateway run --bind ${bind} --port 18789 --allow-unconfigured`,
  ].join(' && ');
  const objects = [
    {
      apiVersion: 'v1',
      kind: 'Secret',
      metadata: { name: 'assistant-keys' },
      stringData: { OPENCLAW_GATEWAY_TOKEN: token, LAB_KEY: CANARY_KEY },
    },
    {
      apiVersion: 'v1',
      kind: 'ConfigMap',
      metadata: { name: 'assistant-settings' },
      data: { 'openclaw.json': JSON.stringify(config) },
    },
    {
      apiVersion: 'apps/v1',
      kind: isOfOperator ? 'StatefulSet' : 'Deployment',
      metadata: { name: 'assistant', labels: LABELS },
      spec: {
        replicas: 1,
        ...(isOfOperator ? { serviceName: 'assistant' } : { strategy: { type: 'Recreate' } }),
        selector: { matchLabels: LABELS },
        template: {
          metadata: { labels: LABELS },
          spec: {
            shareProcessNamespace: isOfOperator,
            securityContext: {
              runAsNonRoot: true,
              runAsUser: 1000,
              runAsGroup: 1000,
              fsGroup: 1000,
              seccompProfile: { type: 'RuntimeDefault' },
            },
            containers: [
              {
                name: isOfOperator ? 'openclaw' : 'assistant',
                image: env.OPENCLAW_IMAGE,
                command: ['sh', '-c', start],
                env: [{ name: 'HOME', value: '/home/node' }],
                envFrom: [{ secretRef: { name: 'assistant-keys' } }],
                readinessProbe: {
                  exec: { command: ['bash', '-c', 'exec 3<>/dev/tcp/127.0.0.1/18789'] },
                  periodSeconds: 2,
                },
                resources: {
                  requests: { cpu: '100m', memory: '512Mi' },
                  limits: { memory: options.memoryLimit ?? '4Gi' },
                },
                securityContext: { allowPrivilegeEscalation: false, capabilities: { drop: ['ALL'] } },
                volumeMounts: [
                  {
                    name: 'home',
                    mountPath: HOME,
                    ...(options.subPath === true ? { subPath: 'state' } : {}),
                  },
                  { name: 'settings', mountPath: '/settings' },
                ],
              },
            ],
            volumes: [
              { name: 'home', emptyDir: {} },
              { name: 'settings', configMap: { name: 'assistant-settings' } },
            ],
          },
        },
      },
    },
  ];
  const list = objects.map((object) => JSON.stringify(object)).join('\n---\n');
  const flags = options.serverSide === true ? ['--server-side'] : [];
  const kind = isOfOperator ? 'statefulset' : 'deployment';
  await kubectl(cluster, ['-n', namespace, 'apply', ...flags, '-f', '-'], list);
  await kubectl(cluster, ['-n', namespace, 'rollout', 'status', `${kind}/assistant`, '--timeout=400s']);
}
