import { createWriteStream, mkdirSync, mkdtempSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { finished } from 'node:stream/promises';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test, vi } from 'vitest';
import { initialState } from '../../sidecar/status.ts';
import { perform } from '../../src/cli/perform.ts';
import { startMlflow } from '../../src/mlflow/beside.ts';
import { gatherEvidence } from '../../src/eval/evidence.ts';
import { finish } from '../../src/eval/finish.ts';
import type { RunningEval } from '../../src/eval/running.ts';
import { connectTo } from '../../src/eval/connect.ts';
import { ActionError } from '../../src/base/errors.ts';
import type { CollectedShard } from '../../src/pods/collect.ts';
import { jobBackend } from '../../src/backends/job/backend.ts';
import { leftoversOf } from '../../src/backends/leftovers.ts';
import { workflowContext } from '../../src/github/context.ts';
import { endFailed } from '../../src/action/failure.ts';
import { openWorkflowLog } from '../../src/github/workflow-log.ts';
import { loadMaskedInputs as load, publicInputs } from '../../src/inputs/load.ts';
import { inputVariable, type Inputs } from '../../src/inputs/types.ts';
import { judgeSaved } from '../../src/eval/judge-saved.ts';
import type { ModeResult } from '../../src/eval/mode-result.ts';
import type { Outcome } from '../../src/eval/outcome.ts';
import type { MaskingLog } from '../../src/base/ports.ts';
import { modes } from '../../src/modes/table.ts';
import { termsOf } from '../../src/plan/terms.ts';
import { publish } from '../../src/action/publish.ts';
import { openTerminalLog } from '../../src/cli/terminal-log.ts';
import { type GitHubApi, startGitHubApi } from '../fakes/github-api.ts';
import { answer, type KubeServer, startKubeServer } from '../fakes/kube-server.ts';
import { type ResultsService, startResultsService } from '../fakes/results-service.ts';
import { testHost } from '../fixtures/host.ts';
import { planFor, recordFor } from '../fixtures/plan.ts';
import { collectedShard } from '../fixtures/collected-shard.ts';
import { benchmark, runFilesFor } from '../fixtures/result.ts';
import { reportFor } from '../fixtures/step-report.ts';
import { payload, payloadOfFiles, planted, secrets, secretsIn } from '../fixtures/planted.ts';

/** Every field of strangers gives every secret away. Whatever leaves the runner is read as a reader would. */

function loadMaskedInputs(
  env: Record<string, string | undefined>,
  log: MaskingLog,
  surface: 'workflow' | 'terminal',
): Inputs {
  return load(env, modes, log, surface);
}

const clock = { now: () => 0, sleep: () => Promise.resolve() };
const scratch = mkdtempSync(path.join(tmpdir(), 'leak-'));
const summaryFile = path.join(scratch, 'summary');
const outputFile = path.join(scratch, 'output');

let cluster: KubeServer;
let api: GitHubApi;
let service: ResultsService;
let printed: string;
/** What the program that logs to MLflow was given. */
let orders: string[];

beforeAll(async () => {
  cluster = await startKubeServer();
  service = await startResultsService({ directory: mkdtempSync(path.join(tmpdir(), 'store-')) });
  cluster.handle = (request, response) => {
    const pod = {
      metadata: { name: 'p', namespace: 'n', uid: 'u', labels: { 'a/b': payload } },
      spec: { containers: [{ name: 'results' }] },
      status: { phase: 'Pending', message: payload, conditions: [{ type: 'Ready', message: payload }] },
    };
    const event = { metadata: { name: 'e' }, reason: 'Failed', message: payload, type: 'Warning' };
    const items = request.url?.includes('/events') === true ? [event] : [pod];
    answer(response, 200, request.url?.includes('/pods/p') === true ? pod : { metadata: {}, items });
  };
  cluster.speak = (socket) => {
    const received: Buffer[] = [];
    socket.on('message', (data: Buffer) => {
      if (data[0] === 0) received.push(data.subarray(1));
      if (data[0] !== 255) return;
      const order = Buffer.concat(received).toString();
      if (order.includes('"experiment"')) orders.push(order);
      const said = { run_id: 'r', url: `https://mlflow.example.com/${payload}`, warnings: [payload] };
      socket.send(Buffer.concat([Buffer.of(1), Buffer.from(JSON.stringify(said))]));
      socket.send(Buffer.concat([Buffer.of(3), Buffer.from(JSON.stringify({ status: 'Success' }))]));
      socket.close(1000);
    });
  };
});
afterAll(() => Promise.all([cluster.stop(), service.stop()]));

