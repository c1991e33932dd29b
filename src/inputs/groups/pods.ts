import { contents, list } from '../kinds.ts';
import { caCertificates, proxyUrl } from '../network-kinds.ts';
import type { InputRow } from '../row.ts';

/** How the pods run, and how they reach the network. */
export const podsInputs = {
  'pod-overlay': {
    group: 'pods',
    kind: contents(64 * 1024),
    description:
      'YAML in the shape of a pod that is merged over the pods of the evaluation, or of the OpenClaw that `deploy` creates: node selector, tolerations, resources, priority, volumes, labels.',
  },
  'https-proxy': {
    group: 'pods',
    kind: proxyUrl(),
    env: 'CLAWBENCH_HTTPS_PROXY',
    secret: true,
    description:
      'Proxy through which the pods reach model providers and MLflow, with its user and password if it needs them; the agent under test can read it.',
  },
  'no-proxy': {
    group: 'pods',
    kind: list(
      /^(\*|\*?\.?[A-Za-z0-9]([A-Za-z0-9.-]*[A-Za-z0-9])?(:\d{1,5})?|[0-9a-fA-F:.]+(\/\d{1,3})?)$/,
      'hosts such as .corp.example or 10.0.0.0/8, separated by spaces or commas',
    ),
    description:
      'Hosts that the pods reach without `https-proxy`, in addition to loopback and the services of the cluster.',
  },
  'ca-certificates': {
    group: 'pods',
    kind: caCertificates(),
    description:
      'Certificates (PEM) of private CAs that the pods trust in addition to the public ones, for model endpoints, MLflow or a proxy that intercepts TLS.',
  },
} as const satisfies Record<string, InputRow>;
