import { errorCodes } from './errors.ts';

/** Shorter values are too common: hiding them would shred every text. */
const SHORTEST = 8;

/** Written where a key is asked for and none is needed, or where a tool has taken one out. */
const placeholders = ['none', 'dummy', 'empty', 'null', 'changeme', 'test', 'redacted', 'data+omitted'];

/** Words that decide in our own records: a key that equals one is no secret, and hiding it would change a verdict. */
const ownWords = ['inconclusive', ...Object.keys(errorCodes)];

const standIns = new Set([...placeholders, ...ownWords]);

/** Whether a value is too short or too well known to be a secret: it is neither hidden nor taken for a real key. */
export function isStandIn(value: string): boolean {
  return value.length < SHORTEST || standIns.has(value.toLowerCase());
}

/** The lines of these values that are worth hiding, each once. The frame around a key in PEM is in every such key. */
export function secretLines(values: readonly string[]): string[] {
  const lines = values.flatMap((value) => value.split(/[\r\n]+/)).map((line) => line.trim());
  return [...new Set(lines.filter((line) => !isStandIn(line) && !line.startsWith('-----')))];
}

/**
 * User and password of an address. A port is not a password, and the digest of an image does not follow one. Characters
 * that should have been percent-encoded are allowed, but blanks, quotes and brackets end the address.
 */
const login = /(?<=:\/\/)([^\s/?#:@"'`<>]*):(?!\d+(?:[/?#"'`<>\s,;)\]}]|$))([^\s"'`<>]+)@(?!sha\d+:)/g;
/** A token in the place of the user, as in the addresses of repositories. */
const lonelyToken = /(?<=:\/\/)[^\s/?#:@"'`<>]{8,}@(?!sha\d+:)/g;

/** The text without user and password of any address in it, known or not. */
export function withoutLogins(text: string): string {
  return text.includes('://') ? text.replace(login, '***@').replace(lonelyToken, '***@') : text;
}

/** The passwords in the addresses of a text, without their encoding; also as written where that is not the usual one. */
export function passwordsIn(text: string): string[] {
  return [...text.matchAll(login)].flatMap(([, , written = '']) => {
    const meant = decoded(written);
    return encodeURIComponent(meant.toWellFormed()) === written ? [meant] : [meant, written];
  });
}

/** The passwords of the proxies that the environment names; as for curl, an address may come without its scheme. */
export function proxyPasswords(env: Readonly<Record<string, string | undefined>>): string[] {
  return Object.entries(env)
    .filter(([name]) => /(?:^|_)(?:https?|all|ftp|socks)_proxy$/i.test(name))
    .flatMap(([, address = '']) => passwordsIn(address.includes('://') ? address : `http://${address}`));
}

/** As it is where its percent signs encode nothing. */
function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}
