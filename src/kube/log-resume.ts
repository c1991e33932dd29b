interface Accepted {
  time: string | undefined;
  text: string;
  /** Set if lines between this timestamp and the line may be missing. */
  gapSince: string | undefined;
}

export interface ResumePoint {
  /** The `sinceTime` for the next stream; undefined for the whole log. */
  sinceTime(): string | undefined;
  /** Call this when a new stream begins, from `sinceTime`. */
  reopened(): void;
  /** The line without its timestamp; undefined if an earlier stream had it already. */
  accept(line: string): Accepted | undefined;
}

// The kubelet pads timestamps to nine digits, so that they compare as strings.
const stamped = /^((\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d)(?:\.\d+)?(Z|[+-]\d\d:\d\d)) ?/;

/**
 * Where to resume after a log stream was cut. `sinceTime` has whole seconds, so a reopened stream repeats lines.
 * Lines before the last timestamp are dropped, and as many with exactly that timestamp as were seen before
 * (like https://github.com/stern/stern/pull/230). Within one stream nothing is dropped, because the timestamps of
 * stdout and stderr may be out of order.
 */
export function resumePoint(): ResumePoint {
  /** The latest timestamp so far, how many lines had it, and the second to resume at. */
  let last: { stamp: string; lines: number; second: string } | undefined;
  /** The repetition at the start of a reopened stream; undefined once it is over. */
  let overlap: { stamp: string; skip: number; isFirst: boolean } | undefined;

  return {
    sinceTime: () => last?.second,
    reopened() {
      overlap = last && { stamp: last.stamp, skip: last.lines, isFirst: true };
    },
    accept(line) {
      const [prefix, stamp, second, zone] = stamped.exec(line) ?? [];
      if (prefix === undefined || stamp === undefined) {
        // The first line of a reopened stream can be the tail of a line that was seen before.
        return overlap?.isFirst ? undefined : { time: undefined, text: line, gapSince: undefined };
      }
      let gapSince: string | undefined;
      if (overlap) {
        if (stamp < overlap.stamp || (stamp === overlap.stamp && overlap.skip > 0)) {
          if (stamp === overlap.stamp) overlap.skip--;
          overlap.isFirst = false;
          return undefined;
        }
        // The stream should have begun with the last line. Without any overlap, the file it was in is gone.
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
