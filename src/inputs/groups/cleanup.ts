import { choice } from '../kinds.ts';
import type { InputRow } from '../row.ts';

/** What is kept after an evaluation. */
export const cleanupInputs = {
  cleanup: {
    group: 'cleanup',
    common: true,
    kind: choice(['always', 'on-success', 'never']),
    default: 'always',
    circumstantial: true,
    description:
      'When to delete what the evaluation created: `always`, `on-success` or `never`; what is kept expires by itself.',
  },
} as const satisfies Record<string, InputRow>;
