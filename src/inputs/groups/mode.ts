import { choice } from '../kinds.ts';
import { modeNames, modes } from '../modes.ts';
import type { InputRow } from '../row.ts';

/** What the action is asked to do. */
export const modeInputs = {
  mode: {
    group: 'mode',
    kind: choice(modeNames),
    default: 'eval',
    description: `${modeNames.map((name) => `\`${name}\` ${modes[name].does}`).join('; ')}.`,
  },
} as const satisfies Record<string, InputRow>;
