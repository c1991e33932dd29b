import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { ClusterEnv } from '../../cluster/env.ts';
import { actionEntry, postEntry, runnerEnvironment, writtenTo } from '../../e2e/runner-process.ts';
import { CANARY_KEY, newModel, standardInputs } from '../../e2e/testbed.ts';
import { startResultsService } from '../../fakes/results-service.ts';
import { firstCalls, forgetCalls } from './calls.ts';

/** What one step took, in ms; moments count from the start of its process. */
export interface StepTimes {
  /** When it said that the Job runs. */
  launched: number;
  /** When the model was tried. */
  checkCall: number;
  harnessStarted: number;
  /** The harness's first call, as the model server saw it. */
  firstCall: number;
  /** The whole step without the time that the harness says it took. */
  overhead: number;
  /** From the writing of done.json to the action's knowing of it. */
  noticing: number;
}

export interface StepSettings {
  env: ClusterEnv;
  mlflowNamespace: string;
  tasks: string;
  /** Of the workflow run; what the step makes has it in its name. */
  runId: string;
}

/**
 * Runs dist/ as the runner does, main step and post step, with an artifact service to upload to.
 * @throws Error with the end of the step's log when it did not pass or did not log to MLflow; the signal's reason
 */
export async function measureStep(settings: StepSettings, signal: AbortSignal): Promise<StepTimes> {
  const directory = await mkdtemp(path.join(tmpdir(), 'bench-step-'));
  const service = await startResultsService({ directory: path.join(directory, 'artifacts') });
  const model = newModel();
  const env = { ...(await environmentOf(directory, settings, model)), ...service.env };
  try {
    const main = await runNode(env, { signal });
    signal.throwIfAborted();
    const said = main.lines.map(({ text }) => text);
    if (main.code !== 0 || !said.some((line) => line.startsWith('Logged to MLflow: '))) {
      throw new Error(`The step ended with ${main.code}:\n${said.slice(-30).join('\n')}`);
    }
    const { 'results-path': result = '' } = writtenTo(directory, 'output');
    const since = (atMs: number): number => atMs - main.startedAtMs;
    const { harnessWall, harnessStartedAt, finishedAt, noticedAt } = await readArtifact(path.dirname(result));
    const calls = await firstCalls(settings.env, model, 0, signal);
    return {
      launched: since(main.lines.find(({ text }) => /^Job \S+ runs on /.test(text))?.atMs ?? Number.NaN),
      checkCall: since(calls.anyMs),
      harnessStarted: since(harnessStartedAt),
      firstCall: since(calls.taskMs),
      overhead: since(main.endedAtMs) - harnessWall,
      noticing: noticedAt - finishedAt,
    };
  } finally {
    const state = Object.entries(writtenTo(directory, 'state'));
    const saved = Object.fromEntries(state.map(([name, value]) => [`STATE_${name}`, value]));
    // Also after Ctrl-C: this is what deletes the eval.
    await runNode({ ...env, ...saved }, { entry: postEntry });
    await forgetCalls(settings.env, model);
    await service.stop();
    await rm(directory, { recursive: true, force: true });
  }
}

/** The environment of the action's process. @param more inputs */
export async function environmentOf(
  directory: string,
  settings: StepSettings,
  model: string,
  more: Readonly<Record<string, string>> = {},
): Promise<NodeJS.ProcessEnv> {
  const inputs = {
    ...standardInputs(settings.env, model),
    kubeconfig: await readFile(settings.env.KUBECONFIG, 'utf8'),
    'openai-api-key': CANARY_KEY,
    mlflow: 'true',
    'mlflow-namespace': settings.mlflowNamespace,
    tasks: settings.tasks,
    runs: '1',
    ...more,
  };
  return {
    ...runnerEnvironment(directory, inputs),
    GITHUB_ACTIONS: 'true',
    GITHUB_REPOSITORY: 'octo/repo',
    GITHUB_RUN_ID: settings.runId,
    GITHUB_RUN_ATTEMPT: '1',
  };
}

export interface Ended {
  code: number | null;
  startedAtMs: number;
  endedAtMs: number;
  lines: { atMs: number; text: string }[];
}

/** Runs the action to its end; an abort interrupts it as a runner does. */
export async function runNode(
  env: NodeJS.ProcessEnv,
  { entry = actionEntry, signal }: { entry?: string; signal?: AbortSignal } = {},
): Promise<Ended> {
  const startedAtMs = Date.now();
  const child = spawn(process.execPath, [entry], { env, stdio: ['ignore', 'pipe', 'pipe'] });
  const interrupt = (): boolean => child.kill('SIGINT');
  signal?.addEventListener('abort', interrupt);
  const lines: Ended['lines'] = [];
  for (const stream of [child.stdout, child.stderr]) {
    let rest = '';
    stream.setEncoding('utf8').on('data', (chunk: string) => {
      const texts = `${rest}${chunk}`.split('\n');
      rest = texts.pop() ?? '';
      lines.push(...texts.map((text) => ({ atMs: Date.now(), text })));
    });
  }
  const [code] = await once(child, 'close');
  signal?.removeEventListener('abort', interrupt);
  return { code, startedAtMs, endedAtMs: Date.now(), lines };
}

interface ArtifactTimes {
  /** Length in ms. */
  harnessWall: number;
  /** In ms since the epoch, as the others. */
  harnessStartedAt: number;
  finishedAt: number;
  noticedAt: number;
}

async function readArtifact(directory: string): Promise<ArtifactTimes> {
  const log = await readFile(path.join(directory, 'logs/shard-0/eval.log'), 'utf8');
  // One for each start of the harness.
  const walls = [...log.matchAll(/^Wall time: ([\d.]+)s/gm)].map(([, seconds]) => Number(seconds) * 1000);
  const manifest: { shards: Record<string, string>[] } = JSON.parse(
    await readFile(path.join(directory, 'manifest.json'), 'utf8'),
  );
  const moment = (name: string): number => {
    const atMs = Date.parse(manifest.shards[0]?.[name] ?? '');
    if (Number.isNaN(atMs)) throw new Error(`manifest.json does not say "${name}": build dist/ anew.`);
    return atMs;
  };
  if (walls.length === 0) throw new Error('eval.log has no line with the wall time.');
  return {
    harnessWall: walls.reduce((sum, wall) => sum + wall, 0),
    harnessStartedAt: moment('harnessStartedAt'),
    finishedAt: moment('finishedAt'),
    noticedAt: moment('noticedAt'),
  };
}
