import { styleText } from 'node:util';
import type { Clean } from '../base/clean.ts';
import { ActionError } from '../base/errors.ts';
import type { ActionRoot } from '../base/ports.ts';
import { readOwnFile } from '../stack/manifests.ts';
import type { Page } from './help.ts';

/** Longer lines are hard to read. */
const WIDEST = 100;

/** Standard output of a command. */
export interface StandardOutput {
  print: (text: Clean<string>) => void;
  /** Waits until all of it was taken. @returns why it could not be written, as on a full disk; null if it was */
  finish: () => Promise<Error | null>;
}

/** If the reader of standard output stops (`| head`), the rest is dropped, and nothing else changes. */
export function openStandardOutput(stream: NodeJS.WritableStream): StandardOutput {
  let failure: Error | null = null;
  stream.on('error', (error: NodeJS.ErrnoException) => {
    if (error.code !== 'EPIPE') failure ??= error;
  });
  return {
    print: (text) => void stream.write(`${text}\n`),
    async finish() {
      await new Promise<void>((resolve) => stream.write('', () => resolve()));
      return failure;
    },
  };
}

/**
 * Width and colours of a stream: those of a terminal, and else 80 columns. NO_COLOR and FORCE_COLOR decide where they
 * are set.
 */
export function pageOf(stream: NodeJS.WriteStream): Page {
  const width = stream.isTTY && stream.columns > 0 ? Math.min(stream.columns, WIDEST) : 80;
  return { width, colour: styleText('bold', 'x', { stream }) !== 'x' };
}

/** Aborts when the user stops the program. */
export function untilStopped(): AbortSignal {
  const cancelling = new AbortController();
  for (const name of ['SIGINT', 'SIGTERM'] as const) {
    process.once(name, () => cancelling.abort(new ActionError('cancelled', 'You stopped it.')));
  }
  return cancelling.signal;
}

/** The version of package.json. @throws ActionError internal when the action's files are incomplete */
export async function version(root: ActionRoot): Promise<string> {
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- our own file
  const { version: text } = JSON.parse(await readOwnFile(root, 'package.json')) as { version: string };
  return text;
}
