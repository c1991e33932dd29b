import { text } from '../kinds.ts';
import type { InputRow } from '../row.ts';

/** What the action is asked to do. The table of modes adds the names and the description: `inputRowsOf`. */
export const modeInputs = {
  mode: { group: 'mode', kind: text(), default: 'eval', workflowOnly: true, description: '' },
} as const satisfies Record<string, InputRow>;
