import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { CORE_SCHEMA, load, mergeTag } from 'js-yaml';
import { ActionError } from '../base/errors.ts';
import type { ActionRoot } from '../base/ports.ts';
import type { KubeObject, Manifest } from '../kube/types.ts';

// Our manifests may use the merge keys of YAML 1.1, but not its surprising numbers and booleans.
const schema = CORE_SCHEMA.withTags(mergeTag);

/**
 * One of the action's own manifests, which hold one object each.
 * @param name relative to `manifests/`: `eval/job.yaml`
 * @throws ActionError internal when the action's files are incomplete
 */
export async function readManifest<T extends object = Manifest>(
  root: ActionRoot,
  name: string,
): Promise<KubeObject<T>> {
  const text = await readOwnFile(root, path.join('manifests', name));
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- our own file; a test checks each of them
  return load(text, { schema, filename: name }) as KubeObject<T>;
}

/** A text file of the action's own, `name` relative to the checkout. @throws ActionError internal when missing */
export async function readOwnFile(root: ActionRoot, name: string): Promise<string> {
  try {
    return await readFile(path.join(root, name), 'utf8');
  } catch (cause) {
    throw new ActionError('internal', `The action's own file ${name} cannot be read.`, {
      hint: 'Use the action at a released version or a commit whose dist/ is built.',
      cause,
    });
  }
}
