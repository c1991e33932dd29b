import type { Clean, KnownSecrets } from '../base/clean.ts';
import { isActionError } from '../base/errors.ts';
import { parseRunDetail, type RunDetail } from '../result/formats/run-detail.ts';
import { findRunFiles } from './files.ts';

/**
 * The runs below a directory, such as `runs/` of an artifact, one at a time: all of them can be larger than the memory.
 * Files without a readable run are left out, with a sentence in `problems`.
 * @throws ActionError `bad-result` if there are too many files
 */
export function* runDetailsIn(
  directory: string,
  { clean }: KnownSecrets,
  problems: string[],
): Generator<Clean<RunDetail>> {
  const skip = (_: string, problem: string): void => void problems.push(problem);
  for (const { path: name, bytes } of findRunFiles(directory).contents(skip)) {
    try {
      yield clean(parseRunDetail(bytes, name));
    } catch (error) {
      if (!isActionError(error)) throw error;
      problems.push(`${error.message} It is not in the reports.`);
    }
  }
}
