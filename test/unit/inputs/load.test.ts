import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { type ActionError, isActionError } from '../../../src/base/errors.ts';
import { publicInputs, secretValues, unreadVariables } from '../../../src/inputs/load.ts';
import { keyInput } from '../../../src/inputs/groups/model.ts';
import { modes } from '../../../src/modes/table.ts';
import { providerKeyNames } from '../../../src/stack/providers.ts';
import { isAccepted, retiredRiskNotes } from '../../../src/inputs/rules/risks.ts';
import { loadInputs } from '../../fixtures/inputs.ts';
import { inputRows, inputVariable, type Surface } from '../../../src/inputs/types.ts';
import { wantedComponents } from '../../../src/inputs/rules/components.ts';

const key = 'sk-proj-0123456789abcdef';

/** The environment of a step with these inputs; a key for the default model unless given. */
function stepEnv(inputs: Record<string, string> = {}): Record<string, string> {
  const all = { 'openai-api-key': key, ...inputs };
  return Object.fromEntries(Object.entries(all).map(([name, value]) => [inputVariable(name), value]));
}

function problemOf(env: Record<string, string>): ActionError {
  try {
    loadInputs(env);
  } catch (error) {
    if (isActionError(error)) return error;
    throw error;
  }
  throw new Error('no problem was reported');
}

/** `accepted`, or the code of the error; whatever else is thrown goes on. */
function outcomeOf(env: Record<string, string>): string {
  try {
    loadInputs(env);
    return 'accepted';
  } catch (error) {
    if (isActionError(error)) return error.code;
    throw error;
  }
}

/** The environment variable that the command line and other tools share with an input, if there is one. */
function variableOf(name: string, value: string): Record<string, string> {
  const variable = inputRows.find(([row]) => row === name)?.[1].env;
  return variable === undefined ? { [inputVariable(name)]: value } : { [variable]: value };
}

describe('defaults', () => {
  test("are ClawBench's for runs, concurrency and timeouts", () => {
    expect(loadInputs(stepEnv())).toMatchObject({
      model: 'openai/gpt-5.5',
      runs: 3,
      concurrency: 4,
      shards: 'auto',
      connectTimeoutMs: 120_000,
      requestTimeoutMs: 300_000,
      perRunTimeoutMs: 600_000,
      startupTimeoutMs: 600_000,
      timeoutMs: 10_800_000,
      threshold: null,
      minCoverage: 0.9,
      tierThresholds: null,
      requiredTasks: null,
      baseline: [],
      maxRegression: 0.03,
      onInconclusive: 'fail',
      retryInvalid: 1,
      tasks: null,
      mlflow: 'auto',
      mlflowExperimentName: 'clawbench',
      cluster: 'auto',
      comment: 'always',
      cleanup: 'always',
    });
  });

  test('every default is a value its own kind takes', () => {
    const refused = inputRows.filter(
      ([, row]) => row.default !== undefined && !('value' in row.kind.parse(row.default)),
    );
    expect(refused.map(([name]) => name)).toEqual([]);
  });

  test('no default image is without a version, but for the harness, which has none', () => {
    const unpinned = inputRows.filter(
      ([name, row]) => name.endsWith('-image') && row.default?.endsWith(':latest'),
    );
    expect(unpinned.map(([name]) => name)).toEqual(['clawbench-image']);
  });
});

