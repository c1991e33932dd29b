import type { Entry } from './entry.ts';

/** GitHub refuses longer comments. It counts characters of Unicode, of which a string has never more than its length. */
export const maxCommentLength = 65_536;

/** What one evaluation says in the comment. */
export interface Section {
  entry: Entry;
  markdown: string;
}

interface Content {
  sections: readonly Section[];
  above: string;
  below: string;
}

/** A comment of at most `maxCommentLength`. In a full one each section has a share, so that no leg shuts out another. */
export function fitSections<C extends Content>(content: C, layOut: (content: C) => string): string {
  const whole = layOut(content);
  if (whole.length <= maxCommentLength) return whole;
  const withTexts = (sections: readonly Section[], markdown: string): C => ({
    ...content,
    sections: sections.map((section) => ({ ...section, markdown })),
  });
  // With a text of one character everything around the texts is there.
  const roomBeside = (sections: readonly Section[]): number =>
    maxCommentLength - layOut(withTexts(sections, '.')).length + sections.length;
  const room = roomBeside(content.sections);
  if (room > 0) return layOut({ ...content, sections: shared(content.sections, room) });
  const short = content.sections.map(({ entry, markdown }) => ({ entry: shortEntry(entry), markdown }));
  const left = roomBeside(short);
  if (left > 0) return layOut({ ...content, sections: shared(short, left) });
  return layOut(cutTexts(withTexts(short, ''), layOut));
}

const SHORT_LABEL = 20;

/** What a line of the table cannot do without. */
function shortEntry({ leg, label, state, sha, score, run, job, at }: Entry): Entry {
  const least = { leg, label: label.slice(0, SHORT_LABEL).toWellFormed(), state, sha, run, job, at };
  return score === undefined ? least : { ...least, score };
}

/** The table alone, and of what people wrote as much as there is room for. */
function cutTexts<C extends Content>(content: C, layOut: (content: C) => string): C {
  const excess = layOut(content).length - maxCommentLength;
  if (excess <= 0) return content;
  const below = content.below.slice(0, Math.max(0, content.below.length - excess - 1)).toWellFormed();
  const cut = { ...content, below };
  const rest = layOut(cut).length - maxCommentLength;
  if (rest <= 0) return cut;
  const bare = {
    ...cut,
    below: '',
    above: cut.above.slice(0, Math.max(0, cut.above.length - rest - 2)).toWellFormed(),
  };
  // More legs than a workflow run can have: the green ones are last.
  while (layOut(bare).length > maxCommentLength && bare.sections.length > 1)
    bare.sections = bare.sections.slice(0, -1);
  return bare;
}

/** What a short section does not need of its share is for the longer ones. */
function shared(sections: readonly Section[], room: number): Section[] {
  let left = room;
  let waiting = sections.length;
  const texts = new Map<Section, string>();
  for (const section of sections.toSorted((a, b) => a.markdown.length - b.markdown.length)) {
    const markdown = fit(section.markdown, Math.floor(left / waiting));
    texts.set(section, markdown);
    left -= markdown.length;
    waiting -= 1;
  }
  return sections.map((section) => ({ ...section, markdown: texts.get(section) ?? '' }));
}

const NOTE = '… cut: the comment is full. The step summary has everything.';

/** The text, cut at the end of a line, with what is open closed. Empty if there is no room for a first line. */
function fit(markdown: string, room: number): string {
  if (markdown.length <= room) return markdown;
  const lines = markdown.replace(NOTE, '').trimEnd().split('\n');
  while (lines.length > 0) {
    const text = `${[...lines, ...closing(lines)].join('\n').trimEnd()}\n\n${NOTE}`;
    if (text.length <= room) return text;
    lines.length = Math.min(lines.length - 1, Math.floor((lines.length * room) / text.length) + 1);
  }
  return '';
}

/** The lines that end the block of code and the folds that these lines leave open. */
function closing(lines: readonly string[]): string[] {
  let fence = '';
  let folds = 0;
  for (const line of lines) {
    const [, found = ''] = /^(`{3,}|~{3,})/.exec(line) ?? [];
    if (fence === '') fence = found;
    else if (line.trimEnd() === fence) fence = '';
    if (fence === '') folds += count(line, '<details') - count(line, '</details>');
  }
  const folded = Array.from({ length: Math.max(0, folds) }, () => '\n</details>');
  return [...(fence === '' ? [] : [fence]), ...folded];
}

function count(line: string, tag: string): number {
  return line.split(tag).length - 1;
}
