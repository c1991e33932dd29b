import { ActionError } from '../base/errors.ts';
import { quoted, textOf } from './kubeconfig-files.ts';

interface TokenFileOptions {
  /** Used as long as nothing was read. */
  token: string | undefined;
  /** Of the kubeconfig, for messages. */
  origin: string;
  /** Called with every token that is new. */
  mask: (secret: string) => void;
}

/**
 * Reads a token file again for every request, because tokens of ServiceAccounts are replaced in place. While it cannot
 * be read, the last token counts.
 * @returns a function that throws ActionError `cluster-auth` if there never was one
 */
export function tokenReader(file: string, { token, origin, mask }: TokenFileOptions): () => string {
  let last = token;
  return () => {
    const reading = textOf(file);
    const read = 'text' in reading ? reading.text.trim() : '';
    if (read !== '' && read !== last) mask(read);
    last = read === '' ? last : read;
    if (last !== undefined) return last;
    const says = 'text' in reading ? 'is empty' : reading.refusal;
    throw new ActionError('cluster-auth', `${origin}: its tokenFile ${quoted(file)} ${says}.`, {
      hint: 'Write the token into that file in an earlier step of the job.',
    });
  };
}
