import { describe, expect, test } from 'vitest';
import { isActionError } from '../../../src/base/errors.ts';
import { baseArmInputs, differencesOf, inputsUnderTest, otherInputs } from '../../../src/inputs/base-arm.ts';
import { inputTexts } from '../../../src/inputs/baseline-inputs-kind.ts';
import { publicInputs } from '../../../src/inputs/load.ts';
import { inputRows, inputVariable, type Inputs } from '../../../src/inputs/types.ts';
import { loadInputs } from '../../fixtures/inputs.ts';

function read(inputs: Record<string, string>): Inputs {
  const all = { 'openai-api-key': 'sk-0123456789abcdef', ...inputs };
  return loadInputs(
    Object.fromEntries(Object.entries(all).map(([name, value]) => [inputVariable(name), value])),
  );
}

function problemOf(inputs: Record<string, string>): string {
  try {
    read(inputs);
  } catch (error) {
    if (isActionError(error, 'bad-input')) return error.message;
    throw error;
  }
  throw new Error('no problem was reported');
}

function baseOf(baselineInputs: string, more: Record<string, string> = {}): Inputs {
  const base = baseArmInputs(read({ baseline: 'run', 'baseline-inputs': baselineInputs, ...more }));
  if ('problems' in base) throw new Error(base.problems.join('\n'));
  return base.inputs;
}

describe('the arm of `baseline: run`', () => {
  test('has the inputs of the head, but for those of `baseline-inputs`', () => {
    const head = read({ 'agent-files': 'package.json', runs: '5', baseline: 'none' });
    const base = baseOf('openclaw-image: openclaw:1.10\nagent-files: ""', {
      'agent-files': 'package.json',
      runs: '5',
    });
    expect(base).toEqual({ ...head, openclawImage: 'openclaw:1.10', agentFiles: null });
  });

  test.each([
    ['model: openai/gpt-5.4', { model: 'openai/gpt-5.4' }],
    ['model: ""', { model: 'openai/gpt-5.5' }],
    ['model:', { model: 'openai/gpt-5.5' }],
    ['agent-files: [AGENTS.md, skills]', { agentFiles: ['AGENTS.md', 'skills'] }],
    ['agent-files: |\n  AGENTS.md\n  skills\n', { agentFiles: ['AGENTS.md', 'skills'] }],
    [
      'openclaw-config:\n  tools: {profile: full, n: 1}',
      { openclawConfig: { tools: { profile: 'full', n: 1 } } },
    ],
    ['openclaw-config: "tools: {profile: full}"', { openclawConfig: { tools: { profile: 'full' } } }],
    [
      '{openai-api-base: "http://vllm:8000/v1", price-input: 1.10, price-output: 2, context-window: 65536}',
      { openaiApiBase: 'http://vllm:8000/v1', priceInput: 1.1, priceOutput: 2, contextWindow: 65_536 },
    ],
  ])('reads %j', (text, expected) => {
    expect(baseOf(text)).toMatchObject(expected);
  });

  test('can differ in nothing that decides how both are measured, nor in a secret', () => {
    const may = new Set(
      'model openai-api-base price-input price-cached-input price-output context-window openclaw-config agent-files openclaw-image'.split(
        ' ',
      ),
    );
    const others = inputRows.map(([name]) => name).filter((name) => !may.has(name));
    expect(others.length).toBeGreaterThan(60);
    for (const name of others) {
      const problem = problemOf({ baseline: 'run', 'baseline-inputs': `${name}: sk-canary` });
      expect(problem).toMatch(
        new RegExp(`^Input \`baseline-inputs\` names "${name}", but [^.:]+: remove it there\\.$`),
      );
      expect(problem).not.toContain('canary');
    }
  });

  test('is named after what differs', () => {
    const { baselineInputs } = read({
      baseline: 'run',
      'baseline-inputs': 'openclaw-image: openclaw:1\nagent-files:\nopenclaw-config: {tools: {}}',
    });
    expect(differencesOf(baselineInputs!)).toBe(
      'openclaw-image openclaw:1, no agent-files, other openclaw-config',
    );
  });

  test('is shown as it was written', () => {
    const inputs = read({ baseline: 'run', 'baseline-inputs': 'model: openai/a' });
    expect(publicInputs(inputs)['baseline-inputs']).toEqual({ model: 'openai/a' });
  });
});

