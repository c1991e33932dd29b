import { fitSections, type Section } from './comment-room.ts';
import { compareLegs, iconOfLeg, type Leg, legSchema, renderLegs } from './legs.ts';
import { text } from './markdown.ts';

/**
 * The body of the one comment that all evaluations of a pull request share: a table of them, a section for each, and
 * whatever people wrote above and below. Markers carry a version, so that a later format is not mistaken for this one.
 */

const COMMENT = '<!-- clawbench:comment 2 -->';
const LEGS = '<!-- clawbench:legs 2 -->';
const END = '<!-- clawbench:end -->';

/** Whether a comment has our format. Anyone can write one, so check its author as well. */
export function isSharedComment(body: string): boolean {
  return /^<!-- clawbench:comment 2 -->\r?$/m.test(body);
}

/** What is in a comment. */
interface Content {
  sections: Section[];
  /** What people wrote before and after our parts. */
  above: string;
  below: string;
}

/** A marker without its end, which a person deleted, ends at the next one. */
const parts =
  /<!-- clawbench:(?:legs 2|leg 2 (?<facts>\{.*\})) -->(?:<details>.*)?\n?(?<markdown>(?:(?!<!-- clawbench:)[^])*?)(?:\n*(?:<\/details>)?<!-- clawbench:end -->|(?=<!-- clawbench:)|$)/g;

/** @param body as GitHub stores it: what a person edits in the browser has the line ends of forms */
function contentOf(body: string): Content {
  const unix = body.replaceAll('\r\n', '\n');
  const sections: Section[] = [];
  const texts: string[] = [];
  let end = 0;
  for (const match of unix.matchAll(parts)) {
    texts.push(unix.slice(end, match.index));
    end = match.index + match[0].length;
    const { facts, markdown = '' } = match.groups ?? {};
    const leg = facts === undefined ? null : parsedLeg(facts);
    if (leg !== null) sections.push({ leg, markdown: markdown.trim() });
  }
  texts.push(unix.slice(end));
  const [above = '', ...below] = texts.map((part) => part.replace(COMMENT, '').trim());
  return { sections, above, below: below.filter((part) => part !== '').join('\n\n') };
}

export function sectionsOf(body: string): Section[] {
  return contentOf(body).sections;
}

/** What a comment says of a leg. */
export function legIn(body: string, name: string): Leg | undefined {
  return sectionsOf(body).find(({ leg }) => leg.leg === name)?.leg;
}

/** The body with this section added, or in place of that of the same leg. */
export function withSection(body: string, own: Section): string {
  const { sections, ...texts } = contentOf(body);
  const others = sections.filter(({ leg }) => leg.leg !== own.leg.leg);
  return rendered({ sections: [{ ...own, markdown: harmless(own.markdown) }, ...others], ...texts });
}

/** The body without the section of this leg. */
export function withoutSection(body: string, name: string): string {
  const { sections, ...texts } = contentOf(body);
  return rendered({ sections: sections.filter(({ leg }) => leg.leg !== name), ...texts });
}

/** One body of several, which evaluations made that began at the same moment: of each leg the newest section. */
export function mergedBody(bodies: readonly string[]): string {
  if (bodies.length < 2) return bodies[0] ?? '';
  const all = bodies.map(contentOf);
  const newest = new Map<string, Section>();
  for (const section of all.flatMap(({ sections }) => sections).toSorted((a, b) => a.leg.at - b.leg.at))
    newest.set(section.leg.leg, section);
  const textsOf = (place: 'above' | 'below'): string =>
    [...new Set(all.map((content) => content[place]))].filter((part) => part !== '').join('\n\n');
  return rendered({ sections: [...newest.values()], above: textsOf('above'), below: textsOf('below') });
}

/** Whether the body has this very section, whole or cut. */
export function hasSection(body: string, { leg, job, at }: Pick<Leg, 'leg' | 'job' | 'at'>): boolean {
  const found = legIn(body, leg);
  return found?.job === job && found.at === at;
}

function rendered(content: Content): string {
  const sorted = content.sections.toSorted((a, b) => compareLegs(a.leg, b.leg));
  return fitSections({ ...content, sections: sorted }, layOut);
}

function layOut({ sections, above, below }: Content): string {
  const isFolded = sections.length > 1;
  const overview = isFolded ? `${LEGS}\n${renderLegs(sections.map(({ leg }) => leg))}\n\n${END}` : '';
  const all = [COMMENT, above, overview, ...sections.map((each) => renderSection(each, isFolded)), below];
  return all.filter((part) => part !== '').join('\n\n');
}

function renderSection({ leg, markdown }: Section, isFolded: boolean): string {
  const begin = `<!-- clawbench:leg 2 ${written(leg)} -->`;
  if (markdown === '') return `${begin}\n${END}`;
  if (!isFolded) return `${begin}\n${markdown}\n\n${END}`;
  const title = `${iconOfLeg(leg)} ${text(leg.label)}${leg.headline === undefined ? '' : `: ${text(leg.headline)}`}`;
  return `${begin}<details><summary>${title}</summary>\n\n${markdown}\n\n</details>${END}`;
}

/** Without what would end the HTML comment, or what GitHub might read as a reference to people or issues. */
function written(leg: Leg): string {
  return JSON.stringify(legSchema.parse(leg)).replace(
    /[>@#]/g,
    (character) => `\\u00${character.charCodeAt(0).toString(16)}`,
  );
}

function parsedLeg(facts: string): Leg | null {
  try {
    return legSchema.safeParse(JSON.parse(facts)).data ?? null;
  } catch {
    return null;
  }
}

/** The text of a section must not contain our markers. */
function harmless(markdown: string): string {
  return markdown.replaceAll('\r\n', '\n').replaceAll('<!-- clawbench:', '&lt;!-- clawbench:').trim();
}

/** How the shared comment is read and written. */
export const commentFormat = {
  isOurs: isSharedComment,
  merged: mergedBody,
  isShared: (body: string) => sectionsOf(body).length > 1,
};
