import { createWriteStream, mkdtempSync, readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Writable } from 'node:stream';
import { finished } from 'node:stream/promises';
import { stripVTControlCharacters } from 'node:util';
import { expect, test } from 'vitest';
import type { MaskingLog } from '../../../src/base/ports.ts';
import { openTerminalLog } from '../../../src/cli/terminal-log.ts';

/** What a log writes to a file. */
async function written(use: (log: MaskingLog) => void, verbose = false): Promise<string> {
  const path = join(mkdtempSync(join(tmpdir(), 'terminal-log-')), 'log');
  const stream = createWriteStream(path);
  use(openTerminalLog(stream, { verbose, env: {} }));
  stream.end();
  await finished(stream);
  return readFileSync(path, 'utf8');
}

test('lines are plain where the stream is no terminal', async () => {
  const text = await written((log) => {
    log.info('one\ntwo');
    log.warning('Title', 'text');
    log.error('Verdict: fail', 'score 0.61');
    const end = log.group('Log');
    end();
    log.debug('hidden');
  });
  expect(text).toBe('one\ntwo\nwarning: Title: text\nerror: Verdict: fail: score 0.61\n> Log\n');
});

test('text from the cluster cannot steer the terminal', async () => {
  const text = await written((log) =>
    log.info('\u001b]0;title\u0007\u001b[2Jgone\u001b[1A\r over \u202etxet'),
  );
  expect(text).toBe('gone\n over txet\n');
});

test('secrets are hidden, also when an invisible character splits them', async () => {
  const text = await written((log) => {
    log.mask(['hunter2-hunter2']);
    log.info('key hunter2-hunter2 and hunter2-\u200bhunter2');
  });
  expect(text).toBe('key *** and ***\n');
});

test('debug lines are printed when asked for', async () => {
  expect(await written((log) => log.debug('detail'), true)).toBe('debug: detail\n');
});

test('sentences are broken between words on a terminal, and lines of the cluster are not touched', () => {
  const chunks: string[] = [];
  const terminal = new Writable({
    write: (chunk: Buffer, _, done) => {
      chunks.push(chunk.toString());
      done();
    },
  });
  const log = openTerminalLog(Object.assign(terminal, { isTTY: true, columns: 20 }), {
    verbose: false,
    env: { TERM: 'dumb' },
  });
  log.info('a line of the cluster that is long');
  log.error('bad-input', 'Input `threshold` is too large.\n    indented');
  expect(chunks.map(stripVTControlCharacters).join('').replaceAll(/ +$/gm, '').split('\n')).toEqual([
    'a line of the cluster that is long',
    'error: bad-input:',
    '--threshold is too',
    'large.',
    '    indented',
    '',
  ]);
});
