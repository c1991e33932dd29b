import { compareText } from '../base/compare-text.ts';
import type { Verdict } from '../result/formats/verdict-record.ts';

/**
 * The body of the one comment that all evaluations of a pull request share, with a section for each leg. Markers carry a
 * version, so that a later format is not mistaken for this one.
 */

const commentMarker = '<!-- clawbench-k8s-action comment v1 -->';

/** GitHub refuses longer comments. */
export const maxCommentLength = 65_536;

const SEPARATOR = '\n\n';

export interface Section {
  leg: string;
  /** Sections are sorted by it. */
  label: string;
  verdict: Verdict;
  markdown: string;
}

/** Whether a comment has our format. Anyone can write one, so check its author as well. */
export function isSectionedComment(body: string): boolean {
  return body.startsWith(commentMarker);
}

export function parseSections(body: string): Section[] {
  // GitHub stores what a person edits in the browser with the line ends of forms.
  const pattern =
    /<!-- clawbench-k8s-action section v1 leg=(?<leg>\w+) verdict=(?<verdict>pass|fail|inconclusive) label=(?<label>\S*) -->\r?\n(?<markdown>[^]*?)\r?\n<!-- clawbench-k8s-action end v1 leg=\k<leg> -->/g;
  return [...body.matchAll(pattern)].map(({ groups = {} }) => ({
    leg: groups['leg'] ?? '',
    label: decodeLabel(groups['label'] ?? ''),
    verdict: verdictOf(groups['verdict']),
    markdown: withUnixLines(groups['markdown'] ?? ''),
  }));
}

/**
 * The body with this section added, or replacing that of the same leg. At most `maxCommentLength` characters: in a full
 * comment each section has a share, so that no leg shuts out another.
 */
export function withSection(body: string, section: Section): string {
  const own = { ...section, markdown: harmless(section.markdown) };
  const others = parseSections(body).filter(({ leg }) => leg !== own.leg);
  const whole = renderBody([...others, own]);
  return whole.length <= maxCommentLength ? whole : renderBody(fitted(own, others));
}

/** Whether the body has this section, as a whole or cut. */
export function hasSection(body: string, { leg, verdict, markdown }: Section): boolean {
  const found = parseSections(body).find((section) => section.leg === leg);
  return found?.verdict === verdict && isSameOrCut(found.markdown, harmless(markdown));
}

/** In a full comment: what is left of each section has at least its headline. */
const LEAST_LENGTH = 80;
const SHORT_LABEL = 20;

function fitted(own: Section, others: readonly Section[]): Section[] {
  let room = maxCommentLength - commentMarker.length;
  const kept = [own, ...others].flatMap((section, index) => {
    const short = { ...section, label: section.label.slice(0, SHORT_LABEL) };
    const least = SEPARATOR.length + renderSection({ ...short, markdown: '' }).length;
    // More than GitHub has jobs in a workflow run.
    if (index > 0 && room < least + LEAST_LENGTH) return [];
    room -= least;
    return short;
  });
  let waiting = kept.length;
  return kept
    .toSorted((a, b) => a.markdown.length - b.markdown.length)
    .map((section) => {
      // What a short section does not need of its share is for the longer ones.
      const markdown = fit(section.markdown, Math.floor(room / waiting));
      room -= markdown.length;
      waiting -= 1;
      return { ...section, markdown };
    });
}

function renderBody(sections: readonly Section[]): string {
  const sorted = sections.toSorted((a, b) => compareText(a.label, b.label) || compareText(a.leg, b.leg));
  return [commentMarker, ...sorted.map(renderSection)].join(SEPARATOR);
}

function renderSection({ leg, label, verdict, markdown }: Section): string {
  const begin = `<!-- clawbench-k8s-action section v1 leg=${leg} verdict=${verdict} label=${encodeLabel(label)} -->`;
  return `${begin}\n${markdown}\n<!-- clawbench-k8s-action end v1 leg=${leg} -->`;
}

/** The text of a section must not contain our markers. */
function harmless(markdown: string): string {
  return withUnixLines(markdown).replaceAll('<!-- clawbench-k8s-action', '&lt;!-- clawbench-k8s-action');
}

function withUnixLines(text: string): string {
  return text.replaceAll('\r\n', '\n');
}

const CUT = '…';
const CUT_NOTE = `\n\n${CUT} cut: the comment is full. The step summary has everything.`;

function fit(markdown: string, room: number): string {
  if (markdown.length <= room) return markdown;
  const text = withoutCut(markdown);
  const note = room < LEAST_LENGTH + CUT_NOTE.length ? CUT : CUT_NOTE;
  const head = text.slice(0, Math.max(0, room - note.length));
  const end = head.lastIndexOf('\n');
  // Cut at the end of a line, so that no table row is left incomplete; a first line is cut outside of a tag or an entity.
  return `${end > 0 ? head.slice(0, end).trimEnd() : head.replace(/[<&][^>;]*$|[\uD800-\uDBFF]$/, '')}${note}`;
}

/** The text before what says that it was cut. */
function withoutCut(markdown: string): string {
  if (markdown.endsWith(CUT_NOTE)) return markdown.slice(0, -CUT_NOTE.length);
  return markdown.endsWith(CUT) ? markdown.slice(0, -CUT.length) : markdown;
}

function isSameOrCut(found: string, whole: string): boolean {
  const kept = withoutCut(found);
  return found === whole || (kept !== found && whole.startsWith(kept));
}

/** Hyphens are encoded too, because two in a row may end an HTML comment. */
function encodeLabel(label: string): string {
  return encodeURIComponent(label.toWellFormed()).replaceAll('-', '%2D');
}

function decodeLabel(encoded: string): string {
  try {
    return decodeURIComponent(encoded);
  } catch {
    return encoded;
  }
}

function verdictOf(text: string | undefined): Verdict {
  return text === 'pass' || text === 'fail' ? text : 'inconclusive';
}
