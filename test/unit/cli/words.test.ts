import { expect, test } from 'vitest';
import { terminalWords } from '../../../src/cli/words.ts';

test.each([
  ['Input `threshold` is "7": write a number.', '--threshold is "7": write a number.'],
  ['`openclaw: existing` contradicts `cluster: kind`.', '--openclaw existing contradicts --cluster kind.'],
  ['Input `openai-api-key` is malformed.', 'OPENAI_API_KEY is malformed.'],
  ['Input `result` is empty, but `mode: verdict`', '--result is empty, but clawbench-k8s verdict'],
  ['Needs `pull-requests: write`; see `comment`.', 'Needs `pull-requests: write`; see `comment`.'],
])('%s', (text, words) => {
  expect(terminalWords(text)).toBe(words);
});
