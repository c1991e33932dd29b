import type { Forecast } from '../result/stats/forecast.ts';
import type { Divergence } from './divergence.ts';

/** What a report says beyond the verdict record. */
export interface ReportFacts {
  /** The name of this evaluation. */
  label: string;
  /** The commit it ran for; empty if unknown. */
  sha: string;
  /** Null if nothing ran. */
  namespace: string | null;
  shards: number | null;
  runUrl: string | null;
  artifactUrl: string | null;
  /** Address of the HTML report; null if it was not uploaded by itself. */
  reportUrl: string | null;
  mlflowUrl: string | null;
  /** What it was expected to use; null if there was nothing to predict it from. */
  forecast: Forecast | null;
  /** Commands that repeat it on another machine; null if nothing ran. */
  reproduce: string | null;
  /** Where tasks that got worse first went another way than in the baseline; absent without run files of both. */
  divergences?: readonly Divergence[];
}
