import { Buffer } from 'node:buffer';
import { asString, isMapping, parseDocument } from './kubeconfig-document.ts';
import type { Mapping } from './kubeconfig-document.ts';

/** Shorter values are too common: masking them would blank the log. */
const SHORTEST_SECRET = 8;
/** Written where a key is asked for and none is needed. */
const standIns = new Set(['none', 'dummy', 'EMPTY', 'REDACTED', 'DATA+OMITTED']);

/**
 * The values in a kubeconfig that must not be printed: tokens, passwords, keys and what plugins are given as
 * such, of all its users, line by line. Leaves only: the runner would else mask lines like `apiVersion: v1`.
 * Empty for a text that is no kubeconfig; nothing of such a text is ever printed.
 */
export function secretsOf(text: string): string[] {
  let users: Mapping[];
  try {
    const document = parseDocument(text, '');
    users = [...document.users.values(), ...document.clusters.values()];
  } catch {
    return [];
  }
  const lines = users.flatMap(leaves).flatMap((value) => value.split(/\r?\n/));
  const secrets = lines
    .map((line) => line.trim())
    .filter((line) => line.length >= SHORTEST_SECRET && !standIns.has(line) && !line.startsWith('-----'));
  return [...new Set(secrets)];
}

const secretName = /token(?!-?file)|password|passphrase|secret|private|key/i;
/** Names of things that only sound like secrets. */
const publicName = /file$|^client-certificate|^certificate-authority|^apiVersion$|^interactiveMode$/i;

function leaves(entry: Mapping): string[] {
  const found: string[] = [];
  for (const [name, value] of Object.entries(entry)) {
    if (isMapping(value)) found.push(...leaves(value));
    else if (Array.isArray(value)) found.push(...value.flatMap(leavesOfItem));
    else {
      const text = asString(value);
      if (text === undefined) continue;
      if (name === 'client-key-data') found.push(text, Buffer.from(text, 'base64').toString('utf8'));
      else if (name === 'proxy-url') found.push(decodeURIComponent(URL.parse(text)?.password ?? ''));
      else if (secretName.test(name) && !publicName.test(name) && name !== 'client-key') found.push(text);
    }
  }
  return found;
}

/** An entry of `exec.env`, or of `exec.args`, where a secret stands after `--token=` or the like. */
function leavesOfItem(item: unknown): string[] {
  if (isMapping(item)) {
    const name = asString(item['name']);
    const value = asString(item['value']);
    return name !== undefined && value !== undefined ? leaves({ [name]: value }) : leaves(item);
  }
  const [, flag, value] = /^--?([\w-]+)=(.+)$/s.exec(asString(item) ?? '') ?? [];
  return flag !== undefined && value !== undefined ? leaves({ [flag]: value }) : [];
}
