import { cp, mkdir, readdir, rm } from 'node:fs/promises';
import { ActionError, messageOf } from '../base/errors.ts';
import type { Log } from '../base/ports.ts';

/**
 * Makes the directory that `--output` names, before anything is paid for.
 * @throws ActionError `bad-input` if it cannot be made, or holds files that could be taken for results
 */
export async function makeOutputDirectory(directory: string): Promise<void> {
  let files: string[];
  try {
    await mkdir(directory, { recursive: true });
    files = await readdir(directory);
  } catch (error) {
    throw new ActionError('bad-input', `--output ${directory} cannot be made: ${messageOf(error)}`, {
      hint: 'Write the name of a new directory.',
      cause: error,
    });
  }
  if (files.length > 0) {
    throw new ActionError('bad-input', `--output ${directory} is not empty.`, {
      hint: 'Write the name of a new or an empty directory.',
    });
  }
}

/** Moves results there. That it fails costs no verdict. @returns where they are */
export async function moveResults(from: string, to: string, log: Pick<Log, 'warning'>): Promise<string> {
  try {
    // A rename would not reach another file system.
    await cp(from, to, { recursive: true });
  } catch (error) {
    log.warning('Results', `They could not be written to ${to}: ${messageOf(error)}`);
    return from;
  }
  await rm(from, { recursive: true });
  return to;
}
