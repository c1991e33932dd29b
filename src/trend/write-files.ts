import { lstatSync, mkdirSync, realpathSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { isWithin, type Places } from '../base/checked-file.ts';
import { ActionError, messageOf } from '../base/errors.ts';
import { hasCode } from '../base/missing-file.ts';

/**
 * Writes files into a directory, which is made if it does not exist. A link that a commit put there is not followed: the
 * directory must be where its path says, and a link in place of a file is replaced.
 * @throws ActionError `bad-input`
 */
export function writeFiles(written: string, places: Places, files: Readonly<Record<string, string>>): string {
  const directory = path.resolve(places.directory, written);
  const tree = places.trees.find(({ path: root }) => isWithin(directory, path.resolve(root)));
  if (tree === undefined && !places.elsewhere) throw refused(written, `is outside of ${placesOf(places)}`);
  try {
    mkdirSync(directory, { recursive: true });
    if (tree !== undefined && !isWithin(realpathSync(directory), realpathSync(tree.path)))
      throw refused(written, `leads out of ${tree.name}`);
    for (const [name, content] of Object.entries(files)) replace(path.join(directory, name), content);
  } catch (error) {
    if (error instanceof ActionError) throw error;
    throw refused(written, `cannot be written: ${messageOf(error)}`);
  }
  return directory;
}

/** No reader ever sees half of a file. */
function replace(file: string, content: string): void {
  if (isDirectory(file)) throw new Error(`${path.basename(file)} is a directory`);
  const temporary = `${file}.new`;
  rmSync(temporary, { force: true });
  writeFileSync(temporary, content, { flag: 'wx' });
  renameSync(temporary, file);
}

function isDirectory(file: string): boolean {
  try {
    return lstatSync(file).isDirectory();
  } catch (error) {
    if (hasCode(error, 'ENOENT')) return false;
    throw error;
  }
}

function placesOf({ trees }: Places): string {
  return trees.map(({ name }) => name).join(' and ');
}

function refused(written: string, why: string): ActionError {
  return new ActionError('bad-input', `The directory in \`history-path\`, ${written}, ${why}.`, {
    hint: 'Write a directory in the checkout, or leave it out: the output history-path says where the page is.',
  });
}
