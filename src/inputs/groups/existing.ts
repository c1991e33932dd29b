import { choice, dnsSubdomain, flag, secretText, text } from '../kinds.ts';
import type { InputRow } from '../row.ts';

/** An OpenClaw that is there. */
export const existingInputs = {
  openclaw: {
    group: 'existing',
    kind: choice(['new', 'existing']),
    default: 'new',
    description:
      'Which OpenClaw is evaluated: a `new` one for this evaluation, or an `existing` one in `namespace`, as with `mode: attach`.',
  },
  'openclaw-deployment': {
    group: 'existing',
    kind: dnsSubdomain(),
    description:
      'Deployment of the existing OpenClaw; by default `openclaw`, else the only one of the namespace that looks like one.',
  },
  'openclaw-container': {
    group: 'existing',
    kind: dnsSubdomain(),
    description: 'Container of its gateway; by default `gateway`, `openclaw`, or the only one.',
  },
  'openclaw-home': {
    group: 'existing',
    kind: text({ pattern: /^\/[^\s]*$/, write: 'an absolute path such as /home/node/.openclaw' }),
    description:
      'Path of a volume in that container for the workspaces of the evaluation, removed at its end; by default the volume of its state directory.',
  },
  'attach-method': {
    group: 'existing',
    kind: choice(['ephemeral', 'rollout']),
    default: 'ephemeral',
    description:
      'How the evaluation joins the pod: as an `ephemeral` container, with no restart and no change to the Deployment, or by a `rollout` of a container in the Deployment, which restarts the gateway.',
  },
  'openclaw-gateway-token': {
    group: 'existing',
    kind: secretText(),
    env: 'OPENCLAW_GATEWAY_TOKEN',
    secret: true,
    description:
      'Token of the OpenClaw gateway; by default the one it has already, and for a new standing one a random one.',
  },
  detach: {
    group: 'existing',
    kind: flag(),
    default: 'false',
    description:
      'Return as soon as the evaluation runs, and fetch it later with `mode: results`; it is then held for 24 hours.',
  },
} as const satisfies Record<string, InputRow>;
