import { describe, expect, inject, it } from 'vitest';
import { faults } from './catalogue.ts';
import { everything, named, part, type Batch } from './choice.ts';
import { expectClaims } from './claims.ts';
import { evaluate } from './evaluation.ts';
import { openPlace } from './place.ts';

/** `all`, `part`, or names of faults as in `choice.ts`. */
const wanted = process.env['SOAK'] ?? 'part';
/** Chooses the part and orders the whole: another one each day. */
const seed = process.env['SOAK_SEED'] ?? new Date().toISOString().slice(0, 10);
const batches = wanted === 'all' ? everything(seed) : wanted === 'part' ? part(seed) : named(wanted);

describe.skipIf(inject('noCluster') !== '')(`an evaluation (SOAK=${wanted} SOAK_SEED=${seed})`, () => {
  const titled = (isAlone: boolean): (Batch & { title: string })[] =>
    batches
      .filter((batch) => batch.isAlone === isAlone)
      .map((batch) => ({ ...batch, title: batch.names.join(', ') }));

  it.concurrent.each(titled(false))('ends as it should, in time: $title', async ({ names }) => {
    expect(await slowIn(names)).toEqual([]);
  });

  it.each(titled(true))('ends as it should, in time: $title', async ({ names }) => {
    expect(await slowIn(names)).toEqual([]);
  });

  /** Runs an evaluation and holds it against the catalogue. @returns the faults that took longer than promised */
  async function slowIn(names: Batch['names']): Promise<Batch['names']> {
    const place = await openPlace();
    try {
      const came = await evaluate(place, names);
      const took = [...came.seconds].map(([name, seconds]) => `${name} ${seconds.toFixed(0)} s`);
      process.stderr.write(`${took.join(', ')}\n`);
      await expectClaims(place, names, came);
      return names.filter((name) => (came.seconds.get(name) ?? Infinity) > faults[name].seconds);
    } finally {
      await place.close();
    }
  }
});
