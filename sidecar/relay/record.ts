import { createWriteStream } from 'node:fs';
import { mkdir } from 'node:fs/promises';
import path from 'node:path';
import { PassThrough, Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { createGzip } from 'node:zlib';
import { redactStream } from '../../src/base/redact.ts';
import { bytesOf } from '../files.ts';

/** Keeps bodies of requests and answers, without secrets. */
export interface Recorder {
  /** Begins the file `<id>.<part>.gz`. Keeping never gets in the way of what is kept: what goes wrong is told to `onError`. */
  keep(id: string, part: 'request' | 'answer'): BodyTap;
  /** Resolves when all that was ended is written. */
  flush(): Promise<void>;
}

export interface BodyTap {
  push(chunk: Uint8Array): void;
  end(): void;
}

interface Limits {
  /** Of one body, before it is compressed. */
  bodyBytes: number;
  /** Of all files together. */
  totalBytes: number;
}

const usualLimits: Limits = { bodyBytes: 8 * 1024 * 1024, totalBytes: 256 * 1024 * 1024 };

const nothing: BodyTap = { push() {}, end() {} };

/**
 * @param secrets are replaced in all the forms that `redactStream` knows
 * @param onError called once for each file that could not be written, and once when there is no more room
 */
export function openRecorder(
  directory: string,
  secrets: readonly string[],
  onError: (error: unknown) => void,
  limits: Limits = usualLimits,
): Recorder {
  const writing = new Set<Promise<void>>();
  let total = 0;
  let isFull = false;

  const write = async (file: string, source: PassThrough): Promise<void> => {
    try {
      await mkdir(directory, { recursive: true });
      const out = createWriteStream(file, { flags: 'wx' });
      await pipeline(Readable.from(redactStream(bytesOf(source), secrets)), createGzip(), out);
      total += out.bytesWritten;
    } catch (error) {
      source.destroy();
      onError(error);
    }
  };

  return {
    keep(id, part) {
      if (total >= limits.totalBytes) {
        if (!isFull)
          onError(new Error(`the bodies have reached ${limits.totalBytes} bytes, and no more are kept`));
        isFull = true;
        return nothing;
      }
      const source = new PassThrough();
      source.on('error', () => undefined);
      const written = write(path.join(directory, `${id}.${part}.gz`), source);
      writing.add(written);
      void written.then(() => writing.delete(written));
      let bytes = 0;
      return {
        push(chunk) {
          const kept = chunk.subarray(0, Math.max(0, limits.bodyBytes - bytes));
          bytes += chunk.length;
          // Copied, because the chunk is the socket's own.
          if (kept.length > 0 && source.writable) source.write(Uint8Array.from(kept));
        },
        end() {
          const left = bytes - limits.bodyBytes;
          if (source.writable) source.end(left > 0 ? `\n[${left} more bytes]\n` : undefined);
        },
      };
    },
    async flush() {
      await Promise.all(writing);
    },
  };
}
