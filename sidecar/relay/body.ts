import { randomUUID } from 'node:crypto';
import { type FileHandle, open, unlink } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { Readable } from 'node:stream';
import type { WireRefusal } from '../../src/protocol/wire.ts';
import { openPlaces } from './places.ts';
import { maxReadBytes } from './read-request.ts';
import { openSkimmer } from './skim.ts';

/** Larger bodies go to a file. */
const maxInMemory = 1024 * 1024;
/** Pictures of the browser tool are tens of megabytes at most. */
export const maxBodyBytes = 64 * 1024 * 1024;
/** All files together: well below what the kubelet evicts the pod for. */
const maxInFiles = 1024 * 1024 * 1024;
/** Beginnings of a body, up to its first brace. */
const headBytes = 4096;
/** V8 lets tens of megabytes of buffers pile up before it collects them by itself: they are outside of its heap. */
const collectEveryBytes = 8 * 1024 * 1024;

/** A request's body, which can be sent more than once. */
export interface Body {
  readonly bytes: number;
  /** What can be read of it: all if it is in memory, else what a skimmer left. */
  readonly view: Buffer;
  /** Its first bytes. */
  readonly head: Buffer;
  /** All of it if it is in memory. */
  readonly content: Buffer | null;
  /**
   * The bytes from an offset on. A chunk is to be used up before the next one is asked for, which may take its place.
   * @param from the offset of the first byte
   */
  open(from: number): AsyncIterable<Buffer>;
  dispose(): Promise<void>;
}

/** A body that is not taken. */
export class BodyRefused extends Error {
  override readonly name = 'BodyRefused';
  readonly refusal: Extract<WireRefusal, 'too-large' | 'too-many'>;
  constructor(refusal: BodyRefused['refusal']) {
    super(`the body is ${refusal}`);
    this.refusal = refusal;
  }
}

export interface BodyReader {
  /** Reads a body to its end. @throws BodyRefused; the stream's error; the file system's */
  read(stream: Readable, signal: AbortSignal): Promise<Body>;
}

/** The bodies of all requests share what memory and disk there is: the agent could send any number of them. */
export function openBodyReader(directory = tmpdir()): BodyReader {
  /** While a large body is read, its texts are in memory. */
  const largeOnes = openPlaces({ underWay: 4, inLine: 60, waitMs: 30_000 });
  let inFiles = 0;
  let uncollectedBytes = 0;

  function collect(newBytes: number): void {
    uncollectedBytes += newBytes;
    if (uncollectedBytes < collectEveryBytes) return;
    uncollectedBytes = 0;
    // There with --expose-gc alone; it takes some 10 ms, once in a hundred requests.
    globalThis.gc?.();
  }

  async function openSpill(signal: AbortSignal): Promise<Spill> {
    const leave = await largeOnes.enter(signal);
    if (leave === null) throw new BodyRefused('too-many');
    const file = await openUnnamed(directory).catch((error: unknown) => {
      leave();
      throw error;
    });
    const skimmer = openSkimmer(maxReadBytes);
    let bytes = 0;
    return {
      async add(chunk) {
        bytes += chunk.length;
        inFiles += chunk.length;
        if (bytes > maxBodyBytes) throw new BodyRefused('too-large');
        if (inFiles > maxInFiles) throw new BodyRefused('too-many');
        skimmer.push(chunk);
        await file.writeFile(chunk);
      },
      leave,
      body: (head) => ({
        bytes,
        view: skimmer.end() ?? Buffer.alloc(0),
        head: Buffer.from(head.subarray(0, headBytes)),
        content: null,
        open: (start) => chunksOf(file, start),
        dispose: async () => await dispose(),
      }),
      dispose,
    };
    async function dispose(): Promise<void> {
      inFiles -= bytes;
      await file.close();
    }
  }

  return {
    async read(stream, signal) {
      const chunks: Buffer[] = [];
      let bytes = 0;
      let spill: Spill | undefined;
      try {
        // Whoever sends too much is answered, for which its connection has to stay.
        for await (const chunk of stream.iterator({ destroyOnReturn: false })) {
          if (!Buffer.isBuffer(chunk)) throw new TypeError('a request gave something else than bytes');
          bytes += chunk.length;
          collect(chunk.length);
          if (spill === undefined) chunks.push(chunk);
          else await spill.add(chunk);
          if (spill !== undefined || bytes <= maxInMemory) continue;
          spill = await openSpill(signal);
          for (const early of chunks) await spill.add(early);
          chunks.length = 1;
        }
        return spill?.body(chunks[0] ?? Buffer.alloc(0)) ?? inMemory(Buffer.concat(chunks));
      } catch (error) {
        await spill?.dispose();
        throw error;
      } finally {
        spill?.leave();
      }
    },
  };
}

/** A body that continues in a file. */
interface Spill {
  add(chunk: Buffer): Promise<void>;
  /** Lets the next large body be read. */
  leave(): void;
  /** @param head its first chunk */
  body(head: Buffer): Body;
  dispose(): Promise<void>;
}

export function inMemory(content: Buffer): Body {
  return {
    bytes: content.length,
    view: content,
    head: content.subarray(0, headBytes),
    content,
    open: (from) => chunkOf(content.subarray(from)),
    dispose: async () => undefined,
  };
}

async function* chunkOf(content: Buffer): AsyncGenerator<Buffer> {
  if (content.length > 0) yield content;
}

/** Read into one buffer again and again, so that a large body leaves no garbage. */
async function* chunksOf(file: FileHandle, start: number): AsyncGenerator<Buffer> {
  const buffer = Buffer.allocUnsafeSlow(256 * 1024);
  for (let at = start; ;) {
    const { bytesRead } = await file.read(buffer, 0, buffer.length, at);
    if (bytesRead === 0) return;
    at += bytesRead;
    yield buffer.subarray(0, bytesRead);
  }
}

/** A file that is gone with its handle, also when this process is killed. */
async function openUnnamed(directory: string): Promise<FileHandle> {
  const name = path.join(directory, `body-${randomUUID()}`);
  const file = await open(name, 'wx+', 0o600);
  await unlink(name);
  return file;
}