describe('a well-formed input', () => {
  test.each([
    ['threshold', '0.70', { threshold: 0.7 }],
    ['threshold', ' .5\n', { threshold: 0.5 }],
    ['threshold', '1', { threshold: 1 }],
    ['timeout', '90m', { timeoutMs: 5_400_000 }],
    ['timeout', '1h30m', { timeoutMs: 5_400_000 }],
    ['connect-timeout', '90s', { connectTimeoutMs: 90_000 }],
    ['tasks', 't1-bugfix-discount t2-config-loader', { tasks: ['t1-bugfix-discount', 't2-config-loader'] }],
    ['tasks', 't1-a,\n  t2-b\n', { tasks: ['t1-a', 't2-b'] }],
    ['tier-thresholds', 'tier1=0.8, tier2=.7', { tierThresholds: { tier1: 0.8, tier2: 0.7 } }],
    ['required-tasks', 't1-a t2-b', { requiredTasks: ['t1-a', 't2-b'] }],
    ['on-inconclusive', 'warn', { onInconclusive: 'warn' }],
    ['baseline', 'none', { baseline: [] }],
    [
      'baseline',
      'old results/verdict.json',
      { baseline: [{ from: 'file', path: 'old results/verdict.json' }] },
    ],
    [
      'baseline',
      'https://example.com/verdict.json?sig=1\n./a.json\n',
      {
        baseline: [
          { from: 'url', url: 'https://example.com/verdict.json?sig=1' },
          { from: 'file', path: './a.json' },
        ],
      },
    ],
    ['baseline', 'http://[::1]:8080/a', { baseline: [{ from: 'url', url: 'http://[::1]:8080/a' }] }],
    ['mlflow', 'False', { mlflow: false }],
    ['mlflow', 'true', { mlflow: true }],
    ['openai-api-base', 'http://vllm:8000/v1/', { openaiApiBase: 'http://vllm:8000/v1' }],
    ['openclaw-image', 'localhost:5000/a/b:1', { openclawImage: 'localhost:5000/a/b:1' }],
    [
      'clawbench-image',
      `q.io/a/b@sha256:${'a'.repeat(64)}`,
      { clawbenchImage: `q.io/a/b@sha256:${'a'.repeat(64)}` },
    ],
    ['cluster', 'kind', { cluster: 'kind', kindWaitMs: 300_000, loadImages: null }],
    ['kubeconfig', 'apiVersion: v1\nkind: Config\n', { kubeconfig: 'apiVersion: v1\nkind: Config' }],
  ])('%s: %j', (name, value, expected) => {
    expect(loadInputs(stepEnv({ [name]: value }))).toMatchObject(expected);
  });

  test.each([
    ['./kind.yaml', { path: './kind.yaml' }],
    ['kind: Cluster', { text: 'kind: Cluster' }],
    ['kind: Cluster\nnodes: []\n', { text: 'kind: Cluster\nnodes: []' }],
  ])('kind-config is YAML or a path: %j', (value, expected) => {
    const inputs = { cluster: 'kind', 'kind-config': value };
    expect(loadInputs(stepEnv(inputs)).kindConfig).toEqual(expected);
  });

  test('a model id may hold slashes and colons', () => {
    const model = 'openai/meta-llama/Llama-4-Scout-17B:free';
    expect(loadInputs(stepEnv({ model })).model).toBe(model);
  });
});

