/**
 * What a text in a workflow file can mean. A kind turns the text into a value, or says what to write instead.
 * A kind knows one input alone; the rules across inputs are in rules/.
 */

/** `write` completes the sentence "Input `x` is "…": write …". */
export type Parsed<T> = { readonly value: T } | { readonly write: string };

export interface Kind<T> {
  /** Shown after the description in docs/inputs.md. */
  readonly type: string;
  /** The words of a closed list, for the help and for completion by a shell. */
  readonly values?: readonly string[];
  /** Called only with trimmed, non-empty text. */
  parse(text: string): Parsed<T>;
}

export function text(options: { pattern?: RegExp; write?: string; maxLength?: number } = {}): Kind<string> {
  const { pattern, write = 'plain text on one line', maxLength = 1024 } = options;
  return {
    type: 'text',
    parse(raw) {
      if (raw.length > maxLength) return { write: `at most ${maxLength} characters` };
      // A line break would end up in YAML, headers and logs; none of our texts needs one.
      if (/[\p{Cc}\p{Cf}]/u.test(raw)) return { write: 'text on one line, without control characters' };
      return pattern === undefined || pattern.test(raw) ? { value: raw } : { write };
    },
  };
}

/** A key, token or password: one line without spaces. */
export function secretText(): Kind<string> {
  return {
    type: 'secret',
    parse: (raw) =>
      /^[\x21-\x7e]+$/.test(raw)
        ? { value: raw }
        : { write: 'the value alone: one line of ASCII without spaces' },
  };
}

/** The contents of a secret file, in any format. */
export function secretContents(maxBytes: number): Kind<string> {
  return {
    type: 'secret',
    parse: (raw) =>
      Buffer.byteLength(raw) <= maxBytes
        ? { value: raw }
        : { write: `at most ${maxBytes / 1024} KiB (GitHub cannot pass more to a step)` },
  };
}

/** Text of several lines, such as YAML. */
export function contents(maxBytes: number): Kind<string> {
  return {
    type: 'text',
    parse: (raw) =>
      Buffer.byteLength(raw) <= maxBytes ? { value: raw } : { write: `at most ${maxBytes / 1024} KiB` },
  };
}

/** A whole number, or one word instead. */
export function integerOr<W extends string>(word: W, min: number, max: number): Kind<number | W> {
  const number = integer(min, max);
  return {
    type: `integer or \`${word}\``,
    parse(raw) {
      if (raw === word) return { value: word };
      const parsed = number.parse(raw);
      return 'value' in parsed ? parsed : { write: `${parsed.write}, or ${word}` };
    },
  };
}

export function integer(min: number, max: number): Kind<number> {
  return {
    type: 'integer',
    parse(raw) {
      const value = /^\d{1,15}$/.test(raw) ? Number(raw) : Number.NaN;
      return value >= min && value <= max ? { value } : { write: `a whole number from ${min} to ${max}` };
    },
  };
}

export function decimal(min: number, max: number, example: string): Kind<number> {
  return {
    type: 'number',
    parse(raw) {
      const value = /^\d{1,15}(\.\d{1,15})?$|^\.\d{1,15}$/.test(raw) ? Number(raw) : Number.NaN;
      return value >= min && value <= max
        ? { value }
        : { write: `a number from ${min} to ${max}, for example ${example}` };
    },
  };
}

export function flag(): Kind<boolean> {
  return {
    type: 'boolean',
    // The spellings of YAML 1.2, as @actions/core reads booleans.
    parse(raw) {
      if (['true', 'True', 'TRUE'].includes(raw)) return { value: true };
      if (['false', 'False', 'FALSE'].includes(raw)) return { value: false };
      return { write: 'true or false' };
    },
  };
}

/** A flag, or one word that leaves it open. */
export function flagOr<W extends string>(word: W): Kind<boolean | W> {
  const yesOrNo = flag();
  return {
    type: `boolean or \`${word}\``,
    parse(raw) {
      if (raw === word) return { value: word };
      const parsed = yesOrNo.parse(raw);
      return 'value' in parsed ? parsed : { write: `true, false or ${word}` };
    },
  };
}

