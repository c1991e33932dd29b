import { cpSync, mkdtempSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { describe, expect, test } from 'vitest';
import { placesOfTerminal } from '../../../src/base/checked-file.ts';
import { baselineFromFile } from '../../../src/baseline/file.ts';
import { loadBaseline } from '../../../src/baseline/load.ts';
import { lastGoodEval, recentEvals } from '../../../src/baseline/past-evals.ts';
import { ActionError } from '../../../src/base/errors.ts';
import type { PastArtifact, PastArtifacts } from '../../../src/github/past-artifacts.ts';
import { recordOf } from '../../../src/result/verdict/baseline.ts';
import { NO_GATE } from '../../../src/result/verdict/gate.ts';
import { inconclusiveRecord } from '../../../src/result/verdict/inconclusive-record.ts';
import type { VerdictRecord } from '../../../src/result/formats/verdict-record.ts';
import { recordingLog } from '../../fixtures/recording-log.ts';
import { benchmark, runFilesFor } from '../../fixtures/result.ts';

const wish = { most: 10, leastChange: 0.03, onModelChange: 'note' } as const;
const result = benchmark('benchmark-2tasks-pass.json');
const good = recordOf(result, runFilesFor(result));
const dead = inconclusiveRecord(new ActionError('bad-model-access', 'The key was refused.'), NO_GATE);

const noMlflow = { mlflow: null, logged: { leg: '', instance: null, workflow: null } };
const clock = { now: () => 0, sleep: () => Promise.resolve() };

/** Artifacts of one branch, the newest first. */
function past(...records: VerdictRecord[]): { artifacts: PastArtifacts; directories: string[] } {
  const directories = records.map((record, index) => {
    const directory = mkdtempSync(path.join(tmpdir(), 'past-'));
    const made = { ...record, resultTimestamp: `${record.resultTimestamp} ${index}` };
    writeFileSync(path.join(directory, 'verdict.json'), JSON.stringify(made));
    return directory;
  });
  const listed = records.map((_, index): PastArtifact => {
    return { id: index, name: 'x', runId: 100 - index, createdAt: '2026-11-22T10:00:00Z', sha: '', size: 1 };
  });
  const artifacts: PastArtifacts = {
    baseBranch: 'main',
    ownBranch: null,
    ofBranch: () => Promise.resolve(listed),
    ofAttempt: () => Promise.resolve(null),
    fetch: ({ id }, wanted) => {
      const directory = mkdtempSync(path.join(tmpdir(), 'fetched-'));
      const from = path.join(directories[id] ?? '', 'verdict.json');
      if (statSync(from).size > (wanted('verdict.json') ?? 0))
        return Promise.reject(new ActionError('bad-baseline', 'It is too large.'));
      cpSync(from, path.join(directory, 'verdict.json'));
      return Promise.resolve(directory);
    },
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
  const deps = {
    env: {},
    signal: new AbortController().signal,
    log,
    places: placesOfTerminal(),
    clock,
    ...noMlflow,
  };
  const sources = [{ from: 'artifact', branch: null }] as const;
  const loaded = await loadBaseline(sources, { ...deps, past: { ...past(dead).artifacts, ownBranch } }, wish);
  expect(loaded.baseline).toBeNull();
  expect([...log.lines, ...log.warnings.map(({ text }) => text)]).toEqual([expect.stringContaining(said)]);
});

test('as many as are wanted are read, without those that came to no verdict', async () => {
  const { artifacts } = past(dead, good, dead, good, good, good);
  const { branch, evals, unread } = await recentEvals(artifacts, null, 3, clock);
  expect(branch).toBe('main');
  expect(evals.map(({ name }) => name)).toEqual(['main (run 99)', 'main (run 97)', 'main (run 96)']);
  expect(unread).toBeNull();
  expect((await recentEvals(artifacts, null, 1, clock)).evals).toHaveLength(1);
  expect((await recentEvals(past(dead).artifacts, null, 3, clock)).evals).toEqual([]);
});

test('a branch whose artifacts are mostly of other commits is not downloaded as a whole', async () => {
  const { artifacts } = past(good, ...Array.from({ length: 60 }, () => dead));
  let fetched = 0;
  const counted: PastArtifacts = {
    ...artifacts,
    fetch: async (...args) => {
      fetched += 1;
      return await artifacts.fetch(...args);
    },
  };
  expect((await recentEvals(counted, null, 10, clock)).evals).toHaveLength(1);
  expect(fetched).toBe(1 + 2 * 10);
});

test('attempts of one workflow run share runs, so the last one counts', async () => {
  const { artifacts } = past(good, good, good);
  const listed = await artifacts.ofBranch('main');
  const runs = [100, 100, 98];
  const ofBranch = () => Promise.resolve(listed.map((one, index) => ({ ...one, runId: runs[index]! })));
  const { evals } = await recentEvals({ ...artifacts, ofBranch }, null, 10, clock);
  expect(evals.map(({ name }) => name)).toEqual(['main (run 100)', 'main (run 98)']);
});

test('an older one that cannot be read is left out and told, the newest one must be readable', async () => {
  const { artifacts, directories } = past(good, good, good, good);
  writeFileSync(path.join(directories[1]!, 'verdict.json'), '{"schemaVersion": 7}');
  const log = recordingLog();
  const deps = {
    env: {},
    signal: new AbortController().signal,
    log,
    places: placesOfTerminal(),
    clock,
    ...noMlflow,
  };
  const sources = [{ from: 'artifact', branch: null }] as const;
  const load = async () => await loadBaseline(sources, { ...deps, past: artifacts }, wish);
  expect((await load()).baseline?.history?.records).toHaveLength(3);
  expect(log.warnings.map(({ text }) => text)).toEqual([
    expect.stringMatching(/^1 earlier evaluation of main could not be read and is left out of its history: /),
  ]);
  writeFileSync(path.join(directories[0]!, 'verdict.json'), '{"schemaVersion": 7}');
  await expect(load()).rejects.toMatchObject({ code: 'bad-baseline' });
});

test('history is only looked for if it is asked for', async () => {
  const { artifacts } = past(good, good, good, good);
  const log = recordingLog();
  const deps = {
    env: {},
    signal: new AbortController().signal,
    log,
    places: placesOfTerminal(),
    clock,
    ...noMlflow,
  };
  const sources = [{ from: 'artifact', branch: null }] as const;
  const loaded = await loadBaseline(sources, { ...deps, past: artifacts }, { ...wish, most: 0 });
  expect(loaded.baseline).toMatchObject({ name: 'main (run 100)' });
  expect(loaded.baseline).not.toHaveProperty('history');
  expect(log.lines).toEqual([]);
});

describe('a history that would take too much', () => {
  const ten = (): ReturnType<typeof past> => past(...Array.from({ length: 12 }, () => good));

  test.each([
    [
      'of large artifacts',
      { size: 200_000_000 },
      clock,
      'Older evaluations than 5 of main are not read: more than 1 GB.',
    ],
    [
      'that is slow',
      {},
      { now: () => (ticks += 80_000) },
      'Older evaluations than 9 of main are not read: longer than 3 minutes.',
    ],
  ])('%s ends early, and says so', async (_, change, ticking, said) => {
    ticks = 0;
    const { artifacts } = ten();
    const listed = await artifacts.ofBranch('main');
    const ofBranch = () => Promise.resolve(listed.map((one) => ({ ...one, ...change })));
    const { evals, unread } = await recentEvals({ ...artifacts, ofBranch }, null, 12, ticking);
    expect(unread).toBe(said);
    expect(evals).toHaveLength(Number(/than (\d+) /.exec(said)?.[1]));
  });

  test('of large records ends early, and says so', { timeout: 60_000 }, async () => {
    const { artifacts, directories } = past(...Array.from({ length: 8 }, () => good));
    const padded = (bytes: number) => JSON.stringify({ ...good, notes: ['x'.repeat(bytes)] });
    for (const directory of directories.slice(1))
      writeFileSync(path.join(directory, 'verdict.json'), padded(19_000_000));
    writeFileSync(path.join(directories[2]!, 'verdict.json'), padded(21_000_000));
    const { evals, unread } = await recentEvals(artifacts, null, 8, clock);
    expect(evals).toHaveLength(4);
    expect(unread).toBe(
      '1 earlier evaluation of main could not be read and is left out of its history: It is too large. Older evaluations than 4 of main are not read: more than 60 MB of records.',
    );
  });
});

let ticks = 0;

test('one that is named is no baseline', async () => {
  const [directory = ''] = past(dead).directories;
  expect(() => baselineFromFile(directory, placesOfTerminal())).toThrow(
    expect.objectContaining({ code: 'bad-baseline' }),
  );
});
