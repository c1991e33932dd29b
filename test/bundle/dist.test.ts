import { spawnSync } from 'node:child_process';
import {
  chmodSync,
  copyFileSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { stripVTControlCharacters } from 'node:util';
import { describe, expect, test } from 'vitest';
import { inputVariable } from '../../src/inputs/types.ts';
import { modes } from '../../src/modes/table.ts';
import { cli, dist } from './command.ts';

const verbNames = Object.keys(modes);

const apiKey = 'sk-canary-0123456789';

interface StepResult {
  code: number | null;
  output: string;
  outputs: Record<string, string>;
  state: Record<string, string>;
}

/** Runs the main step, or the post step, as the runner would, with nothing else in the environment. */
function step(
  inputs: Record<string, string>,
  options: { env?: Record<string, string>; from?: string; entry?: 'index.js' | 'post.js' } = {},
): StepResult {
  const directory = mkdtempSync(join(tmpdir(), 'step-'));
  const files = { GITHUB_OUTPUT: join(directory, 'output'), GITHUB_STATE: join(directory, 'state') };
  for (const file of Object.values(files)) writeFileSync(file, '');
  const variables = Object.entries(inputs).map(([name, value]) => [inputVariable(name), value]);
  const { status, stdout, stderr } = spawnSync(
    process.execPath,
    [join(options.from ?? dist, options.entry ?? 'index.js')],
    {
      encoding: 'utf8',
      env: {
        HOME: directory,
        RUNNER_TEMP: directory,
        ...files,
        ...Object.fromEntries(variables),
        ...options.env,
      },
    },
  );
  return {
    code: status,
    output: stdout + stderr,
    outputs: readKeyValues(files.GITHUB_OUTPUT),
    state: readKeyValues(files.GITHUB_STATE),
  };
}

/** Reads `name<<delimiter … delimiter`, as the runner does. */
function readKeyValues(file: string): Record<string, string> {
  const matches = readFileSync(file, 'utf8').matchAll(/^(.+?)<<(.+)\n([^]*?)\n\2$/gm);
  return Object.fromEntries([...matches].map(([, name = '', , value = '']) => [name, value]));
}

/** The error annotation of a step. */
function annotation(output: string): string {
  const [, data = ''] = /^::error title=ClawBench(?: inconclusive)?%3A [\w-]+::(.*)$/m.exec(output) ?? [];
  return data.replaceAll('%0A', '\n').replaceAll('%25', '%');
}

describe('a wrong input', () => {
  const wrong = { threshold: '70%', runs: 'many', 'openai-api-key': apiKey };

  test('ends the step with one message that names it, and sets the outputs that every failure sets', () => {
    const { code, output, outputs } = step(wrong);
    expect(code).toBe(1);
    expect(annotation(output)).toBe(
      '- Input `runs` is "many": write a whole number from 1 to 100, or auto.\n' +
        '- Input `threshold` is "70%": write a number from 0 to 1, for example 0.70.',
    );
    expect(output).not.toMatch(/^\s+at /m);
    expect(output).not.toContain(apiKey);
    expect(outputs).toEqual({ verdict: 'inconclusive', passed: 'false', 'failure-reason': 'bad-input' });
  });

  test('needs nothing of dist/ but index.js', () => {
    const alone = mkdtempSync(join(tmpdir(), 'alone-'));
    for (const name of ['index.js', 'package.json']) copyFileSync(join(dist, name), join(alone, name));
    expect(annotation(step(wrong, { from: alone }).output)).toContain('Input `threshold` is "70%"');
  });

  test('leaves nothing for the post step to do', () => {
    const { state } = step(wrong);
    const env = Object.fromEntries(Object.entries(state).map(([name, value]) => [`STATE_${name}`, value]));
    expect(step(wrong, { env, entry: 'post.js' })).toMatchObject({ code: 0, outputs: {}, state: {} });
  });
});

test('the post step of a step that was cancelled before it saved anything begins nothing', () => {
  const inputs = { 'openai-api-key': apiKey, kubeconfig: '/nowhere' };
  expect(step(inputs, { entry: 'post.js' })).toMatchObject({ code: 0, outputs: {}, state: {} });
});

test('an address with a password is quoted by its host alone', () => {
  const { output, outputs } = step({ 'openai-api-base': 'https://me:s3cret@vllm.example/v1' });
  expect(annotation(output)).toBe(
    'Input `openai-api-base` is "https://***@vllm.example/v1": write the address without user and password; they have their own inputs.',
  );
  expect(output).not.toContain('s3cret');
  expect(outputs['failure-reason']).toBe('bad-input');
});

describe("a fork's commit in a workflow run that has secrets", () => {
  const workspace = mkdtempSync(join(tmpdir(), 'workspace-'));
  const sha = '0123456789abcdef0123456789abcdef01234567';
  mkdirSync(join(workspace, '.git'));
  writeFileSync(join(workspace, '.git', 'HEAD'), `${sha}\n`);
  const event = join(workspace, 'event.json');
  writeFileSync(
    event,
    JSON.stringify({ pull_request: { number: 7, head: { sha, repo: { full_name: 'mallory/repo' } } } }),
  );
  const env = {
    GITHUB_ACTIONS: 'true',
    GITHUB_EVENT_NAME: 'pull_request_target',
    GITHUB_EVENT_PATH: event,
    GITHUB_REPOSITORY: 'octo/repo',
    GITHUB_SHA: '1'.repeat(40),
    GITHUB_WORKSPACE: workspace,
  };

  test.each([{}, { mode: 'deploy' }, { mode: 'attach', namespace: 'n' }])(
    'ends the step first of all: %o',
    (inputs) => {
      const { code, output, outputs } = step({ 'openai-api-key': apiKey, ...inputs }, { env });
      expect(code).toBe(1);
      expect(annotation(output)).toMatch(
        /^The event pull_request_target .* in the workspace commit 01234567 of mallory\/repo is checked out: .* `accept-risks: foreign-checkout`\.$/s,
      );
      expect(outputs).toEqual({
        verdict: 'inconclusive',
        passed: 'false',
        'failure-reason': 'foreign-checkout',
      });
    },
  );

  test('ends a command too', () => {
    const { code, error } = cli(['eval'], { ...env, OPENAI_API_KEY: apiKey, KUBECONFIG: '/nowhere' });
    expect(code).toBe(4);
    expect(error).toContain('commit 01234567 of mallory/repo');
  });

  test('is evaluated if the risk is accepted by its name, and does not hinder other modes', () => {
    const accepted = { 'openai-api-key': apiKey, 'accept-risks': 'foreign-checkout' };
    expect(step(accepted, { env }).outputs['failure-reason']).toBe('no-cluster');
    expect(step({ mode: 'sweep' }, { env }).outputs['failure-reason']).toBe('no-cluster');
  });
});

describe('what is told before a cluster is asked', () => {
  test.each(['eval', 'deploy'])('%s: that the address of the model lacks a path', (mode) => {
    const { output, outputs } = step({ mode, 'openai-api-base': 'http://ollama:11434' });
    expect(output).toMatch(/^::warning title=Model endpoint::.*write http:\/\/ollama:11434\/v1\.$/m);
    expect(outputs['failure-reason']).toBe('no-cluster');
  });

  test('plan: what it will do and cost, in the summary of the step', () => {
    const directory = mkdtempSync(join(tmpdir(), 'plan-'));
    const summary = join(directory, 'summary');
    writeFileSync(summary, '');
    const { code } = step({ mode: 'plan', threshold: '0.5' }, { env: { GITHUB_STEP_SUMMARY: summary } });
    expect(code).toBe(0);
    expect(readFileSync(summary, 'utf8')).toMatch(
      /^## 📋 Plan: the whole suite .*\n\nCost unknown: [^]*Fails if the score is below 0\.5/,
    );
    rmSync(directory, { recursive: true });
  });

  test('plan: another leg for each combination of a matrix, and the old one without', () => {
    const legOf = (matrix: string): string => {
      const { output } = step({ mode: 'plan', matrix });
      return /clawbench\.dev\/leg: '?([0-9a-f]{10})/.exec(output)?.[1] ?? output;
    };
    const legs = ['{"prompt": "a"}', '{"prompt": "b"}', 'null'].map(legOf);
    expect(new Set(legs).size).toBe(3);
    expect(['', '0 null', '${{ strategy.job-index }} ${{ toJSON(matrix) }}'].map(legOf)).toEqual(
      Array.from({ length: 3 }, () => legs[2]),
    );
    expect(legs.every((leg) => /^[0-9a-f]{10}$/.test(leg))).toBe(true);
  });
});

describe('a right input', () => {
  test('without a cluster ends with the reason', () => {
    const { code, output, outputs } = step({ 'openai-api-key': apiKey });
    expect(code).toBe(1);
    expect(annotation(output)).toContain('pull requests from forks');
    expect(outputs['failure-reason']).toBe('no-cluster');
  });

  test('has its secrets masked before anything else is said, those in the kubeconfig too', () => {
    const kubeconfig = JSON.stringify({
      apiVersion: 'v1',
      kind: 'Config',
      clusters: [{ name: 'a', cluster: { server: 'https://127.0.0.1:9' } }],
      users: [{ name: 'a', user: { token: 'token-canary-0123456789' } }],
      contexts: [{ name: 'a', context: { cluster: 'a', user: 'a' } }],
      'current-context': 'a',
    });
    const { output, outputs } = step({ 'openai-api-key': apiKey, kubeconfig, threshold: '0.5' });
    const lines = output.split('\n').filter((line) => !/^::(stop-commands::)?[0-9a-f]{64}/.test(line));
    const masks = lines.filter((line) => line.startsWith('::add-mask::'));
    expect(masks).toContain(`::add-mask::${apiKey}`);
    expect(masks).toContain('::add-mask::token-canary-0123456789');
    expect(lines.slice(0, masks.length)).toEqual(masks);
    expect(lines.slice(masks.length).join('\n')).not.toContain('canary');
    expect(outputs['failure-reason']).toBe('cluster-unreachable');
  });

  test.each([
    [
      'two items',
      ['get-token', '--client-id', '1111-2222-3333', '--client-secret', 'Zq8Q~canary-secret'],
      [],
    ],
    ['one item', ['--client-secret=Zq8Q~canary-secret'], []],
    ['a short flag', ['-p', 'Zq8Q~canary-secret'], []],
    ['a variable', [], [{ name: 'AZURE_CLIENT_SECRET', value: 'Zq8Q~canary-secret' }]],
  ])('hides the secret of a credential plugin that fails and shows it: %s', (_, args, env) => {
    const directory = mkdtempSync(join(tmpdir(), 'plugin-'));
    const command = join(directory, 'plugin');
    writeFileSync(
      command,
      `#!/bin/sh\n/usr/bin/env > ${directory}/env\necho "no: $* $AZURE_CLIENT_SECRET" >&2\nexit 1\n`,
    );
    chmodSync(command, 0o755);
    const exec = { apiVersion: 'client.authentication.k8s.io/v1beta1', command, args, env };
    const kubeconfig = JSON.stringify({
      clusters: [{ name: 'a', cluster: { server: 'https://127.0.0.1:9' } }],
      users: [{ name: 'a', user: { exec } }],
      contexts: [{ name: 'a', context: { cluster: 'a', user: 'a' } }],
      'current-context': 'a',
    });
    const keys = {
      OPENAI_API_KEY: apiKey,
      MLFLOW_TRACKING_PASSWORD: 'canary-mlflow',
      GITHUB_TOKEN: 'canary-ghs',
    };
    const { output, outputs } = step({ mode: 'sweep', kubeconfig }, { env: keys });
    expect(output).toContain('::add-mask::Zq8Q~canary-secret');
    expect(output.replace(/^::add-mask::.*$/gm, '')).not.toContain('canary');
    expect(annotation(output)).toMatch(/failed \(exit code 1\): no: .*\*\*\*/);
    expect(outputs['failure-reason']).toBe('cluster-auth');
    const seen = readFileSync(join(directory, 'env'), 'utf8');
    expect(seen.replaceAll(/^AZURE_CLIENT_SECRET=.*$/gm, '')).not.toMatch(/canary|^(?:INPUT|GITHUB)_/m);
    expect(cli(['sweep'], { KUBECONFIG: join(directory, 'kubeconfig'), ...keys }).error).not.toContain(
      'canary',
    );
  });

  test('is read behind a fence against workflow commands', () => {
    expect(step({ 'openai-api-key': apiKey }).output).toMatch(/^::stop-commands::[0-9a-f]{64}\n/);
  });
});

/** What is loaded only once there is something to do: the clients of Kubernetes and of the artifact service, … */
function isWork(name: string): boolean {
  return name !== 'index.js' && statSync(join(dist, name)).size > 100_000;
}

describe('the command line', () => {
  test('lists what it can do, and fits into 80 columns', () => {
    const { code, out } = cli(['--help']);
    expect(code).toBe(0);
    for (const word of ['eval', 'plan', 'verdict', 'deploy-sh', 'completion', 'Exit codes', 'Examples'])
      expect(out).toContain(word);
    expect(out.split('\n').filter((line) => line.length > 80)).toEqual([]);
  });

  test.each(verbNames)('%s lists its flags, which are the inputs, and no flag takes a key', (verb) => {
    const { code, out } = cli([verb, '--help-all']);
    expect(code).toBe(0);
    expect(out).toContain(`  clawbench-k8s ${verb}`);
    expect(out).not.toContain('`');
    expect(out).not.toMatch(/--\S*-(key|token|password)\b/);
    expect(out.split('\n').filter((line) => line.length > 80)).toEqual([]);
  });

  test.each(['-h', '--help'])('%s needs nothing but what a wrong input needs', (flag) => {
    const alone = mkdtempSync(join(tmpdir(), 'alone-'));
    for (const name of readdirSync(dist).filter((file) => !isWork(file)))
      copyFileSync(join(dist, name), join(alone, name));
    const { status, stdout } = spawnSync(process.execPath, [join(alone, 'cli.js'), 'eval', flag], {
      encoding: 'utf8',
    });
    expect({ status, stdout }).toEqual({ status: 0, stdout: cli(['eval', '--help']).out });
  });

  test('has colours where they are asked for, and the same words', () => {
    const plainHelp = cli(['eval', '--help']).out;
    const coloured = cli(['eval', '--help'], { FORCE_COLOR: '1' }).out;
    expect(coloured).toContain('\u001b[1mUsage:\u001b[22m');
    expect(stripVTControlCharacters(coloured)).toBe(plainHelp);
    expect(cli(['eval', '--help'], { NO_COLOR: '1' }).out).toBe(plainHelp);
    const sample = join(dirname(dist), 'test/fixtures/results/benchmark-2tasks-pass.json');
    expect(cli(['verdict', sample], { FORCE_COLOR: '1' }).out).toContain('\u001b[1m\u001b[32m');
  });

  test('is as wide as its terminal', () => {
    const command = `stty cols 40; '${process.execPath}' '${join(dist, 'cli.js')}' eval --help`;
    const { stdout, status } = spawnSync(
      'script',
      ['--quiet', '--return', '--command', command, '/dev/null'],
      {
        encoding: 'utf8',
        env: { HOME: tmpdir(), TERM: 'xterm', NO_COLOR: '1', PATH: process.env['PATH'] },
      },
    );
    expect(status).toBe(0);
    const lines = stdout.split(/\r?\n/);
    expect(lines).toContain('  --threshold');
    // Commands to copy are not broken.
    const wide = lines.filter((line) => line.length > 40 && !line.startsWith('  clawbench-k8s '));
    expect(wide).toEqual([]);
  });

  test('says its version', () => {
    const { version } = JSON.parse(readFileSync(join(dirname(dist), 'package.json'), 'utf8'));
    expect(cli(['--version'])).toMatchObject({ code: 0, out: `clawbench-k8s ${version}\n`, error: '' });
  });

  test('shows the flags of a verb', () => {
    const { code, out } = cli(['verdict', '--help']);
    expect(code).toBe(0);
    expect(out).toContain('  clawbench-k8s verdict RESULT… [flags]');
    expect(out).toContain('--baseline');
    expect(out).not.toContain('--kubeconfig');
  });

  test.each([
    ['an unknown flag', ['eval', '--treshold', '1'], 'Unknown option --treshold: did you mean --threshold?'],
    ['an unknown flag without a verb', ['--remove-everything'], 'Unknown option --remove-everything.'],
    ['two flags of deploy.sh', ['--logs', '--teardown'], '--logs and --teardown are two commands'],
    ['a wrong value', ['eval', '--threshold', '7'], '--threshold is "7": write a number'],
    ['a flag given twice', ['eval', '--runs', '1', '--runs', '2'], '--runs is given more than once'],
    [
      'several problems',
      ['eval', '--treshold', '1', '--rums', '2'],
      'error: bad-input:\n- Unknown option --treshold',
    ],
    ['nothing at all, in a script', [], 'Write a verb, for example clawbench-k8s eval.'],
    ['an unknown verb', ['judge'], 'There is no verb "judge"'],
    ['an argument to a verb that takes none', ['eval', 'x'], 'Unexpected argument "x"'],
    [
      'a flag of another verb',
      ['verdict', 'x.json', '--runs', '1'],
      '--runs is not a flag of verdict: remove it.',
    ],
    ['nothing to judge', ['verdict'], '--result is empty'],
    ['a kubeconfig that is not there', ['eval', '--kubeconfig', '/nowhere'], '/nowhere does not exist'],
    [
      'a verb that comes late',
      ['--json', 'eval', '--runs', '2'],
      'The verb comes first: clawbench-k8s eval, then the flags.',
    ],
    ['a verb after a verb', ['eval', 'logs'], 'Unexpected argument "logs"'],
    [
      'a flag against one of deploy.sh',
      ['--openclaw-only', '--components', 'mlflow'],
      '--components contradicts --openclaw-only: remove one of them.',
    ],
    [
      'a kubeconfig that never ends',
      ['eval', '--kubeconfig', '/dev/zero'],
      '/dev/zero leads to the files of',
    ],
    ['a flag that is empty', ['eval', '--threshold', ''], '--threshold is empty: write a value'],
  ])('%s is wrong usage: exit code 2 and one message', (_, args, message) => {
    const { code, out, error } = cli(args, { OPENAI_API_KEY: apiKey });
    expect({ code, out }).toEqual({ code: 2, out: '' });
    expect(error).toContain(message);
    expect(error).not.toMatch(/^\s+at /m);
    expect(cli([...args, '--json'], { OPENAI_API_KEY: apiKey })).toMatchObject({ code: 2, out: '' });
  });

  const onCluster = verbNames.filter(
    (name) => modes[name]?.accepts.groups.includes('cluster') && name !== 'plan',
  );

  test.each(onCluster)('%s without a cluster is exit code 4, and one JSON document all the same', (verb) => {
    const { code, out, error } = cli([verb, '--json'], {
      OPENAI_API_KEY: apiKey,
      CLAWBENCH_NAMESPACE: 'bench',
    });
    expect(code).toBe(4);
    const record = JSON.parse(out);
    expect(record.failureReason ?? record.error.code).toBe('no-cluster');
    expect(error).toContain('error: no-cluster: ');
    expect(error).toContain('Set KUBECONFIG, write --kubeconfig PATH, or --cluster ambient');
  });

  test('nobody reads on is no error', () => {
    const command = `'${process.execPath}' '${join(dist, 'cli.js')}' plan | head -n 1; echo "\${PIPESTATUS[0]}"`;
    const { stdout, stderr } = spawnSync('bash', ['-c', command], {
      encoding: 'utf8',
      env: { HOME: dirname(dist), PATH: process.env['PATH'] },
    });
    expect(stderr).toBe('');
    expect(stdout).toBe('# An evaluation of openai/gpt-5.5.\n0\n');
  });
});

describe('the size', () => {
  const sizeOf = (name: string): number => statSync(join(dist, name)).size;

  test('of what a wrong input loads is at most 1.2 MB', () => {
    expect(sizeOf('index.js')).toBeLessThanOrEqual(1_200_000);
  });

  test('of all is at most 12 MB', () => {
    const total = readdirSync(dist).reduce((sum, name) => sum + sizeOf(name), 0);
    expect(total).toBeLessThanOrEqual(12_000_000);
  });

  test('of the command line is that of a stub', () => {
    expect(readFileSync(join(dist, 'cli.js'), 'utf8').trim().split('\n').length).toBeLessThanOrEqual(8);
  });

  test('of the sidecar fits into a ConfigMap', () => {
    expect(sizeOf('sidecar.mjs')).toBeLessThanOrEqual(180_000);
  });
});

test('the action runs what is in dist/, on the Node it was built for', () => {
  const action = readFileSync(join(dirname(dist), 'action.yml'), 'utf8');
  expect(action).toMatch(/using: node24\n\s+main: dist\/index\.js\n\s+post: dist\/post\.js\n/);
});

test('nothing that is shipped is for one kind of processor', () => {
  const root = dirname(dist);
  const files = ['dist', 'manifests', 'sidecar'].flatMap((part) =>
    readdirSync(join(root, part), { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile())
      .map((entry) => join(entry.parentPath, entry.name)),
  );
  for (const file of files) {
    expect(file).toMatch(/\.(js|mjs|ts|py|json|txt|yaml)$|\/Dockerfile$/);
    const text = readFileSync(file, 'latin1');
    // A native addon, whatever its name, and what would load one.
    expect(text.slice(0, 4)).not.toMatch(/^(\u007fELF|MZ|\u00cf\u00fa\u00ed\u00fe)/);
    expect(text).not.toMatch(/process\.dlopen\(/);
  }
  // The sentence for an image of another processor names the label; nothing that is applied does.
  for (const file of files.filter((name) => name.endsWith('.yaml')))
    expect(readFileSync(file, 'utf8')).not.toContain('kubernetes.io/arch');
});
