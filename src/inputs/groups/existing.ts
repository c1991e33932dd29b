import { secretText } from '../kinds.ts';
import type { InputRow } from '../row.ts';

/** An OpenClaw that is there. */
export const existingInputs = {
  'openclaw-gateway-token': {
    group: 'existing',
    kind: secretText(),
    env: 'OPENCLAW_GATEWAY_TOKEN',
    secret: true,
    description: 'Token of the OpenClaw gateway; by default the one in its Secret, else a new one.',
  },
} as const satisfies Record<string, InputRow>;
