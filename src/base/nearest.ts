import { closest, distance } from 'fastest-levenshtein';

/**
 * The candidate that differs from a word in a letter or two. Short words are near to many, so of them a letter alone.
 * @returns undefined if none does
 */
export function nearest(word: string, candidates: readonly string[]): string | undefined {
  if (candidates.length === 0) return undefined;
  const near = closest(word, candidates);
  return distance(word, near) <= (word.length < 6 ? 1 : 2) ? near : undefined;
}

/** What a person means who misspelt a word, or wrote its beginning alone. */
export function meant(word: string, candidates: readonly string[]): string | undefined {
  const longer = candidates.filter((candidate) => word.length >= 3 && candidate.startsWith(word));
  return nearest(word, candidates) ?? (longer.length === 1 ? longer[0] : undefined);
}
