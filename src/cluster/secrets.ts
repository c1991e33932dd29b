import { Buffer } from 'node:buffer';
import { passwordsIn, secretLines } from '../base/secret.ts';
import { asString, isMapping, parseDocument } from './kubeconfig-document.ts';
import type { Mapping } from './kubeconfig-document.ts';

/**
 * The values in a kubeconfig that must not be printed: tokens, passwords and keys of all its users, including those
 * passed to plugins. They are single lines, because the runner masks line by line. Empty for a text that is not a
 * kubeconfig: nothing of such a text is ever printed.
 */
export function secretsOf(text: string): string[] {
  let users: Mapping[];
  try {
    const document = parseDocument(text, '');
    users = [...document.users.values(), ...document.clusters.values()];
  } catch {
    return [];
  }
  return secretLines(users.flatMap(leaves));
}

const secretName = /token(?!-?file)|password|passphrase|secret|private|key/i;
/** Names that only sound like secrets. */
const publicName = /file$|^client-certificate|^certificate-authority|^apiVersion$|^interactiveMode$/i;

function leaves(entry: Mapping): string[] {
  const found: string[] = [];
  for (const [name, value] of Object.entries(entry)) {
    if (isMapping(value)) found.push(...leaves(value));
    else if (Array.isArray(value)) found.push(...leavesOfList(value));
    else {
      const text = asString(value);
      if (text === undefined) continue;
      if (name === 'client-key-data') found.push(text, Buffer.from(text, 'base64').toString('utf8'));
      else if (name === 'proxy-url') found.push(...passwordsIn(text));
      else if (secretName.test(name) && !publicName.test(name) && name !== 'client-key') found.push(text);
    }
  }
  return found;
}

/** Secrets in `exec.env`, or in `exec.args` as `--token=VALUE` or as the item after `--token`. */
function leavesOfList(list: readonly unknown[]): string[] {
  return list.flatMap((item, index) => {
    if (isMapping(item)) {
      const name = asString(item['name']);
      const value = asString(item['value']);
      return name !== undefined && value !== undefined ? leaves({ [name]: value }) : leaves(item);
    }
    const text = asString(item) ?? '';
    const [, flag, value] = /^--?([\w-]+)(?:=(.+))?$/s.exec(text) ?? [];
    const next = asString(list[index + 1]) ?? '';
    const argument = value ?? (isFlag(next) ? '' : next);
    const named = flag === undefined ? [] : leaves({ [flag]: argument });
    return [...named, ...passwordsIn(text)];
  });
}

function isFlag(text: string): boolean {
  return /^--[a-z][a-z-]*(?:=|$)/i.test(text);
}
