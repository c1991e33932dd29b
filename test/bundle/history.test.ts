import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { inputVariable } from '../../src/inputs/types.ts';
import type { VerdictRecord } from '../../src/result/formats/verdict-record.ts';
import { historySchema } from '../../src/trend/history-record.ts';
import { verdictOf } from '../fixtures/report.ts';
import { cli, dist } from './command.ts';

const directory = mkdtempSync(join(tmpdir(), 'history-'));
const verdict: VerdictRecord = verdictOf(null);

/** Nine weekly evaluations that slide, as unpacked artifacts. */
for (let week = 0; week < 9; week += 1) {
  const at = new Date(Date.now() - (9 - week) * 7 * 86_400_000).toISOString();
  const artifact = join(directory, 'artifacts', `week-${week}`);
  mkdirSync(artifact, { recursive: true });
  const record = { ...verdict, score: 0.6 - 0.0125 * week, resultTimestamp: at };
  writeFileSync(join(artifact, 'verdict.json'), JSON.stringify(record));
}

test('a step writes the page, the summary, the outputs and a warning', () => {
  const files = { GITHUB_OUTPUT: 'output', GITHUB_STATE: 'state', GITHUB_STEP_SUMMARY: 'summary' };
  const paths = Object.entries(files).map(([name, file]) => [name, join(directory, file)]);
  for (const [, file = ''] of paths) writeFileSync(file, '');
  const given = Object.entries({ mode: 'history', 'history-from': './artifacts', 'history-path': 'site' });
  const { status, stdout } = spawnSync(process.execPath, [join(dist, 'index.js')], {
    encoding: 'utf8',
    cwd: directory,
    env: {
      HOME: directory,
      RUNNER_TEMP: directory,
      GITHUB_WORKSPACE: directory,
      ...Object.fromEntries(paths),
      ...Object.fromEntries(given.map(([name, value]) => [inputVariable(name), value])),
    },
  });
  expect(stdout).toContain('::warning title=The score slides::');
  expect(status).toBe(0);
  expect(readFileSync(join(directory, 'summary'), 'utf8')).toContain('lost over 8 weeks');
  expect(readFileSync(join(directory, 'output'), 'utf8')).toContain(join(directory, 'site'));
  for (const name of ['index.html', 'history.json', 'badge.svg', 'badge.json'])
    expect(existsSync(join(directory, 'site', name))).toBe(true);
});

test('the command line takes directories, and prints a sentence or history.json', () => {
  const artifacts = join(directory, 'artifacts');
  const { code, out } = cli(['history', artifacts]);
  expect(code).toBe(0);
  expect(out).toMatch(/^openai\/fake-1: 0\.10 lost over 8 weeks .*\.\nPage: .*index\.html\n$/);
  const json = cli(['history', artifacts, '--json']);
  expect(historySchema.parse(JSON.parse(json.out)).series[0]?.findings.state).toBe('slide');
  expect(cli(['history']).error).toContain('clawbench-k8s history DIR…');
});
