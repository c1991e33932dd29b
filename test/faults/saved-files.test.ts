import { execFileSync } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, truncateSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { describe, expect, onTestFinished, test } from 'vitest';
import { findRunFiles } from '../../src/artifact/files.ts';
import { readSavedEval, type SavedEval } from '../../src/artifact/saved-eval.ts';
import { writeArtifactContent } from '../../src/artifact/write.ts';
import { type Places, placesOfTerminal } from '../../src/base/checked-file.ts';
import { isActionError } from '../../src/base/errors.ts';
import { readUserFiles } from '../../src/plan/user-files.ts';
import { recordOf } from '../../src/result/verdict/baseline.ts';
import { collectedShard } from '../fixtures/collected-shard.ts';
import { noSecrets } from '../fixtures/report.ts';
import { benchmark, runFilesFor } from '../fixtures/result.ts';

const result = benchmark('benchmark-2tasks-pass.json');

function temporary(): string {
  const root = mkdtempSync(path.join(tmpdir(), 'saved-'));
  onTestFinished(() => rmSync(root, { recursive: true, force: true }));
  return root;
}

/** A checkout in which an artifact was unpacked. */
async function checkout(): Promise<{ root: string; artifact: string; places: Places }> {
  const root = path.join(temporary(), 'checkout');
  const pod = path.join(root, '..', 'pod');
  for (const directory of [root, pod, path.join(root, '..', 'outside')]) mkdirSync(directory);
  writeFileSync(path.join(root, '..', 'outside', 'benchmark.json'), 'a secret of the runner');
  for (const log of ['gateway.log', 'eval.log']) writeFileSync(path.join(pod, log), 'a line\n');
  for (const [key, entry] of runFilesFor(result)) {
    const file = path.join(pod, 'run_cache/m/v2-0', `${key}.json`);
    mkdirSync(path.dirname(file), { recursive: true });
    writeFileSync(file, JSON.stringify(entry));
  }
  const artifact = path.join(root, 'artifact');
  mkdirSync(artifact);
  const shard = {
    index: 0,
    tasks: result.task_results.map((task) => task.task_id),
    harnessStartedAt: null,
    tampered: [],
    incidents: [],
    failure: null,
  };
  await writeArtifactContent(
    artifact,
    {
      result: noSecrets.clean(result),
      partial: null,
      verdict: noSecrets.clean(recordOf(result, runFilesFor(result))),
      shards: [collectedShard({ directory: pod })],
      base: null,
      postMortem: undefined,
      reports: () => [],
      facts: noSecrets.clean({ shards: [shard] }),
    },
    'full',
    noSecrets,
  );
  return {
    root,
    artifact,
    places: { directory: root, trees: [{ path: root, name: 'the checkout' }], elsewhere: false },
  };
}

function problemOf(read: () => SavedEval): { code: string; message: string } {
  try {
    read();
  } catch (error) {
    if (isActionError(error)) return { code: error.code, message: error.message };
    throw error;
  }
  throw new Error('nothing was refused');
}

/** Replaces a file by something that never ends, or leads elsewhere. */
const replacements: readonly [string, (file: string) => void, RegExp][] = [
  ['a pipe', (file) => void execFileSync('mkfifo', [file]), /is a named pipe/],
  ['a link out', (file) => symlinkSync('/etc/hostname', file), /leads out of its directory/],
  ['a link to a device', (file) => symlinkSync('/dev/zero', file), /leads out of its directory/],
  ['a link to the environment', (file) => symlinkSync('/proc/self/environ', file), /leads out of its dir/],
];

describe('an artifact in the checkout', () => {
  test('is read whole', async () => {
    const { places } = await checkout();
    const { evidence, problems } = readSavedEval(['artifact'], null, places);
    expect(problems).toEqual([]);
    expect(evidence.health.every((run) => run.class === 'valid')).toBe(true);
  });

  test.each(
    [
      'verdict.json',
      'manifest.json',
      'benchmark.json',
      'logs/shard-0/gateway.log',
      'logs/shard-0/eval.log',
    ].flatMap((name) => replacements.map(([what, make, words]) => [name, what, make, words] as const)),
  )('whose %s is %s ends in one sentence', { timeout: 15_000 }, async (name, _, make, words) => {
    const { artifact, places } = await checkout();
    rmSync(path.join(artifact, name));
    make(path.join(artifact, name));
    const { code, message } = problemOf(() => readSavedEval(['artifact'], null, places));
    expect(code).toBe('bad-result');
    expect(message).toMatch(words);
    expect(message).toContain(name);
    expect(message).not.toContain('\n');
  });

  test.each(replacements)('whose run file is %s has one run less, and says so', async (_, make, words) => {
    const { artifact, places } = await checkout();
    const [name = ''] = findRunFiles(path.join(artifact, 'runs')).names;
    rmSync(path.join(artifact, 'runs', name));
    make(path.join(artifact, 'runs', name));
    const { evidence, problems } = readSavedEval(['artifact'], null, places);
    expect(problems).toEqual([expect.stringMatching(words)]);
    expect(problems[0]).toContain(name);
    expect(evidence.health.filter((run) => run.class !== 'valid')).toHaveLength(1);
  });

  test.each(['logs', 'logs/shard-0', 'runs'])('whose %s is a link out is refused', async (name) => {
    const { artifact, places } = await checkout();
    cpSync(path.join(artifact, name), path.join(artifact, '../../outside/other'), { recursive: true });
    rmSync(path.join(artifact, name), { recursive: true });
    symlinkSync(path.join(artifact, '../../outside/other'), path.join(artifact, name));
    const { message } = problemOf(() => readSavedEval(['artifact'], null, places));
    expect(message).toContain('leads out of its directory');
  });
});