describe('a malformed input', () => {
  test.each([
    ['threshold', '70%', 'write a number from 0 to 1, for example 0.70'],
    ['threshold', '1.5', 'from 0 to 1'],
    ['threshold', 'NaN', 'from 0 to 1'],
    ['threshold', '1e-3', 'from 0 to 1'],
    ['threshold', '-0.1', 'from 0 to 1'],
    ['runs', '0', 'a whole number from 1 to 100'],
    ['runs', '3.5', 'a whole number from 1 to 100'],
    ['runs', '0x10', 'a whole number from 1 to 100'],
    ['shards', '101', 'a whole number from 1 to 100, or auto'],
    ['concurrency', 'four', 'a whole number from 1 to 64'],
    ['timeout', '30', 'with its unit, for example 90s, 30m or 2h'],
    ['timeout', '10s', 'a time from 1m to 120h'],
    ['timeout', '-1h', 'with its unit'],
    ['startup-timeout', '10 m', 'with its unit'],
    ['mlflow', 'yes', 'write true, false or auto'],
    ['cluster', 'minikube', 'one of auto, kubeconfig, ambient, in-cluster'],
    ['mode', 'evaluate', 'one of eval, '],
    ['kind-version', 'latest', 'a release of kind such as v0.31.0'],
    ['kind-config', 'a\u0007b', 'text on one line'],
    ['load-images', 'a:1 B:2', 'image references separated by spaces'],
    ['image-registry', 'https://ghcr.io', 'without https://'],
    ['comment', 'never', 'one of always, changes, failures, off'],
    ['namespace', 'My_Space', 'lower-case letters, digits and hyphens'],
    ['namespace', 'a'.repeat(64), 'at most 63 characters'],
    ['model', 'gpt-5.5', 'provider/model, for example openai/gpt-5.5'],
    ['model', 'openai/', 'provider/model'],
    ['judge-model', 'openai/gpt 5', 'provider/model'],
    ['tasks', 't1-a ../etc', 'task ids such as t1-bugfix-discount'],
    ['tasks', 't1-a t1-a', '"t1-a" is there twice'],
    ['tier-thresholds', 'tier1', 'pairs such as tier1=0.8 tier2=0.7'],
    ['tier-thresholds', 'tier1=80', 'numbers from 0 to 1; "tier1=80" is not one'],
    ['tier-thresholds', 'tier1=0.8=0.9', 'is not one'],
    ['tier-thresholds', '__proto__=0.8', 'is not one'],
    ['tier-thresholds', 'tier1=0.8 tier1=0.9', '"tier1" is there twice'],
    ['baseline', 'http://example.com/verdict.json', 'an https address'],
    ['baseline', 'https://u:p@example.com/verdict.json', 'without user and password'],
    ['baseline', 's3://bucket/verdict.json', '"s3://bucket/verdict.json" is none of these'],
    ['baseline', 'none\nverdict.json', 'none alone'],
    ['max-regression', '-0.1', 'from 0 to 1'],
    ['on-inconclusive', 'ignore', 'one of fail, warn, pass'],
    ['openai-api-base', 'vllm:8000', 'an address such as http://'],
    ['openai-api-base', 'http://u:p@vllm/v1', 'without user and password'],
    ['openai-api-base', 'http://vllm/v1?x=1', 'without ? and # parts'],
    ['openai-api-base', 'http://${HOST}/v1', 'variables are not replaced'],
    ['mlflow-tracking-uri', 'file:///tmp', 'an address such as https://mlflow.example.com'],
    ['openclaw-image', 'Ghcr.io/x', 'an image reference such as'],
    ['openclaw-image', 'x:y z', 'an image reference such as'],
    ['mlflow-experiment-id', 'four', 'the number of an experiment'],
    ['openclaw-deployment', 'job/x', 'the name of a Deployment or StatefulSet, or statefulset/<name>'],
    ['openclaw-deployment', 'pod/', 'the name of a Deployment or StatefulSet, or statefulset/<name>'],
    ['artifact-name', 'a/b', 'a name of letters'],
    ['artifact-retention-days', '401', 'from 0 to 400'],
    ['label', 'two\nlines', 'on one line'],
    ['label', 'a'.repeat(101), 'at most 100 characters'],
    ['image-pull-secret', 'Bad_Name', 'the name of a Kubernetes object'],
    ['queue', 'Team A', 'the name of a Kubernetes object'],
    ['job-labels', 'team: agents', 'one key=value per line; "team: agents" is not one'],
    ['job-labels', 'a=b,c=d', 'values of at most 63 letters, digits, ".", "_" and "-"'],
    ['job-labels', `a=${'x'.repeat(64)}`, 'values of at most 63 letters'],
    ['job-labels', '-a=b', 'keys such as team or example.com/cost-center before the "="; "-a" is not one'],
    ['job-labels', 'Example.com/a=b', '"Example.com/a" is not one'],
    ['job-labels', 'a/b/c=d', '"a/b/c" is not one'],
    ['job-labels', '=b', 'keys such as team'],
    ['job-labels', 'a=b\nc=d\na=e', 'each key once; "a" is there twice'],
    ['job-labels', 'clawbench.dev/instance=0', 'the evaluation is found by clawbench.dev/instance'],
    ['job-labels', 'x.clawbench.dev/a=0', 'the evaluation is found by'],
    [
      'job-labels',
      'app.kubernetes.io/managed-by=me',
      'the evaluation is found by app.kubernetes.io/managed-by',
    ],
    ['job-labels', 'kueue.x-k8s.io/queue-name=q', 'the name of the queue as `queue`'],
    ['job-annotations', 'clawbench.dev/expires-at=never', 'the evaluation is found by'],
    ['job-annotations', 'a b=c', '"a b" is not one'],
    ['job-annotations', `a=${'x'.repeat(210_000)}`, 'at most 200 KiB'],
  ])('%s: %j is named, with what to write', (name, value, expected) => {
    const error = problemOf(stepEnv({ [name]: value }));
    expect(error.code).toBe('bad-input');
    expect(error.message).toMatch(new RegExp(`^Input \`${name}\` is "`));
    expect(error.message).toContain(expected);
    expect(error.message).not.toContain('\n');
  });

  test.each([
    ['openai-api-base', 'https://me:s3cret-of-mine@vllm.example/v1'],
    ['openai-api-base', 'https://s3cret-of-mine@vllm.example/v1'],
    ['openai-api-base', 'https://me:s3cret/of-mine@vllm.example/v1'],
    ['openai-api-base', 'https://me:a@s3cret-of-mine@vllm.example/v1'],
    ['openai-api-base', 'me:s3cret-of-mine@vllm.example/v1'],
    ['openai-api-base', 's3cret-of-mine@vllm.example/v1'],
    ['openai-api-base', 'htps://me:s3cret-of-mine@vllm.example/v1'],
    ['openai-api-base', `https://${'very-'.repeat(20)}long:s3cret-of-mine@vllm.example/v1`],
    ['openai-api-base', `https://me:s3cret-of-mine${'-very-long'.repeat(20)}@vllm.example/v1`],
    ['openai-api-base', 'https://vllm.example/v1?key=s3cret-of-mine'],
    ['openai-api-base', 'https://vllm.example/v1#s3cret-of-mine'],
    ['mlflow-tracking-uri', 'https://me:s3cret-of-mine@vllm.example'],
    ['mlflow-tracking-uri', 'ftp://me:s3cret-of-mine@vllm.example'],
    ['baseline', 'https://me:s3cret-of-mine@vllm.example/verdict.json'],
    ['baseline', 'http://vllm.example/verdict.json?signature=s3cret-of-mine'],
    ['baseline', 'a.json\ns3://me:s3cret-of-mine@vllm.example/verdict.json'],
    ['image-registry', 'https://me:s3cret-of-mine@vllm.example'],
    ['image-registry', 'me:s3cret-of-mine@vllm.example'],
    ['openclaw-image', 'https://me:s3cret-of-mine@vllm.example/claw'],
    ['no-proxy', 'http://me:s3cret-of-mine@vllm.example'],
  ])('%s: %s is quoted without its secret, but with its host', (name, value) => {
    for (const env of [stepEnv({ [name]: value }), { ...stepEnv(), ...variableOf(name, value) }]) {
      const { message } = problemOf(env);
      expect(message).not.toMatch(/s3cret|of-mine|very/);
      expect(message).toContain('vllm.example');
    }
  });

  test('an image with a digest is quoted as it is', () => {
    const image = `Ghcr.io/x:1@sha256:${'0'.repeat(20)}`;
    expect(problemOf(stepEnv({ 'openclaw-image': image })).message).toContain(`is "${image}"`);
  });

  test('all problems are reported together, a line each', () => {
    const { message } = problemOf(stepEnv({ runs: 'x', threshold: 'y', timeout: 'z' }));
    expect(message.split('\n')).toHaveLength(3);
    for (const name of ['runs', 'threshold', 'timeout']) expect(message).toContain(`- Input \`${name}\``);
  });

  test('an input with a typo is no error, since other actions may have variables like it', () => {
    expect(loadInputs(stepEnv({ treshold: '0.7' })).threshold).toBeNull();
  });
});

