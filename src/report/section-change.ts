import { hasSection, legIn, sectionsOf, withSection } from './comment-body.ts';
import { isWanted, lastOf, type Leg, whyNotReplaced } from './legs.ts';

/** What a step wants its section of the comment to say. */
export interface SectionWish {
  leg: Omit<Leg, 'last'>;
  /** @param last the last verdict on another commit, to be named as long as there is none on this one */
  markdown: (last: Leg['last']) => string;
}

/** A change of the shared comment by which a step puts its section there. */
export interface SectionChange {
  next(body: string | null): string | null;
  isIn(body: string): boolean;
  /** Why the section was not written although it is wanted; null if it was. */
  refusal(): 'another job' | 'a newer run' | null;
  /** The last verdict on another commit, as the comment had it. */
  last(): Leg['last'];
  /** How many sections the comment has. */
  sections(): number;
}

/** @param mode whether the comment is to say this; it decides when the comment is first read */
export function sectionChange(
  { leg, markdown }: SectionWish,
  mode: 'always' | 'changes' | 'failures',
): SectionChange {
  let first: { isWanted: boolean; last: Leg['last'] } | null = null;
  let refusal: 'another job' | 'a newer run' | null = null;
  let sections = 1;
  const own = (last: Leg['last']): Leg =>
    last !== undefined && (leg.state === 'running' || leg.state === 'not-evaluated') ? { ...leg, last } : leg;
  return {
    next(body) {
      const before = body === null ? undefined : legIn(body, leg.leg);
      first ??= { isWanted: isWanted(mode, before, leg), last: lastOf(before) };
      refusal = first.isWanted ? whyNotReplaced(before, leg) : null;
      if (!first.isWanted || refusal !== null) return null;
      const whole = withSection(body ?? '', { leg: own(first.last), markdown: markdown(first.last) });
      sections = sectionsOf(whole).length;
      return whole;
    },
    isIn: (body) => hasSection(body, leg),
    refusal: () => refusal,
    last: () => first?.last,
    sections: () => sections,
  };
}
