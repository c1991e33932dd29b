import { Buffer } from 'node:buffer';
import { passwordsIn, secretLines } from '../base/secret.ts';
import { parseDocument } from './kubeconfig-document.ts';
import { isObject } from '../base/json.ts';
import { asString } from './mapping.ts';
import type { Mapping } from './mapping.ts';

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

const secretName = /token(?!-?file)|passw|passphrase|pwd|secret|private|key/i;
/** Names that only sound like secrets. */
const publicName =
  /(?:file|dir|path|url|type)$|^client-certificate|^certificate-authority|^apiVersion$|^interactiveMode$/i;

function isSecretName(name: string): boolean {
  return secretName.test(name) && !publicName.test(name) && name !== 'client-key';
}

function leaves(entry: Mapping): string[] {
  const found: string[] = [];
  for (const [name, value] of Object.entries(entry)) {
    if (isObject(value)) found.push(...leaves(value));
    else if (Array.isArray(value)) found.push(...leavesOfList(value));
    else {
      const text = asString(value);
      if (text === undefined) continue;
      if (name === 'client-key-data') found.push(text, Buffer.from(text, 'base64').toString('utf8'));
      else if (name === 'proxy-url') found.push(...passwordsIn(text));
      else if (isSecretName(name)) found.push(text);
    }
  }
  return found;
}

/** Secrets in `exec.env` and `exec.args`: as the item after a flag that is called like one, or inside of an item. */
function leavesOfList(list: readonly unknown[]): string[] {
  return list.flatMap((item, index) => {
    if (isObject(item)) {
      const name = asString(item['name']);
      const value = asString(item['value']);
      return name !== undefined && value !== undefined
        ? [...leaves({ [name]: value }), ...secretsIn(value)]
        : leaves(item);
    }
    const text = asString(item) ?? '';
    const next = asString(list[index + 1]) ?? '';
    return [...(isSecretFlag(text) && !isFlag(next) ? [next] : []), ...secretsIn(text)];
  });
}

/** `-p`, `-pw`, `--password`, `--client-secret`, `/password`. */
function isSecretFlag(text: string): boolean {
  const [, flag] = /^(?:--?|\/)([\w.-]+)$/.exec(text) ?? [];
  return flag !== undefined && (isSecretName(flag) || /^(?:p|pw|pass|pwd)$/i.test(flag));
}

function isFlag(text: string): boolean {
  return /^--[a-z][a-z-]*(?:=|$)/i.test(text);
}

/**
 * `--token=VALUE`, `-pVALUE`, `CLIENT_SECRET=VALUE`, `password: VALUE`, `"token": "VALUE"`, `Bearer VALUE`, and the
 * password in an address, anywhere in a text such as a script.
 */
function secretsIn(text: string): string[] {
  const whole = /^--?[\w.-]+=(.+)$/s.exec(text);
  const named = [...text.matchAll(/([\w.-]+)["']?\s*[=:]\s*(?:"([^"]+)"|'([^']+)'|([^\s"',;&}]+))/g)];
  return [
    ...(whole && isSecretName(text.slice(0, text.indexOf('='))) ? [whole[1] ?? ''] : []),
    ...named.flatMap(([, name = '', ...values]) => (isSecretName(name) ? [values.find(Boolean) ?? ''] : [])),
    ...[...text.matchAll(/(?:Bearer|Basic)\s+([\w~+/.=-]+)/gi)].map(([, value = '']) => value),
    ...(/^-p(?![a-z-]*(?:=|$))(.+)$/s.exec(text)?.slice(1) ?? []),
    ...passwordsIn(text),
  ];
}