describe('inputs that contradict each other', () => {
  test.each<[Record<string, string>, string]>([
    [{ cluster: 'kubeconfig' }, 'no secrets to pull requests from forks'],
    [{ cluster: 'ambient', kubeconfig: 'x' }, 'contradicts `cluster: ambient`'],
    [{ cluster: 'in-cluster', context: 'x' }, 'contradicts `cluster: in-cluster`'],
    [{ cluster: 'kind', kubeconfig: 'x' }, 'contradicts `cluster: kind`'],
    [{ cluster: 'kind', context: 'x' }, 'contradicts `cluster: kind`'],
    [{ mode: 'sweep', cluster: 'kind', 'openai-api-key': '' }, '`mode: sweep` works on a cluster that stays'],
    [{ 'load-images': 'a:1' }, 'Input `load-images` is for `cluster: kind`'],
    [{ 'kind-wait': '90s' }, 'Input `kind-wait` is for `cluster: kind`'],
    [{ 'kind-config': './kind.yaml' }, 'Input `kind-config` is for `cluster: kind`'],
    [{ cluster: 'kind', namespace: 'n', 'image-pull-secret': 's' }, 'write `image-registry`'],
    [{ 'image-registry': 'ghcr.io' }, 'write all three, or none'],
    [
      { 'image-registry': 'ghcr.io', 'image-registry-username': 'u', 'image-registry-password': 'short' },
      'too short to be hidden',
    ],
    [
      {
        namespace: 'n',
        'image-pull-secret': 's',
        'image-registry': 'ghcr.io',
        'image-registry-username': 'u',
        'image-registry-password': 'a-long-password',
      },
      'two ways to the same credentials',
    ],
    [{ namespace: 'kube-system' }, 'belongs to the cluster itself'],
    [{ 'openai-api-key': '' }, 'Input `openai-api-key` is empty, but `model` "openai/gpt-5.5" needs it'],
    [{ 'openai-api-key': 'none' }, 'looks like a placeholder'],
    [{ 'openai-api-key': 'sk-1' }, 'looks like a placeholder'],
    [{ model: 'anthropic/claude-sonnet-4-6' }, 'Input `anthropic-api-key` is empty'],
    [{ model: 'openrouter/anthropic/claude-sonnet-4-6' }, 'Input `openrouter-api-key` is empty'],
    [{ model: 'google/gemini-3-pro' }, 'Input `gemini-api-key` is empty'],
    [
      { 'judge-model': 'anthropic/claude-sonnet-4-6' },
      '`judge-model` "anthropic/claude-sonnet-4-6" needs it',
    ],
    [{ model: 'mistral/large' }, 'Input `model`: The model "mistral/large" names the provider "mistral"'],
    [{ 'price-input': '1', 'price-output': '2' }, 'for the endpoint of `openai-api-base`'],
    [{ 'openai-api-base': 'http://v/v1', 'price-input': '1' }, 'belong together'],
    [{ 'price-cached-input': '1' }, 'for the endpoint of `openai-api-base`'],
    [{ 'openai-api-base': 'http://v/v1', 'price-cached-input': '1' }, 'needs the other prices of the model'],
    [
      { tasks: 't1-a', 'required-tasks': 't1-a t2-b' },
      'Input `required-tasks` names "t2-b", which `tasks` leaves out',
    ],
    [{ 'max-regression': '0.1' }, 'write `baseline` too'],
    [{ history: '5', baseline: 'main.json' }, 'Input `history` is for the evaluations of the branch in'],
    [{ history: '5' }, 'Input `history` is for the evaluations of the branch in'],
    [{ timeout: '5m' }, 'write more than `per-run-timeout`'],
    [{ 'image-pull-secret': 'regcred' }, 'write the `namespace` that has it'],
    [{ queue: 'q' }, 'Input `queue` names a LocalQueue that must exist before: write the `namespace`'],
    [{ queue: 'q', cluster: 'kind' }, '`cluster: kind` is new and has none'],
    [{ queue: 'q', openclaw: 'existing', namespace: 'n' }, 'Input `queue` is for the Job of a new OpenClaw'],
    [{ 'job-labels': 'a=b', openclaw: 'existing', namespace: 'n' }, 'Input `job-labels` is for the Job'],
    [{ mode: 'deploy', 'job-annotations': 'a=b' }, 'Input `job-annotations` is not for `mode: deploy`'],
    [{ 'mlflow-experiment-id': '4', 'mlflow-experiment-name': 'mine' }, 'name two experiments'],
    [{ 'mlflow-tracking-uri': 'http://m', 'mlflow-username': 'u' }, 'belong together'],
    [
      {
        'mlflow-tracking-uri': 'http://m',
        'mlflow-username': 'u',
        'mlflow-password': 'p',
        'mlflow-token': 't',
      },
      'two ways to log in',
    ],
    [{ 'mlflow-token': 't' }, 'but no server'],
    [
      { 'accept-risks': 'all' },
      'Input `accept-risks` is "all": write only names of foreign-checkout, pod-overlay-host',
    ],
    [{ mlflow: 'false', 'mlflow-tracking-uri': 'http://m' }, 'contradicts `mlflow: false`'],
  ])('%j', (inputs, expected) => {
    const error = problemOf(stepEnv(inputs));
    expect(error.code).toBe('bad-input');
    expect(error.message).toContain(expected);
  });

  describe('an address that no pod can use', () => {
    test.each([
      ['http://vllm/v1/chat/completions', 'http://vllm/v1'],
      ['http://vllm/v1/Chat/Completions/', 'http://vllm/v1'],
      ['http://vllm:8000/v1/completions', 'http://vllm:8000/v1'],
      ['https://gateway.example/team/a/v1/responses', 'https://gateway.example/team/a/v1'],
      ['http://vllm/v1/embeddings', 'http://vllm/v1'],
      ['http://vllm/v1/chat', 'http://vllm/v1'],
      ['http://ollama:11434/api/chat', 'http://ollama:11434/v1'],
      ['http://ollama:11434/api/generate', 'http://ollama:11434/v1'],
    ])('%s ends in a request: write %s', (base, write) => {
      for (const mode of ['eval', 'plan', 'deploy'])
        expect(problemOf(stepEnv({ mode, 'openai-api-base': base })).message).toMatch(
          new RegExp(`^Input \`openai-api-base\` ends in /.*: write ${write}\\.$`),
        );
    });

    const here = [
      'http://localhost:11434/v1',
      'http://LOCALHOST./v1',
      'http://api.localhost/v1',
      'http://127.0.0.1:8000/v1',
      'http://127.1/v1',
      'http://2130706433/v1',
      'http://[::1]:8000/v1',
      'http://[::ffff:127.0.0.1]/v1',
      'http://0.0.0.0:8000/v1',
      'http://[::]/v1',
    ];

    test.each(here)('%s is the pod itself', (base) => {
      for (const mode of ['eval', 'plan', 'deploy'])
        expect(problemOf(stepEnv({ mode, 'openai-api-base': base })).message).toContain(
          'which for a pod is the pod itself: write an address that pods reach',
        );
    });

    test('is none for MLflow or a configured provider either', () => {
      const lab = (baseUrl: string): string =>
        JSON.stringify({ models: { providers: { lab: { baseUrl } } } });
      expect(problemOf(stepEnv({ 'mlflow-tracking-uri': 'http://localhost:5000' })).message).toContain(
        'Input `mlflow-tracking-uri` names localhost',
      );
      for (const [baseUrl, expected] of [
        ['http://localhost:1/v1', 'names localhost'],
        ['https://lab.example/v1/messages', 'write https://lab.example/v1.'],
      ] as const) {
        const { message } = problemOf(stepEnv({ 'openclaw-config': lab(baseUrl) }));
        expect(message).toContain('Input `openclaw-config` at models.providers.lab.baseUrl');
        expect(message).toContain(expected);
      }
    });

    test.each(here)('%s may be meant in the pod of an existing OpenClaw', (base) => {
      const existing = { mode: 'attach', namespace: 'n', 'openai-api-base': base };
      expect(loadInputs(stepEnv(existing)).openaiApiBase).toBe(base.replace(/\/$/, ''));
    });

    test.each([
      'http://ollama:11434',
      'http://ollama:11434/',
      'https://acme.services.ai.azure.com/models',
      'https://acme.openai.azure.com/openai/v1',
      'https://api.example.com/api',
      'https://gateway.example/compat',
      'http://10.0.0.7:8000/v1',
      'http://localhost.example.com/v1',
    ])('%s may be right', (base) => {
      expect(loadInputs(stepEnv({ 'openai-api-base': base })).openaiApiBase).toBe(base.replace(/\/$/, ''));
    });
  });

  test('an endpoint of its own needs no key, or a stand-in', () => {
    for (const apiKey of ['', 'none', 'EMPTY']) {
      const inputs = loadInputs(stepEnv({ 'openai-api-base': 'http://vllm/v1', 'openai-api-key': apiKey }));
      expect(inputs.openaiApiBase).toBe('http://vllm/v1');
    }
  });

  test('a value that is the default in another spelling is no choice of the user', () => {
    expect(loadInputs(stepEnv({ 'kind-wait': '300s', 'max-regression': '0.030' })).kindWaitMs).toBe(300_000);
  });

  describe('credentials for MLflow in the pod of an existing OpenClaw', () => {
    const server = { 'mlflow-tracking-uri': 'http://m' };
    const logins = [{ 'mlflow-token': 't' }, { 'mlflow-username': 'u', 'mlflow-password': 'p' }];
    const places = [{ mode: 'attach' }, { openclaw: 'existing' }, { mode: 'plan', openclaw: 'existing' }];
    const cases = places.flatMap((place) =>
      logins.map((login) => ({ namespace: 'n', ...server, ...place, ...login })),
    );

    test.each(cases)('%j: taken, since no container there is told them', (inputs) => {
      expect(loadInputs(stepEnv({ ...inputs, 'openai-api-key': '' })).mlflow).not.toBe(false);
    });

    test('needed a risk to be accepted once: who still names it is told to remove it', () => {
      const named = { 'accept-risks': 'foreign-checkout mlflow-credentials-in-attach' };
      const inputs = loadInputs(stepEnv(named));
      expect(isAccepted(inputs, 'foreign-checkout')).toBe(true);
      expect(retiredRiskNotes(inputs)).toEqual([
        '`mlflow-credentials-in-attach` is no longer a risk, since credentials for MLflow no longer go into the pod of an existing OpenClaw: a pod of its own talks to MLflow. Remove it from `accept-risks`.',
      ]);
      expect(retiredRiskNotes(loadInputs(stepEnv({ 'accept-risks': 'foreign-checkout' })))).toEqual([]);
    });
  });

  test('an experiment id goes with the default name', () => {
    expect(loadInputs(stepEnv({ 'mlflow-experiment-id': '4' })).mlflowExperimentId).toBe('4');
  });
});

