import { expect, test } from 'vitest';
import { canRedraw, openStatusLine, statusLine } from '../../../src/cli/terminal-status.ts';

const ascii = { spinner: '|/-\\', full: '#', empty: '.', more: '~' };

test('a status is a bar and its text, in fewer columns than there are', () => {
  const status = { text: '12/81 runs · 0.71 so far', share: 0.25 };
  expect(statusLine(status, 80, ascii, 1)).toBe('/ #####............... 12/81 runs · 0.71 so far');
  expect(statusLine(status, 40, ascii, 1)).toBe('/ 12/81 runs · 0.71 so far');
  expect(statusLine(status, 20, ascii, 1)).toBe('/ 12/81 runs · 0.7~');
  expect(statusLine(status, 1, ascii, 1)).toBe('');
  expect(statusLine({ text: 'x', share: 7 }, 80, ascii, 0)).toBe(`| ${'#'.repeat(20)} x`);
});

test('wide characters count twice', () => {
  expect(statusLine({ text: '模型正在运行' }, 12, ascii, 0)).toBe('| 模型正在~');
});

test.each([
  ['a file', { isTTY: false }, {}, false],
  ['a terminal', { isTTY: true }, {}, true],
  ['a dumb terminal', { isTTY: true }, { TERM: 'dumb' }, false],
  ['a terminal of CI', { isTTY: true }, { CI: 'true' }, false],
  ['a terminal of who wants no colours', { isTTY: true }, { NO_COLOR: '1' }, false],
  ['a terminal where the variable is empty', { isTTY: true }, { NO_COLOR: '' }, true],
])('%s', (_, stream, env, expected) => {
  expect(canRedraw({ write: () => true, ...stream }, env)).toBe(expected);
});

test('lines of the log stand above, and nothing is left of the status at the end', () => {
  let written = '';
  const stream = { write: (text: string) => (written += text), isTTY: true, columns: 80 };
  const line = openStatusLine(stream, {});
  line.above('before\n');
  line.show({ text: 'one' });
  line.above('between\n');
  line.show({ text: 'two' });
  line.show(null);
  line.show(null);
  line.above('after\n');
  expect(written).toBe('before\n\r| one\u001b[K\r\u001b[Kbetween\n\r| one\u001b[K\r\u001b[Kafter\n');
});
