import { describe, expect, test } from 'vitest';
import { noOrigin, readEvaluation } from '../../../src/trend/read-evaluation.ts';
import { historySchema } from '../../../src/trend/history-record.ts';
import type { VerdictRecord } from '../../../src/result/formats/verdict-record.ts';
import { verdictOf } from '../../fixtures/report.ts';

const verdict: VerdictRecord = verdictOf(0.3);
const manifest = {
  schemaVersion: 1,
  leg: '0123456789',
  instance: 'deadbeef',
  startedAt: '2026-11-22T04:00:00.000Z',
  finishedAt: '2026-11-22T04:31:00.000Z',
  workflow: {
    repository: 'octo/repo',
    runUrl: 'https://github.com/octo/repo/actions/runs/5',
    attempt: 2,
    sha: 'abcdef0123',
    branch: 'main',
  },
  inputs: { label: 'nightly', matrix: null },
  shards: [],
  files: [],
};
const pointSchema = historySchema.shape.series.element.shape.evaluations.element;

test('an evaluation is what its verdict and its manifest say', () => {
  const read = readEvaluation({ verdict, manifest }, noOrigin);
  expect(read).toMatchObject({
    series: { id: '0123456789', name: 'nightly' },
    branch: 'main',
    evaluation: {
      id: 'deadbeef',
      at: '2026-11-22T04:31:00.000Z',
      verdict: 'pass',
      cause: null,
      score: verdict.score,
      minutes: 31,
      commit: 'abcdef0123',
      attempt: 2,
      model: 'openai/fake-1',
      openclawVersion: '2026.7.35',
    },
  });
  expect(Object.keys(read?.evaluation.tasks ?? {})).toHaveLength(27);
  expect(pointSchema.parse(read?.evaluation)).toEqual(read?.evaluation);
});

test('where it was found counts for more than what it says', () => {
  const origin = {
    leg: 'aaaaaaaaaa',
    runUrl: 'https://github.com/octo/repo/actions/runs/9',
    attempt: 3,
    at: null,
  };
  expect(readEvaluation({ verdict, manifest }, origin)).toMatchObject({
    series: { id: 'aaaaaaaaaa' },
    evaluation: { runUrl: origin.runUrl, attempt: 3 },
  });
});

test('without a manifest it is known by its content, and has no branch', () => {
  const [one, same] = [0, 1].map(() => readEvaluation({ verdict, manifest: undefined }, noOrigin));
  expect(one).toEqual(same);
  expect(one).toMatchObject({
    branch: undefined,
    series: { name: 'openai/fake-1' },
    evaluation: { minutes: null },
  });
  expect(one?.evaluation.at).toBe(new Date(verdict.resultTimestamp).toISOString());
});

test('an inconclusive one has a cause and neither score nor tasks', () => {
  const cause = { count: 27, class: 'provider-error', code: 401, cause: 'The key was refused.' } as const;
  const read = readEvaluation({ verdict: verdictOf(null, cause), manifest }, noOrigin);
  expect(read?.evaluation).toMatchObject({ verdict: 'inconclusive', score: null, interval: null, tasks: {} });
  expect(read?.evaluation.cause).toContain('refused');
});

describe('files of other versions', () => {
  test('may have more', () => {
    const later = {
      ...verdict,
      schemaVersion: 2,
      news: 1,
      tasks: verdict.tasks.map((task) => ({ ...task, news: [] })),
      identity: { ...verdict.identity, news: '' },
    };
    expect(readEvaluation({ verdict: later, manifest: { ...manifest, news: 1 } }, noOrigin)).not.toBeNull();
  });

  test('may lack what is not needed', () => {
    const { workflow: _, ...older } = manifest;
    const { agentFiles: _files, clawbenchArgs: _args, ...identity } = verdict.identity;
    const read = readEvaluation({ verdict: { ...verdict, identity }, manifest: older }, noOrigin);
    expect(read).toMatchObject({ branch: undefined, evaluation: { commit: null, runUrl: null } });
  });

  test.each([null, [], {}, { verdict: 'pass' }, { ...verdict, score: 7 }, { ...verdict, tasks: 'none' }])(
    'that are no verdicts are refused: %#',
    (other) => {
      expect(readEvaluation({ verdict: other, manifest }, noOrigin)).toBeNull();
    },
  );
});

test('hostile texts are cut and made plain, and no address but one of the web is kept', () => {
  const long = `\u202e\u001b[31m${'x'.repeat(5000)}\n`;
  const read = readEvaluation(
    {
      verdict: {
        ...verdict,
        verdict: 'fail',
        reasons: [long],
        identity: { ...verdict.identity, model: long },
        tasks: [
          { ...verdict.tasks[0], taskId: '__proto__' },
          { ...verdict.tasks[1], taskId: long },
        ],
      },
      manifest: {
        ...manifest,
        leg: '../../etc',
        inputs: { label: long },
        workflow: { ...manifest.workflow, runUrl: 'javascript:alert(1)', sha: long },
      },
    },
    noOrigin,
  );
  expect(pointSchema.safeParse(read?.evaluation).success).toBe(true);
  expect(read?.evaluation.runUrl).toBeNull();
  expect(read?.series.id).toMatch(/^[0-9a-f]{10}$/);
  expect(Object.keys(read?.evaluation.tasks ?? {})[0]).toBe('__proto__');
  expect(JSON.stringify(read)).not.toMatch(/\\u|x{501}/);
});
