import { X509Certificate } from 'node:crypto';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { ActionError } from '../base/errors.ts';
import { oneLine } from '../base/plain-text.ts';
import { asString } from './kubeconfig-document.ts';
import type { Mapping } from './kubeconfig-document.ts';

/** An error in a kubeconfig, with a hint how to fix it. */
export function bad(message: string, hint?: string): ActionError {
  return new ActionError('bad-kubeconfig', message, hint === undefined ? {} : { hint });
}

export const flatten = 'Create a complete kubeconfig with `kubectl config view --raw --flatten --minify`.';

export function quoted(name: string): string {
  return JSON.stringify(oneLine(name, 120));
}

export function certificateOf(entry: Mapping, field: string, where: string): string | undefined {
  const pem = pemOf(entry, field, where);
  if (pem === undefined) return undefined;
  try {
    // Checks the first certificate of a bundle.
    const certificate = new X509Certificate(pem);
    void certificate;
  } catch {
    throw bad(`${where}: its ${field} is not a certificate in PEM.`, flatten);
  }
  return pem;
}

/** `field-data` in base64, or the file that `field` names. */
export function pemOf(entry: Mapping, field: string, where: string): string | undefined {
  const data = asString(entry[`${field}-data`]);
  if (data !== undefined) {
    if (/REDACTED|OMITTED/.test(data)) throw redacted(where);
    const pem = Buffer.from(data, 'base64').toString('utf8');
    if (!pem.includes('-----BEGIN '))
      throw bad(`${where}: its ${field}-data is not base64-encoded PEM.`, flatten);
    return pem;
  }
  const file = asString(entry[field]);
  return file === undefined ? undefined : readableText(file, `${where}: its ${field}`);
}

export function readableText(file: string, what: string): string {
  if (!path.isAbsolute(file)) {
    throw bad(`${what} is the relative path ${quoted(file)}, which has no meaning here.`, flatten);
  }
  try {
    return readFileSync(file, 'utf8');
  } catch {
    throw bad(`${what} is the file ${quoted(file)}, which cannot be read on this runner.`, flatten);
  }
}

export function redacted(where: string): ActionError {
  return bad(
    `${where}: its credentials were redacted when the kubeconfig was printed.`,
    flatten.replace('Create', 'Add --raw: create'),
  );
}
