import { choice, dnsSubdomain, image, secretText, text } from '../kinds.ts';
import { HARNESS_IMAGE } from '../harness-image.ts';
import type { InputRow } from '../row.ts';

/** The images of the pods, and how they are pulled. */
export const imagesInputs = {
  'openclaw-image': {
    group: 'images',
    common: true,
    kind: image(),
    terminalEnv: 'OPENCLAW_IMAGE',
    default: 'ghcr.io/openclaw/openclaw:2026.7.1-2-browser',
    description: 'Image of the OpenClaw gateway; three tasks need one with a browser.',
  },
  'clawbench-image': {
    group: 'images',
    kind: image(),
    terminalEnv: 'CLAWBENCH_IMAGE',
    default: HARNESS_IMAGE,
    description:
      'Image of the ClawBench harness; its maintainers publish no version tags, so pin it by digest.',
  },
  'mlflow-image': {
    group: 'images',
    kind: image(),
    terminalEnv: 'MLFLOW_IMAGE',
    default: 'ghcr.io/mlflow/mlflow:v3.16.1',
    description: 'Image of the MLflow server that the action deploys.',
  },
  'image-pull-secret': {
    group: 'images',
    kind: dnsSubdomain(),
    description: 'Existing Secret in `namespace` with the credentials of a private registry.',
  },
  'image-registry': {
    group: 'images',
    kind: text({
      pattern: /^(?!-)[a-z0-9.-]{1,253}(?::\d{1,5})?$/,
      write: 'the host of a registry such as ghcr.io, without https:// and path; docker.io is Docker Hub',
    }),
    description:
      'Private registry of the images; with its user and password it becomes a Secret that is deleted with the evaluation.',
  },
  'image-registry-username': {
    group: 'images',
    kind: text(),
    description: 'User for `image-registry`.',
  },
  'image-registry-password': {
    group: 'images',
    kind: secretText(),
    env: 'IMAGE_REGISTRY_PASSWORD',
    secret: true,
    description: 'Password or token for `image-registry`.',
  },
  'image-pull-policy': {
    group: 'images',
    kind: choice(['auto', 'Always', 'IfNotPresent', 'Never']),
    default: 'auto',
    description:
      'When nodes pull the images: `auto` is `Always` for the tag latest, else `IfNotPresent`; an image pinned by digest or in `load-images` is never pulled again.',
  },
} as const satisfies Record<string, InputRow>;
