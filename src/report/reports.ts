import type { Clean } from '../base/clean.ts';
import { maxSummaryBytes } from '../github/summary.ts';
import type { VerdictRecord } from '../result/formats/verdict-record.ts';
import { renderSummary, type ReportFacts } from './summary.ts';

/** A file of the artifact that shows the verdict to people or to other programs. */
interface Report {
  file: string;
  render: (verdict: Clean<VerdictRecord>, facts: Clean<ReportFacts>) => Clean<string>;
}

/** Every report that the artifact holds. */
const reports: readonly Report[] = [
  // For who has the artifact and not the page of the workflow run.
  { file: 'summary.md', render: (verdict, facts) => renderSummary(verdict, facts, maxSummaryBytes) },
];

/** @returns their contents by the name of the file */
export function renderReports(
  verdict: Clean<VerdictRecord>,
  facts: Clean<ReportFacts>,
): Record<string, Clean<string>> {
  return Object.fromEntries(reports.map(({ file, render }) => [file, render(verdict, facts)]));
}
