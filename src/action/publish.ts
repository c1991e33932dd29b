import path from 'node:path';
import { messageOf } from '../base/errors.ts';
import type { Host } from '../base/ports.ts';
import type { Outcome } from '../eval/outcome.ts';
import { commentOnPullRequest } from '../github/comment.ts';
import { setOutputs } from '../github/outputs.ts';
import { maxSummaryBytes, writeSummary } from '../github/summary.ts';
import type { WorkflowLog } from '../github/workflow-log.ts';
import type { Inputs } from '../inputs/types.ts';
import { headline } from '../report/headline.ts';
import { outputsOf } from '../report/outputs.ts';
import { renderComment } from '../report/comment.ts';
import type { ReportFacts } from '../report/facts.ts';
import { renderSummary } from '../report/summary.ts';
import type { Verdict } from '../result/formats/verdict-record.ts';
import { upload } from './upload.ts';

export type PublishHost = Pick<Host, 'clock' | 'workflow' | 'env'> & { log: WorkflowLog };

/** How an outcome is published. */
export type Publication = Pick<
  Inputs,
  'artifactName' | 'artifactRetentionDays' | 'comment' | 'githubToken' | 'onInconclusive'
>;

/**
 * Publishes an outcome in the workflow: artifact, outputs, summary, comment, and the colour of the step. A part that
 * cannot be published is a warning; only the verdict makes the step red.
 * @returns the exit code
 */
export async function publish(outcome: Outcome, how: Publication, host: PublishHost): Promise<number> {
  const { verdict, leg, instance, directory, files } = outcome;
  const { log, workflow } = host;
  const { clean } = log.secrets;
  const uploaded = await upload(outcome, how, host);
  const facts: ReportFacts = outcome.report;
  const report = clean({ ...facts, ...uploaded });
  const { label, reproduce } = report;
  const pathOf = (file: string): string | null => (files.includes(file) ? path.join(directory, file) : null);
  const paths = {
    resultsPath: pathOf('benchmark.json'),
    verdictPath: pathOf('verdict.json'),
    junitPath: pathOf('junit.xml'),
  };
  setOutputs(clean(outputsOf(verdict, { ...facts, ...paths, ...uploaded, instance })));
  try {
    await writeSummary(renderSummary(verdict, report, maxSummaryBytes));
  } catch (error) {
    log.warning('No summary', messageOf(error));
  }
  if (workflow !== null) {
    const markdown = renderComment(verdict, report);
    const section = clean({ leg, label, verdict: verdict.verdict, markdown });
    await commentOnPullRequest(section, how, workflow, {
      ...host,
      random: Math.random,
    });
  }
  if (verdict.verdict !== 'pass' && reproduce !== null) {
    const close = log.group('Reproduce on another machine');
    log.info(reproduce);
    close();
  }
  const tone = toneOf(verdict.verdict, how.onInconclusive);
  log[tone](`ClawBench: ${headline(verdict)}`, verdict.reasons.join('\n'));
  return tone === 'error' ? 1 : 0;
}

/** How loud a verdict is; an error makes the step red. */
export function toneOf(
  verdict: Verdict,
  onInconclusive: Publication['onInconclusive'],
): 'notice' | 'warning' | 'error' {
  if (verdict !== 'inconclusive') return verdict === 'pass' ? 'notice' : 'error';
  return ({ fail: 'error', warn: 'warning', pass: 'notice' } as const)[onInconclusive];
}
