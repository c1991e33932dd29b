export interface Accepted {
  time: string | undefined;
  text: string;
  /** Set when lines between this stamp and the line may be missing. */
  gapSince: string | undefined;
}

export interface ResumePoint {
  /** To ask the next stream for; undefined for all of the log. */
  sinceTime(): string | undefined;
  /** A new stream begins, from `sinceTime`. */
  reopened(): void;
  /** The line as it is new, or undefined when it was there before. */
  accept(line: string): Accepted | undefined;
}

// Written with nine digits by the kubelet, so that stamps compare as strings.
const stamped = /^(\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d)(\.\d+)?(Z|[+-]\d\d:\d\d) ?/;

/**
 * Where to go on after a log stream was cut. `sinceTime` counts whole seconds, so a reopened stream repeats
 * lines: those before the last stamp are dropped, and of those with the very same stamp as many as were seen.
 * (The way of https://github.com/stern/stern/pull/230.)
 */
export function resumePoint(): ResumePoint {
  let lastStamp: string | undefined;
  /** Lines seen with `lastStamp`. */
  let seen = 0;
  let toSkip = 0;
  let isFirstStream = true;
  let sawStamp = false;

  return {
    sinceTime: () => (lastStamp === undefined ? undefined : `${lastStamp.slice(0, 19)}Z`),
    reopened() {
      isFirstStream = lastStamp === undefined;
      toSkip = seen;
      sawStamp = false;
    },
    accept(line) {
      const match = stamped.exec(line);
      if (match === null) {
        // The first line of a reopened stream can be the tail of one that was skipped.
        if (!isFirstStream && !sawStamp) return undefined;
        return { time: undefined, text: line, gapSince: undefined };
      }
      const stamp = match[0].trimEnd();
      const isFirst = !sawStamp;
      sawStamp = true;
      const previous = lastStamp;
      if (previous !== undefined && stamp < previous) return undefined;
      if (stamp === previous) {
        if (toSkip > 0) {
          toSkip--;
          return undefined;
        }
        seen++;
      } else {
        lastStamp = stamp;
        seen = 1;
        toSkip = 0;
      }
      // The stream was asked for from the last line on: without it, the file it was in is gone.
      const gapSince = isFirst && !isFirstStream && stamp !== previous ? previous : undefined;
      return { time: stamp, text: line.slice(match[0].length), gapSince };
    },
  };
}
