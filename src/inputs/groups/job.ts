import { dnsSubdomain } from '../kinds.ts';
import { annotationLines, labelLines } from '../metadata-kinds.ts';
import type { InputRow } from '../row.ts';

/** The Job that runs the evaluation. */
export const jobInputs = {
  queue: {
    group: 'job',
    kind: dnsSubdomain(),
    circumstantial: true,
    description:
      'LocalQueue of Kueue in `namespace`, in which the Job of the evaluation waits for quota, up to `startup-timeout`.',
  },
  'job-labels': {
    group: 'job',
    kind: labelLines(),
    lines: true,
    circumstantial: true,
    description:
      'Labels of the Job of the evaluation, one `key=value` per line, for example `team=agents`; those of its pods are in `pod-overlay`.',
  },
  'job-annotations': {
    group: 'job',
    kind: annotationLines(),
    lines: true,
    circumstantial: true,
    description: 'Annotations of the Job of the evaluation, one `key=value` per line.',
  },
} as const satisfies Record<string, InputRow>;
