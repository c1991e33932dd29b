import { hasSection, entryIn, sectionsOf, withSection } from './body.ts';
import { isWanted, lastOf, type Entry, whyNotReplaced } from './entry.ts';

/** What a step wants its section of the comment to say. */
export interface SectionWish {
  entry: Omit<Entry, 'last'>;
  /** @param last the last verdict on another commit, to be named as long as there is none on this one */
  markdown: (last: Entry['last']) => string;
}

/** A change of the shared comment by which a step puts its section there. */
export interface SectionChange {
  next(body: string | null): string | null;
  isIn(body: string): boolean;
  /** Why the section was not written although it is wanted; null if it was. */
  refusal(): 'another job' | 'a newer run' | null;
  /** The last verdict on another commit, as the comment had it. */
  last(): Entry['last'];
  /** How many sections the comment has. */
  sections(): number;
}

/** @param mode whether the comment is to say this; it decides when the comment is first read */
export function sectionChange(
  { entry, markdown }: SectionWish,
  mode: 'always' | 'changes' | 'failures',
): SectionChange {
  let first: { isWanted: boolean; last: Entry['last'] } | null = null;
  let refusal: 'another job' | 'a newer run' | null = null;
  let sections = 1;
  const own = (last: Entry['last']): Entry =>
    last !== undefined && (entry.state === 'running' || entry.state === 'not-evaluated')
      ? { ...entry, last }
      : entry;
  return {
    next(body) {
      const before = body === null ? undefined : entryIn(body, entry.leg);
      first ??= { isWanted: isWanted(mode, before, entry), last: lastOf(before) };
      refusal = first.isWanted ? whyNotReplaced(before, entry) : null;
      if (!first.isWanted || refusal !== null) return null;
      const whole = withSection(body ?? '', { entry: own(first.last), markdown: markdown(first.last) });
      sections = sectionsOf(whole).length;
      return whole;
    },
    isIn: (body) => hasSection(body, entry),
    refusal: () => refusal,
    last: () => first?.last,
    sections: () => sections,
  };
}
