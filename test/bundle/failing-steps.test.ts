/** Steps that fail, through the committed program: no secret is in anything that leaves it. */
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, describe, expect, onTestFinished, test } from 'vitest';
import { inParallel } from '../../src/base/in-parallel.ts';
import { runnerEnvironment, startAction, writtenTo } from '../e2e/runner-process.ts';
import { startEvalCluster } from '../fakes/eval-cluster/cluster.ts';
import { makeCertificates } from '../fakes/certificates.ts';
import { startGitHubApi } from '../fakes/github-api.ts';
import { startResultsService } from '../fakes/results-service.ts';
import { type FailingStep, failingSteps } from '../fixtures/failing-steps.ts';
import { givingAway, linesOf, secretsIn } from '../fixtures/planted.ts';

const scratch = mkdtempSync(path.join(tmpdir(), 'failing-'));
afterAll(() => rmSync(scratch, { recursive: true }));

const secrets = {
  key: 'sk-canary/"q"_$!+<b>&0123456789',
  anthropic: 'sk-ant-canary-0123456789+/=',
  gemini: 'AIza-canary-0123456789',
  openrouter: 'sk-or-canary-0123456789',
  password: 'mlflow-canary-~%41*\\n-0123456789',
  registry: 'registry-canary-{0123456789}',
  ofPodsProxy: 'pods-proxy-canary-0123456789',
  ofProxy: 'proxy-canary-0123456789',
  github: 'ghs-canary-0123456789',
  token: 'kube-token-canary-0123456789',
  clientKey: makeCertificates().client.key,
};
const programs = {
  'check_mlflow.py': () => JSON.stringify({ problem: null, sentence: null }),
  'log_to_mlflow.py': () =>
    JSON.stringify({ run_id: '2', url: 'https://mlflow.example.com/2', warnings: [] }),
};
const steps = Object.entries(failingSteps(secrets));

/** Runs one of them. @returns where each secret was found, and what it failed with */
async function fail(
  name: string,
  failing: FailingStep,
  debug: boolean,
): Promise<{ leaks: string[]; reason: string; log: string }> {
  const directory = mkdtempSync(path.join(scratch, 'step-'));
  const github = await startGitHubApi({
    tokens: { [secrets.github]: { login: 'github-actions[bot]', canWrite: true } },
    fault: () =>
      failing.github === undefined
        ? undefined
        : { status: failing.github, message: givingAway(Object.values(secrets)) },
  });
  const service = await startResultsService({
    directory: path.join(directory, 'store'),
    fault: () => failing.artifacts,
  });
  onTestFinished(async () => void (await Promise.all([github.stop(), service.stop()])));
  const known = new Set(Object.values(secrets));
  /** What the cluster was told, but for Secrets, where secrets belong. */
  const told: string[] = [];
  const cluster = await startEvalCluster({ logOf: () => `${givingAway([...known])}\n`, programs });
  failing.arrange?.({ cluster, payload: () => givingAway([...known]) });
  const { refuses } = cluster.script;
  cluster.script.refuses = (title, request) => {
    if (title === 'PATCH secrets') {
      const { stringData = {} }: { stringData?: Record<string, string> } = JSON.parse(request.body);
      for (const [variable, value] of Object.entries(stringData))
        if (variable.endsWith('TOKEN')) known.add(value);
    } else told.push(`${title} ${request.body}`);
    return refuses(title, request);
  };
  const event = path.join(directory, 'event.json');
  const head = { sha: 'abc', repo: { full_name: 'octo/repo' } };
  writeFileSync(event, JSON.stringify({ pull_request: { number: 7, head, base: { ref: 'main' } } }));
  const action = startAction({
    ...runnerEnvironment(directory, inputsOf(failing, withKey(cluster.kubeconfig))),
    GITHUB_ACTIONS: 'true',
    GITHUB_REPOSITORY: 'octo/repo',
    GITHUB_RUN_ID: '5',
    GITHUB_RUN_ATTEMPT: '1',
    GITHUB_EVENT_NAME: 'pull_request',
    GITHUB_EVENT_PATH: event,
    GITHUB_SHA: 'abc',
    GITHUB_SERVER_URL: 'https://github.com',
    GITHUB_API_URL: github.url,
    HTTPS_PROXY: `http://me:${secrets.ofProxy}@127.0.0.1:9`,
    NO_PROXY: '127.0.0.1',
    ...service.env,
    ...(debug && { RUNNER_DEBUG: '1' }),
  });
  const { stdout, stderr } = await action.ended;
  const texts: Record<string, string> = {
    stdout: stdout.replace(/^::add-mask::.*$/gm, ''),
    stderr,
    cluster: told.join('\n'),
    comments: JSON.stringify(github.comments),
    checks: JSON.stringify(github.checks),
    ...Object.fromEntries(filesBelow(directory)),
  };
  const hunted = linesOf([...known]).filter((line) => !line.startsWith('-----'));
  const leaks = Object.entries(texts).flatMap(([sink, text]) =>
    secretsIn(text, hunted).map((secret) => `${name}: ${secret} in ${sink}`),
  );
  return { leaks, reason: writtenTo(directory, 'output')['failure-reason'] ?? '', log: stdout.slice(-2000) };
}

