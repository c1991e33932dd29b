/** What the probe (sidecar/probe.ts) finds out in the container of an existing gateway, before anything is changed. */
export interface ProbeReport {
  uid: number;
  gid: number;
  /** The node's time, in ms since the epoch. */
  nowMs: number;
  memory: { limitBytes: number | null; usedBytes: number | null };
  /** Where the gateway keeps its state. */
  stateDir: string;
  /** Of the paths asked about, those that can be written. */
  writable: string[];
  /** Addresses on which the gateway's port is listened at. */
  listening: string[];
  /** What the gateway let the probe in with; masked as soon as it is read. */
  token: string | null;
  gateway:
    | { version: string }
    | { code: 'bad-config' | 'gateway-incompatible' | 'gateway-not-ready'; message: string };
  /** What of its config ClawBench needs; null where the gateway did not let the probe in. */
  config: {
    browserEnabled: boolean | null;
    toolsProfile: string | null;
    alsoAllow: string[];
    deny: string[];
    providers: {
      id: string;
      baseUrl: string | null;
      models: { id: string; priceKnown: boolean; contextWindow: number | null }[];
    }[];
  } | null;
}

/** What the probe is asked, as variables of its environment; the token is none where the gateway's own is to be used. */
export const probeVariables = { paths: 'CLAWBENCH_PROBE_PATHS', token: 'CLAWBENCH_PROBE_TOKEN' } as const;

/** Stands before the report on standard output, which may hold other lines. */
export const PROBE_MARK = 'clawbench-probe:';
