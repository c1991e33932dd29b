/** Far more than any line that is looked for; nobody needs the rest of a longer one. */
const MAX_LINE = 4000;

/** Lines of a log. Not a text: that is iterable as well, by its characters. */
export type Lines = Iterable<string> & object;

/**
 * The lines of a text that comes in pieces, each cut to 4000 characters: a log may have hundreds of megabytes, and one
 * line of it as well.
 */
export function* linesOf(pieces: Iterable<string> & object): Generator<string> {
  let line = '';
  for (const piece of pieces) {
    let start = 0;
    for (let end = piece.indexOf('\n'); end !== -1; end = piece.indexOf('\n', start)) {
      yield cut(line + piece.slice(start, Math.min(end, start + MAX_LINE)));
      line = '';
      start = end + 1;
    }
    line = cut(line + piece.slice(start, start + MAX_LINE));
  }
  if (line !== '') yield cut(line);
}

function cut(line: string): string {
  return line.slice(0, MAX_LINE).replace(/\r$/, '');
}
