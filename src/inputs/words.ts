import type { Kind } from './kinds.ts';

/**
 * Splits text into words as a shell would: spaces separate, quotes and backslashes keep together, but nothing is
 * expanded.
 * @returns null if a quote is not closed
 */
export function splitWords(text: string): string[] | null {
  const words: string[] = [];
  let word: string | null = null;
  let quote = '';
  for (let at = 0; at < text.length; at++) {
    const character = text[at] ?? '';
    if (quote === '' && /\s/.test(character)) {
      if (word !== null) words.push(word);
      word = null;
    } else if (quote === '' && (character === '"' || character === "'")) {
      quote = character;
      word ??= '';
    } else if (character === quote) {
      quote = '';
    } else if (character === '\\' && quote !== "'") {
      at += 1;
      if (at === text.length) return null;
      word = (word ?? '') + (text[at] ?? '');
    } else {
      word = (word ?? '') + character;
    }
  }
  if (quote !== '') return null;
  return word === null ? words : [...words, word];
}

/** Arguments of `clawbench run` that the action itself passes, with the input to write instead, if there is one. */
const owned: readonly (readonly [RegExp, string])[] = [
  [/^(-m|--model(=|$))/, 'write `model` instead'],
  [/^(-n|--runs(=|$))/, 'write `runs` instead'],
  [/^(-c|--concurrency(=|$))/, 'write `concurrency` instead'],
  [/^(-t|--(task|tier|scenario|pool|subset|capability)(=|$))/, 'write `tasks` instead'],
  [/^--judge-model(=|$)/, 'write `judge-model` instead'],
  [/^(-o|--output(=|$))/, 'the action collects the result itself'],
  [/^--judge-affects-score$/, 'the score counts only what can be verified'],
  [/^--gateway-token(=|$)/, 'each gateway has its own token'],
  [/^--(upload|submit|hf-|hub-)/, 'only the action takes results out of the pod'],
  [/^--(help|version)$/, 'an evaluation cannot run with it'],
  [/^--$/, "the action's arguments would follow it"],
];

/** Arguments for the harness, as in a shell. */
export function harnessArguments(): Kind<readonly string[]> {
  return {
    type: 'text',
    parse(raw) {
      if (raw.length > 4096) return { write: 'at most 4096 characters' };
      // oxlint-disable-next-line no-control-regex -- line breaks and tabs separate like blanks
      if (/[\u0000-\u0008\u000e-\u001f\u007f]/.test(raw)) return { write: 'text without control characters' };
      const words = splitWords(raw);
      if (words === null) return { write: 'arguments with every quote closed' };
      const refused = words.flatMap((word) => {
        const why = owned.find(([pattern]) => pattern.test(word))?.[1];
        return why === undefined ? [] : [`${word.split('=')[0]}: ${why}`];
      });
      return refused.length === 0
        ? { value: words }
        : { write: `other arguments, without ${refused.join('; ')}` };
    },
  };
}
