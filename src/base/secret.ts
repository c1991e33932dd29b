import { errorCodes } from './errors.ts';

/** Shorter values are too common: replacing them would make texts unreadable. */
const SHORTEST = 8;

/** Written where a key is required but not needed, or where a tool has redacted one. */
const placeholders = ['none', 'dummy', 'empty', 'null', 'changeme', 'test', 'redacted', 'data+omitted'];

/** Words with a meaning in our own records: a key that equals one is not hidden, because that would change a verdict. */
const ownWords = ['inconclusive', ...Object.keys(errorCodes)];

const standIns = new Set([...placeholders, ...ownWords]);

/** Whether a value is too short or too common to be a secret: it is neither hidden nor accepted as a real key. */
export function isStandIn(value: string): boolean {
  return value.length < SHORTEST || standIns.has(value.toLowerCase());
}

/** The distinct lines of these values that are worth hiding; not the header and footer of PEM, which all keys share. */
export function secretLines(values: readonly string[]): string[] {
  const lines = values.flatMap((value) => value.split(/[\r\n]+/)).map((line) => line.trim());
  return [...new Set(lines.filter((line) => !isStandIn(line) && !line.startsWith('-----')))];
}

/**
 * User and password in an address. It does not match a port, or the digest of an image. Characters that should have been
 * percent-encoded are allowed, but blanks, quotes and angle brackets end the address.
 */
const login = /(?<=:\/\/)([^\s/?#:@"'`<>]*):(?!\d+(?:[/?#"'`<>\s,;)\]}]|$))([^\s"'`<>]+)@(?!sha\d+:)/g;
/** A token in place of the user, as in addresses of repositories. */
const lonelyToken = /(?<=:\/\/)[^\s/?#:@"'`<>]{8,}@(?!sha\d+:)/g;

/** The text without the user and password of any address in it. */
export function withoutLogins(text: string): string {
  return text.includes('://') ? text.replace(login, '***@').replace(lonelyToken, '***@') : text;
}

/** The passwords in the addresses of a text, decoded, and also as written if their encoding is unusual. */
export function passwordsIn(text: string): string[] {
  return [...text.matchAll(login)].flatMap(([, , written = '']) => {
    const meant = decoded(written);
    return encodeURIComponent(meant.toWellFormed()) === written ? [meant] : [meant, written];
  });
}

/** The passwords of the proxies in the environment. As for curl, an address may lack its scheme. */
export function proxyPasswords(env: Readonly<Record<string, string | undefined>>): string[] {
  return Object.entries(env)
    .filter(([name]) => /(?:^|_)(?:https?|all|ftp|socks)_proxy$/i.test(name))
    .flatMap(([, address = '']) => passwordsIn(address.includes('://') ? address : `http://${address}`));
}

/** Percent-decoded, or unchanged if its percent signs encode nothing. */
function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}
