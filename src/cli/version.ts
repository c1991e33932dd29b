import { readOwnFile } from '../stack/manifests.ts';
import { root } from '../root.ts';

/** The version of package.json. @throws ActionError internal when the action's files are incomplete */
export async function version(): Promise<string> {
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- our own file
  const { version: text } = JSON.parse(await readOwnFile(root, 'package.json')) as { version: string };
  return text;
}
