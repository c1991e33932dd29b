/**
 * Splits a byte stream into lines, in constant memory: a line longer than `maxBytes` is cut.
 * It splits bytes, not text, so that a character that spans two chunks stays whole.
 */
export function lineSplitter(maxBytes: number): {
  /** Calls `onLine` for each line that ends in `chunk`, without its newline. */
  push(chunk: Buffer, onLine: (line: string) => void): void;
  /** The last line, if it did not end with a newline. */
  end(): string | undefined;
} {
  let parts: Buffer[] = [];
  let keptBytes = 0;
  let droppedBytes = 0;

  const keep = (piece: Buffer, isRest: boolean): void => {
    const room = Math.min(piece.length, maxBytes - keptBytes);
    // The rest of a chunk is kept until the next one. It is copied, or it would keep the whole chunk in memory.
    if (room > 0) parts.push(isRest ? Buffer.from(piece.subarray(0, room)) : piece.subarray(0, room));
    keptBytes += room;
    droppedBytes += piece.length - room;
  };
  const take = (): string => {
    const line = (parts.length === 1 && parts[0] ? parts[0] : Buffer.concat(parts)).toString('utf8');
    const text = droppedBytes === 0 ? line : `${line} … [${droppedBytes} bytes more]`;
    parts = [];
    keptBytes = 0;
    droppedBytes = 0;
    return text.endsWith('\r') ? text.slice(0, -1) : text;
  };

  return {
    push(chunk, onLine) {
      let start = 0;
      for (;;) {
        const newline = chunk.indexOf(0x0a, start);
        if (newline === -1) break;
        keep(chunk.subarray(start, newline), false);
        onLine(take());
        start = newline + 1;
      }
      if (start < chunk.length) keep(chunk.subarray(start), true);
    },
    end() {
      return keptBytes + droppedBytes === 0 ? undefined : take();
    },
  };
}
