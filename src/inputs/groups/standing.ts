import { dnsSubdomain, list } from '../kinds.ts';
import type { InputRow } from '../row.ts';

/** What stands beyond one evaluation. */
export const standingInputs = {
  components: {
    group: 'standing',
    kind: list(/^(openclaw|mlflow)$/, 'openclaw, mlflow, or both'),
    description:
      'What is deployed or torn down: `openclaw`, `mlflow`, or both; by default both are deployed, and only OpenClaw is torn down.',
  },
  'storage-class': {
    group: 'standing',
    kind: dnsSubdomain(),
    description: 'Storage class of the volumes of OpenClaw and MLflow; by default that of the cluster.',
  },
} as const satisfies Record<string, InputRow>;