describe('bad input about arms', () => {
  test.each<[Record<string, string>, string]>([
    [
      { baseline: 'run', 'baseline-inputs': 'kubeconfig: x' },
      'Input `baseline-inputs` names "kubeconfig", but keys are inputs of their own, which both arms have: remove it there.',
    ],
    [
      { baseline: 'run', 'baseline-inputs': 'namespace: x' },
      'Input `baseline-inputs` names "namespace", but both arms run in one namespace of one cluster: remove it there.',
    ],
    [
      { baseline: 'run', 'baseline-inputs': 'agent-file: x' },
      'Input `baseline-inputs` names "agent-file", which is no input: write "agent-files".',
    ],
    [
      { baseline: 'run', 'baseline-inputs': 'price-input: much' },
      'Input `baseline-inputs` has "price-input: much": write a number from 0 to 100000, for example 1.25.',
    ],
    [
      { baseline: 'run', 'baseline-inputs': 'model: anthropic/claude' },
      'With `baseline-inputs`: Input `anthropic-api-key` is empty, but `model` "anthropic/claude" needs it: ',
    ],
    [
      { baseline: 'run', 'baseline-inputs': 'context-window: 65536' },
      'With `baseline-inputs`: Input `context-window` is for the endpoint of `openai-api-base`: write that too, or remove it.',
    ],
    [
      { baseline: 'run' },
      'Input `baseline` is run, but `baseline-inputs` does not say what differs in the arm beside the evaluation: ',
    ],
    [
      { baseline: 'base', 'baseline-inputs': 'model: openai/a' },
      'Input `baseline-inputs` says what differs in the arm of `baseline: run`: write that too, or remove it.',
    ],
    [
      { 'baseline-inputs': 'model: openai/a' },
      'Input `baseline-inputs` says what differs in the arm of `baseline: run`: write that too, or remove it.',
    ],
    [
      { baseline: 'run', 'baseline-inputs': 'model' },
      'Input `baseline-inputs` is "model": write a line for each input, for example "openclaw-image: ',
    ],
    [
      { baseline: 'run', 'baseline-inputs': 'model: [' },
      'for example "openclaw-image: ghcr.io/openclaw/openclaw:2026.7.1"; this is not YAML (',
    ],
    [
      { baseline: 'run', 'baseline-inputs': 'model: [{a: b}]' },
      'a text, a list of texts or a mapping as the value of each input; that of model is none.',
    ],
    [
      { baseline: 'base\n./main.json' },
      'write base alone, which runs beside the evaluation, or ./base for a file of that name.',
    ],
    [{ baseline: 'artifact\nrun' }, 'write run alone, which runs beside the evaluation, or ./run for a file'],
    [
      { baseline: 'base', runs: 'auto', threshold: '0.5' },
      'Input `runs` is auto, which gives runs to the head alone, but with `baseline: base` both arms make the same: write a number of runs.',
    ],
    [
      { baseline: 'base', confirm: 'head' },
      'Input `confirm` is head, but with `baseline: base` the base arm runs anyway, and confirming both costs the same: write both or off.',
    ],
    [
      { confirm: 'head' },
      'Input `confirm` is for a drop against a baseline: write `baseline` too, or remove it.',
    ],
    [
      { baseline: 'artifact', confirm: 'off', 'confirm-runs': '5' },
      'Input `confirm` is off, which contradicts `confirm-runs: 5`: remove one of them.',
    ],
    [
      { baseline: 'artifact', confirm: 'head', 'confirm-runs': '0' },
      'Input `confirm` is head, which contradicts `confirm-runs: 0`: remove one of them.',
    ],
    [
      { openclaw: 'existing', namespace: 'n', baseline: 'base' },
      'Input `baseline` is base, which runs a second OpenClaw beside the first, but an existing one is joined as it is: write an earlier result, or remove it.',
    ],
    [
      { openclaw: 'existing', namespace: 'n', 'baseline-inputs': 'model: openai/a' },
      'Input `baseline-inputs` is for a second OpenClaw beside the first; an existing one is joined as it is: remove it.',
    ],
    [
      { mode: 'verdict', result: 'x', baseline: 'base', 'openai-api-key': '' },
      'Input `baseline` is base, which runs beside an evaluation from its start, and this one was launched before: leave `baseline` out, and an artifact that has a base arm is compared with it.',
    ],
    [
      { mode: 'results', namespace: 'n', baseline: 'run', 'openai-api-key': '' },
      'Input `baseline` is run, which runs beside an evaluation from its start, and this one was launched before: leave `baseline` out, and it is compared with the arm that was launched beside it, if there is one.',
    ],
    [
      { mode: 'results', namespace: 'n', 'baseline-inputs': 'model: openai/a', 'openai-api-key': '' },
      'Input `baseline-inputs` is not for `mode: results`: remove it.',
    ],
    [
      { mode: 'report', baseline: 'base', 'openai-api-key': '' },
      'Input `baseline` is not for `mode: report`: remove it.',
    ],
  ])('%j', (inputs, sentence) => {
    expect(problemOf(inputs)).toContain(sentence);
    expect(problemOf(inputs)).not.toContain('\n');
  });

  test('no alias makes a short text long', () => {
    const bomb = [
      'a: &a [x, x, x, x, x, x, x, x, x]',
      ...'bcdefghi'.split('').map((name, at) => {
        const before = 'abcdefgh'[at];
        return `${name}: &${name} [${Array.from({ length: 9 }, () => `*${before}`).join(', ')}]`;
      }),
    ].join('\n');
    expect(inputTexts().parse(bomb)).toHaveProperty('write');
  });
});

