import path from 'node:path';
import { maxCheckSummaryBytes } from '../github/check-run.ts';
import { setOutputs } from '../github/outputs.ts';
import { maxSummaryBytes, showSummary } from '../github/summary.ts';
import type { LegsReport } from '../legs/report-legs.ts';
import { leaderboardHeadline, renderLeaderboard, renderLeaderboardSection } from '../legs/markdown.ts';
import type { Leaderboard } from '../result/formats/leaderboard.ts';
import { conclusionOf, toneOf } from '../status/ending.ts';
import { urlOutputs } from '../status/step-report.ts';
import type { Publication, PublishHost } from './publish.ts';
import { uploadWithPage } from './upload.ts';

/** Publishes a leaderboard in the workflow, as `publish` does an outcome. @returns the exit code */
export async function publishLeaderboard(
  { board, directory, files }: LegsReport,
  how: Publication,
  host: PublishHost,
): Promise<number> {
  const { log } = host;
  // Not one of the names that `mode: report` reads.
  const name = `${how.artifactName}-a${host.workflow?.attempt ?? 1}-leaderboard`;
  const { artifactUrl, reportUrl } = await uploadWithPage(
    { name, directory, files, page: 'leaderboard.html' },
    how,
    host,
  );
  const runUrl = host.workflow?.runUrl ?? null;
  const addresses = log.secrets.clean({ artifactUrl, reportUrl, runUrl, mlflowUrl: null });
  setOutputs(
    log.secrets.clean({
      verdict: board.verdict,
      passed: board.verdict === 'pass',
      'failure-reason': reasonOf(board),
      'leaderboard-path': path.join(directory, 'leaderboard.json'),
      'artifact-url': artifactUrl ?? '',
      'report-url': reportUrl ?? '',
    }),
  );
  await showSummary(() => renderLeaderboard(board, maxSummaryBytes, addresses), log);
  const loud = toneOf(board.verdict, how.onInconclusive);
  const tone = board.failOn === 'none' && loud === 'error' ? 'warning' : loud;
  if (host.report !== null) {
    const told = await host.report.conclude({
      state: board.verdict,
      label: host.report.label,
      headline: leaderboardHeadline(board),
      figures: {},
      conclusion: conclusionOf(tone, board.verdict === 'pass'),
      section: () => renderLeaderboardSection(board, addresses),
      summary: () => renderLeaderboard(board, maxCheckSummaryBytes, addresses),
      annotations: [],
    });
    setOutputs(log.secrets.clean(urlOutputs(told)));
  }
  log[tone](`ClawBench: ${leaderboardHeadline(board)}`, board.reasons.join('\n'));
  return tone === 'error' ? 1 : 0;
}

/** The code of the first evaluation that decided; empty for pass. */
function reasonOf({ verdict, legs }: Leaderboard): string {
  if (verdict === 'pass') return '';
  return legs.find((leg) => leg.verdict === verdict)?.failureReason ?? 'bad-result';
}
