import { readdirSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, test } from 'vitest';
import { flagsOf } from '../../../src/inputs/flags.ts';
import { inputRowsOf } from '../../../src/inputs/mode-row.ts';
import { modes } from '../../../src/modes/table.ts';
import { checkout } from '../../fixtures/checkout.ts';
import { loadInputs } from '../../fixtures/inputs.ts';

const modeRow = inputRowsOf(modes).find(([name]) => name === 'mode')?.[1];

test('every file of src/modes/ but the table and the type is a mode of the table', () => {
  const files = readdirSync(path.join(checkout, 'src/modes')).map((file) => path.parse(file).name);
  expect(files.filter((name) => name !== 'mode' && name !== 'table')).toEqual(Object.keys(modes).toSorted());
});

describe.each(Object.entries(modes))('mode %s', (name, mode) => {
  test('is a value of the input `mode`, which says what it does', () => {
    expect(modeRow?.kind.parse(name)).toEqual({ value: name });
    expect(modeRow?.description).toContain(`\`${name}\` ${mode.does}`);
  });

  test('has examples with flags of its own', () => {
    // The last is of kubectl.
    const flags = new Set([...flagsOf(mode).map(([flag]) => `--${flag}`), '--json', '--dry-run']);
    const written = mode.examples.flatMap((example) => example.match(/(?<=^| )--[\w-]+/g) ?? []);
    expect(written.filter((flag) => !flags.has(flag))).toEqual([]);
  });
});

test('a mode that is not in the table is refused with those that are', () => {
  expect(() => loadInputs({ INPUT_MODE: 'judge' })).toThrow(
    `Input \`mode\` is "judge": write one of ${Object.keys(modes).join(', ')}.`,
  );
});

describe('what a mode presets', () => {
  const env = { INPUT_MODE: 'attach', INPUT_KUBECONFIG: 'x', INPUT_NAMESPACE: 'bench' };

  test('is decided when the inputs are loaded: `attach` is `openclaw: existing`', () => {
    expect(loadInputs(env).openclaw).toBe('existing');
    expect(loadInputs({ ...env, INPUT_OPENCLAW: 'new' }).openclaw).toBe('existing');
  });

  test('is the same for the rules: a new cluster is refused either way', () => {
    const kind = { INPUT_NAMESPACE: 'bench', INPUT_CLUSTER: 'kind' };
    expect(() => loadInputs({ ...kind, INPUT_MODE: 'attach' })).toThrow(
      '`mode: attach` works on a cluster that stays',
    );
    expect(() => loadInputs({ ...kind, INPUT_OPENCLAW: 'existing' })).toThrow(
      'Input `openclaw` is existing, which contradicts `cluster: kind`',
    );
  });
});