describe('mode: verdict', () => {
  const verdictEnv = (inputs: Record<string, string>): Record<string, string> =>
    stepEnv({ 'openai-api-key': '', mode: 'verdict', ...inputs });

  test('wants a result and no key', () => {
    expect(loadInputs(verdictEnv({ result: 'a.json\nb c.json' })).result).toEqual(['a.json', 'b c.json']);
    expect(problemOf(verdictEnv({})).message).toContain('Input `result` is empty');
  });

  test('refuses the inputs of an eval, unless they are as the runner fills them in', () => {
    const defaults = Object.fromEntries(
      inputRows.flatMap(([name, row]) => (row.default === undefined ? [] : [[name, row.default]])),
    );
    expect(loadInputs(verdictEnv({ ...defaults, mode: 'verdict', result: 'a' })).runs).toBe(3);
    expect(problemOf(verdictEnv({ result: 'a', runs: '5' })).message).toBe(
      'Input `runs` is not for `mode: verdict`: remove it.',
    );
    expect(problemOf(stepEnv({ result: 'a' })).message).toBe(
      'Input `result` is not for `mode: eval`: remove it.',
    );
  });

  test('takes nothing of an eval from the environment', () => {
    const env = { ...verdictEnv({ result: 'a' }), OPENAI_API_KEY: 'not a key', OPENAI_API_BASE: 'x' };
    expect(loadInputs(env).openaiApiKey).toBeNull();
  });
});

