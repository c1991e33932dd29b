import { X509Certificate } from 'node:crypto';
import path from 'node:path';
import { ActionError } from '../base/errors.ts';
import { oneLine } from '../base/plain-text.ts';
import { type Places, type Refusal, isRefusal, readChecked } from '../base/checked-file.ts';
import { asString } from './mapping.ts';
import type { Mapping } from './mapping.ts';

/** Kubeconfigs of large companies have some 100 KB, bundles of CAs 300 KB. */
export const LARGEST_FILE_BYTES = 1024 * 1024;

/** An error in a kubeconfig, with a hint how to fix it. */
export function bad(message: string, hint?: string): ActionError {
  return new ActionError('bad-kubeconfig', message, hint === undefined ? {} : { hint });
}

export const flatten = 'Create a complete kubeconfig with `kubectl config view --raw --flatten --minify`.';

export function quoted(name: string): string {
  return JSON.stringify(oneLine(name, 120));
}

/** The author of a kubeconfig names files anywhere on this machine. */
const anywhere: Places = { directory: '/', trees: [], elsewhere: true };

/** The text of a kubeconfig, or of a file that one names. A pipe, a device or a large file is refused at once. */
export function textOf(file: string): { text: string } | Refusal {
  const read = readChecked(path.resolve(file), anywhere, LARGEST_FILE_BYTES);
  return isRefusal(read) ? read : { text: read.content.toString('utf8') };
}

/** The certificates in `field-data` or in the file that `field` names. */
export function certificatesOf(entry: Mapping, field: string, where: string): string | undefined {
  return certificatesIn(pemOf(entry, field, where), `${where}: its ${field}`);
}

/** The certificates in PEM; undefined without one, or if it is empty. @param what it is, for messages */
export function certificatesIn(pem: string | undefined, what: string): string | undefined {
  if (pem === undefined || pem.trim() === '') return undefined;
  const good = readableCertificates(pem);
  if (good.length === 0) throw bad(`${what} is not a certificate in PEM.`, flatten);
  return `${good.join('\n')}\n`;
}

/** `field-data` in base64, or the file that `field` names. kubectl refuses both at once. */
export function pemOf(entry: Mapping, field: string, where: string): string | undefined {
  const data = asString(entry[`${field}-data`]);
  const file = asString(entry[field]);
  if (data !== undefined && file !== undefined)
    throw bad(`${where} has both ${field} and ${field}-data.`, 'Leave out one of the two.');
  if (data === undefined)
    return file === undefined ? undefined : readableText(file, `${where}: its ${field}`);
  if (/REDACTED|OMITTED/.test(data)) throw redacted(where);
  const pem = Buffer.from(data, 'base64').toString('utf8');
  if (!pem.includes('-----BEGIN '))
    throw bad(`${where}: its ${field}-data is not base64-encoded PEM.`, flatten);
  return pem;
}

export function readableText(file: string, what: string): string {
  if (!path.isAbsolute(file)) {
    throw bad(`${what} is the relative path ${quoted(file)}, which has no meaning here.`, flatten);
  }
  const read = textOf(file);
  if ('text' in read) return read.text;
  const says = read.isMissing ? 'cannot be read on this runner' : read.refusal;
  throw bad(`${what} is the file ${quoted(file)}, which ${says}.`, flatten);
}

export function redacted(where: string): ActionError {
  return bad(
    `${where}: its credentials were redacted when the kubeconfig was printed.`,
    flatten.replace('Create', 'Add --raw: create'),
  );
}

/** The certificates in a text of PEM that can be read, each in PEM. */
export function readableCertificates(pem: string): string[] {
  return pem.match(pemCertificate)?.filter(isCertificate) ?? [];
}

/** As Go reads them: text around them, keys and certificates that cannot be read are skipped. */
const pemCertificate = /-----BEGIN CERTIFICATE-----[A-Za-z0-9+/=\s]+-----END CERTIFICATE-----/g;

function isCertificate(pem: string): boolean {
  try {
    return new X509Certificate(pem).raw.length > 0;
  } catch {
    return false;
  }
}
