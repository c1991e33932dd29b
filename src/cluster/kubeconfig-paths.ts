import { createReadStream, statSync } from 'node:fs';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { ActionError, isActionError } from '../base/errors.ts';
import { isRefusal, type Refusal } from '../base/checked-file.ts';
import { readText } from '../kube/http.ts';
import type { KubeconfigDocument } from './kubeconfig-document.ts';
import { parseDocument } from './kubeconfig-document.ts';
import { LARGEST_FILE_BYTES, textOf } from './kubeconfig-files.ts';
import { isObject } from '../base/json.ts';
import { asString } from './mapping.ts';
import type { Mapping } from './mapping.ts';

const PIPE_MS = 10_000;

/** Resolves relative paths from the file's directory; without one they stay as they are, and are refused when used. */
export function withAbsolutePaths(
  document: KubeconfigDocument,
  directory: string | undefined,
): KubeconfigDocument {
  if (directory !== undefined)
    for (const { entry, field, file } of paths(document)) entry[field] = path.resolve(directory, file);
  return document;
}

/**
 * The contents of a kubeconfig, for an input that takes no path. Relative paths in it are meant from its directory, so
 * that they are written out.
 * @throws ActionError bad-input
 */
export async function readKubeconfig(file: string): Promise<string> {
  const read = isPipe(file) ? await textOfPipe(file) : textOf(file);
  const refusal = isRefusal(read) ? read.refusal : read.text.trim() === '' ? 'is empty' : undefined;
  // An empty one, treated as not set, would give way to a cluster that was never named.
  if (isRefusal(read) || refusal !== undefined) {
    throw new ActionError('bad-input', `The kubeconfig ${file} ${refusal}.`, {
      hint: 'Write the path of a kubeconfig as --kubeconfig.',
    });
  }
  const document = parsed(read.text);
  if (document === undefined || paths(document).every((item) => path.isAbsolute(item.file))) return read.text;
  return asText(withAbsolutePaths(document, path.dirname(path.resolve(file))));
}

/** `--kubeconfig <(…)` of a shell, by which a kubeconfig never gets on a disk. */
function isPipe(file: string): boolean {
  return statSync(file, { throwIfNoEntry: false })?.isFIFO() === true;
}

async function textOfPipe(file: string): Promise<{ text: string } | Refusal> {
  const late = sleep(PIPE_MS, { refusal: `sends nothing in ${PIPE_MS / 1000} s` }, { ref: false });
  const whole = readText(createReadStream(file), LARGEST_FILE_BYTES).then((text) =>
    text === undefined ? { refusal: `has more than ${LARGEST_FILE_BYTES} bytes` } : { text },
  );
  return await Promise.race([whole, late]);
}

/** Undefined for a text that is no kubeconfig: what is wrong with it is said where it is used. */
function parsed(text: string): KubeconfigDocument | undefined {
  try {
    return parseDocument(text, '');
  } catch (error) {
    if (!isActionError(error)) throw error;
    return undefined;
  }
}

/** Every path in a kubeconfig that kubectl resolves. */
function paths(document: KubeconfigDocument): { entry: Mapping; field: string; file: string }[] {
  const named = (entry: Mapping, fields: readonly string[]): ReturnType<typeof paths> =>
    fields.flatMap((field) => {
      const file = asString(entry[field]);
      return file === undefined ? [] : [{ entry, field, file }];
    });
  return [
    ...[...document.clusters.values()].flatMap((cluster) => named(cluster, ['certificate-authority'])),
    ...[...document.users.values()].flatMap((user) => {
      const plugin = user['exec'];
      // A bare name is searched in PATH.
      const isPath = isObject(plugin) && /[\\/]/.test(asString(plugin['command']) ?? '');
      return [
        ...named(user, ['client-certificate', 'client-key', 'tokenFile']),
        ...(isPath ? named(plugin, ['command']) : []),
      ];
    }),
  ];
}

function asText({ clusters, contexts, users, currentContext, missing }: KubeconfigDocument): string {
  const listed = (entries: ReadonlyMap<string, Mapping>, key: string): object[] =>
    [...entries].map(([name, entry]) => ({ name, [key]: entry }));
  const lists = {
    clusters: listed(clusters, 'cluster'),
    contexts: listed(contexts, 'context'),
    users: listed(users, 'user'),
  };
  const present = Object.entries(lists).filter(([name]) => !missing.some((list) => list === name));
  return JSON.stringify({ 'current-context': currentContext, ...Object.fromEntries(present) });
}
