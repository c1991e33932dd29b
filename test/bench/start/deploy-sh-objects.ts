import { allowedHosts } from '../../../src/mlflow/deploy.ts';

/**
 * The objects of ClawBench's scripts/k8s, with its probes, limits and strategies:
 * https://github.com/openclaw/clawbench/tree/main/scripts/k8s
 */
type KubeObject = Record<string, unknown>;

const GATEWAY_PORT = 18_789;
const HOME = '/home/node/.openclaw';
/** A whole Node process each time it is asked. */
const probeGateway = [
  'node',
  '-e',
  `const end = (code) => process.exit(code);
require('http').get('http://127.0.0.1:${GATEWAY_PORT}/', (r) => end(r.statusCode < 400 ? 0 : 1)).on('error', () => end(1));`,
];
const unprivileged = { allowPrivilegeEscalation: false, capabilities: { drop: ['ALL'] } };

export function openclawConfig(): Record<string, unknown> {
  return {
    gateway: { mode: 'local', bind: 'loopback', port: GATEWAY_PORT, auth: { mode: 'token' } },
    browser: {
      enabled: true,
      headless: true,
      noSandbox: true,
      ssrfPolicy: { allowedHostnames: ['localhost', '127.0.0.1'] },
    },
    tools: { profile: 'coding', alsoAllow: ['browser'] },
    agents: { defaults: { workspace: '~/.openclaw/workspace' } },
    cron: { enabled: false },
  };
}

export function configMap(name: string, data: Record<string, string>): KubeObject {
  return { apiVersion: 'v1', kind: 'ConfigMap', metadata: { name }, data };
}

export function claim(name: string, storage: string): KubeObject {
  const spec = { accessModes: ['ReadWriteOnce'], resources: { requests: { storage } } };
  return { apiVersion: 'v1', kind: 'PersistentVolumeClaim', metadata: { name }, spec };
}

export function service(name: string, app: string, port: number): KubeObject {
  const spec = { selector: { app }, ports: [{ port, targetPort: port }] };
  return { apiVersion: 'v1', kind: 'Service', metadata: { name }, spec };
}

/** @param initImage stands in for ubi9-minimal, and runs as root as that does */
export function openclawDeployment(image: string, initImage: string): KubeObject {
  const home = { name: 'openclaw-home', mountPath: HOME };
  const prepare = `cp /config/openclaw.json ${HOME}/ && chmod 666 ${HOME}/openclaw.json
mkdir -p ${HOME}/workspace ${HOME}/agents
chmod 777 ${HOME} ${HOME}/workspace ${HOME}/agents`;
  return deployment('openclaw', {
    initContainers: [
      {
        name: 'init-config',
        image: initImage,
        command: ['sh', '-c', prepare],
        resources: {
          requests: { cpu: '50m', memory: '64Mi' },
          limits: { cpu: '200m', memory: '128Mi' },
        },
        securityContext: { runAsUser: 0 },
        volumeMounts: [home, { name: 'config-template', mountPath: '/config' }],
      },
    ],
    containers: [
      {
        name: 'gateway',
        image,
        imagePullPolicy: 'IfNotPresent',
        command: [
          'sh',
          '-c',
          `umask 007; exec node dist/index.js gateway run --bind loopback --port ${GATEWAY_PORT} --allow-unconfigured`,
        ],
        env: [
          { name: 'HOME', value: '/home/node' },
          { name: 'NODE_ENV', value: 'production' },
          { name: 'OPENCLAW_CONFIG_DIR', value: HOME },
          { name: 'OPENCLAW_STATE_DIR', value: HOME },
          secretVariable('OPENCLAW_GATEWAY_TOKEN'),
          secretVariable('OPENAI_API_KEY'),
        ],
        ports: [{ containerPort: GATEWAY_PORT }],
        readinessProbe: {
          exec: { command: probeGateway },
          initialDelaySeconds: 30,
          periodSeconds: 10,
          timeoutSeconds: 5,
        },
        livenessProbe: {
          exec: { command: probeGateway },
          initialDelaySeconds: 60,
          periodSeconds: 30,
          timeoutSeconds: 10,
        },
        resources: { requests: { cpu: '250m', memory: '1Gi' }, limits: { cpu: '2', memory: '4Gi' } },
        securityContext: unprivileged,
        volumeMounts: [home, { name: 'tmp-volume', mountPath: '/tmp' }],
      },
    ],
    volumes: [
      { name: 'openclaw-home', persistentVolumeClaim: { claimName: 'openclaw-home-pvc' } },
      { name: 'config-template', configMap: { name: 'openclaw-config' } },
      { name: 'tmp-volume', emptyDir: {} },
    ],
  });
}