test('files called base and run are baselines with a path', () => {
  expect(read({ baseline: './base\n./run' }).baseline).toEqual([
    { from: 'file', path: './base' },
    { from: 'file', path: './run' },
  ]);
});

test('`confirm: off` means what `confirm-runs: 0` means, and `results` takes both of an evaluation with arms', () => {
  expect(read({ baseline: 'artifact', confirm: 'off' })).toMatchObject({ confirm: 'off', confirmRuns: 9 });
  const results = { mode: 'results', namespace: 'n', 'openai-api-key': '' };
  expect(read({ ...results, confirm: 'off', 'max-regression': '0.1' })).toMatchObject({ maxRegression: 0.1 });
});

test.each([
  { baseline: 'base' },
  { baseline: 'run', 'baseline-inputs': 'model: openai/gpt-5.4' },
  { baseline: 'artifact' },
  { mode: 'verdict', result: 'package.json', 'openai-api-key': '' },
  { mode: 'results', namespace: 'n', 'openai-api-key': '' },
])('`history` is for %j', (inputs) => {
  expect(read({ ...inputs, history: '5' }).history).toBe(5);
});

describe('the inputs under test', () => {
  const head = publicInputs(read({ 'agent-files': 'package.json' }));

  test('are those that differ, with the values of the base arm', () => {
    const base = publicInputs(baseOf('openclaw-image: openclaw:1.10\nagent-files: ""'));
    expect(inputsUnderTest(head, base)).toEqual({ 'openclaw-image': 'openclaw:1.10', 'agent-files': null });
    expect(inputsUnderTest(head, { ...head, baseline: [] })).toEqual({});
  });

  test('are not known where a record leaves one of them out', () => {
    const { 'openclaw-config': _, ...long } = head;
    expect(inputsUnderTest(long, long)).toBeNull();
    expect(inputsUnderTest(head, {})).toBeNull();
  });

  test('are held against those of another evaluation', () => {
    const wanted = { 'openclaw-image': 'openclaw:1.10', 'openclaw-config': { a: 1 } };
    expect(otherInputs(wanted, { ...head, ...wanted })).toEqual([]);
    expect(otherInputs(wanted, { ...head, 'openclaw-config': { a: 1 } })).toEqual(['openclaw-image']);
  });
});
