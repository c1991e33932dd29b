import { text } from '../kinds.ts';
import type { InputRow } from '../row.ts';

/** An evaluation that another process started. */
export const detachedInputs = {
  instance: {
    group: 'detached',
    common: true,
    kind: text({
      pattern: /^[0-9a-f]{8}$/,
      write: 'the 8 hex digits that the evaluation printed when it started',
    }),
    description: 'Which evaluation in `namespace`, by its 8 hex digits; needed only if there are several.',
  },
} as const satisfies Record<string, InputRow>;
