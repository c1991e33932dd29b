import { text } from '../kinds.ts';
import type { InputRow } from '../row.ts';

/** A run that goes on, or is held, in the cluster. */
export const heldInputs = {
  instance: {
    group: 'held',
    kind: text({ pattern: /^[0-9a-f]{8}$/, write: 'the 8 hex digits that the evaluation said of itself' }),
    description: 'Which evaluation of `namespace`; needed only if there are several.',
  },
} as const satisfies Record<string, InputRow>;
