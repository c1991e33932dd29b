interface Accepted {
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

// The kubelet pads stamps to nine digits, so that they compare as strings.
const stamped = /^((\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d)(?:\.\d+)?(Z|[+-]\d\d:\d\d)) ?/;

/**
 * Where to go on after a log stream was cut. `sinceTime` counts whole seconds, so a reopened stream repeats
 * lines: those before the last stamp are dropped, and of those with the very same stamp as many as were seen.
 * (The way of https://github.com/stern/stern/pull/230.) Within one stream nothing is dropped: stdout and
 * stderr may be stamped out of order.
 */
export function resumePoint(): ResumePoint {
  /** The highest stamp so far, how many lines had it, and the second to resume at. */
  let last: { stamp: string; lines: number; second: string } | undefined;
  /** What is repeated at the start of a reopened stream; undefined once that is over. */
  let overlap: { stamp: string; skip: number; isFirst: boolean } | undefined;

  return {
    sinceTime: () => last?.second,
    reopened() {
      overlap = last && { stamp: last.stamp, skip: last.lines, isFirst: true };
    },
    accept(line) {
      const [prefix, stamp, second, zone] = stamped.exec(line) ?? [];
      if (prefix === undefined || stamp === undefined) {
        // The first line of a reopened stream can be the tail of a line that was skipped.
        return overlap?.isFirst ? undefined : { time: undefined, text: line, gapSince: undefined };
      }
      let gapSince: string | undefined;
      if (overlap) {
        if (stamp < overlap.stamp || (stamp === overlap.stamp && overlap.skip > 0)) {
          if (stamp === overlap.stamp) overlap.skip--;
          overlap.isFirst = false;
          return undefined;
        }
        // The stream was asked for from the last line on: without any overlap, the file that line was in is gone.
        if (overlap.isFirst) gapSince = overlap.stamp;
        overlap = undefined;
      }
      if (last?.stamp === stamp) last.lines++;
      else if (last === undefined || stamp > last.stamp)
        last = { stamp, lines: 1, second: `${second}${zone}` };
      return { time: stamp, text: line.slice(prefix.length), gapSince };
    },
  };
}
