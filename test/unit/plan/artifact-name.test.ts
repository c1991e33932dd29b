import { expect, test } from 'vitest';
import { artifactName } from '../../../src/plan/terms.ts';

test.each([
  ['openai/gpt-5.5', 'clawbench-openai-gpt-5.5-0123456789-a2'],
  ['openai/gpt-5.5 (Größe: 3)', 'clawbench-openai-gpt-5.5-Gro-e-3-0123456789-a2'],
  ['../../etc "x" <b>|*?', 'clawbench-etc-x-b-0123456789-a2'],
  ['模型', 'clawbench-0123456789-a2'],
  ['a'.repeat(100), `clawbench-${'a'.repeat(40)}-0123456789-a2`],
])('an artifact of %s is called so that people know it', (label, name) => {
  expect(artifactName('clawbench', { leg: '0123456789', label }, 2)).toBe(name);
});