beforeEach(async () => {
  api = await startGitHubApi({ tokens: { 'bot-token': { login: 'github-actions[bot]', canWrite: true } } });
  orders = [];
  printed = '';
  const event = path.join(scratch, 'event.json');
  const pullRequest = {
    number: 7,
    head: { sha: 'abc', repo: { full_name: 'octo/repo' } },
    base: { ref: 'main' },
  };
  writeFileSync(event, JSON.stringify({ pull_request: pullRequest }));
  writeFileSync(summaryFile, '');
  writeFileSync(outputFile, '');
  const env = {
    GITHUB_ACTIONS: 'true',
    GITHUB_REPOSITORY: 'octo/repo',
    GITHUB_RUN_ID: '5',
    GITHUB_RUN_ATTEMPT: '1',
    GITHUB_EVENT_NAME: 'pull_request',
    GITHUB_EVENT_PATH: event,
    GITHUB_SERVER_URL: 'https://github.com',
    GITHUB_API_URL: api.url,
    GITHUB_STEP_SUMMARY: summaryFile,
    GITHUB_OUTPUT: outputFile,
    RUNNER_DEBUG: '1',
    ...service.env,
  };
  for (const [name, value] of Object.entries(env)) vi.stubEnv(name, value);
  vi.spyOn(process.stdout, 'write').mockImplementation((chunk) => {
    printed += String(chunk);
    return true;
  });
});
afterEach(async () => {
  vi.restoreAllMocks();
  vi.unstubAllEnvs();
  process.exitCode = undefined;
  await api.stop();
});

/** The environment of a step whose secrets are those that are planted. */
function stepEnv(change: Record<string, string>): Record<string, string> {
  const kubeconfig = {
    'current-context': 'c',
    contexts: [{ name: 'c', context: { cluster: 'c', user: 'u' } }],
    clusters: [{ name: 'c', cluster: { server: cluster.url, 'insecure-skip-tls-verify': true } }],
    users: [
      { name: 'u', user: { token: 'token-of-the-test' } },
      { name: 'other', user: { password: secrets.multiLine } },
    ],
  };
  const inputs = {
    kubeconfig: JSON.stringify(kubeconfig, null, 2),
    'openai-api-key': secrets.key,
    'mlflow-tracking-uri': 'https://mlflow.example.com',
    'mlflow-username': 'me',
    'mlflow-password': secrets.password,
    'github-token': 'bot-token',
    label: `nightly ${secrets.key}`,
    ...change,
  };
  const given = Object.entries(inputs).map(([name, value]) => [inputVariable(name), value]);
  return {
    ...Object.fromEntries(given),
    HTTPS_PROXY: `http://me:${secrets.ofProxy}@p:1`,
    NO_PROXY: '127.0.0.1',
  };
}

const result = benchmark('benchmark-2tasks-pass.json');
/** Fields by which runs find their tasks and are classed; what is planted there would be another test. */
const fixed = [
  'task_id',
  'role',
  'execution_status',
  'delivery_outcome',
  'failure_mode',
  'error',
  'timestamp',
];

