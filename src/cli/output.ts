import type { Clean } from '../base/clean.ts';

/** Standard output. Whoever reads it may stop to (`| head`): the rest is then written nowhere, and nothing else changes. */
export function openStandardOutput(stream: NodeJS.WritableStream): { print(text: Clean<string>): void } {
  stream.on('error', (error: NodeJS.ErrnoException) => {
    if (error.code !== 'EPIPE') throw error;
  });
  return { print: (text) => void stream.write(`${text}\n`) };
}
