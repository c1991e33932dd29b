import { Readable } from 'node:stream';
import { setTimeout as wait } from 'node:timers/promises';

/** Errors of providers are a few hundred bytes long. */
const peekBytes = 64 * 1024;
const peekMs = 5000;

/**
 * Reads the beginning of a body that is short as a rule. It never throws: where the body breaks off, `text` ends, and `body`
 * breaks off as well.
 * @returns `body` has all of it, from its first byte on
 */
export async function peek(body: Readable): Promise<{ text: string; body: Readable }> {
  const chunks: Buffer[] = [];
  const iterator: AsyncIterator<Buffer> = body[Symbol.asyncIterator]();
  const late = new AbortController();
  const isLate = wait(peekMs, null, { signal: late.signal }).catch(() => null);
  let pending = iterator.next();
  for (let bytes = 0; bytes < peekBytes; pending = iterator.next()) {
    const next = await Promise.race([pending.catch(() => null), isLate]);
    if (next === null || next.done === true) break;
    chunks.push(next.value);
    bytes += next.value.length;
  }
  late.abort();
  // Nobody may read on.
  pending.catch(() => undefined);
  const whole = Readable.from(rejoined(chunks, pending, iterator), { objectMode: false });
  whole.once('close', () => body.destroy());
  return { text: Buffer.concat(chunks).toString('utf8'), body: whole };
}

async function* rejoined(
  chunks: readonly Buffer[],
  pending: Promise<IteratorResult<Buffer>>,
  iterator: AsyncIterator<Buffer>,
): AsyncGenerator<Buffer> {
  yield* chunks;
  for (let next = await pending; next.done !== true; next = await iterator.next()) yield next.value;
}