/** A shard that is home, with something of a stranger in every file and every field. */
function shard(isLost: boolean): CollectedShard {
  const directory = mkdtempSync(path.join(tmpdir(), 'shard-'));
  const write = (name: string, text: string): void => {
    mkdirSync(path.dirname(path.join(directory, name)), { recursive: true });
    writeFileSync(path.join(directory, name), text);
  };
  const runFiles = [...runFilesFor(result).values()].map((entry, index) => {
    const name = `run_cache/openai_gpt-5.5/v2-0a/${entry.task_id}/run${entry.run_index}.json`;
    const broken =
      isLost && index === 0 ? { execution_status: 'execution_error', error: payloadOfFiles } : {};
    write(
      name,
      JSON.stringify({ ...planted(entry, fixed, payloadOfFiles), [`key ${payloadOfFiles}`]: 1, ...broken }),
    );
    return name;
  });
  write('benchmark.json', JSON.stringify(planted(result, fixed, payloadOfFiles)));
  for (const name of ['eval.log', 'gateway.log', 'state.json', `${secrets.gatewayToken}.txt`])
    write(name, payloadOfFiles);
  const tasks = result.task_results.map((task) => task.task_id);
  return collectedShard({
    directory,
    runFiles,
    state: {
      ...planted(initialState(0), ['phase', 'heartbeat', 'failure']),
      phase: 'running',
      tasks: isLost ? [...tasks, `t9 ${payload}`] : tasks,
      runsPerTask: result.task_results[0]?.runs ?? 1,
      droppedTasks: [payload],
      priceKnown: true,
      openclawVersion: payload,
      harnessVersion: payload,
    },
    pod: { name: 'p', uid: 'u', node: payload, images: { gateway: payload, [payload]: payload } },
    rounds: [],
    ...(isLost
      ? {
          tampered: [`run_cache/m/v2-0a/${payload}/run0.json`],
          contradictions: [payload],
          plan: {
            tasks: [payload],
            droppedTasks: [payload],
            runsPerTask: 1,
            priceKnown: true,
            openclawVersion: payload,
            harnessVersion: payload,
            taskContents: { [payload]: '0123456789abcdef' },
          },
          incidents: [{ kind: 'oom' as const, detail: payload }],
          failure: new ActionError('container-failed', `Container waits: ${payload}`, { hint: payload }),
        }
      : {}),
  });
}

/** Judges and publishes it as a step does. */
async function published(change: Record<string, string>, isLost: boolean): Promise<Outcome> {
  const env = stepEnv({ runs: String(result.task_results[0]?.runs ?? 1), ...change });
  const log = openWorkflowLog();
  const workflow = workflowContext(process.env);
  const inputs = loadMaskedInputs(env, log, 'workflow');
  log.mask([secrets.gatewayToken]);
  const kube = await connectTo(inputs, { log, clock, env });
  const plan = planFor(inputs, { facts: workflow, gatewayToken: secrets.gatewayToken });
  const directory = mkdtempSync(path.join(tmpdir(), 'run-'));
  const host = testHost({ log, workflow, directory, reproduce: payload });
  const backend = jobBackend(
    kube,
    { name: plan.name, namespace: 'n', uid: 'u', warnings: [] },
    { relay: false },
  );
  const record = { ...recordFor(plan), taskDurations: { [payload]: 1 }, label: plan.label };
  const shards = [shard(isLost)];
  const running: RunningEval = {
    kube,
    record,
    base: null,
    lostBase: null,
    besideArm: null,
    again: null,
    join: () => Promise.reject(new Error('nothing joins')),
    leftOfCaps: () => ({ maxCostUsd: null, maxTokens: null }),
    terms: plan.terms,
    backend,
    driver: {
      held: new Map([[0, backend.targetIn('p')]]),
      untilStarted: () => Promise.resolve(),
      untilCollected: () => Promise.resolve(shards),
      order: () => undefined,
    },
    mlflow: startMlflow(
      kube,
      plan.terms.mlflow,
      { leftovers: leftoversOf(kube, plan), isOpenShift: false },
      host,
    ),
    baselineAt: () => Promise.resolve(null),
    baselineRuns: () => Promise.resolve([]),
    forecast: () => null,
    nodeLogs: () => Promise.resolve(undefined),
    [Symbol.dispose]: () => undefined,
  };
  const gathered = await gatherEvidence(shards, record);
  const outcome = await finish(
    running,
    { shards, gathered, base: null, baseline: null, isConfirmed: false },
    host,
  );
  const report = reportFor(inputs, log, workflow);
  await publish(outcome, inputs, { log, clock, workflow, report, env: { ...process.env, ...env } });
  await kube.close();
  return outcome;
}

