import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { expect, test } from 'vitest';
import { ActionError } from '../../../src/base/errors.ts';
import { evalsBesideArm } from '../../../src/baseline/beside-arm.ts';
import type { PastArtifacts } from '../../../src/github/past-artifacts.ts';
import { recordOf } from '../../../src/result/verdict/baseline.ts';
import { recordingLog } from '../../fixtures/recording-log.ts';
import { benchmark, runFilesFor } from '../../fixtures/result.ts';

const result = benchmark('benchmark-2tasks-pass.json');
const good = recordOf(result, runFilesFor(result));
const clock = { now: () => 0, sleep: () => Promise.resolve() };
const wish = { most: 10, underTest: {} };

/** Evaluations of main without a manifest, the newest first. */
function mainOf(evaluations: number): PastArtifacts {
  const listed = Array.from({ length: evaluations }, (_, id) => {
    return { id, name: 'x', runId: 100 - id, createdAt: '2026-11-22T10:00:00Z', sha: '', size: 1 };
  });
  return {
    baseBranch: 'main',
    ownBranch: null,
    ofBranch: () => Promise.resolve(listed),
    ofAttempt: () => Promise.resolve(null),
    fetch: ({ id }) => {
      const directory = mkdtempSync(path.join(tmpdir(), 'fetched-'));
      const record = { ...good, resultTimestamp: `${good.resultTimestamp} ${id}` };
      writeFileSync(path.join(directory, 'verdict.json'), JSON.stringify(record));
      return Promise.resolve(directory);
    },
  };
}

const found = (past: PastArtifacts | null, change: Partial<Parameters<typeof evalsBesideArm>[1]> = {}) =>
  evalsBesideArm(past, { ...wish, ...change }, { log: recordingLog(), clock });

test('the last evaluations of the base branch are found, as many as are wanted', async () => {
  expect(await found(mainOf(5), { most: 3 })).toMatchObject({
    branch: 'main',
    evals: [{ unlike: null }, { unlike: null }, { unlike: null }],
  });
});

test('one that does not say its inputs is left out where arms differ in them', async () => {
  expect(await found(mainOf(1), { underTest: { 'openclaw-config': null } })).toMatchObject({
    evals: [{ unlike: 'with which `openclaw-config` it ran is not known' }],
  });
});

test.each([
  [mainOf(1), { most: 0 }, '`history` is 0'],
  [null, {}, 'artifacts of earlier runs can only be read in a workflow with a token'],
  [mainOf(1), { underTest: null }, 'nothing says by which inputs the base arm differed'],
  [mainOf(0), {}, 'no evaluation of this step on main has passed or failed yet'],
  [
    { ...mainOf(1), fetch: () => Promise.reject(new ActionError('bad-baseline', 'GitHub said 403.')) },
    {},
    'GitHub said 403.',
  ],
] as const)('without any there is a reason, and no error (%#)', async (past, change, unknown) => {
  expect(await found(past, change)).toEqual({ unknown });
});
