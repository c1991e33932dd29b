import { describe, expect, it } from 'vitest';
import { evaluatedBranch } from '../../../src/base/workflow-context.ts';
import { loadInputs } from '../../fixtures/inputs.ts';
import { planFor } from '../../fixtures/plan.ts';

const detached = {
  INPUT_KUBECONFIG: 'apiVersion: v1',
  INPUT_MODEL: 'openai/gpt-5.4',
  'INPUT_OPENAI-API-KEY': 'sk-0123456789',
  INPUT_NAMESPACE: 'n',
  INPUT_DETACH: 'true',
};

it('removes a detached evaluation that cannot be started, whatever `cleanup` says', () => {
  const { terms } = planFor(loadInputs({ ...detached, INPUT_CLEANUP: 'on-success' }));
  expect(terms.cleanup).toBe('always');
  expect(terms.inputs).toMatchObject({ cleanup: 'on-success' });
});

it.each([
  ['push', 'main', 'main'],
  ['schedule', 'main', 'main'],
  ['workflow_dispatch', 'release', 'release'],
  // A fork may call its branch main.
  ['pull_request', 'main', null],
  ['pull_request_target', 'main', null],
  ['issue_comment', 'main', null],
  ['workflow_run', 'main', null],
  ['merge_group', 'gh-readonly-queue/main/pr-7', null],
])('what %s on %s evaluates is the state of the branch %s', (event, branch, evaluated) => {
  expect(evaluatedBranch({ event, branch })).toBe(evaluated);
});

describe('a leg', () => {
  const facts = {
    repository: 'octo/repo',
    workflow: 'bench',
    job: 'eval',
    step: 'clawbench',
    runId: '5',
    attempt: 1,
    runUrl: 'https://github.com/octo/repo/actions/runs/5',
    event: 'push',
    branch: 'main',
  };
  const legWith = (matrix: string, label = ''): { leg: string; label: string } => {
    const plan = planFor(loadInputs({ ...detached, INPUT_MATRIX: matrix, INPUT_LABEL: label }), { facts });
    return { leg: plan.names.leg, label: plan.label };
  };

  it.each(['', 'null', '0 null', '{}', '0 {}', '\n{ }\n', '${{ strategy.job-index }} ${{ toJSON(matrix) }}'])(
    'of a job without a matrix (%j) keeps the name by which its artifacts are found',
    (matrix) => {
      expect(legWith(matrix)).toEqual({ leg: '5fcad061b3', label: 'openai/gpt-5.4' });
    },
  );

  it('is another one for every combination of values, also under one label', () => {
    const combinations = [
      { prompt: 'a' },
      { prompt: 'b' },
      { prompt: 'b', image: 'x' },
      { prompt: { file: 'a' } },
      { tasks: ['a', 'b'] },
      { tasks: ['b', 'a'] },
      { shards: 1 },
      { shards: '1' },
    ];
    for (const label of ['', 'nightly']) {
      const legs = combinations.map((values) => legWith(JSON.stringify(values, null, 2), label).leg);
      expect(new Set([...legs, legWith('null', label).leg]).size).toBe(combinations.length + 1);
    }
  });

  it('is the same whatever the order and the spacing of the matrix', () => {
    expect(legWith('{"b":1,"a":{"d":2,"c":3}}')).toEqual(legWith('{\n  "a": {"c": 3, "d": 2},\n  "b": 1\n}'));
  });

  it('is the same when an image is built anew, and another one for each image that is', () => {
    const built = (index: number, digit: string): { leg: string; label: string } =>
      legWith(
        `${index} ${JSON.stringify({ image: `ghcr.io/acme/claw:pr-${digit}@sha256:${digit.repeat(64)}`, sha: `a${digit.repeat(39)}` })}`,
      );
    expect(built(0, '1')).toEqual(built(0, '2'));
    expect(built(0, '1').leg).not.toBe(built(1, '1').leg);
    expect(built(0, '1').label).toBe('openai/gpt-5.4 (ghcr.io/acme/claw:…@…, …)');
  });

  it('is the same wherever in the matrix it stands, if its values last', () => {
    const values = JSON.stringify({ image: 'openclaw:2026.7.1-2-browser', date: 20260701 });
    expect(legWith(`0 ${values}`)).toEqual(legWith(`3 ${values}`));
  });

  it('is called as GitHub calls the job, unless it has a label', () => {
    const matrix = JSON.stringify({ model: 'openai/gpt-5.4', prompt: 'terse', image: { tag: 'x' }, runs: 3 });
    expect(legWith(matrix).label).toBe('openai/gpt-5.4 (terse, 3)');
    expect(legWith(matrix, 'nightly').label).toBe('nightly');
    expect(legWith(JSON.stringify({ text: 'x\u001b[31m\n'.repeat(100) })).label).toMatch(/^[ -~]{20,99}…$/);
  });

  it('can be named by hand', () => {
    expect(legWith('terse').leg).not.toBe(legWith('verbose').leg);
    expect(legWith('terse').label).toBe('openai/gpt-5.4 (terse)');
  });
});
