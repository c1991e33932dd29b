import { fitSections, type Section } from './fit.ts';
import { compareEntries, iconOfEntry, type Entry, entrySchema, renderEntries } from './entry.ts';
import { text } from '../report/markdown.ts';

/**
 * The body of the one comment that all evaluations of a pull request share: a table of them, a section for each, and
 * whatever people wrote above and below. Markers carry a version, so that a later format is not mistaken for this one.
 */

const COMMENT = '<!-- clawbench:comment 2 -->';
const TABLE = '<!-- clawbench:legs 2 -->';
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
    const entry = facts === undefined ? null : parsedEntry(facts);
    if (entry !== null) sections.push({ entry, markdown: markdown.trim() });
  }
  texts.push(unix.slice(end));
  const [above = '', ...below] = texts.map((part) => part.replace(COMMENT, '').trim());
  return { sections, above, below: below.filter((part) => part !== '').join('\n\n') };
}

export function sectionsOf(body: string): Section[] {
  return contentOf(body).sections;
}

/** What a comment says of a leg. */
export function entryIn(body: string, name: string): Entry | undefined {
  return sectionsOf(body).find(({ entry }) => entry.leg === name)?.entry;
}

/** The body with this section added, or in place of that of the same leg. */
export function withSection(body: string, own: Section): string {
  const { sections, ...texts } = contentOf(body);
  const others = sections.filter(({ entry }) => entry.leg !== own.entry.leg);
  return rendered({ sections: [{ ...own, markdown: harmless(own.markdown) }, ...others], ...texts });
}

/** The body without the section of this leg. */
export function withoutSection(body: string, name: string): string {
  const { sections, ...texts } = contentOf(body);
  return rendered({ sections: sections.filter(({ entry }) => entry.leg !== name), ...texts });
}

/** One body of several, which evaluations made that began at the same moment: of each leg the newest section. */
export function mergedBody(bodies: readonly string[]): string {
  if (bodies.length < 2) return bodies[0] ?? '';
  const all = bodies.map(contentOf);
  const newest = new Map<string, Section>();
  for (const section of all.flatMap(({ sections }) => sections).toSorted((a, b) => a.entry.at - b.entry.at))
    newest.set(section.entry.leg, section);
  const textsOf = (place: 'above' | 'below'): string =>
    [...new Set(all.map((content) => content[place]))].filter((part) => part !== '').join('\n\n');
  return rendered({ sections: [...newest.values()], above: textsOf('above'), below: textsOf('below') });
}

/** Whether the body has this very section, whole or cut. */
export function hasSection(body: string, { leg, job, at }: Pick<Entry, 'leg' | 'job' | 'at'>): boolean {
  const found = entryIn(body, leg);
  return found?.job === job && found.at === at;
}

function rendered(content: Content): string {
  const sorted = content.sections.toSorted((a, b) => compareEntries(a.entry, b.entry));
  return fitSections({ ...content, sections: sorted }, layOut);
}

function layOut({ sections, above, below }: Content): string {
  const isFolded = sections.length > 1;
  const overview = isFolded ? `${TABLE}\n${renderEntries(sections.map(({ entry }) => entry))}\n\n${END}` : '';
  const all = [COMMENT, above, overview, ...sections.map((each) => renderSection(each, isFolded)), below];
  return all.filter((part) => part !== '').join('\n\n');
}

function renderSection({ entry, markdown }: Section, isFolded: boolean): string {
  const begin = `<!-- clawbench:leg 2 ${written(entry)} -->`;
  if (markdown === '') return `${begin}\n${END}`;
  if (!isFolded) return `${begin}\n${markdown}\n\n${END}`;
  const title = `${iconOfEntry(entry)} ${text(entry.label)}${entry.headline === undefined ? '' : `: ${text(entry.headline)}`}`;
  return `${begin}<details><summary>${title}</summary>\n\n${markdown}\n\n</details>${END}`;
}

/** Without what would end the HTML comment, or what GitHub might read as a reference to people or issues. */
function written(entry: Entry): string {
  return JSON.stringify(entrySchema.parse(entry)).replace(
    /[>@#]/g,
    (character) => `\\u00${character.charCodeAt(0).toString(16)}`,
  );
}

function parsedEntry(facts: string): Entry | null {
  try {
    return entrySchema.safeParse(JSON.parse(facts)).data ?? null;
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
