import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { beforeAll, describe, expect, test } from 'vitest';
import { leaderboardSchema } from '../../src/result/formats/leaderboard.ts';
import { evaluation, writeArtifact } from '../fixtures/legs.ts';
import { cli, dist } from './command.ts';

let directory: string;

beforeAll(() => {
  directory = mkdtempSync(path.join(tmpdir(), 'report-'));
  const stories = [
    { model: 'a/strong', skill: 0.2, seed: 3 },
    { model: 'a/weak', seed: 1, verdict: 'fail' as const },
  ];
  for (const [index, story] of stories.entries())
    writeArtifact(path.join(directory, 'artifacts', `clawbench-${index}-a1`), evaluation(story));
});

describe('the verb `report`', () => {
  test('says who is better, and ends as `fail-on` has it', () => {
    const told = cli(['report', path.join(directory, 'artifacts')]);
    expect(told.code).toBe(1);
    expect(told.out).toContain('1 of 2 failed · a/strong is best');
    const json = cli(['report', path.join(directory, 'artifacts'), '--fail-on', 'all', '--json']);
    expect(json.code).toBe(0);
    expect(leaderboardSchema.parse(JSON.parse(json.out))).toMatchObject({ verdict: 'pass', failOn: 'all' });
  });

  test('without directories says what to write', () => {
    expect(cli(['report'])).toMatchObject({ code: 2, out: '' });
  });
});

test('a step with `mode: report` has the leaderboard in its summary and beside `leaderboard-path`', () => {
  const [summary, output, state] = ['summary', 'output', 'state'].map((name) => path.join(directory, name));
  for (const file of [summary!, output!, state!]) writeFileSync(file, '');
  const { status, stdout } = spawnSync(process.execPath, [path.join(dist, 'index.js')], {
    encoding: 'utf8',
    cwd: directory,
    env: {
      HOME: tmpdir(),
      RUNNER_TEMP: directory,
      GITHUB_WORKSPACE: directory,
      GITHUB_ACTIONS: 'true',
      GITHUB_REPOSITORY: 'octo/repo',
      GITHUB_RUN_ID: '7',
      GITHUB_STEP_SUMMARY: summary!,
      GITHUB_OUTPUT: output!,
      GITHUB_STATE: state!,
      INPUT_MODE: 'report',
      INPUT_RESULT: 'artifacts',
      'INPUT_FAIL-ON': 'none',
      INPUT_COMMENT: 'off',
    },
  });
  expect(status).toBe(0);
  expect(stdout).toContain('1 of 2 failed · a/strong is best');
  expect(readFileSync(summary!, 'utf8')).toMatch(/^## ❌ 1 of 2 failed/);
  const outputs = readFileSync(output!, 'utf8');
  expect(outputs).toMatch(/^verdict<<.*\nfail\n/m);
  const [, file = ''] = /^leaderboard-path<<.*\n(.*)\n/m.exec(outputs) ?? [];
  expect(existsSync(path.join(path.dirname(file), 'leaderboard.html'))).toBe(true);
});
