import {
  chmodSync,
  cpSync,
  mkdirSync,
  mkdtempSync,
  renameSync,
  rmSync,
  symlinkSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { describe, expect, onTestFinished, test } from 'vitest';
import { hashTasks } from '../../../sidecar/task-contents.ts';
import { checkout } from '../../fixtures/checkout.ts';

function temporary(): string {
  const root = mkdtempSync(path.join(tmpdir(), 'tasks-'));
  onTestFinished(() => rmSync(root, { recursive: true, force: true }));
  return root;
}

function write(root: string, files: Readonly<Record<string, string>>): void {
  for (const [name, text] of Object.entries(files)) {
    mkdirSync(path.dirname(path.join(root, name)), { recursive: true });
    writeFileSync(path.join(root, name), text);
  }
}

/** As ClawBench keeps its tasks: https://github.com/openclaw/clawbench/tree/main/tasks-public */
const suite = {
  'README.md': 'for people',
  'tier1/t1-bugfix.yaml': 'id: t1-bugfix\nsetup:\n  asset_packs:\n    - t1_bugfix\n',
  'tier1/t1-bugfix-perturbed.yaml': 'id: "t1-bugfix-perturbed"\nsetup: {asset_packs: [t1_bugfix]}\n',
  'tier2/t2-note.yaml': "id: 't2-note'\nsetup:\n  workspace_files: ['t2_note/in/data.csv']\n",
  'tier3/t3-unlisted.yaml': 'id: t3-unlisted\nsetup:\n  asset_packs: [t3_unlisted]\n',
  'assets/t1_bugfix/pricing.py': 'price = 1',
  'assets/t1_bugfix/tests/test_pricing.py': 'assert price',
  'assets/t2_note/in/data.csv': 'a,b',
  'assets/t3_unlisted/x': 'x',
  'assets/common/helper.py': 'help',
};
const ids = ['t1-bugfix', 't1-bugfix-perturbed', 't2-note'];
const both = ['t1-bugfix', 't1-bugfix-perturbed'];

describe('what tasks consist of', () => {
  test('is the same for the same files, whatever their order, times and compiled files', async () => {
    const [one, other] = [temporary(), temporary()];
    write(one, suite);
    write(other, Object.fromEntries(Object.entries(suite).toReversed()));
    write(other, {
      'assets/t1_bugfix/__pycache__/pricing.cpython-312.pyc': 'compiled',
      'assets/t2_note/old.pyc': 'compiled',
    });
    utimesSync(path.join(other, 'tier2/t2-note.yaml'), 1, 1);
    const hashes = await hashTasks(one, ids);
    expect(Object.keys(hashes!)).toEqual(ids);
    expect(new Set(Object.values(hashes!)).size).toBe(3);
    for (const hash of Object.values(hashes!)) expect(hash).toMatch(/^[0-9a-f]{16}$/);
    expect(await hashTasks(other, ids)).toEqual(hashes);
  });

  test.each<[string, (root: string) => void, string[]]>([
    [
      'a prompt',
      (root) => write(root, { 'tier1/t1-bugfix.yaml': `${suite['tier1/t1-bugfix.yaml']}user: x` }),
      ['t1-bugfix'],
    ],
    [
      'an asset that two tasks share',
      (root) => write(root, { 'assets/t1_bugfix/pricing.py': 'price = 2' }),
      both,
    ],
    ['a file more among assets', (root) => write(root, { 'assets/t2_note/in/more.csv': '' }), ['t2-note']],
    ['a file less', (root) => rmSync(path.join(root, 'assets/t1_bugfix/tests'), { recursive: true }), both],
    [
      'a name',
      (root) => renameSync(path.join(root, 'assets/t2_note/in'), path.join(root, 'assets/t2_note/out')),
      ['t2-note'],
    ],
    [
      'an executable bit',
      (root) => chmodSync(path.join(root, 'assets/t2_note/in/data.csv'), 0o755),
      ['t2-note'],
    ],
    ['what no task names', (root) => write(root, { 'assets/common/helper.py': 'no help' }), ids],
    ['a file that is no task', (root) => write(root, { 'tier1/_defaults.yaml': 'timeout: 1' }), ids],
    ['a task that is not listed', (root) => write(root, { 'assets/t3_unlisted/x': 'y' }), []],
    ['words for people', (root) => write(root, { 'README.md': 'others' }), []],
  ])('changes with %s', async (_, change, expected) => {
    const root = temporary();
    write(root, suite);
    const before = (await hashTasks(root, ids))!;
    change(root);
    const after = (await hashTasks(root, ids))!;
    expect(ids.filter((id) => before[id] !== after[id])).toEqual(expected);
  });

  test('is what links lead to, and where', async () => {
    const root = temporary();
    const elsewhere = path.join(temporary(), 'data.csv');
    writeFileSync(elsewhere, '1');
    write(root, suite);
    const place = path.join(root, 'assets/t2_note/in/data.csv');
    const hashes: (string | undefined)[] = [(await hashTasks(root, ids))!['t2-note']];
    rmSync(place);
    symlinkSync(elsewhere, place);
    hashes.push((await hashTasks(root, ids))!['t2-note']);
    writeFileSync(elsewhere, '2');
    hashes.push((await hashTasks(root, ids))!['t2-note']);
    rmSync(elsewhere);
    hashes.push((await hashTasks(root, ids))!['t2-note']);
    expect(new Set(hashes).size).toBe(4);
  });

  test('is the directory of a task that has one', async () => {
    const root = temporary();
    cpSync(path.join(checkout, 'test/images/clawbench/app/tasks-public'), root, { recursive: true });
    const listed = ['t1-greeting-file', 't1-price-sum', 't4-code-word'];
    const before = (await hashTasks(root, listed))!;
    write(root, {
      't4-code-word/workspace/door.json': '{"id": "another"}',
      't1-price-sum/workspace/new.py': '',
    });
    const after = (await hashTasks(root, listed))!;
    expect(listed.filter((id) => before[id] !== after[id])).toEqual(['t1-price-sum', 't4-code-word']);
  });

  test('is the whole suite where a task is not found in it', async () => {
    const root = temporary();
    write(root, suite);
    const before = (await hashTasks(root, ['t1-hidden', ...ids]))!;
    write(root, { 'tier2/t2-note.yaml': 'id: t2-note\n' });
    const after = (await hashTasks(root, ['t1-hidden', ...ids]))!;
    expect(before['t1-hidden']).not.toBe(after['t1-hidden']);
  });

  test('is not known of a directory that is not there', async () => {
    await expect(hashTasks(path.join(temporary(), 'none'), ids)).rejects.toThrow('ENOENT');
  });
});