/** All that left the runner, by where it went. The runner takes commands that mask out of the log. */
function sinks(directory: string): Record<string, string> {
  const files = readdirSync(directory, { recursive: true, withFileTypes: true }).filter((entry) =>
    entry.isFile(),
  );
  const artifact = files.map((entry) => path.join(entry.parentPath, entry.name));
  const logged = orders.map((order) => order.replace(JSON.stringify(secrets.password), '"taken out"'));
  return {
    ...Object.fromEntries(
      artifact.map((file) => [path.relative(directory, file), readFileSync(file, 'utf8')]),
    ),
    'names of files': artifact.map((file) => path.relative(directory, file)).join('\n'),
    'step summary': readFileSync(summaryFile, 'utf8'),
    outputs: readFileSync(outputFile, 'utf8'),
    comment: api.comments.map(({ body }) => body).join('\n'),
    MLflow: logged.join('\n'),
    log: withoutMasks(printed),
  };
}

function withoutMasks(text: string): string {
  return text.replace(/^::add-mask::.*$/gm, '');
}

function leaks(texts: Record<string, string>): Record<string, string[]> {
  const found = Object.entries(texts).map(([name, text]): [string, string[]] => [name, secretsIn(text)]);
  return Object.fromEntries(found.filter(([, secret]) => secret.length > 0));
}

test('the reader finds every secret in what is planted, and in the Markdown of it', () => {
  const all = secretsIn(payload);
  expect(all).toHaveLength(7);
  for (const word of payload.split(/[ \n]/).filter((part) => part.length > 30))
    expect(secretsIn(word), word).not.toEqual([]);
});