/**
 * @param isFitted with the memory, the single worker and the host names that MLflow 3 needs, which upstream's manifest,
 * written for MLflow 2, does not give it
 */
export function mlflowDeployment(image: string, isFitted: boolean, namespace: string): KubeObject {
  const server = ['mlflow', 'server', '--host=0.0.0.0', '--port=5000', '--serve-artifacts'];
  const stores = [
    '--backend-store-uri=sqlite:///mlflow/mlflow.db',
    '--default-artifact-root=/mlflow/artifacts',
  ];
  const fitted = isFitted ? ['--workers=1', `--allowed-hosts=${allowedHosts(namespace).join(',')}`] : [];
  const health = { httpGet: { path: '/health', port: 5000 } };
  return deployment('mlflow', {
    containers: [
      {
        name: 'mlflow',
        image,
        command: [...server, ...stores, ...fitted],
        // As upstream's image has it: the path of the database is relative.
        workingDir: '/',
        ports: [{ containerPort: 5000 }],
        readinessProbe: { ...health, initialDelaySeconds: 5, periodSeconds: 10 },
        livenessProbe: { ...health, initialDelaySeconds: 15, periodSeconds: 30 },
        resources: {
          requests: { cpu: '100m', memory: '256Mi' },
          limits: { cpu: '500m', memory: isFitted ? '2Gi' : '1Gi' },
        },
        securityContext: unprivileged,
        volumeMounts: [{ name: 'mlflow-data', mountPath: '/mlflow' }],
      },
    ],
    volumes: [{ name: 'mlflow-data', persistentVolumeClaim: { claimName: 'mlflow-data-pvc' } }],
  });
}

/** Up to the eval; what comes after it is not measured. */
const evalScript = `for attempt in $(seq 90); do
  python3 -c 'import socket; socket.create_connection(("127.0.0.1", ${GATEWAY_PORT}), 2).close()' 2>/dev/null && break
  sleep 2
done
python3 -c 'import httpx, os; print(httpx.get(os.environ["MLFLOW_TRACKING_URI"] + "/health").status_code)' ||
  echo 'MLflow does not answer'
clawbench run --model "$CLAWBENCH_MODEL" --runs "$CLAWBENCH_RUNS" --concurrency "$CLAWBENCH_CONCURRENCY" \\
  $(for task in $CLAWBENCH_TASKS; do echo -t "$task"; done) -o /results/benchmark.json
sleep infinity`;

/** The JSON patch that adds the eval to the Deployment, and so restarts its pod. */
export function sidecarPatch(image: string): Record<string, unknown>[] {
  const container = {
    name: 'clawbench',
    image,
    imagePullPolicy: 'IfNotPresent',
    command: ['/bin/bash', '-c', evalScript],
    envFrom: [{ configMapRef: { name: 'clawbench-config' } }],
    // HOME is set by upstream's image.
    env: [{ name: 'HOME', value: '/home/node' }, secretVariable('OPENCLAW_GATEWAY_TOKEN')],
    resources: { requests: { cpu: '500m', memory: '1Gi' }, limits: { cpu: '2', memory: '4Gi' } },
    securityContext: unprivileged,
    volumeMounts: [
      { name: 'openclaw-home', mountPath: HOME },
      { name: 'clawbench-results', mountPath: '/results' },
      { name: 'tmp-volume', mountPath: '/tmp' },
    ],
  };
  const volume = { name: 'clawbench-results', emptyDir: {} };
  return [
    { op: 'add', path: '/spec/template/spec/containers/-', value: container },
    { op: 'add', path: '/spec/template/spec/volumes/-', value: volume },
  ];
}

function deployment(name: string, pod: KubeObject): KubeObject {
  const labels = { app: name };
  return {
    apiVersion: 'apps/v1',
    kind: 'Deployment',
    metadata: { name, labels },
    spec: {
      replicas: 1,
      strategy: { type: 'Recreate' },
      selector: { matchLabels: labels },
      template: { metadata: { labels }, spec: pod },
    },
  };
}

function secretVariable(name: string): Record<string, unknown> {
  return { name, valueFrom: { secretKeyRef: { name: 'clawbench-secrets', key: name } } };
}
