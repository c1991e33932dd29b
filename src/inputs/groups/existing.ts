import { choice, dnsSubdomain, flag, secretText, text } from '../kinds.ts';
import { workload } from '../workload-kind.ts';
import type { InputRow } from '../row.ts';

/** An existing OpenClaw. */
export const existingInputs = {
  openclaw: {
    group: 'existing',
    kind: choice(['new', 'existing']),
    default: 'new',
    description:
      'Which OpenClaw to evaluate: a `new` one, or an `existing` one in `namespace`, as with `mode: attach`.',
  },
  'openclaw-deployment': {
    group: 'existing',
    kind: workload(),
    description:
      'What the existing OpenClaw runs in: the name of a Deployment or StatefulSet, `statefulset/<name>`, or `pod/<name>`; by default `openclaw`, else the only one in the namespace that looks like OpenClaw.',
  },
  'openclaw-container': {
    group: 'existing',
    kind: dnsSubdomain(),
    description: 'Container of the gateway in its pod; by default `gateway`, `openclaw`, or the only one.',
  },
  'openclaw-home': {
    group: 'existing',
    kind: text({ pattern: /^\/[^\s]*$/, write: 'an absolute path such as /home/node/.openclaw' }),
    description:
      'Path on a volume of that container for the workspaces of the evaluation, which are removed at its end; by default its state directory.',
  },
  'attach-method': {
    group: 'existing',
    kind: choice(['ephemeral', 'rollout']),
    default: 'ephemeral',
    description:
      'How the evaluation joins the pod: as an `ephemeral` container, which restarts nothing, or by a `rollout` that adds a container to the Deployment, which restarts the gateway.',
  },
  'openclaw-gateway-token': {
    group: 'existing',
    kind: secretText(),
    env: 'OPENCLAW_GATEWAY_TOKEN',
    secret: true,
    description:
      'Token of the OpenClaw gateway; by default the one it has, or a random one for a gateway that `deploy` creates.',
  },
  detach: {
    group: 'existing',
    common: true,
    kind: flag(),
    default: 'false',
    description:
      'Return as soon as the evaluation runs; its results are kept for 24 hours, for `mode: results` to fetch.',
  },
} as const satisfies Record<string, InputRow>;
