/** The environment variables of the pod's programs that are no settings of an evaluation (those are in settings.ts). */
interface PodVariables {
  /** In the Secret, never in the ConfigMap of the settings. */
  gatewayToken: string;
  /** Of the container it is set in: the gateway and the harness each have their own. */
  stateDir: string;
  /** Set by Kubernetes in the pods of an Indexed Job. */
  shard: string;
  /** Directory in which `podPaths` begin; `/` by default. */
  root: string;
  /** PEM file of certificates for Python, which does not read `NODE_EXTRA_CA_CERTS`. */
  caCertificates: string;
  /** Attached: set where the container must wait for its programs for ever, since its pod would restart it. */
  stays: string;
  /** Attached: the state directory of the existing gateway, if the container has it too. */
  gatewayStateDir: string;
  /** Probe: the paths to try writing to, one a line. */
  probePaths: string;
  /** Probe: the gateway's token; empty to use the gateway's own. */
  probeToken: string;
  /** What clients of the relay have to show in place of a key. */
  relayToken: string;
  /** Relay: the `RelayConfig` as JSON. */
  relayConfig: string;
  /** Relay: the port, if it is not the usual one. */
  relayPort: string;
}

export const podVariables = {
  gatewayToken: 'OPENCLAW_GATEWAY_TOKEN',
  stateDir: 'OPENCLAW_STATE_DIR',
  shard: 'JOB_COMPLETION_INDEX',
  root: 'CLAWBENCH_ROOT',
  caCertificates: 'CLAWBENCH_CA_CERTIFICATES',
  stays: 'CLAWBENCH_STAYS',
  gatewayStateDir: 'CLAWBENCH_GATEWAY_STATE_DIR',
  probePaths: 'CLAWBENCH_PROBE_PATHS',
  probeToken: 'CLAWBENCH_PROBE_TOKEN',
  relayToken: 'CLAWBENCH_RELAY_TOKEN',
  relayConfig: 'CLAWBENCH_RELAY_CONFIG',
  relayPort: 'CLAWBENCH_RELAY_PORT',
} as const satisfies PodVariables;
