import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { logTailsIn } from '../../../src/artifact/log-tails.ts';
import { openSecrets } from '../../../src/base/clean.ts';

function tails(files: Record<string, string>, secrets: string[] = []) {
  const directory = mkdtempSync(path.join(tmpdir(), 'logs-'));
  onTestFinished(() => rmSync(directory, { recursive: true }));
  for (const [name, text] of Object.entries(files)) {
    mkdirSync(path.dirname(path.join(directory, name)), { recursive: true });
    writeFileSync(path.join(directory, name), text);
  }
  return [...logTailsIn(directory, openSecrets(secrets))];
}

test('the logs of shards in the order of their numbers, after what was seen of lost pods', () => {
  const found = tails({
    'logs/shard-10/eval.log': 'ten\n',
    'logs/shard-2/gateway.log': 'two\n',
    'logs/shard-2/eval.log': '\u001B[31mone\u001B[0m\r\n\n',
    'logs/shard-2/state.json': '{}',
    'logs/kind/kubelet.log': 'kubelet',
    'logs/post-mortem.txt': 'evicted',
    'logs/shard-3/eval.log': '',
  });
  expect(found).toEqual([
    { name: 'logs/post-mortem.txt', lines: ['evicted'], isCut: false },
    { name: 'logs/shard-2/eval.log', lines: ['one'], isCut: false },
    { name: 'logs/shard-2/gateway.log', lines: ['two'], isCut: false },
    { name: 'logs/shard-10/eval.log', lines: ['ten'], isCut: false },
  ]);
});

test('no logs', () => {
  expect(tails({})).toEqual([]);
});

test('of a long log only the end, from the beginning of a line', () => {
  const lines = Array.from({ length: 5000 }, (_, index) => `äöü line ${index}`);
  const [found] = tails({ 'logs/shard-0/eval.log': lines.join('\n') });
  expect(found).toMatchObject({ isCut: true });
  expect(found?.lines).toEqual(lines.slice(-150));
  const [long] = tails({ 'logs/shard-0/eval.log': `${'x'.repeat(30_000)}\nend` });
  expect(long).toMatchObject({ lines: ['end'], isCut: true });
});

test('a secret that only invisible characters had kept apart is replaced', () => {
  const [found] = tails({ 'logs/shard-0/eval.log': 'key sk-0123\u200B456789 refused' }, ['sk-0123456789']);
  expect(found?.lines).toEqual(['key *** refused']);
});