export function choice<const T extends string>(values: readonly T[]): Kind<T> {
  return {
    type: values.map((value) => `\`${value}\``).join(' '),
    values,
    parse(raw) {
      const value = values.find((known) => known === raw);
      return value === undefined ? { write: `one of ${values.join(', ')}` } : { value };
    },
  };
}

/** A time in milliseconds: its field of `Inputs` ends in `Ms`. */
export interface DurationKind extends Kind<number> {
  readonly type: 'duration';
}

const unitMs = { s: 1000, m: 60_000, h: 3_600_000 } as const;

/**
 * `90s`, `30m`, `2h`, `1h30m`, in milliseconds. A bare number is refused: some would mean seconds, others minutes.
 * @param options.zero whether 0 is taken too
 */
export function duration(min: string, max: string, options: { zero?: true } = {}): DurationKind {
  const minMs = durationMs(min);
  const maxMs = durationMs(max);
  const { zero = false } = options;
  return {
    type: 'duration',
    parse(raw) {
      const value = zero && raw === '0' ? 0 : durationMs(raw);
      const isRight = (value >= minMs && value <= maxMs) || (zero && value === 0);
      if (isRight) return { value };
      const others = zero ? ', or 0' : '';
      return { write: `a time from ${min} to ${max} with its unit, for example 90s, 30m or 2h${others}` };
    },
  };
}

/** NaN if the text is not a duration. */
function durationMs(raw: string): number {
  const match = /^(?:(\d{1,6})h)?(?:(\d{1,6})m)?(?:(\d{1,6})s)?$/.exec(raw);
  if (match === null || raw === '') return Number.NaN;
  const [, hours = 0, minutes = 0, seconds = 0] = match;
  return Number(hours) * unitMs.h + Number(minutes) * unitMs.m + Number(seconds) * unitMs.s;
}

/** Items separated by spaces, commas or line breaks. */
export function list(pattern: RegExp, write: string): Kind<readonly string[]> {
  return {
    type: 'list',
    parse(raw) {
      const items = raw.split(/[\s,]+/).filter((item) => item !== '');
      const wrong = items.find((item) => !pattern.test(item));
      if (wrong !== undefined) return { write: `${write}; ${quote(wrong)} is not one` };
      const twice = items.find((item, index) => items.indexOf(item) !== index);
      if (twice !== undefined) return { write: `each item once; ${quote(twice)} is there twice` };
      return { value: items };
    },
  };
}

/**
 * Some words of a closed list, separated by spaces, commas or line breaks.
 * @param retired words that are read and no longer offered
 */
export function choices<const T extends string>(
  values: readonly T[],
  retired: readonly T[] = [],
): Kind<readonly T[]> {
  const words = list(/^\S+$/, 'names');
  return {
    type: 'list',
    values,
    parse(raw) {
      const parsed = words.parse(raw);
      if (!('value' in parsed)) return parsed;
      const known = parsed.value.flatMap(
        (word) => [...values, ...retired].find((value) => value === word) ?? [],
      );
      return known.length === parsed.value.length
        ? { value: known }
        : { write: `only names of ${values.join(', ')}` };
    },
  };
}

/** The contents of a file, or its path. */
export type TextOrPath = { readonly text: string } | { readonly path: string };

/** YAML, or the path of a YAML file: text with a line break, or with a colon before a space, is not taken for a path. */
export function yamlOrPath(): Kind<TextOrPath> {
  const path = text({ maxLength: 4096 });
  return {
    type: 'YAML',
    parse(raw) {
      if (/\n|:\s|:$/.test(raw)) return { value: { text: raw } };
      const parsed = path.parse(raw);
      return 'value' in parsed ? { value: { path: parsed.value } } : parsed;
    },
  };
}

/** Paths of files or directories, one per line. */
export function paths(): Kind<readonly string[]> {
  const path = text({ maxLength: 4096 });
  return {
    type: 'text',
    parse(raw) {
      const lines = raw.split('\n').map((line) => line.trim());
      const values = lines.filter((line) => line !== '');
      const problem = values.map((line) => path.parse(line)).find((parsed) => 'write' in parsed);
      return problem === undefined ? { value: values } : problem;
    },
  };
}

