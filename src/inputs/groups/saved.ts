import { paths, text } from '../kinds.ts';
import type { InputRow } from '../row.ts';

/** An earlier result, for `mode: verdict`. */
export const savedInputs = {
  result: {
    group: 'saved',
    kind: paths(),
    lines: true,
    description:
      'Path of a benchmark.json, or of the directory of an unpacked artifact, which tells more; the files of several shards, one a line, are merged.',
  },
  'run-cache': {
    group: 'saved',
    kind: text({ maxLength: 4096 }),
    description:
      'Directory with the run files of `result`; without them, which runs count is inferred from summary figures.',
  },
} as const satisfies Record<string, InputRow>;
