/**
 * Splits a stream of bytes into lines, without their ends. A line longer than `maxBytes` is cut short, since it may
 * never end. Call the returned function with each chunk, and with nothing at the end.
 */
export function lineSplitter(
  onLine: (line: string) => void,
  maxBytes = 64 * 1024,
): (chunk?: Uint8Array) => void {
  let parts: Uint8Array[] = [];
  let held = 0;
  const emit = (): void => {
    onLine(Buffer.concat(parts).toString('utf8').replace(/\r$/, ''));
    parts = [];
    held = 0;
  };
  const hold = (part: Uint8Array): void => {
    const kept = part.subarray(0, maxBytes - held);
    if (kept.length === 0) return;
    // Copied, because a slice would keep its whole chunk in memory.
    parts.push(Uint8Array.from(kept));
    held += kept.length;
  };
  return (chunk) => {
    if (chunk === undefined) {
      if (held > 0) emit();
      return;
    }
    let start = 0;
    for (;;) {
      const end = chunk.indexOf(0x0a, start);
      if (end === -1) break;
      hold(chunk.subarray(start, end));
      emit();
      start = end + 1;
    }
    if (start < chunk.length) hold(chunk.subarray(start));
  };
}
