import { choices, dnsSubdomain } from '../kinds.ts';
import type { InputRow } from '../row.ts';

/** OpenClaw and MLflow that outlive an evaluation. */
export const deployedInputs = {
  components: {
    group: 'deployed',
    common: true,
    kind: choices(['openclaw', 'mlflow']),
    description:
      'What to deploy or tear down: `openclaw`, `mlflow`, or both; by default both are deployed, and only OpenClaw is torn down.',
  },
  'storage-class': {
    group: 'deployed',
    kind: dnsSubdomain(),
    description: 'Storage class of the volumes of OpenClaw and MLflow; by default that of the cluster.',
  },
} as const satisfies Record<string, InputRow>;