function inputsOf({ inputs, only }: FailingStep, kubeconfig: string): Record<string, string> {
  if (only !== undefined) return { kubeconfig, ...only };
  const all = {
    kubeconfig,
    model: 'openai/m',
    'openai-api-key': secrets.key,
    'anthropic-api-key': secrets.anthropic,
    'gemini-api-key': secrets.gemini,
    'openrouter-api-key': secrets.openrouter,
    'mlflow-tracking-uri': 'https://mlflow.example.com',
    'mlflow-username': 'me',
    'mlflow-password': secrets.password,
    'image-registry': 'ghcr.io',
    'image-registry-username': 'me',
    'image-registry-password': secrets.registry,
    'https-proxy': `http://me:${secrets.ofPodsProxy}@proxy.example.com:3128`,
    'github-token': secrets.github,
    'check-run': 'true',
    runs: '1',
    mlflow: 'true',
    ...inputs,
  };
  return Object.fromEntries(Object.entries(all).filter(([, value]) => value !== ''));
}

/** The kubeconfig with the secrets of the test. */
function withKey(text: string): string {
  const kubeconfig = JSON.parse(text);
  const other = { 'client-key-data': Buffer.from(secrets.clientKey).toString('base64') };
  kubeconfig.users = [
    { name: 'u', user: { token: secrets.token } },
    { name: 'other', user: other },
  ];
  return JSON.stringify(kubeconfig);
}

function filesBelow(directory: string): [name: string, text: string][] {
  return readdirSync(directory, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => path.join(entry.parentPath, entry.name))
    .map((file) => [path.relative(directory, file), readFileSync(file, 'utf8')]);
}

/** Some at a time, so that a failure names few. */
const batches = Array.from({ length: Math.ceil(steps.length / 8) }, (_, at) =>
  steps.slice(at * 8, at * 8 + 8),
);

describe.each([{ debug: false }, { debug: true }])(
  'no secret leaves a step, with debug $debug',
  ({ debug }) => {
    test('in one of at least 50 ways to fail', () => expect(steps.length).toBeGreaterThanOrEqual(50));

    test.each(batches.map((batch, part) => ({ batch, part })))(
      'part $part',
      async ({ batch }) => {
        const ends = await inParallel(batch, 4, async ([name, failing]) => ({
          name,
          failing,
          ...(await fail(name, failing, debug)),
        }));
        expect(ends.flatMap(({ leaks }) => leaks)).toEqual([]);
        const other = ends.filter(({ failing, reason }) => reason !== failing.reason);
        expect(other.map(({ name, reason, log }) => `${name}: ${reason}\n${log}`)).toEqual([]);
      },
      240_000,
    );
  },
);