describe('the environment', () => {
  test('gives a key where the input is empty, and loses against the input', () => {
    expect(loadInputs({ OPENAI_API_KEY: key }).openaiApiKey).toBe(key);
    expect(loadInputs({ ...stepEnv(), OPENAI_API_KEY: 'sk-from-environment' }).openaiApiKey).toBe(key);
  });
});

describe('secrets', () => {
  const secretInputs = inputRows.filter(([, row]) => row.secret).map(([name]) => name);

  test('are these inputs', () => {
    expect(secretInputs).toEqual([
      'kubeconfig',
      ...providerKeyNames.map(keyInput),
      'github-token',
      'mlflow-password',
      'mlflow-token',
      'image-registry-password',
      'https-proxy',
      'openclaw-gateway-token',
    ]);
  });

  test('are all masked; stand-ins, short ones and the lines of a plain kubeconfig are not', () => {
    const encoded = Buffer.from('apiVersion: v1\n').toString('base64');
    expect(secretValues(loadInputs(stepEnv({ kubeconfig: encoded })))).toEqual([encoded, key]);
    const local = { 'openai-api-base': 'http://vllm/v1', 'openai-api-key': 'none' };
    expect(secretValues(loadInputs(stepEnv({ ...local, kubeconfig: 'a: 1\nb: 2' })))).toEqual([]);
  });

  test('are never in the message of an error, nor in the public inputs', () => {
    const canary = fc.string({ minLength: 8, maxLength: 40 }).map((tail) => `canary${tail}`);
    fc.assert(
      fc.property(canary, fc.constantFrom(...secretInputs), (value, name) => {
        let seen;
        try {
          seen = JSON.stringify(publicInputs(loadInputs(stepEnv({ [name]: value, threshold: '0.5' }))));
        } catch (error) {
          seen = isActionError(error) ? `${error.message}${error.hint ?? ''}` : String(error);
        }
        expect(seen).not.toContain('canary');
      }),
    );
  });

  test('stand as set in the public inputs', () => {
    expect(publicInputs(loadInputs(stepEnv({ threshold: '0.5' })))).toMatchObject({
      'openai-api-key': 'set',
      'gemini-api-key': null,
      threshold: 0.5,
      timeout: 10_800_000,
    });
  });
});

