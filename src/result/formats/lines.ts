/** Far longer than any line that is searched for; the rest of a longer line is not needed. */
const MAX_LINE = 4000;

/** The lines of a log. `object` excludes a string, which would be iterated by its characters. */
export type Lines = Iterable<string> & object;

/**
 * The lines of a text that arrives in pieces, each cut to 4000 characters: a log may have hundreds of megabytes, and so
 * may a single line.
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
