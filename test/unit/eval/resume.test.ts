import { mkdirSync, mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { expect, test } from 'vitest';
import type { PastArtifacts } from '../../../src/github/past-artifacts.ts';
import { recordOf } from '../../../src/result/verdict/baseline.ts';
import type { Verdict } from '../../../src/result/formats/verdict-record.ts';
import { earlierRuns } from '../../../src/eval/resume.ts';
import { recordingLog } from '../../fixtures/recording-log.ts';
import { benchmark, runFilesFor } from '../../fixtures/result.ts';
import { seal } from '../../fixtures/sealed.ts';

const result = benchmark('benchmark-2tasks-pass.json');
const runs = runFilesFor(result);
const record = recordOf(result, runs);

function artifact(verdict: Verdict, hasRuns: boolean): string {
  const directory = mkdtempSync(path.join(tmpdir(), 'attempt-'));
  const write = (name: string, content: unknown): void => {
    mkdirSync(path.dirname(path.join(directory, name)), { recursive: true });
    writeFileSync(path.join(directory, name), JSON.stringify(content));
  };
  const tasks = result.task_results.map((task) => task.task_id);
  const shard = { index: 0, tasks, harnessStartedAt: null, tampered: [], incidents: [], failure: null };
  write('verdict.json', { ...record, verdict });
  for (const run of hasRuns ? runs.values() : [])
    write(`runs/m/v2-0a/${run.task_id}/run${run.run_index}.json`, run);
  seal(directory, { shards: [shard] });
  return directory;
}

/** Where the runs for the next attempt come from, by number of the attempt. */
async function takenFrom(...attempts: [Verdict, boolean][]): Promise<number | null> {
  const directories = attempts.map(([verdict, hasRuns]) => artifact(verdict, hasRuns));
  const past: PastArtifacts = {
    baseBranch: null,
    ownBranch: null,
    ofBranch: () => Promise.resolve([]),
    ofAttempt: (attempt) =>
      Promise.resolve({ id: attempt, name: 'x', runId: 1, createdAt: '', sha: '', size: 1 }),
    fetch: ({ id }) => Promise.resolve(directories[id - 1] ?? ''),
  };
  const found = await earlierRuns(past, attempts.length + 1, recordingLog());
  return found === null ? null : directories.indexOf(path.dirname(found.directory)) + 1;
}

test('runs are reused from the newest attempt that left some', async () => {
  expect(await takenFrom(['inconclusive', true])).toBe(1);
  expect(await takenFrom(['inconclusive', true], ['inconclusive', true])).toBe(2);
  expect(await takenFrom(['inconclusive', true], ['inconclusive', false])).toBe(1);
  expect(await takenFrom(['inconclusive', false], ['inconclusive', false])).toBeNull();
});

test('no runs are reused from before a verdict', async () => {
  expect(await takenFrom(['pass', true])).toBeNull();
  expect(await takenFrom(['inconclusive', true], ['fail', true])).toBeNull();
});