describe('a path that is not to be read', () => {
  test.each([
    [['link'], null],
    [['file-link'], null],
    [['../outside/benchmark.json'], null],
    [['/etc'], null],
    [['/proc'], null],
    [['/proc/self'], null],
    [['artifact/benchmark.json'], '/proc'],
    [['artifact/benchmark.json'], '/proc/self/task'],
    [['artifact/benchmark.json'], 'link'],
    [['artifact/benchmark.json'], '../outside'],
    [['artifact/benchmark.json', 'file-link'], null],
  ])('result %j with run-cache %j is bad input', { timeout: 15_000 }, async (paths, runCache) => {
    const { root, places } = await checkout();
    symlinkSync('../outside', path.join(root, 'link'));
    symlinkSync('../outside/benchmark.json', path.join(root, 'file-link'));
    const { code, message } = problemOf(() => readSavedEval(paths, runCache, places));
    expect(code).toBe('bad-input');
    expect(message).toMatch(/(leads out|is outside) of the checkout\.$/);
    expect(message).not.toContain('secret');
  });

  test.each(['/proc', '/proc/self', '/dev', '/sys/kernel'])(
    '%s on the command line is bad input',
    async (file) => {
      const { artifact } = await checkout();
      const places = placesOfTerminal();
      const words = 'leads to the files of the operating system';
      const bare = path.join(artifact, 'benchmark.json');
      expect(problemOf(() => readSavedEval([bare], file, places))).toMatchObject({
        code: 'bad-input',
        message: expect.stringContaining(words),
      });
      await expect(readUserFiles({ agentFiles: [file], tasksDir: null }, places)).rejects.toMatchObject({
        code: 'bad-input',
        message: expect.stringContaining(words),
      });
    },
  );
});

describe('run files', () => {
  test('beyond a limit for all of them are left out, each with a sentence', () => {
    const root = temporary();
    for (let index = 0; index < 40; index++) {
      const file = path.join(root, `m/v2-0/t${String(index).padStart(2, '0')}/run0.json`);
      mkdirSync(path.dirname(file), { recursive: true });
      writeFileSync(file, '');
      truncateSync(file, 16_000_000);
    }
    const problems: string[] = [];
    let count = 0;
    let most = 0;
    for (const { bytes } of findRunFiles(root).contents((_, problem) => problems.push(problem))) {
      count += Number(bytes.length === 16_000_000);
      most = Math.max(most, process.memoryUsage().arrayBuffers);
    }
    expect(count).toBe(32);
    expect(problems).toHaveLength(8);
    expect(problems[0]).toBe(
      'm/v2-0/t32/run0.json is beyond the 512 MB of run files that are read in all; it was not used.',
    );
    // Not all of them at the same time.
    expect(most).toBeLessThan(300_000_000);
  });

  test('that are too large are left out without being read', () => {
    const root = temporary();
    mkdirSync(path.join(root, 'm/v2-0/t'), { recursive: true });
    writeFileSync(path.join(root, 'm/v2-0/t/run0.json'), '');
    truncateSync(path.join(root, 'm/v2-0/t/run0.json'), 2 ** 40);
    const problems: string[] = [];
    expect([...findRunFiles(root).contents((_, problem) => problems.push(problem))]).toEqual([]);
    expect(problems).toEqual([
      'm/v2-0/t/run0.json has 1099511627776 bytes, and at most 16777216 are read; it was not used.',
    ]);
  });

  test('in a directory without an end are refused', () => {
    const root = temporary();
    mkdirSync(path.join(root, 'x/'.repeat(40)), { recursive: true });
    expect(() => findRunFiles(root)).toThrow('is more than 16 directories deep');
  });
});
