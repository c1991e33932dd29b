import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { expect, test } from 'vitest';
import { placesOfTerminal } from '../../../src/base/checked-file.ts';
import { baselineFromFile } from '../../../src/baseline/file.ts';
import { loadBaseline } from '../../../src/baseline/load.ts';
import { lastGoodEval } from '../../../src/baseline/past-evals.ts';
import { ActionError } from '../../../src/base/errors.ts';
import type { PastArtifact, PastArtifacts } from '../../../src/github/past-artifacts.ts';
import { recordOf } from '../../../src/result/verdict/baseline.ts';
import { NO_GATE } from '../../../src/result/verdict/gate.ts';
import { inconclusiveRecord } from '../../../src/result/verdict/inconclusive-record.ts';
import type { VerdictRecord } from '../../../src/result/formats/verdict-record.ts';
import { recordingLog } from '../../fixtures/recording-log.ts';
import { benchmark, runFilesFor } from '../../fixtures/result.ts';

const result = benchmark('benchmark-2tasks-pass.json');
const good = recordOf(result, runFilesFor(result));
const dead = inconclusiveRecord(new ActionError('bad-model-access', 'The key was refused.'), NO_GATE);

/** Artifacts of one branch, the newest first. */
function past(...records: VerdictRecord[]): { artifacts: PastArtifacts; directories: string[] } {
  const directories = records.map((record) => {
    const directory = mkdtempSync(path.join(tmpdir(), 'past-'));
    writeFileSync(path.join(directory, 'verdict.json'), JSON.stringify(record));
    return directory;
  });
  const listed = records.map((_, index): PastArtifact => {
    return { id: index, name: 'x', runId: 100 - index, createdAt: '2026-11-22T10:00:00Z', sha: '' };
  });
  const artifacts: PastArtifacts = {
    baseBranch: 'main',
    ownBranch: null,
    ofBranch: () => Promise.resolve(listed),
    ofAttempt: () => Promise.resolve(null),
    fetch: ({ id }) => Promise.resolve(directories[id] ?? ''),
  };
  return { artifacts, directories };
}

test('an eval without a valid run is passed over like any other that came to no verdict', async () => {
  expect(dead).toMatchObject({ verdict: 'inconclusive', coverage: { valid: 0 } });
  expect(await lastGoodEval(past(dead, good).artifacts, null)).toMatchObject({ name: 'main (run 99)' });
  expect(await lastGoodEval(past(dead).artifacts, null)).toBeNull();
});

test.each(['not-comparable', 'cannot-detect'] as const)(
  'an eval that is only %s is a baseline for the next',
  async (failureReason) => {
    const changed: VerdictRecord = { ...good, verdict: 'inconclusive', failureReason };
    expect(await lastGoodEval(past(changed, good).artifacts, null)).toMatchObject({ name: 'main (run 100)' });
    const spoilt: VerdictRecord = { ...good, verdict: 'inconclusive', failureReason: 'tampered' };
    expect(await lastGoodEval(past(spoilt, good).artifacts, null)).toMatchObject({ name: 'main (run 99)' });
  },
);

test.each([
  ['a change for main', 'x', 'No evaluation of this step on main has passed or failed yet'],
  ['main itself', 'main', 'This is the first evaluation of this step on main: later ones'],
])('the very first evaluation, of %s, says what comes next', async (_, ownBranch, said) => {
  const log = recordingLog();
  const deps = { env: {}, signal: new AbortController().signal, log, places: placesOfTerminal() };
  const sources = [{ from: 'artifact', branch: null }] as const;
  const loaded = await loadBaseline(sources, { ...deps, past: { ...past(dead).artifacts, ownBranch } });
  expect(loaded.baseline).toBeNull();
  expect([...log.lines, ...log.warnings.map(({ text }) => text)]).toEqual([expect.stringContaining(said)]);
});

test('one that is named is no baseline', async () => {
  const [directory = ''] = past(dead).directories;
  expect(() => baselineFromFile(directory, placesOfTerminal())).toThrow(
    expect.objectContaining({ code: 'bad-baseline' }),
  );
});
