import { Buffer } from 'node:buffer';
import {
  CORE_SCHEMA,
  YAMLException,
  binaryTag,
  boolYaml11Tag,
  defineScalarTag,
  load,
  mergeTag,
} from 'js-yaml';
import { ActionError } from '../base/errors.ts';
import { oneLine } from '../base/plain-text.ts';
import { shapeProblem } from './kubeconfig-shape.ts';
import { isObject } from '../base/json.ts';
import { asString } from './mapping.ts';
import type { Mapping } from './mapping.ts';

/** A kubeconfig as it is written, not yet checked. */
export interface KubeconfigDocument {
  /** `clusters`, `contexts`, `users`: entries by name. */
  clusters: Map<string, Mapping>;
  contexts: Map<string, Mapping>;
  users: Map<string, Mapping>;
  currentContext: string | undefined;
  /** Lists that it does not have. */
  missing: readonly ListName[];
}

const lists = ['clusters', 'contexts', 'users'] as const;
type ListName = (typeof lists)[number];

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
 * Reads the text of a kubeconfig, plain or base64, as kubectl does: of several YAML documents the first, of a key that
 * is there twice the last. It may be empty, or lack lists: those of several kubeconfigs are merged.
 *
 * @param origin for messages: "The kubeconfig input"
 * @throws ActionError `bad-kubeconfig` if it is something else; no message quotes the text
 */
export function parseDocument(text: string, origin: string): KubeconfigDocument {
  const parsed = firstDocument(decode(text, origin), origin) ?? {};
  if (!isObject(parsed)) throw new ActionError('bad-kubeconfig', whatElse(parsed, origin), howToWrite);
  const kind = asString(parsed['kind']) ?? 'Config';
  const version = asString(parsed['apiVersion']) ?? 'v1';
  if (kind !== 'Config' || version !== 'v1') {
    const what = kind === 'Config' ? `Config of version ${oneLine(version, 60)}` : oneLine(kind, 60);
    throw new ActionError('bad-kubeconfig', `${origin} is a ${what}, not a kubeconfig.`, howToWrite);
  }
  const problem = shapeProblem(parsed);
  if (problem !== undefined)
    throw new ActionError('bad-kubeconfig', `${origin}: ${oneLine(problem, 300)}.`, {
      hint: 'kubectl refuses it, too: correct it, or create one with `kubectl config view --raw --flatten --minify`.',
    });
  return {
    clusters: entries(parsed['clusters'], 'cluster'),
    contexts: entries(parsed['contexts'], 'context'),
    users: entries(parsed['users'], 'user'),
    currentContext: asString(parsed['current-context']),
    missing: lists.filter((name) => !Array.isArray(parsed[name])),
  };
}

/** Merges several files, as in `KUBECONFIG=a:b`: of entries with the same name, the first counts. */
export function mergeDocuments(documents: readonly KubeconfigDocument[]): KubeconfigDocument {
  const merged: KubeconfigDocument = {
    clusters: new Map(),
    contexts: new Map(),
    users: new Map(),
    currentContext: documents.find(({ currentContext }) => currentContext !== undefined)?.currentContext,
    missing: lists.filter((name) => documents.every(({ missing }) => missing.includes(name))),
  };
  for (const document of documents) {
    for (const name of lists) {
      for (const [key, entry] of document[name]) {
        if (!merged[name].has(key)) merged[name].set(key, entry);
      }
    }
  }
  return merged;
}

/** What kubectl's parser knows: yes and no, merged keys, and tags of other programs, which it ignores. */
const schema = CORE_SCHEMA.withTags(
  boolYaml11Tag,
  mergeTag,
  binaryTag,
  defineScalarTag('!', { matchByTagPrefix: true, resolve: (text) => text, identify: () => false }),
);
/** What js-yaml says of text behind the first document. */
const trailing = /end of the stream or a document separator/;

/** The first YAML document of a text; undefined if it has none. */
function firstDocument(text: string, origin: string): unknown {
  const marker = /^(?:---|\.\.\.)(?=\s|$)/m;
  const [, before = '', rest = ''] = /^((?:[ \t]*(?:#.*|%.*)?\r?\n)*)---(?=\s|$)([^]*)$/.exec(text) ?? [];
  const own = rest === '' ? text : rest;
  const end = marker.exec(own)?.index ?? own.length;
  // The lines before it count, so that a message names the right one.
  const document = (rest === '' ? '' : before.replace(/^.*$/gm, '')) + own.slice(0, end);
  try {
    return parseYaml(document);
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
}

/** One document of YAML or JSON, whatever stands behind it. */
function parseYaml(text: string): unknown {
  const options = { schema, json: true };
  try {
    return text.trim() === '' ? undefined : load(text, options);
  } catch (error) {
    const end =
      error instanceof YAMLException && trailing.test(error.reason) ? error.mark?.position : undefined;
    if (end === undefined || end === 0) throw error;
    return load(text.slice(0, end), options);
  }
}

function decode(text: string, origin: string): string {
  const trimmed = text.replace(/^\ufeff/, '').trim();
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
    const name = isObject(item) ? asString(item['name']) : undefined;
    const content = isObject(item) ? item[field] : undefined;
    if (name !== undefined) found.set(name, isObject(content) ? content : {});
  }
  return found;
}
