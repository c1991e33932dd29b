import { ActionError } from '../../base/errors.ts';

/**
 * Parses untrusted JSON.
 *
 * @throws ActionError `bad-result` for input that is too large, empty, not UTF-8, truncated, not JSON, holds NaN or
 * Infinity (Python writes them, JSON does not have them), or has a `__proto__` key
 */
export function parseJson(
  bytes: Uint8Array,
  { name, maxBytes }: { name: string; maxBytes: number },
): unknown {
  if (bytes.byteLength > maxBytes) {
    throw badJson(`${name} is ${megabytes(bytes.byteLength)}; at most ${megabytes(maxBytes)} are read.`);
  }
  if (bytes.byteLength === 0) throw badJson(`${name} is empty.`);
  let text: string;
  try {
    text = new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch (cause) {
    throw badJson(`${name} is not UTF-8 text.`, cause);
  }
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch (cause) {
    throw badJson(whyNotJson(text, name, cause), cause);
  }
  refuseProto(value, name);
  return value;
}

function whyNotJson(text: string, name: string, cause: unknown): string {
  const complaint = cause instanceof Error ? cause.message : '';
  if (/Unexpected end|Unterminated/.test(complaint) || complaint.includes(`position ${text.length} `)) {
    return `${name} is truncated: the JSON ends in the middle.`;
  }
  if (/[[:,]\s*-?(?:NaN|Infinity)\b/.test(text))
    return `${name} contains NaN or Infinity, which cannot be judged.`;
  return `${name} is not JSON.`;
}

/** A `__proto__` key would set the prototype of an object the value is copied into. No honest program writes one. */
function refuseProto(root: unknown, name: string): void {
  const open: unknown[] = [root];
  while (open.length > 0) {
    const value = open.pop();
    if (typeof value !== 'object' || value === null) continue;
    if (Object.hasOwn(value, '__proto__')) throw badJson(`${name} has a key "__proto__" and is not trusted.`);
    for (const child of Object.values(value)) open.push(child);
  }
}

const megabytes = (size: number): string => `${(size / 1e6).toFixed(1)} MB`;

function badJson(message: string, cause?: unknown): ActionError {
  return new ActionError('bad-result', message, { cause });
}
