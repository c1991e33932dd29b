import { choice, dnsLabel, secretContents, text } from '../kinds.ts';
import type { InputRow } from '../row.ts';
import { clusterChoices } from '../../cluster/choices.ts';

/** Which cluster. */
export const clusterInputs = {
  kubeconfig: {
    group: 'cluster',
    kind: secretContents(120 * 1024),
    secret: true,
    description:
      'Contents of a kubeconfig, plain or base64; if empty, the file that `$KUBECONFIG` names, as an earlier login step sets it.',
  },
  context: {
    group: 'cluster',
    kind: text(),
    description: 'Context of the kubeconfig to use instead of its current one.',
  },
  cluster: {
    group: 'cluster',
    kind: choice(clusterChoices),
    default: 'auto',
    description:
      'Where the cluster is found: `auto` takes the kubeconfig input, else `$KUBECONFIG`; `ambient` is `~/.kube/config`; `in-cluster` is the service account of the pod the runner is in; `kind` makes one on the runner for this run alone.',
  },
  namespace: {
    group: 'cluster',
    kind: dnsLabel(),
    terminalEnv: 'CLAWBENCH_NAMESPACE',
    description:
      'Namespace to work in. `eval` makes one of its own and deletes it afterwards if none is named; `deploy` and `teardown` take `clawbench`, `sweep` the whole cluster; `attach`, `logs`, `results` and `detach` need it.',
  },
} as const satisfies Record<string, InputRow>;
