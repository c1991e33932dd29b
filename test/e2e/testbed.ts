import { randomBytes } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { Agent, request, RetryAgent } from 'undici';
import { api } from '../cluster/api.ts';
import { clusterFromEnvironment, type Cluster } from '../cluster/cluster.ts';
import { clusterEnv, type ClusterEnv } from '../cluster/env.ts';
import {
  startResultsService,
  type ResultsService,
  type ResultsServiceOptions,
} from '../fakes/results-service.ts';
import { ensureAct, runStep, type StepOptions, type StepRun } from './act.ts';
import { unpack } from './unpack.ts';

/** On a busy machine the probe of the model server fails at times, and for some seconds its Service refuses connections. */
const patient = new RetryAgent(new Agent(), { maxRetries: 12, minTimeout: 500, maxTimeout: 5000 });

/** Never a real key: the model server takes any that does not begin with `sk-bad`. */
export const CANARY_KEY = 'sk-canary-model-key-0123456789';

/** What a step uploaded. Files are relative to the directory. */
interface Artifact {
  directory: string;
  files: string[];
}

/** The pieces that a step meets in these tests: cluster, images, model server, artifact service, runner. */
export interface Testbed {
  cluster: Cluster;
  env: ClusterEnv;
  kubeconfig: string;
  results: ResultsService;
  /** Of all its steps. */
  runId: string;
  /** Runs a step against all of it; `with` replaces single inputs, '' leaves one out. */
  step(model: string, inputs?: Record<string, string>, options?: Partial<StepOptions>): Promise<StepRun>;
  /** Unpacks what the last step uploaded. */
  newestArtifact(): Promise<Artifact>;
  /** Unpacks what this step uploaded, whatever others did meanwhile. */
  artifactOf(step: StepRun): Promise<Artifact>;
  /** Namespaces that steps of this testbed made and that are still there. */
  namespacesLeft(): Promise<string[]>;
  close(): Promise<void>;
}

/** @param uploads what goes wrong with requests to the service for artifacts */
export async function openTestbed(uploads: Pick<ResultsServiceOptions, 'fault'> = {}): Promise<Testbed> {
  const cluster = clusterFromEnvironment();
  const env = await clusterEnv(cluster);
  const act = await ensureAct((line) => process.stderr.write(`${line}\n`));
  const directory = await mkdtemp(path.join(tmpdir(), 'clawbench-artifacts-'));
  const results = await startResultsService({ ...uploads, directory });
  const kubeconfig = readFileSync(env.KUBECONFIG, 'utf8');
  // One for all steps, so that their namespaces can be told from others'.
  const runId = String(100_000 + Math.floor(Math.random() * 900_000));
  const unpacked = async (artifact: { id: number; file: string }): Promise<Artifact> => {
    const to = path.join(directory, 'unpacked', String(artifact.id));
    await unpack(artifact.file, to);
    return { directory: to, files: filesBelow(to) };
  };
  return {
    cluster,
    env,
    kubeconfig,
    results,
    runId,
    async step(model, inputs = {}, options = {}) {
      const all = { ...standardInputs(env, model), ...inputs };
      return await runStep(act, {
        ...options,
        inputs: Object.fromEntries(Object.entries(all).filter(([, value]) => value !== '')),
        secrets: { KUBECONFIG: kubeconfig, OPENAI_API_KEY: CANARY_KEY, ...options.secrets },
        env: {
          ...results.env,
          GITHUB_RUN_ID: runId,
          ...options.env,
        },
      });
    },
    async newestArtifact() {
      // The HTML report is uploaded once more by itself.
      const artifact = results.artifacts().findLast(({ name }) => !name.endsWith('.html'));
      if (artifact === undefined) throw new Error('No artifact was uploaded.');
      return await unpacked(artifact);
    },
    async artifactOf({ outputs, log }) {
      const id = Number(/\/artifacts\/(\d+)$/.exec(outputs['artifact-url'] ?? '')?.[1]);
      const artifact = results.artifacts().find((one) => one.id === id);
      if (artifact === undefined) throw new Error(`The step uploaded no artifact:\n${log}`);
      return await unpacked(artifact);
    },
    async namespacesLeft() {
      const made = '/api/v1/namespaces?labelSelector=clawbench.dev/instance';
      const answer = await api<{ items: { metadata: { name: string } }[] }>(cluster, made);
      const names = answer.json().items.map(({ metadata }) => metadata.name);
      return names.filter((name) => name.startsWith(`clawbench-${runId}-`));
    },
    async close() {
      await results.stop();
      await rm(directory, { recursive: true, force: true });
    },
  };
}

function filesBelow(directory: string): string[] {
  return readdirSync(directory, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => path.relative(directory, path.join(entry.parentPath, entry.name)))
    .sort();
}

/** The step of the README, against the test images and the scripted model. */
export function standardInputs(env: ClusterEnv, model: string): Record<string, string> {
  return {
    kubeconfig: '${{ secrets.KUBECONFIG }}',
    model: `openai/${model}`,
    'openai-api-key': '${{ secrets.OPENAI_API_KEY }}',
    'openai-api-base': env.MODEL_BASE,
    'price-input': '1',
    'price-output': '2',
    'openclaw-image': env.OPENCLAW_IMAGE,
    'clawbench-image': env.CLAWBENCH_IMAGE,
    'mlflow-image': env.MLFLOW_IMAGE,
    threshold: '0.70',
  };
}

/** A model id of its own, so that tests on one model server do not meet. */
export function newModel(): string {
  return `scripted-${randomBytes(4).toString('hex')}`;
}

/** One request as the model server saw it. */
export interface ModelCall {
  time: string;
  status: number;
  /** Task and run of the harness; null for calls that belong to none, such as the preflight. */
  task: string | null;
  run: number | null;
  /** What the client got: `ok` is a whole answer. */
  outcome: string;
  key: string;
  path: string;
  /** As it bills them; 0 for what it refused. */
  inputTokens: number;
  outputTokens: number;
}

/** Changes how the model server treats one model; what is left out is as usual. */
export async function behave(env: ClusterEnv, model: string, behaviour: object): Promise<void> {
  const { statusCode, body } = await request(`${env.MODEL_ADMIN}/models/${model}`, {
    method: 'PUT',
    body: JSON.stringify(behaviour),
    dispatcher: patient,
  });
  const text = await body.text();
  if (statusCode >= 300) throw new Error(`The model server refused the behaviour: ${text}`);
}

export async function callsOf(env: ClusterEnv, model: string): Promise<ModelCall[]> {
  const { body } = await request(`${env.MODEL_ADMIN}?model=${model}`, { dispatcher: patient });
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- our own server
  const { requests } = (await body.json()) as { requests: ModelCall[] };
  return requests;
}
