import { visible } from '../../base/plain-text.ts';

const markup = Symbol('markup');

/** Markup that is safe in a page. Only this module makes it, so that no text from outside can pose as it. */
export interface Html {
  readonly [markup]: string;
}

/** What a template can take; `null` and `false` leave nothing. */
export type Part = Html | string | number | null | false | readonly Part[];

/**
 * A template of HTML. Every value is shown as text, without control and invisible characters, unless it is `Html`
 * itself. A value in an attribute needs quotation marks around it.
 */
export function html(strings: TemplateStringsArray, ...values: readonly Part[]): Html {
  return made(strings.reduce((text, piece, index) => `${text}${render(values[index - 1] ?? null)}${piece}`));
}

/** The parts one after the other. */
export function join(parts: readonly Part[], separator: Part = null): Html {
  return made(parts.map(render).join(render(separator)));
}

/** Markup that a library of ours has made, and that holds text from outside only in escaped form. */
export function trusted(text: string): Html {
  return made(text);
}

/** The markup as text, to write it to a file or to measure it. */
export function asText(part: Html): string {
  return part[markup];
}

/** A link; only its label if the address is neither of the web nor of this page. */
export function link(label: Part, address: string): Html {
  return /^(?:https?:\/\/|#)/.test(address) ? html`<a href="${address}">${label}</a>` : join([label]);
}

function made(text: string): Html {
  return { [markup]: text };
}

function render(part: Part): string {
  if (part === null || part === false) return '';
  if (typeof part === 'number') return String(part);
  if (typeof part === 'string') return escaped(part);
  return markup in part ? part[markup] : part.map(render).join('');
}

/** Also for attributes. Tabs stay what they look like in code. */
function escaped(text: string): string {
  return visible(text.replaceAll('\t', '  ')).replace(
    /[&<>"']/g,
    (character) => `&#${character.codePointAt(0)};`,
  );
}