/** Pairs `name=number`, separated by spaces, commas or line breaks; numbers from 0 to 1. */
export function shares(namePattern: RegExp, example: string): Kind<Readonly<Record<string, number>>> {
  const share = decimal(0, 1, '0.70');
  return {
    type: 'list',
    parse(raw) {
      const values = new Map<string, number>();
      for (const item of raw.split(/[\s,]+/).filter((part) => part !== '')) {
        const [name = '', number = '', ...rest] = item.split('=');
        const parsed = share.parse(number);
        if (!namePattern.test(name) || rest.length > 0 || !('value' in parsed))
          return { write: `pairs such as ${example}, with numbers from 0 to 1; ${quote(item)} is not one` };
        if (values.has(name)) return { write: `each name once; ${quote(name)} is there twice` };
        values.set(name, parsed.value);
      }
      return { value: Object.fromEntries(values) };
    },
  };
}

/** An http or https address without credentials, query or fragment; the value has no trailing slash. */
export function httpUrl(example: string): Kind<string> {
  return {
    type: 'URL',
    parse(raw) {
      const url = URL.canParse(raw) ? new URL(raw) : null;
      if (url === null || !/^https?:$/.test(url.protocol)) return { write: `an address such as ${example}` };
      if (url.username !== '' || url.password !== '')
        return { write: 'the address without user and password; they have their own inputs' };
      if (url.search !== '' || url.hash !== '') return { write: 'the address without ? and # parts' };
      if (raw.includes('${')) return { write: 'the address itself, since variables are not replaced in it' };
      return { value: raw.replace(/\/+$/, '') };
    },
  };
}

/** An image reference as the parser of containerd takes it. */
export const imagePattern =
  /^(?=.{1,512}$)[a-z0-9]+(?:[._:-]+[a-z0-9]+)*(?:\/[a-z0-9]+(?:[._-]+[a-z0-9]+)*)*(?::\w[\w.-]{0,127})?(?:@sha256:[0-9a-f]{64})?$/;

export function image(): Kind<string> {
  return text({
    pattern: imagePattern,
    write: 'an image reference such as ghcr.io/owner/name:tag or ghcr.io/owner/name@sha256:<64 hex digits>',
    maxLength: 512,
  });
}

/** A name as Kubernetes takes it for namespaces (RFC 1123 label). */
export function dnsLabel(): Kind<string> {
  return text({
    pattern: /^[a-z0-9]([-a-z0-9]{0,61}[a-z0-9])?$/,
    write: 'a name of lower-case letters, digits and hyphens, at most 63 characters',
  });
}

/** A name as Kubernetes takes it for most objects (RFC 1123 subdomain). */
export function dnsSubdomain(): Kind<string> {
  return text({
    pattern: /^[a-z0-9]([-a-z0-9]*[a-z0-9])?(\.[a-z0-9]([-a-z0-9]*[a-z0-9])?)*$/,
    write: 'the name of a Kubernetes object: lower-case letters, digits, hyphens and dots',
    maxLength: 253,
  });
}

/** The text as written, cut for a message, without what may be secret in an address. */
export function quote(raw: string): string {
  const shown = withoutAddressSecrets(raw);
  return JSON.stringify(shown.length > 60 ? `${shown.slice(0, 60)}…` : shown);
}

/** An address as a message may quote it: with its host, but without user, password and what follows the path. */
export function quoteAddress(raw: string): string {
  // A password may hold any character, and an address that is malformed may lack its scheme.
  return quote(raw.replace(/^([a-z][a-z0-9+.-]*:\/\/)?[^]*@/i, '$1***@').replace(/[?#][^]*$/, ''));
}

/** The digest of an image is no address. */
function withoutAddressSecrets(raw: string): string {
  return raw
    .replace(/(\/\/|^[^\s/@:]+:(?!\/\/))[^\n]*@(?!sha\d+:)/gim, (_, head: string) =>
      head === '//' ? '//***@' : '***@',
    )
    .replace(/(:\/\/[^\s?#]*)[?#][^\s]+/g, '$1?…');
}
