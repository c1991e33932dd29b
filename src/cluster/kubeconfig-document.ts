import { Buffer } from 'node:buffer';
import { YAMLException, load } from 'js-yaml';
import { ActionError } from '../base/errors.ts';
import { oneLine } from '../base/plain-text.ts';

export type Mapping = Record<string, unknown>;

/** A kubeconfig as it is written, not yet checked. */
export interface KubeconfigDocument {
  /** `clusters`, `contexts`, `users`: entries by name. */
  clusters: Map<string, Mapping>;
  contexts: Map<string, Mapping>;
  users: Map<string, Mapping>;
  currentContext: string | undefined;
}

export const noSecrets =
  'A secret that is not set is empty, and workflows of pull requests from forks (and of Dependabot) get no secrets at all.';
/** How to name a cluster on the command line. */
export const nameCluster =
  'Set KUBECONFIG, write --kubeconfig PATH, or --cluster ambient for ~/.kube/config.';
const howToWrite = {
  hint: 'Pass its contents, plain or as base64: `kubeconfig: ${{ secrets.KUBECONFIG }}`.',
  terminalHint: nameCluster,
};

/**
 * Reads the text of a kubeconfig, plain or base64.
 *
 * @param origin for messages: "The kubeconfig input"
 * @throws ActionError `no-cluster` if it is empty, `bad-kubeconfig` if it is something else; no message quotes the
 *   text
 */
export function parseDocument(text: string, origin: string): KubeconfigDocument {
  const plain = decode(text, origin);
  let parsed: unknown;
  try {
    parsed = load(plain);
  } catch (error) {
    if (!(error instanceof YAMLException)) throw error;
    // Unlike `reason`, the exception's message quotes the line, which may contain a key.
    const line = error.mark === undefined ? '' : ` in line ${error.mark.line + 1}`;
    throw new ActionError(
      'bad-kubeconfig',
      `${origin} is not YAML: ${oneLine(error.reason, 200)}${line}.`,
      howToWrite,
    );
  }
  if (!isMapping(parsed)) throw new ActionError('bad-kubeconfig', whatElse(parsed, origin), howToWrite);
  if (parsed['kind'] !== undefined && parsed['kind'] !== 'Config') {
    const kind = oneLine(asString(parsed['kind']) ?? '', 60);
    throw new ActionError('bad-kubeconfig', `${origin} is a ${kind}, not a kubeconfig.`, howToWrite);
  }
  const missing = ['clusters', 'contexts', 'users'].filter((field) => !Array.isArray(parsed[field]));
  if (missing.length > 0) {
    throw new ActionError(
      'bad-kubeconfig',
      `${origin} is not a kubeconfig: it has no list of ${missing.join(', ')}.`,
      {
        hint: 'Create a complete one with `kubectl config view --raw --flatten --minify`.',
      },
    );
  }
  return {
    clusters: entries(parsed['clusters'], 'cluster'),
    contexts: entries(parsed['contexts'], 'context'),
    users: entries(parsed['users'], 'user'),
    currentContext: asString(parsed['current-context']),
  };
}

/** Merges several files, as in `KUBECONFIG=a:b`: of entries with the same name, the first counts. */
export function mergeDocuments(documents: readonly KubeconfigDocument[]): KubeconfigDocument {
  const merged: KubeconfigDocument = {
    clusters: new Map(),
    contexts: new Map(),
    users: new Map(),
    currentContext: undefined,
  };
  for (const document of documents) {
    for (const field of ['clusters', 'contexts', 'users'] as const) {
      for (const [name, entry] of document[field]) {
        if (!merged[field].has(name)) merged[field].set(name, entry);
      }
    }
    merged.currentContext ??= document.currentContext;
  }
  return merged;
}

function decode(text: string, origin: string): string {
  const trimmed = text.replace(/^\ufeff/, '').trim();
  if (trimmed === '') {
    throw new ActionError('no-cluster', `${origin} is empty.`, {
      hint: noSecrets,
      terminalHint: nameCluster,
    });
  }
  // A mapping in YAML or JSON has a colon, and base64 has none.
  if (!/^[A-Za-z0-9+/=_\s-]+$/.test(trimmed) || trimmed.length < 40) return trimmed;
  const bytes = Buffer.from(trimmed.replace(/\s/g, ''), 'base64');
  const decoded = bytes.toString('utf8').replace(/^\ufeff/, '');
  if (decoded.includes('\ufffd') || !decoded.includes(':')) {
    throw new ActionError('bad-kubeconfig', `${origin} is neither YAML nor YAML in base64.`, howToWrite);
  }
  return decoded;
}

function whatElse(parsed: unknown, origin: string): string {
  if (typeof parsed === 'string') {
    if (/^(?:~|\.{0,2}\/|[A-Za-z]:\\|\$)[^\s]*$/.test(parsed))
      return `${origin} is a path, not a kubeconfig.`;
    if (/^[\w-]+\.[\w-]+\.[\w-]+$/.test(parsed)) return `${origin} is a token, not a kubeconfig.`;
  }
  return `${origin} is not a kubeconfig: it is YAML, but not a mapping.`;
}

/** Entries by name. Those without a name are ignored: a context that needs one reports it as missing. */
function entries(list: unknown, field: string): Map<string, Mapping> {
  const found = new Map<string, Mapping>();
  for (const item of Array.isArray(list) ? list : []) {
    if (!isMapping(item)) continue;
    const name = asString(item['name']);
    const content = item[field];
    if (name !== undefined && !found.has(name)) found.set(name, isMapping(content) ? content : {});
  }
  return found;
}

export function isMapping(value: unknown): value is Mapping {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** A non-empty string. A number, as in `name: 1`, counts as a string. */
export function asString(value: unknown): string | undefined {
  const text = typeof value === 'number' ? String(value) : value;
  return typeof text === 'string' && text !== '' ? text : undefined;
}
