import type { LogTail } from '../artifact/log-tails.ts';
import type { Clean } from '../base/clean.ts';
import type { WireLine } from '../protocol/wire.ts';
import type { RunDetail } from '../result/formats/run-detail.ts';
import type { VerdictRecord } from '../result/formats/verdict-record.ts';
import type { ReportFacts } from './facts.ts';

/** Everything a report can be made from. */
export interface ReportSource {
  verdict: Clean<VerdictRecord>;
  facts: Clean<ReportFacts>;
  /** The runs whose files are in the artifact, one at a time, in order of their names. */
  runs: () => Iterable<Clean<RunDetail>>;
  /** The runs of the baseline; none if it came without them. */
  baselineRuns: () => Iterable<Clean<RunDetail>>;
  /** The last lines of logs in the artifact; none if it has no logs. */
  logs: () => Iterable<Clean<LogTail>>;
  /** What the relays noted of each request; none if there was no relay. */
  wire: () => Iterable<Clean<WireLine>>;
}
