import { compareText } from '../base/compare-text.ts';
import type { Verdict } from '../result/formats/verdict-record.ts';

/**
 * The body of the one comment that all evaluations of a pull request share, with a section for each leg. Markers carry a
 * version, so that a later format is not mistaken for this one.
 */

const commentMarker = '<!-- clawbench-k8s-action comment v1 -->';

/** GitHub refuses longer comments. */
export const maxCommentLength = 65_536;

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
  const pattern =
    /<!-- clawbench-k8s-action section v1 leg=(?<leg>\w+) verdict=(?<verdict>pass|fail|inconclusive) label=(?<label>\S*) -->\n(?<markdown>[^]*?)\n<!-- clawbench-k8s-action end v1 leg=\k<leg> -->/g;
  return [...body.matchAll(pattern)].map(({ groups = {} }) => ({
    leg: groups['leg'] ?? '',
    label: decodeLabel(groups['label'] ?? ''),
    verdict: verdictOf(groups['verdict']),
    markdown: groups['markdown'] ?? '',
  }));
}

/** The body with this section added, or replacing that of the same leg. At most `maxCommentLength` characters. */
export function withSection(body: string, section: Section): string {
  const others = parseSections(body).filter(({ leg }) => leg !== section.leg);
  const room = maxCommentLength - renderBody([...others, { ...section, markdown: '' }]).length;
  return renderBody([...others, { ...section, markdown: fit(harmless(section.markdown), room) }]);
}

/** Whether the body has exactly this section. */
export function hasSection(body: string, section: Section): boolean {
  return withSection(body, section) === body;
}

function renderBody(sections: readonly Section[]): string {
  const sorted = sections.toSorted((a, b) => compareText(a.label, b.label) || compareText(a.leg, b.leg));
  return [commentMarker, ...sorted.map(renderSection)].join('\n\n');
}

function renderSection({ leg, label, verdict, markdown }: Section): string {
  const begin = `<!-- clawbench-k8s-action section v1 leg=${leg} verdict=${verdict} label=${encodeLabel(label)} -->`;
  return `${begin}\n${markdown}\n<!-- clawbench-k8s-action end v1 leg=${leg} -->`;
}

/** The text of a section must not contain our markers. */
function harmless(markdown: string): string {
  return markdown.replaceAll('<!-- clawbench-k8s-action', '&lt;!-- clawbench-k8s-action');
}

function fit(markdown: string, room: number): string {
  if (markdown.length <= room) return markdown;
  const note = '\n\n… cut: the comment is full. The step summary has everything.';
  const head = markdown.slice(0, Math.max(0, room - note.length));
  // Cut at the end of a line, so that no table row is left incomplete.
  return `${head.slice(0, Math.max(0, head.lastIndexOf('\n')))}${note}`;
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
