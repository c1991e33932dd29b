import { contents } from '../kinds.ts';
import type { InputRow } from '../row.ts';

/** How and where the pods run. */
export const podsInputs = {
  'pod-overlay': {
    group: 'pods',
    kind: contents(64 * 1024),
    description:
      'YAML in the shape of a pod, merged over the pods of the evaluation: node selector, tolerations, resources, priority, volumes, labels.',
  },
} as const satisfies Record<string, InputRow>;