test('whatever stands in the inputs, the answer is inputs or one bad-input error', () => {
  const names = inputRows.map(([name]) => name);
  fc.assert(
    fc.property(fc.dictionary(fc.constantFrom(...names), fc.string({ unit: 'binary' })), (inputs) => {
      expect(['accepted', 'bad-input']).toContain(outcomeOf(stepEnv(inputs)));
    }),
    { numRuns: 500 },
  );
});

describe('variables of deploy.sh', () => {
  const deploy = {
    CLAWBENCH_MODEL: 'openai/other',
    CLAWBENCH_RUNS: '5',
    CLAWBENCH_TASKS: 't1-bugfix-discount t2-config-loader',
    CLAWBENCH_CONNECT_TIMEOUT: '90',
    CLAWBENCH_PER_RUN_BUDGET_SECONDS: '600',
  };
  const read = {
    model: 'openai/other',
    runs: 5,
    tasks: ['t1-bugfix-discount', 't2-config-loader'],
    connectTimeoutMs: 90_000,
    perRunTimeoutMs: 600_000,
  };

  test('are read on the command line, times as bare seconds', () => {
    expect(loadInputs({ ...stepEnv(), ...deploy }, 'terminal')).toMatchObject(read);
  });

  test('give way to flags', () => {
    expect(loadInputs({ ...stepEnv({ runs: '2' }), ...deploy }, 'terminal')).toMatchObject({
      ...read,
      runs: 2,
    });
  });

  test('count for nothing in a workflow, which is told', () => {
    const env = { ...stepEnv({ runs: '2', 'connect-timeout': '120s', model: 'openai/gpt-5.5' }), ...deploy };
    expect(loadInputs(env)).toMatchObject({ model: 'openai/gpt-5.5', runs: 2, tasks: null });
    expect(unreadVariables(env, modes)).toEqual([
      { variable: 'CLAWBENCH_MODEL', input: 'model' },
      { variable: 'CLAWBENCH_TASKS', input: 'tasks' },
      { variable: 'CLAWBENCH_CONNECT_TIMEOUT', input: 'connect-timeout' },
    ]);
    expect(unreadVariables({ CLAWBENCH_CONNECT_TIMEOUT: '120', CLAWBENCH_RUNS: ' ' }, modes)).toEqual([]);
    expect(unreadVariables({ INPUT_MODE: 'attach', OPENCLAW_IMAGE: 'a:1' }, modes)).toEqual([]);
  });

  test('are named where they are wrong, and unread by a mode without a use for them', () => {
    const wrong = { ...stepEnv(), CLAWBENCH_RUNS: 'many' };
    expect(() => loadInputs(wrong, 'terminal')).toThrow(
      '`runs`, from CLAWBENCH_RUNS in the environment, is "many"',
    );
    expect(
      loadInputs(
        { ...wrong, INPUT_MODE: 'verdict', INPUT_RESULT: 'a', 'INPUT_OPENAI-API-KEY': '' },
        'terminal',
      ).runs,
    ).toBe(3);
  });
});

