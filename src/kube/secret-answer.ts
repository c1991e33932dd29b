import { type KnownSecrets, openSecrets } from '../base/clean.ts';
import { isObject } from '../base/json.ts';
import { oneLine } from '../base/plain-text.ts';
import type { StatusCause } from './errors.ts';

/** The values of a Secret that was sent, as they are and decoded; none of any other object. */
export function secretsOfObject(sent: unknown): KnownSecrets {
  if (!isSecret(sent)) return openSecrets();
  const texts = Object.values(asFields(sent['stringData'])).map(String);
  const encoded = Object.values(asFields(sent['data'])).map(String);
  return openSecrets([
    ...texts,
    ...encoded,
    ...encoded.map((value) => Buffer.from(value, 'base64').toString()),
  ]);
}

/** Whether the object that was sent is a Secret, or has a known secret in it. */
export function holdsSecrets(sent: unknown, secrets: KnownSecrets | undefined): boolean {
  if (isSecret(sent)) return true;
  if (sent === undefined || secrets === undefined) return false;
  const text = JSON.stringify(sent);
  return secrets.clean(text) !== text;
}

/**
 * What a refusal says without a word that the server may have taken from the object: it can repeat a value in any form,
 * of which only some can be recognized.
 */
export function withoutServersWords(
  status: { message: string; causes: readonly StatusCause[] },
  httpStatus: number,
): string {
  const known = knownWords
    .map((pattern) => pattern.exec(status.message)?.[0])
    .find((found) => found !== undefined);
  if (known !== undefined) return oneLine(known);
  const fields = status.causes
    .map(({ field }) => field)
    .filter((field) => /^[\w.[\]"/-]{1,200}$/.test(field));
  const where = fields.length === 0 ? '' : ` because of ${fields.join(', ')}`;
  return `the API server refused it (${httpStatus})${where}. Its words are left out, because they may repeat a secret.`;
}

/** Phrases of Kubernetes' own, with names of objects and fields in them and no values. */
const knownWords: readonly RegExp[] = [
  /User "[^"]{1,200}" cannot \w+ resource "[\w./-]+" in API group "[\w.-]*"(?: in the namespace "[\w.-]+")?/,
  /exceeded quota: [\w.-]+, requested: count\/[\w./-]+=\d+, used: count\/[\w./-]+=\d+, limited: count\/[\w./-]+=\d+/,
  /exceeded quota: [\w.-]+, requested: secrets=\d+, used: secrets=\d+, limited: secrets=\d+/,
  /secrets "[\w.-]+" already exists/,
  /namespaces "[\w.-]+" not found/,
  /namespace [\w.-]+ because it is being terminated/,
  /\.[\w.[\]"=/-]{1,200}: (?:field not declared in schema|expected [a-z ()]{1,60}(?=, got ))/,
];

function isSecret(sent: unknown): sent is Record<string, unknown> {
  return isObject(sent) && sent['kind'] === 'Secret';
}

function asFields(value: unknown): Record<string, unknown> {
  return isObject(value) ? value : {};
}
