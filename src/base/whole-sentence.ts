/** A text that may be quoted, with the full stop that it needs before another sentence. */
export function wholeSentence(text: string): string {
  const trimmed = text.trimEnd();
  return trimmed === '' || /[.!?…]["'”)`]?$/.test(trimmed) ? trimmed : `${trimmed}.`;
}
