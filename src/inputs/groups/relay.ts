import { choice, duration, flag } from '../kinds.ts';
import { addressRanges } from '../network-kinds.ts';
import type { InputRow } from '../row.ts';

/** How the gateways of an evaluation reach the models: through the relay, the one container of a pod with provider keys. */
export const relayInputs = {
  relay: {
    group: 'relay',
    kind: choice(['on', 'off']),
    default: 'on',
    description:
      'Whether requests to models go through a container of their own, which alone has the provider keys, counts every request and holds the caps; with `off` the agent under test can read the keys, caps are noticed late, and runs are judged by logs.',
  },
  'rate-limit-wait': {
    group: 'relay',
    kind: duration('1s', '6h', { zero: true }),
    default: '10m',
    description:
      'How long a request to a model waits for a provider that is overloaded, limits the rate or is out of reach; 0 to fail at once.',
  },
  network: {
    group: 'relay',
    kind: choice(['open', 'model-only']),
    default: 'open',
    description:
      'What the pods may reach, by a NetworkPolicy: `open` is everything but the metadata services of clouds; `model-only` is DNS, the models that the relay forwards to (or `https-proxy`), and MLflow alone.',
  },
  'network-allow': {
    group: 'relay',
    kind: addressRanges(),
    description:
      'Addresses and ranges that the pods may reach with `network: model-only` besides Services and addresses of this evaluation, such as those of a model server that is called by its name.',
  },
  record: {
    group: 'relay',
    kind: flag(),
    default: 'false',
    description:
      'Keep the bodies of all requests to models and their answers in the artifact, with secrets replaced.',
  },
} as const satisfies Record<string, InputRow>;
