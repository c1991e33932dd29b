import { choice } from '../kinds.ts';
import type { InputRow } from '../row.ts';

/** What stays. */
export const cleanupInputs = {
  cleanup: {
    group: 'cleanup',
    kind: choice(['always', 'on-success', 'never']),
    default: 'always',
    description:
      'When to delete what this run created: `always`, `on-success` only, or `never`; what is kept expires by itself.',
  },
} as const satisfies Record<string, InputRow>;
