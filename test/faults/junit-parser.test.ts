import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { homedir, tmpdir } from 'node:os';
import path from 'node:path';
import { expect, test } from 'vitest';
import { renderJunit } from '../../src/report/junit.ts';
import type { ReportSource } from '../../src/report/source.ts';
import { noSecrets, verdictOf } from '../fixtures/report.ts';

/** What EnricoMi/publish-unit-test-result-action reads such files with. Kept in the cache of the user. */
const version = '5.0.3';
const cache = process.env['XDG_CACHE_HOME'] ?? path.join(homedir(), '.cache');
const environment = path.join(cache, 'clawbench-k8s-action', `junitparser-${version}`);
const python = path.join(environment, 'bin', 'python');

function hasParser(): boolean {
  if (existsSync(path.join(environment, 'ready'))) return true;
  const made =
    spawnSync('python3', ['-m', 'venv', environment]).status === 0 &&
    spawnSync(python, ['-m', 'pip', 'install', '--quiet', `junitparser==${version}`]).status === 0;
  if (made) writeFileSync(path.join(environment, 'ready'), '');
  return made;
}

const program = `
import json, sys, junitparser
report = junitparser.JUnitXml.fromfile(sys.argv[1])
print(json.dumps([{
    "name": suite.name, "said": [suite.tests, suite.failures, suite.errors, suite.skipped],
    "cases": [[case.classname, case.name, case.time, [type(r).__name__ for r in case.result]] for case in suite],
} for suite in report]))
`;

// Without Python, or without a connection to get the parser, there is nothing to test with.
test.skipIf(process.env['CI'] !== 'true' && !hasParser())(
  'junit.xml is read by the parser of a well-known action, which counts as it does',
  () => {
    expect(hasParser()).toBe(true);
    const directory = mkdtempSync(path.join(tmpdir(), 'junit-'));
    try {
      const verdict = verdictOf(0.9);
      const facts = { label: 'a "b" <c> & d' };
      const content = renderJunit({
        verdict,
        // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- the report uses this fact alone
        facts: noSecrets.clean(facts) as unknown as ReportSource['facts'],
        runs: () => [],
        baselineRuns: () => [],
        logs: () => [],
        wire: () => [],
      });
      writeFileSync(path.join(directory, 'junit.xml'), content);
      const parsed = spawnSync(python, ['-c', program, path.join(directory, 'junit.xml')], {
        encoding: 'utf8',
      });
      expect(parsed.stderr).toBe('');
      const suites: { name: string; said: number[]; cases: [string, string, number, string[]][] }[] =
        JSON.parse(parsed.stdout);
      const cases = suites.flatMap((suite) => suite.cases);
      expect(cases).toHaveLength(1 + verdict.tasks.length);
      expect(cases.every(([classname]) => classname.startsWith(facts.label))).toBe(true);
      for (const { said, cases: own } of suites) {
        const failed = own.filter(([, , , results]) => results.includes('Failure')).length;
        expect(said).toEqual([own.length, failed, 0, 0]);
      }
    } finally {
      rmSync(directory, { recursive: true });
    }
  },
);
