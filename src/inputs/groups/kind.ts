import { duration, image, imagePattern, list, text, yamlOrPath } from '../kinds.ts';
import type { InputRow } from '../row.ts';

/** A cluster that is created for one evaluation: `cluster: kind`. */
export const kindInputs = {
  'kind-version': {
    group: 'kind',
    kind: text({
      pattern: /^v?\d{1,4}\.\d{1,4}\.\d{1,4}$/,
      write: 'a release of kind such as v0.31.0',
    }),
    description:
      'Release of kind; the kind in PATH is used if it is that release or if none is named, else it is downloaded and checked by SHA-256.',
  },
  'kind-node-image': {
    group: 'kind',
    kind: image(),
    description: "Image of the nodes, which decides the version of Kubernetes; by default kind's own.",
  },
  'kind-config': {
    group: 'kind',
    kind: yamlOrPath(),
    description: "Kind's configuration of the cluster, as YAML or as the path of a file.",
  },
  'kind-wait': {
    group: 'kind',
    kind: duration('1s', '1h'),
    default: '5m',
    description: 'Time limit until the control plane is ready.',
  },
  'load-images': {
    group: 'kind',
    kind: list(imagePattern, 'image references separated by spaces'),
    description:
      'Images on this machine that are copied into the cluster before anything is deployed, for those that are in no registry.',
  },
} as const satisfies Record<string, InputRow>;
