/** The containers of the eval pod, as manifests/eval/job.yaml names them. The deployed OpenClaw's is `gateway` too. */
export const podContainers = {
  gateway: 'gateway',
  /** Forwards requests to models; the only one with provider keys. */
  relay: 'relay',
  /** The supervisor, with the harness. */
  clawbench: 'clawbench',
  /** Keeps the first copy of each run file, and takes what the action writes. */
  results: 'results',
} as const;

/** The container that joins the Deployment of an existing OpenClaw; ClawBench's deploy.sh uses the same name. */
export const ROLLOUT_CONTAINER = 'clawbench';
