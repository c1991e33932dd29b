import type { Clean } from '../base/clean.ts';
import { messageOf } from '../base/errors.ts';
import { maxSummaryBytes } from '../github/summary.ts';
import type { RunDetail } from '../result/formats/run-detail.ts';
import type { VerdictRecord } from '../result/formats/verdict-record.ts';
import { renderSummary, type ReportFacts } from './summary.ts';

/** Everything a report can be made from. */
export interface ReportSource {
  verdict: Clean<VerdictRecord>;
  facts: Clean<ReportFacts>;
  /** The runs whose files are in the artifact, one at a time, in order of their names. */
  runs(): Iterable<Clean<RunDetail>>;
  /** The runs of the baseline; none if it came without them. */
  baselineRuns(): Iterable<Clean<RunDetail>>;
}

/** A file of the artifact that shows the verdict to people or to other programs. */
interface Report {
  file: string;
  render: (source: ReportSource) => Clean<string>;
}

/** Every report that the artifact holds. */
const reports: readonly Report[] = [
  // For who has the artifact and not the page of the workflow run.
  { file: 'summary.md', render: ({ verdict, facts }) => renderSummary(verdict, facts, maxSummaryBytes) },
];

/**
 * The reports, one at a time, by the name of the file. One that cannot be made is left out, with a sentence in `problems`:
 * no report may cost a result.
 */
export function* renderReports(
  source: ReportSource,
  problems: string[],
): Generator<readonly [file: string, content: Clean<string>]> {
  for (const { file, render } of reports) {
    try {
      yield [file, render(source)];
    } catch (error) {
      problems.push(`${file} could not be made: ${messageOf(error)}`);
    }
  }
}
