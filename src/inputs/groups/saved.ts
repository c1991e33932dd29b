import { paths, text } from '../kinds.ts';
import type { InputRow } from '../row.ts';

/** Earlier results, for `mode: verdict` and `mode: report`. */
export const savedInputs = {
  result: {
    group: 'saved',
    common: true,
    kind: paths(),
    lines: true,
    description:
      'Path of a benchmark.json, or better of an unpacked artifact, which holds more evidence, in the checkout or `RUNNER_TEMP`; the files of several shards, one per line, are merged. For `report`: directories of unpacked artifacts, or the directory that they are in, one per line.',
  },
  'run-cache': {
    group: 'saved',
    common: true,
    kind: text({ maxLength: 4096 }),
    description:
      'Directory with the run files of `result`, if that is not `runs` beside it; without any, summary figures decide which runs count.',
  },
} as const satisfies Record<string, InputRow>;