describe('no secret leaves the runner', () => {
  test.each([
    ['passes', { threshold: '0.1' }, false, 'pass'],
    ['fails', { threshold: '0.999' }, false, 'fail'],
    ['is lost', { threshold: '0.1' }, true, 'inconclusive'],
  ] as const)('of an evaluation that %s', async (_, change, isLost, verdict) => {
    const outcome = await published(change, isLost);
    expect(outcome.verdict.verdict).toBe(verdict);
    const texts = sinks(outcome.directory);
    expect(leaks(texts)).toEqual({});
    // Everything was planted, so that what holds nothing of it would prove nothing.
    const said = [
      'verdict.json',
      'manifest.json',
      'summary.md',
      'report.html',
      'step summary',
      'comment',
      'MLflow',
      'log',
    ];
    for (const name of said) expect(texts[name], name).toMatch(/\*\*\*|(?:&#42;){3}/);
    expect(Object.keys(texts)).toEqual(
      expect.arrayContaining(['benchmark.json', 'logs/shard-0/___.txt', 'logs/shard-0/gateway.log']),
    );
  });

  test('of an evaluation that is judged again', async () => {
    const saved = mkdtempSync(path.join(tmpdir(), 'saved-'));
    const file = path.join(saved, 'benchmark.json');
    writeFileSync(file, JSON.stringify(planted(result, fixed)));
    const log = openWorkflowLog();
    const change = { mode: 'verdict', result: file };
    const env = stepEnv(change);
    for (const name of [
      'kubeconfig',
      'mlflow-tracking-uri',
      'mlflow-username',
      'mlflow-password',
      'openai-api-key',
    ])
      delete env[inputVariable(name)];
    const inputs = loadMaskedInputs(env, log, 'workflow');
    log.mask(Object.values(secrets));
    const workflow = workflowContext(process.env);
    const host = testHost({ log, env, workflow, directory: saved, savesVerdicts: true });
    const files = { ...inputs, paths: inputs.result ?? [] };
    const outcome = await judgeSaved(files, termsOf(inputs, publicInputs(inputs)), host);
    const report = reportFor(inputs, log, workflow);
    await publish(outcome, inputs, { log, clock, workflow, report, env });
    expect(leaks(sinks(outcome.directory))).toEqual({});
    expect(readFileSync(path.join(outcome.directory, 'verdict.json'), 'utf8')).toContain('***');
  });

  const cause = new Error(`connect http://me:short@p ${payload}`);
  const failure = new ActionError('api-error', `The server said: ${payload}`, { hint: payload, cause });

  test.each([
    ['before there is a verdict', failure],
    ['by a defect', cause],
  ])('of a step that fails %s', async (_, error) => {
    const log = openWorkflowLog();
    const inputs = loadMaskedInputs(stepEnv({ 'check-run': 'true' }), log, 'workflow');
    log.mask(Object.values(secrets));
    const workflow = workflowContext(process.env);
    const report = reportFor(inputs, log, workflow);
    await endFailed(error, 'fail', { log, workflow, label: payload, report });
    const texts = {
      log: withoutMasks(printed),
      outputs: readFileSync(outputFile, 'utf8'),
      'step summary': readFileSync(summaryFile, 'utf8'),
      comment: api.comments.map(({ body }) => body).join('\n'),
      'check run': JSON.stringify(api.checks),
    };
    expect(leaks(texts)).toEqual({});
    expect(texts.log).toMatch(/::error .*\*\*\*/);
    for (const name of ['step summary', 'comment', 'check run'] as const)
      expect(texts[name], name).toMatch(/\*\*\*|(?:&#42;){3}/);
  });

  test('by an error that quotes an input', async () => {
    const log = openWorkflowLog();
    const wrong = { 'openai-api-base': `https://me:${secrets.key}@host/v1`, tasks: secrets.password };
    try {
      loadMaskedInputs(stepEnv(wrong), log, 'workflow');
      expect.unreachable();
    } catch (error) {
      await endFailed(error, 'fail', { log, workflow: null, label: '', report: null });
    }
    const texts = { log: withoutMasks(printed), 'step summary': readFileSync(summaryFile, 'utf8') };
    expect(leaks(texts)).toEqual({});
    expect(printed).toContain('::error ');
  });

  test.each([true, false])('by a terminal, with --json: %s', async (json) => {
    const outcome = await published({ threshold: '0.1' }, true);
    const file = path.join(scratch, `terminal-${json}`);
    const stream = createWriteStream(file);
    const log = openTerminalLog(stream, { verbose: true, env: {} });
    const inputs: Inputs = loadMaskedInputs(stepEnv({}), log, 'terminal');
    log.mask(Object.values(secrets));
    log.debug(payload);
    log.warning(payload, payload);
    const tell = ({ message, hint }: ActionError): void => log.error(message, hint ?? '');
    const step = (run: () => Promise<ModeResult>): Parameters<typeof perform>[0] => [
      { verb: 'eval', inputs, env: {}, mode: { run, judges: true } },
    ];
    const print = (text: string): void => void stream.write(`${text}\n`);
    const speaker = { json, print, tell };
    const host = testHost({ log });
    const said: ModeResult = { kind: 'done', lines: [payload], record: { [payload]: payload }, outputs: {} };
    await perform(
      step(() => Promise.resolve({ kind: 'judged', outcome })),
      host,
      speaker,
    );
    await perform(
      step(() => Promise.resolve(said)),
      host,
      speaker,
    );
    await perform(
      step(() => Promise.reject(failure)),
      host,
      speaker,
    );
    await perform(
      step(() => Promise.reject(cause)),
      host,
      speaker,
    );
    stream.end();
    await finished(stream);
    const text = readFileSync(file, 'utf8');
    expect(leaks({ terminal: text })).toEqual({});
    expect(text).toContain('***');
  });
});
