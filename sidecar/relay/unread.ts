import type { Writable } from 'node:stream';

/** Longer than any turn lasts, so that nobody waits for the answer any more. */
const unreadMs = 5 * 60_000;

/** Looks after an answer that its client may stop to read without going away. */
export interface UnreadWatch {
  /** To be called when something was written. */
  passed(): void;
  /** Whether the answer was ended because nobody read it. */
  isUnread(): boolean;
  stop(): void;
}

/** Destroys `out` when what was last written to it has waited too long: it holds a connection to the provider. */
export function watchUnread(out: Writable, limitMs = unreadMs): UnreadWatch {
  let isUnread = false;
  const look = (): void => {
    // Nothing to read is the provider's matter.
    isUnread = out.writableLength > 0;
    if (isUnread) out.destroy();
    else timer.refresh();
  };
  const timer = setTimeout(look, limitMs);
  return {
    passed: () => void timer.refresh(),
    isUnread: () => isUnread,
    stop: () => clearTimeout(timer),
  };
}
