import type { InputsOf } from '../inputs/types.ts';

/** What the user adds to the Job of the evaluation itself; its pods have their overlay. */
export interface JobWishes {
  labels: Readonly<Record<string, string>>;
  annotations: Readonly<Record<string, string>>;
  /** LocalQueue of Kueue in which the Job waits; undefined if it starts at once. */
  queue: string | undefined;
}

export function jobWishes({ queue, jobLabels, jobAnnotations }: InputsOf<'job'>): JobWishes {
  return { labels: jobLabels ?? {}, annotations: jobAnnotations ?? {}, queue: queue ?? undefined };
}
