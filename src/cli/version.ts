import type { ActionRoot } from '../base/ports.ts';
import { readOwnFile } from '../stack/manifests.ts';

/** The version of package.json. @throws ActionError internal when the action's files are incomplete */
export async function version(root: ActionRoot): Promise<string> {
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- our own file
  const { version: text } = JSON.parse(await readOwnFile(root, 'package.json')) as { version: string };
  return text;
}
