import type { Clean } from '../base/clean.ts';
import type { Forecast } from '../result/stats/forecast.ts';
import type { VerdictRecord } from '../result/formats/verdict-record.ts';

/** What was judged and where it lies, for whoever tells it. */
export interface Outcome {
  /** Names the artifact and the section of the comment. */
  leg: string;
  /** Shown to people. */
  label: string;
  verdict: Clean<VerdictRecord>;
  /** Where it ran; null if nothing ran. */
  namespace: string | null;
  /** Its 8 hex digits; null if nothing ran. */
  instance: string | null;
  shards: number | null;
  /** Directory with the content of the artifact. */
  directory: string;
  /** Its files, relative. */
  files: string[];
  mlflowUrl: string | null;
  /** What it was expected to use; null if nothing was known. */
  forecast: Forecast | null;
}
