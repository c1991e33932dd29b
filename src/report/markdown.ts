import { plainLines } from '../base/plain-text.ts';

/** Longer quotations are cut: a report is a summary. */
const maxTextLength = 500;

/**
 * Untrusted text as Markdown that only shows it. Every character that could be markup becomes a character entity, which
 * Markdown and HTML never read as structure. Zero-width spaces break what GitHub would still turn into a link or a
 * picture, and so keep it from notifying people or leaving a trace in other issues.
 */
export function text(raw: string): string {
  return escapedText(plain(raw));
}

function escapedText(line: string): string {
  return escaped(withoutReferences(line));
}

/** The same in a fixed-width font, for names. GitHub looks for no references in it, so that names can be copied. */
export function code(raw: string): string {
  return `<code>${escaped(plain(raw).replace(/[@#]/g, `$&${ZERO_WIDTH_SPACE}`))}</code>`;
}

/** A sentence of ours, which may quote untrusted text: the names of inputs in backticks become code. */
export function sentence(raw: string): string {
  return plain(raw)
    .split(/(`[\w-]+`)/)
    .map((part, index) => (index % 2 === 0 ? escapedText(part) : code(part.slice(1, -1))))
    .join('');
}

/** Lines as a block of code. The fence is longer than any run of backticks in them, so that no line ends it. */
export function codeBlock(language: string, lines: readonly string[]): string {
  const runs = lines.flatMap((line) => line.match(/`+/g) ?? []).map((run) => run.length);
  const fence = '`'.repeat(Math.max(3, ...runs) + 1);
  return [`${fence}${language}`, ...lines, fence].join('\n');
}

/** Not in the text itself: `plainLines` removes invisible characters. */
const ZERO_WIDTH_SPACE = '\u200b';

/** Breaks what GitHub reads as a reference: "Autolinked references and URLs" in its documentation, and emoji. */
function withoutReferences(line: string): string {
  return (
    line
      // Mentions, e-mail addresses, issues.
      .replace(/[@#]/g, `$&${ZERO_WIDTH_SPACE}`)
      .replace(/(?<![0-9a-z])(?:GH|GHSA|CVE)-(?=[0-9a-z])/gi, `$&${ZERO_WIDTH_SPACE}`)
      // Addresses.
      .replace(/\bwww(?=\.)|:(?=\/)/gi, `$&${ZERO_WIDTH_SPACE}`)
      // Emoji.
      .replace(/:(?=[\w+-]+:)/g, `$&${ZERO_WIDTH_SPACE}`)
      // Commits, from seven digits on.
      .replace(/(?<![0-9a-z])[0-9a-f]{7,}(?![0-9a-z])/gi, (digits) =>
        digits.replace(/.{6}(?=.)/g, `$&${ZERO_WIDTH_SPACE}`),
      )
  );
}

/** Addresses lose their dot or colon too: Markdown finds them before it reads entities, in the HTML of `code` as well. */
function escaped(line: string): string {
  return line.replace(
    /[^\p{L}\p{N}\p{M} ,;%."'():/?=+-]|^[-+]|(?<=^\d{1,9})[.)]|\.(?=\p{L})|(?<=www)\.|:(?=\/)/giu,
    entity,
  );
}

/** A link. `href` must be trusted: it is only encoded, not checked. */
export function link(label: string, href: string): string {
  return linkAround(text(label), href);
}

/** A link around Markdown. */
export function linkAround(markdown: string, href: string): string {
  return `[${markdown}](${encodeURI(href).replace(/[()]/g, encodeURIComponent)})`;
}

export function table(head: readonly string[], rows: readonly (readonly string[])[]): string {
  const line = (cells: readonly string[]) => `| ${cells.join(' | ')} |`;
  return [line(head), line(head.map(() => '---')), ...rows.map(line)].join('\n');
}

/** A part of a report. */
export interface Part {
  /** For the sentence that says what was left out. */
  name: string;
  /** Empty if there is nothing to say. */
  markdown: string;
  /** The order in which parts are left out if the whole is too long, the largest first; 0 stays. */
  rank: number;
}

/**
 * The parts as one text of at most `maxBytes`: what is too much is left out whole, in the order of the ranks, and a note says so.
 * @param note says where the rest is
 */
export function fitParts(parts: readonly Part[], maxBytes: number, note: string): string {
  const some = parts.filter(({ markdown }) => markdown !== '');
  const ranks = [...new Set(some.map(({ rank }) => rank))].sort((a, b) => a - b);
  const upTo = (last: number): string => {
    const left = new Set(some.filter(({ rank }) => rank > last).map(({ name }) => name));
    const cut =
      left.size === 0 ? [] : [`_Left out, because this report is full: ${[...left].join(', ')}. ${note}_`];
    return [...some.filter(({ rank }) => rank <= last).map(({ markdown }) => markdown), ...cut].join('\n\n');
  };
  const fitting = ranks.findLast((rank) => Buffer.byteLength(upTo(rank)) <= maxBytes);
  return upTo(fitting ?? 0);
}

function plain(raw: string): string {
  const line = plainLines(raw).join(' ').trim();
  return line.length > maxTextLength ? `${line.slice(0, maxTextLength).toWellFormed()} …` : line;
}

function entity(character: string): string {
  return `&#${character.codePointAt(0)};`;
}
