import type { Clean } from '../base/clean.ts';
import { messageOf } from '../base/errors.ts';
import { maxSummaryBytes } from '../github/summary.ts';
import { renderRunsCsv } from './csv.ts';
import { renderJunit } from './junit.ts';
import { renderResultsJson } from './results-json.ts';
import type { ReportSource } from './source.ts';
import { renderSummary } from './summary.ts';
import { renderHtml } from './web/report.ts';

/** A file of the artifact that shows the verdict to people or to other programs. */
interface Report {
  file: string;
  render: (source: ReportSource) => Clean<string> | Promise<Clean<string>>;
}

/** Every report that the artifact holds. */
const reports: readonly Report[] = [
  // For who has the artifact and not the page of the workflow run.
  { file: 'summary.md', render: ({ verdict, facts }) => renderSummary(verdict, facts, maxSummaryBytes) },
  { file: 'report.html', render: renderHtml },
  { file: 'junit.xml', render: renderJunit },
  { file: 'runs.csv', render: renderRunsCsv },
  { file: 'results.json', render: renderResultsJson },
];

/**
 * The reports, one at a time, by the name of the file. One that cannot be made is left out, with a sentence in `problems`:
 * no report may cost a result.
 */
export async function* renderReports(
  source: ReportSource,
  problems: string[],
): AsyncGenerator<readonly [file: string, content: Clean<string>]> {
  for (const { file, render } of reports) {
    try {
      yield [file, await render(source)];
    } catch (error) {
      problems.push(`${file} could not be made: ${messageOf(error)}`);
    }
  }
}
