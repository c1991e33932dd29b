import type { ImageName, Layer, Recipe } from './recipe.ts';

/** What the images are made of. The first version of OpenClaw is the one the product pins; the next is for compatibility tests. */
const versions = {
  debian: 'bookworm',
  node: '24.21.0',
  openclaw: '2026.7.35',
  openclawNext: '2026.9.6',
  mlflow: '3.16.1',
  model: '1',
  llamaServer: '2026.10.11549',
  clawbench: '0.4.0.dev1',
};

/** Python packages that the stand-in harness and its verifiers import. */
export const harnessRequirements = [
  'click',
  'httpx',
  'numpy',
  'pydantic>=2',
  'pytest',
  'pyyaml',
  'rich',
  'websockets==15.0.1',
];

const base: Layer = {
  kind: 'debian',
  suite: versions.debian,
  packages: ['ca-certificates', 'git', 'procps', 'python3'],
  nodeVersion: versions.node,
};
const chromium: Layer = { kind: 'apt', packages: ['chromium', 'chromium-sandbox', 'fonts-liberation'] };

function openclaw(version: string): Recipe {
  return {
    version,
    layers: [base, chromium, { kind: 'npm', package: 'openclaw', version, to: '/app' }],
    config: {
      User: 'node',
      WorkingDir: '/app',
      Env: ['NODE_ENV=production'],
      Cmd: ['node', 'dist/index.js', 'gateway'],
    },
  };
}

export const recipes: Record<ImageName, Recipe> = {
  base: { version: versions.debian, layers: [base], config: { User: 'node', Cmd: ['sh'] } },
  openclaw: openclaw(versions.openclaw),
  'openclaw-next': openclaw(versions.openclawNext),
  mlflow: {
    version: versions.mlflow,
    layers: [base, { kind: 'pip', requirements: [`mlflow==${versions.mlflow}`] }],
    config: { User: '1000', WorkingDir: '/home/node', Cmd: ['mlflow', 'server', '--host', '0.0.0.0'] },
  },
  model: {
    version: versions.model,
    layers: [
      base,
      { kind: 'files', from: 'model', to: '/app', owner: 0 },
      { kind: 'files', from: 'clawbench/app/tasks-public', to: '/app/tasks', owner: 0 },
    ],
    config: {
      User: '1000',
      WorkingDir: '/app',
      Env: ['HOST=0.0.0.0', 'PORT=8000', 'TASKS=/app/tasks'],
      Cmd: ['node', 'server.ts'],
    },
  },
  'llama-server': {
    version: versions.llamaServer,
    layers: [
      base,
      { kind: 'apt', packages: ['libgomp1'] },
      { kind: 'pip', requirements: [`xllamacpp==${versions.llamaServer}`, 'gguf==0.19.0'] },
      { kind: 'files', from: 'llama-server', to: '/app', owner: 0 },
    ],
    config: { User: '1000', WorkingDir: '/app', Env: ['CONTEXT=65536'], Cmd: ['python3', 'serve.py'] },
  },
  clawbench: {
    version: versions.clawbench,
    layers: [
      base,
      {
        kind: 'pip',
        requirements: [...harnessRequirements, `mlflow-skinny==${versions.mlflow}`],
      },
      { kind: 'files', from: 'clawbench/rootfs', to: '/', owner: 0 },
      { kind: 'files', from: 'clawbench/home', to: '/home/clawbench', owner: 1000 },
      { kind: 'files', from: 'clawbench/app', to: '/app', owner: 1000 },
    ],
    // The account is named, not numbered, as in the real image: with `runAsNonRoot` and no `runAsUser` the kubelet refuses it.
    config: { User: 'clawbench', WorkingDir: '/app', Entrypoint: ['clawbench'], Cmd: ['--help'] },
  },
};
