import { createReadStream, createWriteStream } from 'node:fs';
import { open, readdir, rename, rm } from 'node:fs/promises';
import path from 'node:path';
import { createInterface } from 'node:readline';
import { pipeline } from 'node:stream/promises';
import { withoutLogins } from '../base/secret.ts';

/** As much of a file as tells whether it is text. */
const HEAD_BYTES = 64 * 1024;

/**
 * Prepares the logs of nodes for publication. Files that are not text are removed: secrets cannot be replaced in a
 * compressed log or in a binary journal, and what could be replaced would break the file. Users and passwords are taken
 * out of addresses, because the nodes are told the runner's proxies.
 * @returns the files that were removed, relative to `directory`
 */
export async function cleanNodeLogs(directory: string): Promise<string[]> {
  const removed: string[] = [];
  for (const entry of await readdir(directory, { recursive: true, withFileTypes: true })) {
    if (entry.isDirectory()) continue;
    const file = path.join(entry.parentPath, entry.name);
    if (entry.isFile() && (await isText(file))) {
      await rewriteLines(file, withoutProxyLogins);
    } else {
      await rm(file);
      removed.push(path.relative(directory, file));
    }
  }
  return removed.sort();
}

/** Also where the address of a proxy has no scheme, which programs accept: `HTTPS_PROXY=user:password@host:3128`. */
function withoutProxyLogins(line: string): string {
  return withoutLogins(line).replace(
    /((?:https?|all|ftp|socks)_proxy=(?:[a-z\d]+:\/\/)?)(?:[^\s"\\]|\\.)*@/gi,
    '$1***@',
  );
}

async function isText(file: string): Promise<boolean> {
  const opened = await open(file);
  try {
    const { buffer, bytesRead } = await opened.read(Buffer.alloc(HEAD_BYTES), 0, HEAD_BYTES, 0);
    const head = buffer.subarray(0, bytesRead);
    if (head.includes(0)) return false;
    // As a stream, because the last character may have been cut.
    new TextDecoder('utf-8', { fatal: true }).decode(head, { stream: true });
    return true;
  } catch (error) {
    if (error instanceof TypeError) return false;
    throw error;
  } finally {
    await opened.close();
  }
}

async function rewriteLines(file: string, change: (line: string) => string): Promise<void> {
  const lines = createInterface({ input: createReadStream(file), crlfDelay: Infinity });
  const next = `${file}.clean`;
  await pipeline(
    lines,
    async function* (texts: AsyncIterable<string>) {
      for await (const text of texts) yield `${change(text)}\n`;
    },
    createWriteStream(next, { flags: 'wx' }),
  );
  await rename(next, file);
}
