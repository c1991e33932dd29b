import { execFileSync } from 'node:child_process';
import {
  appendFileSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  truncateSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { beforeEach, describe, expect, onTestFinished, test } from 'vitest';
import { pathsBelow, type PodPaths } from '../../../sidecar/paths.ts';
import { runKeeper } from '../../../sidecar/results.ts';
import { spoiledRuns } from '../../../sidecar/spoiled-runs.ts';
import type { KeptIndex } from '../../../src/protocol/pod.ts';
import type { RequestClosed } from '../../../src/protocol/wire.ts';
import { textOf } from '../../fixtures/result.ts';
import { failure, request, WIRE_MODEL } from '../../fixtures/wire.ts';

const answered = textOf('run-cache-entry.json');
const unanswered = textOf('run-cache-entry-provider-401.json');
const run0 = 'run_cache/m/v2-0123456789abcdef/t1-bugfix-discount/run0.json';
const run1 = run0.replace('run0', 'run1');

describe('the trusted copies of run files', () => {
  let paths: PodPaths;
  let look: () => Promise<KeptIndex>;
  const write = (name: string, content: string): void => {
    const file = path.join(paths.results, name);
    mkdirSync(path.dirname(file), { recursive: true });
    writeFileSync(file, content);
  };
  const kept = (name: string): string => readFileSync(path.join(paths.kept, name), 'utf8');

  beforeEach(() => {
    const root = mkdtempSync(path.join(tmpdir(), 'results-'));
    onTestFinished(() => rmSync(root, { recursive: true, force: true }));
    paths = pathsBelow(root);
    mkdirSync(paths.runCache, { recursive: true });
    const isSpoiled = spoiledRuns(paths.wireJournal, { model: WIRE_MODEL, turnLimitMs: undefined });
    look = runKeeper(paths, isSpoiled, () => undefined);
  });

  test('are as first seen, with hash and time, and listed in the index file', async () => {
    write(run0, answered);
    const index = await look();
    expect(index.files).toMatchObject([{ path: run0, size: Buffer.byteLength(answered) }]);
    expect(index.files[0]?.sha256).toMatch(/^[0-9a-f]{64}$/);
    expect(JSON.parse(readFileSync(paths.keptIndex, 'utf8'))).toEqual(index);
    expect(kept(run0)).toBe(answered);
  });

  test('do not follow a later change, which is tampering', async () => {
    write(run0, answered);
    await look();
    write(run0, answered.replace('"run_score": 1.0', '"run_score": 0.9'));
    expect((await look()).tampered).toEqual([run0]);
    write(run0, answered);
    expect((await look()).tampered).toEqual([run0]);
    expect(kept(run0)).toBe(answered);
  });

  test('wait for a file that is still being written, and take one that stays a half as it is', async () => {
    write(run0, '');
    expect((await look()).files).toEqual([]);
    write(run0, answered);
    expect(await look()).toMatchObject({ files: [{ path: run0 }], replaced: [], tampered: [] });
    expect(kept(run0)).toBe(answered);

    write(run1, '{"task_id"');
    utimesSync(path.join(paths.results, run1), 1, 1);
    expect((await look()).files).toMatchObject([{ path: run0 }, { path: run1 }]);
  });

  test('report a run that vanished', async () => {
    write(run0, answered);
    await look();
    rmSync(path.join(paths.results, run0));
    expect((await look()).tampered).toEqual([run0]);
  });

  test('take a file that was written again with the same content for the same', async () => {
    write(run0, answered);
    await look();
    rmSync(path.join(paths.results, run0));
    write(run0, answered);
    expect((await look()).tampered).toEqual([]);
  });

  test('may be replaced for want of a judgement', async () => {
    const run = JSON.parse(answered);
    write(
      run0,
      JSON.stringify({ ...run, judge_result: { ...run.judge_result, enabled: true, error: '429' } }),
    );
    await look();
    write(run0, answered);
    expect(await look()).toMatchObject({ tampered: [], replaced: [run0] });
  });

  test('are replaced when a run without an answer is run again, and both are kept', async () => {
    write(run0, unanswered);
    await look();
    rmSync(path.join(paths.results, run0));
    expect(await look()).toMatchObject({ tampered: [], replaced: [] });
    write(run0, answered);
    expect(await look()).toMatchObject({ tampered: [], replaced: [run0], files: [{ path: run0 }] });
    expect(kept(run0)).toBe(answered);
    expect(kept(`${run0}.replaced1`)).toBe(unanswered);
  });

  /** A request of the run in the journal of the relay, which began so long ago. */
  const wire = (agoMs: number, workspace: string, closed: Partial<RequestClosed> = {}): void => {
    mkdirSync(path.dirname(paths.wireJournal), { recursive: true });
    const run = { task: 't1-bugfix-discount', run: 0, workspace };
    const lines = request({ id: workspace, at: Date.now() - agoMs, tookMs: 500, run, closed });
    appendFileSync(paths.wireJournal, lines.map((line) => `${JSON.stringify(line)}\n`).join(''));
  };

  test('may be replaced where the wire spoils a run that looks answered, though a new one is under way', async () => {
    wire(60_000, 'aaaaaaaa', failure('cut-stream'));
    write(run0, answered);
    await look();
    rmSync(path.join(paths.results, run0));
    expect(await look()).toMatchObject({ tampered: [], replaced: [] });
    wire(0, 'bbbbbbbb');
    write(run0, answered.replace('"run_score": 1.0', '"run_score": 0.9'));
    expect(await look()).toMatchObject({ tampered: [], replaced: [run0] });
    // The new one is sound.
    rmSync(path.join(paths.results, run0));
    wire(-6000, 'cccccccc', failure('cut-stream'));
    expect((await look()).tampered).toEqual([run0]);
  });

  test('may not be replaced where the wire is sound, whatever other runs met', async () => {
    wire(60_000, 'aaaaaaaa');
    const other = request({
      id: 'x',
      at: Date.now() - 50_000,
      run: { task: 't1-bugfix-discount', run: 1 },
      closed: failure('cut-stream'),
    });
    appendFileSync(paths.wireJournal, other.map((line) => `${JSON.stringify(line)}\n`).join(''));
    write(run0, answered);
    await look();
    write(run0, answered.replace('"run_score": 1.0', '"run_score": 0.9'));
    expect((await look()).tampered).toEqual([run0]);
  });

  test('are made of plain files with plain names only', async () => {
    const directory = path.join(paths.runCache, 'm/v2-0123456789abcdef/t1-x');
    mkdirSync(directory, { recursive: true });
    writeFileSync(path.join(paths.results, 'secret'), answered);
    symlinkSync(path.join(paths.results, 'secret'), path.join(directory, 'run0.json'));
    symlinkSync('/', path.join(paths.runCache, 'root'));
    execFileSync('mkfifo', [path.join(directory, 'run1.json')]);
    writeFileSync(path.join(directory, 'run2.json'), '');
    truncateSync(path.join(directory, 'run2.json'), 5e9);
    writeFileSync(path.join(directory, 'run3.json.tmp'), answered);
    const odd = path.join(paths.runCache, 'm/v2-0123456789abcdef/a b;$(c)\n');
    mkdirSync(odd);
    writeFileSync(path.join(odd, 'run0.json'), answered);
    write(run0, answered);
    const index = await look();
    expect(index.files.map((file) => file.path)).toEqual([run0]);
    expect(index.notKept).toEqual([`run_cache/m/v2-0123456789abcdef/t1-x/run2.json`]);
    expect(readdirSync(paths.kept).sort()).toEqual(['index.json', 'run_cache']);
  });
});
