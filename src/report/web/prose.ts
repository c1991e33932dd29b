import { oneLine } from '../../base/plain-text.ts';
import { html, type Html, join } from '../html/markup.ts';

/** A sentence of a record on one line; what it has in backticks is code. */
export function prose(sentence: string, longest: number): Html {
  const parts = oneLine(sentence, longest).split('`');
  // An odd number of backticks is no markup.
  if (parts.length % 2 === 0) return join([parts.join('`')]);
  return join(parts.map((part, index) => (index % 2 === 1 ? html`<code>${part}</code>` : part)));
}
