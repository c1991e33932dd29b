import { writeFile } from 'node:fs/promises';
import path from 'node:path';
import { ActionError } from '../base/errors.ts';
import { readText } from '../kube/http.ts';
import { MAX_RESULT_BYTES } from '../result/formats/benchmark.ts';

/**
 * Saves what arrives on standard input as a file, which can be read as any other result.
 * @param directory where the file is written
 * @returns its path
 * @throws ActionError `bad-input`
 */
export async function saveStandardInput(stream: NodeJS.ReadStream, directory: string): Promise<string> {
  const text = await readText(stream, MAX_RESULT_BYTES);
  if (text === undefined)
    throw new ActionError('bad-input', `Standard input has more than ${MAX_RESULT_BYTES} bytes.`);
  if (text.trim() === '') {
    throw new ActionError('bad-input', 'Standard input is empty.', {
      hint: 'Pipe a benchmark.json into the command, or write its path in place of "-".',
    });
  }
  const file = path.join(directory, 'standard-input.json');
  await writeFile(file, text, { mode: 0o600 });
  return file;
}
