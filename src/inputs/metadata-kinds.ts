import { type Kind, quote } from './kinds.ts';
import { labels } from '../stack/ownership.ts';
import { QUEUE_LABEL } from '../stack/queue.ts';

/** Labels and annotations of an object by their keys. */
export type Pairs = Readonly<Record<string, string>>;

/** All annotations of an object together may have 256 KiB; ours need some of them. */
const MAX_ANNOTATION_BYTES = 200 * 1024;

/** Keys that we set on the Job ourselves. */
const ownKeys = new Set<string>([...Object.values(labels), 'app.kubernetes.io/name']);

const prefix = /^(?=.{1,253}\/)[a-z0-9]([-a-z0-9]*[a-z0-9])?(\.[a-z0-9]([-a-z0-9]*[a-z0-9])?)*\//;
const word = /^[A-Za-z0-9]([-A-Za-z0-9_.]{0,61}[A-Za-z0-9])?$/;

/** Labels, one `key=value` per line, as Kubernetes takes them. */
export function labelLines(): Kind<Pairs> {
  return pairs((key, value) => {
    if (key === QUEUE_LABEL) return `the name of the queue as \`queue\`, not as the label ${QUEUE_LABEL}`;
    if (value === '' || word.test(value)) return undefined;
    return `values of at most 63 letters, digits, ".", "_" and "-" that begin and end with a letter or digit; ${quote(value)} of ${key} is not one`;
  });
}

/** Annotations, one `key=value` per line, as Kubernetes takes them. */
export function annotationLines(): Kind<Pairs> {
  const lines = pairs(() => undefined);
  return {
    type: lines.type,
    parse: (raw) =>
      Buffer.byteLength(raw) <= MAX_ANNOTATION_BYTES
        ? lines.parse(raw)
        : { write: `at most ${MAX_ANNOTATION_BYTES / 1024} KiB` },
  };
}

/** @param refuse what to write instead of a pair; undefined if the pair is right */
function pairs(refuse: (key: string, value: string) => string | undefined): Kind<Pairs> {
  return {
    type: 'lines',
    parse(raw) {
      const values = new Map<string, string>();
      for (const line of raw.split('\n').map((text) => text.trim())) {
        if (line === '') continue;
        const [, key = '', value = ''] = /^([^=]*)=(.*)$/.exec(line) ?? [];
        const instead = problemOf(line, key) ?? refuse(key.trim(), value.trim());
        if (instead !== undefined) return { write: instead };
        if (values.has(key.trim())) return { write: `each key once; ${quote(key.trim())} is there twice` };
        values.set(key.trim(), value.trim());
      }
      return { value: Object.fromEntries(values) };
    },
  };
}

function problemOf(line: string, written: string): string | undefined {
  const key = written.trim();
  if (/[\p{Cc}\p{Cf}]/u.test(line)) return 'text without control characters';
  if (!line.includes('=')) return `one key=value per line; ${quote(line)} is not one`;
  const name = key.replace(prefix, '');
  if (!word.test(name))
    return `keys such as team or example.com/cost-center before the "="; ${quote(key)} is not one`;
  if (ownKeys.has(key) || /^([^/]*\.)?clawbench\.dev\//.test(key))
    return `other keys; the evaluation is found by ${key}`;
  return undefined;
}
