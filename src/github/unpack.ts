import { createWriteStream } from 'node:fs';
import { mkdir } from 'node:fs/promises';
import path from 'node:path';
import { pipeline } from 'node:stream/promises';
import { crc32 } from 'node:zlib';
import { pathProblem } from '../artifact/file-names.ts';
import { type Entry, openPromise, type ZipFile } from 'yauzl';

/** How large a file of this name may be; null if it is not wanted. */
export type Wanted = (name: string) => number | null;

/** Far more than an evaluation has: a file for each of 10 000 runs, and logs. */
const MOST_ENTRIES = 50_000;
/** Of all wanted files together, unpacked. */
const MOST_BYTES = 1_000_000_000;

/**
 * Unpacks the wanted files of a zip and nothing else. It goes by the directory at the end of the zip, which a truncated
 * one lacks, and checks the size and the checksum of each file.
 * @param target an empty directory
 * @throws Error whose message says what is wrong with the zip; then some of the files may be there
 */
export async function unpack(zip: string, target: string, wanted: Wanted): Promise<void> {
  // Names stay bytes: they are only compared, and a strange one must not spoil the others.
  const opened = await openPromise(zip, { lazyEntries: true, autoClose: false, decodeStrings: false });
  try {
    for (const [name, entry] of await wantedIn(opened, wanted))
      await unpackOne(opened, entry, path.join(target, name));
  } finally {
    opened.close();
  }
}

/** The wanted files by name. Their sizes are what the zip says; one that has more is an error when it is unpacked. */
async function wantedIn(zip: ZipFile, wanted: Wanted): Promise<Map<string, Entry>> {
  if (zip.entryCount > MOST_ENTRIES) throw new Error(`it has ${zip.entryCount} files`);
  const entries = new Map<string, Entry>();
  let total = 0;
  for await (const entry of zip.eachEntry()) {
    const name = entry.fileNameRaw.toString('utf8');
    const maxBytes = wanted(name);
    if (maxBytes === null || pathProblem(name) !== null) continue;
    if (entries.has(name)) throw new Error(`it has ${name} twice`);
    entries.set(name, entry);
    total += entry.uncompressedSize;
    if (entry.uncompressedSize > maxBytes)
      throw new Error(`${name} in it has ${entry.uncompressedSize} bytes, which is too much`);
  }
  if (total > MOST_BYTES) throw new Error(`it has ${total} bytes when it is unpacked, which is too much`);
  return entries;
}

async function unpackOne(zip: ZipFile, entry: Entry, file: string): Promise<void> {
  await mkdir(path.dirname(file), { recursive: true });
  let checksum = 0;
  await pipeline(
    await zip.openReadStreamPromise(entry),
    async function* (pieces: AsyncIterable<Buffer>) {
      for await (const piece of pieces) {
        checksum = crc32(piece, checksum);
        yield piece;
      }
    },
    createWriteStream(file, { flags: 'wx' }),
  );
  if (checksum !== entry.crc32) throw new Error(`${path.basename(file)} in it is damaged`);
}
