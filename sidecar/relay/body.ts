import { randomUUID } from 'node:crypto';
import { type FileHandle, open, unlink } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { Readable } from 'node:stream';
import { bytesOf } from '../files.ts';

/** Larger bodies go to a file. */
const maxInMemory = 1024 * 1024;
/** Pictures of the browser tool are tens of megabytes at most. */
export const maxBodyBytes = 64 * 1024 * 1024;
/** What is read of each end of a body that is in a file. */
const edgeBytes = 256 * 1024;

/** A request's body, which can be sent more than once. */
export interface Body {
  readonly bytes: number;
  /** The whole body if it is in memory, else its first and last 256 KiB joined for reading. */
  readonly view: Buffer;
  readonly isWhole: boolean;
  /** @param from the offset of the first byte */
  open(from?: number): Readable;
  dispose(): Promise<void>;
}

export class BodyTooLarge extends Error {
  override readonly name = 'BodyTooLarge';
}

/**
 * Reads a body to its end.
 * @throws BodyTooLarge as soon as there are more than `maxBodyBytes`; the stream's error; the file system's
 */
export async function readBody(stream: Readable, directory = tmpdir()): Promise<Body> {
  const chunks: Buffer[] = [];
  let bytes = 0;
  let file: FileHandle | undefined;
  try {
    for await (const chunk of bytesOf(stream)) {
      bytes += chunk.length;
      if (bytes > maxBodyBytes) throw new BodyTooLarge(`The body has more than ${maxBodyBytes} bytes.`);
      chunks.push(chunk);
      if (file === undefined && bytes <= maxInMemory) continue;
      file ??= await openUnnamed(directory);
      for (const part of chunks.splice(0)) await file.writeFile(part);
    }
    return file === undefined ? inMemory(Buffer.concat(chunks)) : await inFile(file, bytes);
  } catch (error) {
    await file?.close();
    throw error;
  }
}

function inMemory(content: Buffer): Body {
  return {
    bytes: content.length,
    view: content,
    isWhole: true,
    open: (from = 0) => Readable.from([content.subarray(from)], { objectMode: false }),
    dispose: async () => undefined,
  };
}

async function inFile(file: FileHandle, bytes: number): Promise<Body> {
  const view = Buffer.alloc(2 * edgeBytes);
  await file.read(view, 0, edgeBytes, 0);
  await file.read(view, edgeBytes, edgeBytes, bytes - edgeBytes);
  return {
    bytes,
    view,
    isWhole: false,
    open: (from = 0) => file.createReadStream({ start: from, autoClose: false, highWaterMark: 256 * 1024 }),
    dispose: async () => await file.close(),
  };
}

/** A file that is gone with its handle, also when this process is killed. */
async function openUnnamed(directory: string): Promise<FileHandle> {
  const name = path.join(directory, `body-${randomUUID()}`);
  const file = await open(name, 'wx+', 0o600);
  await unlink(name);
  return file;
}
