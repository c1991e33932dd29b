import { createHash } from 'node:crypto';
import { constants, type Stats } from 'node:fs';
import { type FileHandle, lstat, mkdir, open, opendir, rename } from 'node:fs/promises';
import path from 'node:path';
import type { Readable } from 'node:stream';
import { hasCode, ifExists } from '../src/base/missing-file.ts';

/** Writes a file whole or not at all, by a temporary file, fsync and rename. A reader never sees half of it. */
export async function writeAtomic(file: string, content: string | Uint8Array): Promise<void> {
  await mkdir(path.dirname(file), { recursive: true });
  const temp = `${file}.tmp`;
  const handle = await open(temp, 'w', 0o644);
  try {
    await handle.writeFile(content);
    await handle.sync();
  } finally {
    await handle.close();
  }
  await rename(temp, file);
}

/**
 * As `writeAtomic`, and on a full disk in place: what a file has already got, no other one can take. Readers may then see a
 * part of it, for a moment. Only for JSON, since what was longer is filled up with spaces.
 */
export async function writeAtAnyRate(file: string, json: string): Promise<void> {
  try {
    await writeAtomic(file, json);
  } catch (error) {
    if (!hasCode(error, 'ENOSPC', 'EDQUOT')) throw error;
    const handle = await open(file, constants.O_RDWR | constants.O_NOFOLLOW);
    try {
      const { size } = await handle.stat();
      const content = Buffer.from(json);
      await handle.write(Buffer.concat([content, Buffer.alloc(Math.max(0, size - content.length), ' ')]), 0);
      await handle.sync();
    } finally {
      await handle.close();
    }
  }
}

/**
 * Opens a regular file for reading; undefined if there is none. The agent under test can write where we read: a link
 * could lead anywhere, and opening a pipe would block for ever.
 */
export async function openRegular(file: string): Promise<FileHandle | undefined> {
  let handle: FileHandle;
  try {
    handle = await open(file, constants.O_RDONLY | constants.O_NOFOLLOW | constants.O_NONBLOCK);
  } catch (error) {
    if (hasCode(error, 'ENOENT', 'ENOTDIR', 'ELOOP', 'ENXIO', 'EACCES')) return undefined;
    throw error;
  }
  if ((await handle.stat()).isFile()) return handle;
  await handle.close();
  return undefined;
}

/** Content of a regular file of at most `maxBytes`; undefined if there is none, or it is larger. */
export async function readRegular(file: string, maxBytes: number): Promise<Buffer | undefined> {
  const handle = await openRegular(file);
  if (handle === undefined) return undefined;
  try {
    const { size } = await handle.stat();
    if (size > maxBytes) return undefined;
    const buffer = Buffer.alloc(size);
    let filled = 0;
    while (filled < size) {
      const { bytesRead } = await handle.read(buffer, filled, size - filled, filled);
      if (bytesRead === 0) break;
      filled += bytesRead;
    }
    return buffer.subarray(0, filled);
  } finally {
    await handle.close();
  }
}

/** Content of a JSON file; undefined if it is missing, too large, or not JSON. */
export async function readJson(file: string, maxBytes: number): Promise<unknown> {
  const content = await readRegular(file, maxBytes);
  if (content === undefined) return undefined;
  try {
    return JSON.parse(content.toString('utf8'));
  } catch {
    return undefined;
  }
}

/** Size and SHA-256 of a regular file, in constant memory; undefined if it no longer exists. */
export async function digest(file: string): Promise<{ size: number; sha256: string } | undefined> {
  const handle = await openRegular(file);
  if (handle === undefined) return undefined;
  const hash = createHash('sha256');
  let size = 0;
  for await (const chunk of bytesOf(handle.createReadStream())) {
    hash.update(chunk);
    size += chunk.length;
  }
  return { size, sha256: hash.digest('hex') };
}

/** Chunks of a stream of bytes. A file stream closes its handle at the end, also when it fails. */
export async function* bytesOf(stream: Readable): AsyncGenerator<Buffer> {
  for await (const chunk of stream) {
    if (!Buffer.isBuffer(chunk)) throw new TypeError('a stream of bytes gave something else');
    yield chunk;
  }
}

export interface FoundFile {
  /** Relative to the directory that was searched, forward slashes. */
  path: string;
  stats: Stats;
}

/** Enough for every name that a harness writes; safe in a shell command, a URL and a log line. */
const plainName = /^[A-Za-z0-9_][A-Za-z0-9._@+=-]{0,199}$/;

/**
 * Regular files below a directory, sorted by path. Names that the harness would not write, links, pipes, devices, and
 * all beyond `maxFiles` or 8 levels are left out: only something hostile makes these.
 */
export async function findFiles(directory: string, maxFiles: number): Promise<FoundFile[]> {
  const found: FoundFile[] = [];
  const visit = async (relative: string, depth: number): Promise<void> => {
    if (depth > 8) return;
    const entries = await opendir(path.join(directory, relative)).catch((error: unknown) => {
      if (hasCode(error, 'ENOENT', 'ENOTDIR', 'EACCES')) return undefined;
      throw error;
    });
    for await (const entry of entries ?? []) {
      if (found.length >= maxFiles) return;
      if (!plainName.test(entry.name)) continue;
      const child = relative === '' ? entry.name : `${relative}/${entry.name}`;
      if (entry.isDirectory()) await visit(child, depth + 1);
      else if (entry.isFile()) {
        const stats = await statIfThere(path.join(directory, child));
        if (stats?.isFile()) found.push({ path: child, stats });
      }
    }
  };
  await visit('', 0);
  return found.sort((a, b) => (a.path < b.path ? -1 : 1));
}

/** The metadata of a file, or of a link itself; undefined if there is none. */
export async function statIfThere(file: string): Promise<Stats | undefined> {
  return await ifExists(lstat(file));
}
