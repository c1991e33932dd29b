import { choice, dnsSubdomain, image } from '../kinds.ts';
import type { InputRow } from '../row.ts';

/** What the pods run. */
export const imagesInputs = {
  'openclaw-image': {
    group: 'images',
    kind: image(),
    terminalEnv: 'OPENCLAW_IMAGE',
    default: 'ghcr.io/openclaw/openclaw:2026.7.1-2-browser',
    description: 'Image of the OpenClaw gateway; three tasks need one with a browser.',
  },
  'clawbench-image': {
    group: 'images',
    kind: image(),
    terminalEnv: 'CLAWBENCH_IMAGE',
    default: 'quay.io/sallyom/clawbench:latest',
    description:
      'Image of the ClawBench harness; its maintainers publish no version tags, so pin a digest of your own.',
  },
  'mlflow-image': {
    group: 'images',
    kind: image(),
    terminalEnv: 'MLFLOW_IMAGE',
    default: 'ghcr.io/mlflow/mlflow:v3.16.1',
    description: 'Image of the MLflow server the action deploys.',
  },
  'image-pull-secret': {
    group: 'images',
    kind: dnsSubdomain(),
    description: 'Existing Secret in `namespace` with the credentials of a private registry.',
  },
  'image-pull-policy': {
    group: 'images',
    kind: choice(['auto', 'Always', 'IfNotPresent', 'Never']),
    default: 'auto',
    description:
      'When nodes pull the images: `auto` is `Always` for the tag latest and `IfNotPresent` for all else.',
  },
} as const satisfies Record<string, InputRow>;
