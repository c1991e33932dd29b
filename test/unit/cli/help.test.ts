import { describe, expect, test } from 'vitest';
import { helpText } from '../../../src/cli/help.ts';
import { rowsOf } from '../../../src/cli/flags.ts';
import { modes } from '../../../src/modes/table.ts';

const page = { width: 80, colour: false };

/** The flags that a help describes. */
const flagsIn = (help: string): string[] =>
  [...help.matchAll(/^ {2}--([a-z-]+)$|^ {2}--([a-z-]+) {2,}/gm)].map(
    ([, alone, named]) => alone ?? named ?? '',
  );

describe.each(Object.entries(modes))('the help of %s', (verb, mode) => {
  test('is short, and says how to see the rest', () => {
    const help = helpText(verb, false, page);
    expect(flagsIn(help).length).toBeLessThanOrEqual(20);
    expect(help).toContain(`clawbench-k8s ${verb} --help-all`);
  });

  test('has every flag if all are asked for', () => {
    expect(flagsIn(helpText(verb, true, page))).toEqual(
      expect.arrayContaining(rowsOf(mode).map(([name]) => name)),
    );
  });

  test.each([30, 40, 60, 100])('fits into %d columns, except commands to copy', (width) => {
    const lines = helpText(verb, true, { width, colour: false }).split('\n');
    const wide = lines.filter(
      (line) => line.length > Math.max(width, 40) && !/^ {2}clawbench-k8s /.test(line),
    );
    expect(wide).toEqual([]);
  });
});

test('has the flags of deploy.sh, and the lines that install completion', () => {
  expect(flagsIn(helpText('deploy-sh', false, page))).toContain('add-sidecar');
  expect(flagsIn(helpText('', true, page))).toContain('add-sidecar');
  expect(helpText('completion', false, page)).toContain('source <(clawbench-k8s completion bash)');
});
