import { readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { checkout } from '../../fixtures/checkout.ts';
import { catalogue, faults, struck } from '../../soak/catalogue.ts';
import { everything, named, part } from '../../soak/choice.ts';
import type { Fault } from '../../soak/fault.ts';

/** Titles of tests as they are written, with their placeholders. */
function titlesIn(file: string): Set<string> {
  const source = readFileSync(path.join(checkout, file), 'utf8');
  // After `it(`, `it.concurrent(`, or the list of `it.each(…)`.
  const titles = source.matchAll(/(?:\bit(?:\.\w+)*|\])?\)?\(\s*(['"`])((?:\\.|(?!\1).)*)\1,/g);
  return new Set([...titles].map(([, , title = '']) => title));
}

describe('the catalogue of faults', () => {
  const all = Object.entries<Fault>(faults);

  it('has no name twice', () => {
    const names = Object.values(catalogue).flatMap((some) => Object.keys(some));
    expect(names.toSorted()).toEqual(Object.keys(faults).toSorted());
  });

  it.each(all.filter(([, { shown }]) => 'tests' in shown))('names tests that exist: %s', (_, { shown }) => {
    const tests = 'tests' in shown ? shown.tests : [];
    for (const [file, title] of tests) expect([...titlesIn(file)], file).toContain(title);
  });

  it('knows no test by a title that is not there', () => {
    expect([...titlesIn('test/e2e/cancel.test.ts')]).not.toContain('ends within the time the runner');
  });
});

describe('the choice of faults', () => {
  const names = (batches: ReturnType<typeof part>): string[] => batches.flatMap((batch) => batch.names);

  it('is everything once, with few faults that take the pod in one evaluation', () => {
    const batches = everything('a');
    expect(names(batches).toSorted()).toEqual(struck.toSorted());
    for (const batch of batches) {
      const pods = batch.names.filter((name) => JSON.stringify(faults[name].shown).includes('takesPod'));
      expect(pods.length).toBeLessThanOrEqual(2);
    }
  });

  it('is a part that follows from its seed, and not the same each day', () => {
    expect(part('a')).toEqual(part('a'));
    expect(part('a')).not.toEqual(part('b'));
    const days = Array.from({ length: 400 }, (_, day) => names(part(`day ${day}`)));
    for (const chosen of days) expect(chosen).toHaveLength(5);
    expect(new Set(days.flat()).size).toBeGreaterThan(10);
  });

  it('can be named, and says which names there are', () => {
    expect(named('pod-deleted+api-503,api-crash')).toEqual([
      { names: ['pod-deleted', 'api-503'], isAlone: false },
      { names: ['api-crash'], isAlone: true },
    ]);
    expect(() => named('no-such-fault')).toThrow('There is no fault "no-such-fault". There are: ');
  });
});
