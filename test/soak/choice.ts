import { createHash } from 'node:crypto';
import { faults, struck, type Struck } from './catalogue.ts';

/** What strikes in one evaluation. */
export interface Batch {
  names: Struck[];
  /** Whether nothing else may run on the cluster meanwhile. */
  isAlone: boolean;
}

/** So many faults share an evaluation. */
const SHARED = 5;
/** In the part: so many of those that share an evaluation, and one with an evaluation of its own. */
const SHARED_IN_PART = 4;
/** What the part is chosen from: short faults, which end as they should on a busy machine too. */
const STEADY: ReadonlySet<Struck> = new Set([
  'api-503',
  'connection-cut',
  'connection-reset',
  'connection-slow',
  'exec-without-status',
  'gateway-killed',
  'harness-killed',
  'job-deleted',
  'provider-429',
  'provider-503',
  'run-file-altered',
]);

/** All faults, in an order that follows from the seed. */
export function everything(seed: string): Batch[] {
  const shared = inOrderOf(seed, struckIn('shared'));
  // Those that take the pod are dealt out first, so that no evaluation gets more than its Job replaces.
  const cards = shared.toSorted((a, b) => Number(takesPod(b)) - Number(takesPod(a)));
  const count = Math.ceil(cards.length / SHARED);
  const batches = Array.from({ length: count }, (_, index) =>
    cards.filter((_card, place) => place % count === index),
  );
  return [
    ...batches.map((names) => ({ names, isAlone: false })),
    ...inOrderOf(seed, struckIn('own')).map((name) => ({ names: [name], isAlone: false })),
    ...inOrderOf(seed, struckIn('alone')).map((name) => ({ names: [name], isAlone: true })),
  ];
}

/** A few faults, others with each seed. */
export function part(seed: string): Batch[] {
  const steady = (evaluation: 'shared' | 'own'): Struck[] =>
    inOrderOf(
      seed,
      struckIn(evaluation).filter((name) => STEADY.has(name)),
    );
  return [
    { names: steady('shared').slice(0, SHARED_IN_PART), isAlone: false },
    { names: steady('own').slice(0, 1), isAlone: false },
  ];
}

/** @param text `a+b,c`: the faults a and b in one evaluation, and c in another  @throws Error for a name that no fault has */
export function named(text: string): Batch[] {
  return text.split(',').map((batch) => {
    const names = batch.split('+').map((wanted) => {
      const name = struck.find((one) => one === wanted);
      if (name === undefined)
        throw new Error(`There is no fault "${wanted}". There are: ${struck.join(', ')}.`);
      return name;
    });
    return { names, isAlone: names.some((name) => evaluationOf(name) === 'alone') };
  });
}

function evaluationOf(name: Struck): 'shared' | 'own' | 'alone' | undefined {
  const { shown } = faults[name];
  return 'evaluation' in shown ? shown.evaluation : undefined;
}

function struckIn(evaluation: 'shared' | 'own' | 'alone'): Struck[] {
  return struck.filter((name) => evaluationOf(name) === evaluation);
}

function takesPod(name: Struck): boolean {
  const { shown } = faults[name];
  return 'evaluation' in shown && shown.takesPod === true;
}

function inOrderOf(seed: string, names: readonly Struck[]): Struck[] {
  const key = (name: string): string => createHash('sha256').update(`${seed}\n${name}`).digest('hex');
  return names.toSorted((a, b) => (key(a) < key(b) ? -1 : 1));
}
