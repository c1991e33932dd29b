/** The containers of the eval pod, as manifests/eval/job.yaml names them. The deployed OpenClaw's is `gateway` too. */
export const podContainers = {
  gateway: 'gateway',
  /** The supervisor, with the harness. */
  clawbench: 'clawbench',
  /** Keeps the first copy of each run file, and takes what the action writes. */
  results: 'results',
} as const;

/** The container that joins an existing OpenClaw's Deployment; ClawBench's deploy.sh calls it so too. */
export const ROLLOUT_CONTAINER = 'clawbench';
