/** What the probe (sidecar/probe.ts) finds out in the container of an existing gateway, before anything is changed. */
export interface ProbeReport {
  uid: number;
  gid: number;
  /** The node's time, in ms since the epoch. */
  nowMs: number;
  memory: { limitBytes: number | null; usedBytes: number | null };
  /** Where the gateway keeps its state. */
  stateDir: string;
  /** The paths asked about that can be written. */
  writable: string[];
  /** Addresses on which something listens at the gateway's port. */
  listening: string[];
  /** The token with which the gateway let the probe in; masked as soon as it is read. */
  token: string | null;
  gateway:
    | { version: string }
    | { code: 'bad-config' | 'gateway-incompatible' | 'gateway-not-ready'; message: string };
  /** The parts of its config that ClawBench needs; null where the gateway did not let the probe in. */
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

/** Precedes the report on standard output, which may hold other lines. */
export const PROBE_MARK = 'clawbench-probe:';
