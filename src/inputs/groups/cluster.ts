import { choice, dnsLabel, secretContents, text } from '../kinds.ts';
import type { InputRow } from '../row.ts';
import { clusterChoices } from '../../cluster/choices.ts';

/** The cluster to work on. */
export const clusterInputs = {
  kubeconfig: {
    group: 'cluster',
    common: true,
    kind: secretContents(120 * 1024),
    secret: true,
    circumstantial: true,
    description:
      'Contents of a kubeconfig, plain or base64; by default the file in `$KUBECONFIG`, which a login step before this one may set.',
  },
  context: {
    group: 'cluster',
    kind: text(),
    circumstantial: true,
    description: 'Context of the kubeconfig to use instead of its current context.',
  },
  cluster: {
    group: 'cluster',
    common: true,
    kind: choice(clusterChoices),
    default: 'auto',
    circumstantial: true,
    description:
      "How to find the cluster: `auto` uses the `kubeconfig` input, else `$KUBECONFIG`; `ambient` uses kubectl's default, `~/.kube/config`; `in-cluster` uses the service account of the runner's pod; `kind` creates a cluster on the runner for this step alone.",
  },
  namespace: {
    group: 'cluster',
    common: true,
    kind: dnsLabel(),
    terminalEnv: 'CLAWBENCH_NAMESPACE',
    description:
      'Namespace to work in; by default `eval` creates its own and deletes it afterwards, `deploy` and `teardown` use `clawbench`, and `sweep` searches the whole cluster; `attach`, `logs`, `results` and `detach` require it.',
  },
} as const satisfies Record<string, InputRow>;
