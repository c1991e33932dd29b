import { readFileSync } from 'node:fs';
import { run } from '../cluster/processes.ts';
import { ActionError } from '../../src/base/errors.ts';
import { clusterFromEnvironment } from '../cluster/cluster.ts';
import { clusterEnv } from '../cluster/env.ts';
import { provideImages } from '../cluster/images.ts';
import { up } from '../cluster/up.ts';
import { standardInputs } from '../e2e/testbed.ts';

/** Where the demo runs: a cluster, and the step's inputs that fit it. */
export interface Place {
  name: string;
  inputs: Record<string, string>;
  secrets: Record<string, string>;
  /** Ends what was started for the demo alone. */
  close(): Promise<void>;
}

type Say = (line: string) => void;

/** The real Kubernetes of the tests, with real OpenClaw and MLflow, a stand-in harness and a scripted model. */
export async function testCluster(say: Say): Promise<Place> {
  const cluster = clusterFromEnvironment();
  await up(cluster, { nodes: 1, modelServer: true, log: say });
  await provideImages(cluster, ['openclaw', 'clawbench', 'mlflow'], say);
  const env = await clusterEnv(cluster);
  return {
    name: 'the test cluster',
    inputs: { ...standardInputs(env, 'scripted-1'), runs: '1', mlflow: 'true' },
    secrets: { KUBECONFIG: readFileSync(env.KUBECONFIG, 'utf8'), OPENAI_API_KEY: 'sk-demo-scripted-model' },
    close: async () => say('The test cluster still runs; end it with: npm run cluster -- down'),
  };
}

const CONTEXT = 'clawbench-demo';

export async function missingForKind(): Promise<string | undefined> {
  for (const [command, args] of [
    ['docker', ['info']],
    ['kind', ['version']],
  ] as const) {
    try {
      await run(command, [...args], { timeoutMs: 20_000 });
    } catch {
      return `A kind cluster needs a running Docker and kind on the PATH; "${command} ${args.join(' ')}" fails.`;
    }
  }
  return process.env['OPENAI_API_KEY'] ? undefined : noKey;
}

const noKey =
  'A cluster without the scripted model needs a real one: set OPENAI_API_KEY (two short tasks are run once).';

export async function kindCluster(say: Say): Promise<Place> {
  const missing = await missingForKind();
  if (missing !== undefined) throw new ActionError('bad-input', missing);
  say(`Creating kind cluster ${CONTEXT} …`);
  await run('kind', ['create', 'cluster', '--name', CONTEXT, '--wait', '120s'], { timeoutMs: 10 * 60_000 });
  const kubeconfig = await run('kind', ['get', 'kubeconfig', '--name', CONTEXT], { timeoutMs: 20_000 });
  return {
    ...realModel(kubeconfig),
    name: `kind cluster ${CONTEXT}`,
    close: async () => {
      await run('kind', ['delete', 'cluster', '--name', CONTEXT], { timeoutMs: 120_000 });
    },
  };
}

/** The cluster that kubectl would talk to; it is named before anything is done. */
export async function currentCluster(say: Say): Promise<Place> {
  if (!process.env['OPENAI_API_KEY']) throw new ActionError('bad-input', noKey);
  const kubeconfig = await run('kubectl', ['config', 'view', '--minify', '--flatten', '--raw'], {
    timeoutMs: 20_000,
  });
  const server = await run(
    'kubectl',
    ['config', 'view', '--minify', '-o', 'jsonpath={.clusters[0].cluster.server}'],
    { timeoutMs: 20_000 },
  );
  say(`The current context leads to ${server.trim()}; the demo makes a namespace there, and deletes it.`);
  return { ...realModel(kubeconfig), name: server.trim(), close: async () => undefined };
}

function realModel(kubeconfig: string): Pick<Place, 'inputs' | 'secrets'> {
  return {
    inputs: {
      kubeconfig: '${{ secrets.KUBECONFIG }}',
      model: 'openai/gpt-5.5',
      'openai-api-key': '${{ secrets.OPENAI_API_KEY }}',
      tasks: 't1-bugfix-discount t1-fs-quick-note',
      runs: '1',
      threshold: '0.70',
    },
    secrets: { KUBECONFIG: kubeconfig, OPENAI_API_KEY: process.env['OPENAI_API_KEY'] ?? '' },
  };
}