describe('on a terminal', () => {
  test.each<[Record<string, string>, string]>([
    [
      { 'openai-api-key': '' },
      'Input `openai-api-key` is empty, but `model` "openai/gpt-5.5" needs it: set OPENAI_API_KEY in the environment.',
    ],
    [{ model: 'anthropic/claude-sonnet-4-6' }, 'needs it: set ANTHROPIC_API_KEY in the environment.'],
    [{ 'openai-api-key': 'none' }, 'needs a real key: set OPENAI_API_KEY in the environment to one;'],
    [
      { cluster: 'kubeconfig' },
      'Input `kubeconfig` is empty: write --kubeconfig PATH, or leave out --cluster and set KUBECONFIG,',
    ],
    [{ 'image-registry': 'ghcr.io' }, 'the password is IMAGE_REGISTRY_PASSWORD in the environment.'],
  ])('%j is told how a terminal mends it', (inputs, message) => {
    const read = (surface: Surface) => () => loadInputs(stepEnv(inputs), surface);
    expect(read('terminal')).toThrow(message);
    expect(read('terminal')).not.toThrow(/secrets|forks/);
    expect(read('workflow')).toThrow(/secrets/);
  });
});

describe('mode: deploy', () => {
  const deployEnv = (inputs: Record<string, string> = {}): Record<string, string> => ({
    INPUT_MODE: 'deploy',
    INPUT_KUBECONFIG: 'apiVersion: v1',
    ...Object.fromEntries(
      Object.entries(inputs).map(([name, value]) => [`INPUT_${name.toUpperCase()}`, value]),
    ),
  });

  test('is told on a terminal which variables hold one', () => {
    expect(() => loadInputs(deployEnv(), 'terminal')).toThrow(
      /: set OPENAI_API_KEY, ANTHROPIC_API_KEY, [\w, ]+ or \w+ in the environment\.$/,
    );
  });

  test('takes the key of any provider, whatever the model under test may be', () => {
    expect(loadInputs({ ...deployEnv(), ANTHROPIC_API_KEY: key }).mode).toBe('deploy');
    expect(loadInputs(deployEnv({ 'openai-api-base': 'http://vllm/v1' })).mode).toBe('deploy');
    expect(() => loadInputs(deployEnv())).toThrow('No key of a model provider is given');
    expect(() => loadInputs(deployEnv({ 'openai-api-key': 'none' }))).toThrow('No key of a model provider');
  });

  test('needs no key for MLflow alone', () => {
    expect(wantedComponents(loadInputs(deployEnv({ components: 'mlflow' })))).toEqual(['mlflow']);
  });

  test('deploys no MLflow where another one is named, or none is wanted', () => {
    const all = { ...deployEnv(), OPENAI_API_KEY: key };
    expect(wantedComponents(loadInputs(all))).toEqual(['openclaw', 'mlflow']);
    expect(wantedComponents(loadInputs({ ...all, MLFLOW_TRACKING_URI: 'http://mlflow:5000' }))).toEqual([
      'openclaw',
    ]);
    expect(wantedComponents(loadInputs({ ...all, INPUT_MLFLOW: 'false' }))).toEqual(['openclaw']);
    expect(wantedComponents(loadInputs({ ...all, INPUT_MLFLOW: 'true' }))).toEqual(['openclaw', 'mlflow']);
  });

  test('takes single inputs of other groups, and not their neighbours', () => {
    expect(
      loadInputs({ ...deployEnv({ 'startup-timeout': '5m' }), OPENAI_API_KEY: key }).startupTimeoutMs,
    ).toBe(300_000);
    expect(() => loadInputs({ ...deployEnv({ tasks: 't1-x' }), OPENAI_API_KEY: key })).toThrow(
      'Input `tasks` is not for `mode: deploy`',
    );
  });

  test('refuses a component that is not one', () => {
    expect(() => loadInputs({ ...deployEnv({ components: 'grafana' }), OPENAI_API_KEY: key })).toThrow(
      'Input `components` is "grafana": write only names of openclaw, mlflow.',
    );
  });
});
