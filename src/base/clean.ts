import { visible } from './plain-text.ts';
import { formsOf, REPLACEMENT } from './redact.ts';
import { secretLines, withoutLogins } from './secret.ts';

/** The member is private so that a copy by `{...value}` loses the mark: the added fields may contain a secret. */
declare abstract class CleanMark {
  private readonly clean: true;
}

/**
 * A value without secrets. Everything that shows, posts or writes a record accepts only this type, so that passing it a
 * record that was not cleaned does not compile.
 */
export type Clean<T> = T & CleanMark;

/** The secrets this process has met so far. */
export interface KnownSecrets {
  all: () => readonly string[];
  /** The value with secrets replaced in all its strings, including keys. Everything else stays as it is. */
  clean: <T>(value: T) => Clean<T>;
}

/** Secrets to which more can be added. */
export interface GrowingSecrets extends KnownSecrets {
  /** @returns the lines that are new */
  add: (values: readonly string[]) => string[];
}

export function openSecrets(values: readonly string[] = []): GrowingSecrets {
  const known = new Set(secretLines(values));
  let forms = formsOf([...known]);
  return {
    add(more) {
      const added = secretLines(more).filter((line) => !known.has(line));
      for (const line of added) known.add(line);
      if (added.length > 0) forms = formsOf([...known]);
      return added;
    },
    all: () => [...known],
    clean: (value) => asClean(cleaned(value, (text) => withoutSecrets(text, forms))),
  };
}

export function cleanOrNull<T>(value: T | null, { clean }: KnownSecrets): Clean<T> | null {
  return value === null ? null : clean(value);
}

/** Marks a text as clean that was built only from clean parts. */
export function madeOfClean(text: string): Clean<string> {
  return asClean(text);
}

function asClean<T>(value: T): Clean<T> {
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- the mark exists only for the compiler
  return value as Clean<T>;
}

function cleaned<T>(value: T, ofText: (text: string) => string): T;
function cleaned(value: unknown, ofText: (text: string) => string): unknown {
  if (typeof value === 'string') return ofText(value);
  if (Array.isArray(value)) return value.map((item: unknown) => cleaned(item, ofText));
  if (typeof value !== 'object' || value === null) return value;
  const fields = new Map<string, unknown>();
  for (const [name, item] of Object.entries(value)) {
    let key = ofText(name);
    // Keys that differ only in their secrets become equal, and both values must be kept.
    while (fields.has(key)) key += '*';
    fields.set(key, cleaned(item, ofText));
  }
  return Object.fromEntries(fields);
}

function withoutSecrets(text: string, forms: readonly string[]): string {
  // Renderers remove invisible characters, which could join the halves of a secret.
  const seen = visible(text);
  const shown = replaced(seen, forms);
  if (seen === text) return shown;
  const clean = replaced(text, forms);
  return visible(clean) === shown ? clean : shown;
}

function replaced(text: string, forms: readonly string[]): string {
  const whole = forms.reduce((rest, form) => rest.replaceAll(form, REPLACEMENT), withoutLogins(text));
  return forms.length === 0 ? whole : withoutCutSecrets(whole, forms);
}

/** Replaces the beginning of a secret where a text was cut in the middle of it, which would reveal most of it. */
function withoutCutSecrets(text: string, forms: readonly string[]): string {
  return text.replace(/[^\s…]{8,}/g, (word, at: number) => {
    if (!/^(?:\s?…|$)/.test(text.slice(at + word.length, at + word.length + 2))) return word;
    const end = word.slice(-8);
    const cut = forms.flatMap((form) => headsWith(end, form)).filter((head) => word.endsWith(head));
    const longest = Math.max(0, ...cut.map((head) => head.length));
    return longest === 0 ? word : `${word.slice(0, -longest)}${REPLACEMENT}`;
  });
}

/** The beginnings of `form` that end with `end`. */
function headsWith(end: string, form: string): string[] {
  const heads: string[] = [];
  for (let at = form.indexOf(end); at !== -1; at = form.indexOf(end, at + 1))
    heads.push(form.slice(0, at + end.length));
  return heads;
}
