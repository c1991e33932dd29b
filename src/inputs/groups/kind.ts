import { duration, image, imagePattern, list, text, yamlOrPath } from '../kinds.ts';
import type { InputRow } from '../row.ts';

/** A cluster that is made for this run: `cluster: kind`. */
export const kindInputs = {
  'kind-version': {
    group: 'kind',
    kind: text({
      pattern: /^v?\d{1,4}\.\d{1,4}\.\d{1,4}$/,
      write: 'a release of kind such as v0.31.0',
    }),
    description:
      'Release of kind; a kind in PATH is used if it is of this release, or if none is asked for; else it is downloaded and checked by SHA-256.',
  },
  'kind-node-image': {
    group: 'kind',
    kind: image(),
    description: 'Image of the nodes, which decides the version of Kubernetes; by default that of kind.',
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
    description: 'Longest time for the control plane to be ready.',
  },
  'load-images': {
    group: 'kind',
    kind: list(imagePattern, 'image references separated by blanks'),
    description:
      'Images of this machine that are copied into the cluster before anything is deployed, for images that are in no registry.',
  },
} as const satisfies Record<string, InputRow>;
