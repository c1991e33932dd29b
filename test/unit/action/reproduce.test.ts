import { spawnSync } from 'node:child_process';
import { expect, test } from 'vitest';
import { openSecrets } from '../../../src/base/clean.ts';
import { parseFlags } from '../../../src/cli/flags.ts';
import { modes } from '../../../src/modes/table.ts';
import { inputRows, inputVariable } from '../../../src/inputs/types.ts';
import { reproduceCommand } from '../../../src/action/reproduce.ts';
import { noSecrets } from '../../fixtures/report.ts';

/** A step as the runner hands it over: with every default. */
function step(inputs: Record<string, string>, env: Record<string, string> = {}): Record<string, string> {
  const defaults = inputRows.map(([name, row]) => [inputVariable(name), row.default ?? '']);
  const given = Object.entries(inputs).map(([name, text]) => [inputVariable(name), text]);
  return { ...Object.fromEntries([...defaults, ...given]), ...env };
}

test('says what was written, keys by name alone, and at which version', () => {
  const command = reproduceCommand(
    'eval',
    step(
      {
        kubeconfig: 'apiVersion: v1',
        'openai-api-key': 'sk-canary-0123456789',
        'github-token': 'ghs_canary',
        model: 'openai/meta-llama/Llama-4',
        threshold: '0.70',
        label: "it's",
        tasks: 't1-a t1-b',
        'tier-thresholds': "tier1=0.5 it's",
        cleanup: 'on-success',
        baseline: 'artifact\n./other baseline',
      },
      {
        OPENAI_API_BASE: 'http://vllm:8000/v1',
        GITHUB_ACTION_REPOSITORY: 'acme/fork',
        GITHUB_ACTION_REF: 'v1',
      },
    ),
    noSecrets,
  );
  expect(command.split('\n')).toEqual([
    'git clone https://github.com/acme/fork k8s-action',
    'git -C k8s-action checkout v1',
    'export KUBECONFIG=… OPENAI_API_KEY=…',
    '# Unpack the artifact this was compared with into ./baseline',
    'node k8s-action/dist/cli.js eval \\',
    '  --model openai/meta-llama/Llama-4 \\',
    '  --openai-api-base http://vllm:8000/v1 \\',
    "  --tasks 't1-a t1-b' \\",
    '  --threshold 0.70 \\',
    String.raw`  --tier-thresholds 'tier1=0.5 it'\''s' ` + '\\',
    '  --baseline ./baseline \\',
    "  --baseline './other baseline'",
  ]);
  expect(command).not.toContain('canary');
});

test('with nothing written there is nothing but the verb', () => {
  expect(reproduceCommand('eval', step({}), noSecrets)).toBe(
    'git clone https://github.com/clawbench/k8s-action k8s-action\nexport KUBECONFIG=…\nnode k8s-action/dist/cli.js eval',
  );
});

const pem = '-----BEGIN CERTIFICATE-----\nTUlJ+/==\n-----END CERTIFICATE-----';

test.each([
  [{ runs: '2', shards: '3', namespace: 'bench', mlflow: 'false' }],
  [{ 'clawbench-args': '--no-randomize' }],
  [{ 'clawbench-args': "--prompt-variant 'a b'" }],
  [{ 'ca-certificates': pem }],
  [{ 'ca-certificates': `-not a certificate\n${pem}` }],
])('a shell and the command line read back %o', (inputs) => {
  const [, flags = ''] = reproduceCommand('eval', step(inputs), noSecrets).split('cli.js eval');
  const printed = spawnSync('bash', ['-c', String.raw`printf '%s\0' "$@"`.replace('"$@"', flags)], {
    encoding: 'utf8',
  });
  expect(parseFlags([modes['eval']!], printed.stdout.split('\0').slice(0, -1))).toEqual({
    json: false,
    output: null,
    inputs,
  });
});

test('hides what is secret in an address', () => {
  const baseline = 'https://store.example.com/verdict.json?sig=0123456789';
  expect(reproduceCommand('eval', step({ baseline }), openSecrets(['sig=0123456789']))).toContain(
    "verdict.json?***'",
  );
});

test('keeps the lines of a mapping together', () => {
  const text = 'openclaw-config:\n  tools:\n    profile: full\nmodel: openai/a';
  const command = reproduceCommand('eval', step({ baseline: 'run', 'baseline-inputs': text }), noSecrets);
  expect(command).toContain(`--baseline-inputs '${text}'`);
});
