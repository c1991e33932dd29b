import type { Clean } from '../base/clean.ts';
import type { ReportFacts } from '../report/facts.ts';
import type { VerdictRecord } from '../result/formats/verdict-record.ts';

/** The verdict on an evaluation, and where its files are. */
export interface Outcome {
  verdict: Clean<VerdictRecord>;
  /** Names the artifact and the section of the comment. */
  leg: string;
  /** The evaluation's 8 hex digits; null if nothing ran. */
  instance: string | null;
  /** The other facts of the reports; the artifact has no address yet. */
  report: Clean<ReportFacts>;
  /** Directory with the content of the artifact. */
  directory: string;
  /** Its files, relative. */
  files: readonly string[];
}
