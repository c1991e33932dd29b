import path from 'node:path';
import type { Host } from '../base/ports.ts';
import type { Outcome } from '../eval/outcome.ts';
import { setOutputs } from '../github/outputs.ts';
import { maxSummaryBytes, showSummary } from '../github/summary.ts';
import type { WorkflowLog } from '../github/workflow-log.ts';
import type { Inputs } from '../inputs/types.ts';
import { headline } from '../report/headline.ts';
import { outputsOf } from '../report/outputs.ts';
import type { ReportFacts } from '../report/facts.ts';
import { renderSummary } from '../report/summary.ts';
import { toneOf } from '../status/ending.ts';
import { type StepReport, urlOutputs } from '../status/step-report.ts';
import { upload } from './upload.ts';
import { taskFindings, toldVerdict, verdictEnding } from './verdict-ending.ts';

export type PublishHost = Pick<Host, 'clock' | 'workflow' | 'env'> & {
  log: WorkflowLog;
  /** The comment and the check run; null outside GitHub Actions. */
  report: StepReport | null;
};

/** How an outcome is published. */
export type Publication = Pick<Inputs, 'artifactName' | 'artifactRetentionDays' | 'onInconclusive'>;

/** The runner shows 10 warnings of a step. */
const MAX_ANNOTATIONS = 10;

/**
 * Publishes an outcome in the workflow: artifact, outputs, summary, comment, check run, and the colour of the step. A part
 * that cannot be published is a warning; only the verdict makes the step red.
 * @returns the exit code
 */
export async function publish(outcome: Outcome, how: Publication, host: PublishHost): Promise<number> {
  const { verdict, instance, directory, files } = outcome;
  const { log, env } = host;
  const { clean } = log.secrets;
  const tone = toneOf(verdict.verdict, how.onInconclusive);
  const ending = clean(verdictEnding(verdict, outcome.report.label, tone));
  host.report?.note(ending);
  const uploaded = await upload(outcome, how, host);
  const facts: ReportFacts = outcome.report;
  const report = clean({ ...facts, ...uploaded });
  const { reproduce } = report;
  const pathOf = (file: string): string | null => (files.includes(file) ? path.join(directory, file) : null);
  const paths = {
    resultsPath: pathOf('benchmark.json'),
    verdictPath: pathOf('verdict.json'),
    junitPath: pathOf('junit.xml'),
  };
  setOutputs(clean(outputsOf(verdict, { ...facts, ...paths, ...uploaded, instance })));
  await showSummary(() => renderSummary(verdict, report, maxSummaryBytes), log);
  if (host.report !== null) {
    const told = await host.report.conclude(toldVerdict(ending, verdict, report, workflowFile(env)));
    setOutputs(clean(urlOutputs(told)));
  }
  if (verdict.verdict !== 'pass' && reproduce !== null) {
    const close = log.group('Reproduce on another machine');
    log.info(reproduce);
    close();
  }
  const worse = taskFindings(verdict).filter(({ kind }) => kind === 'regressed');
  log.annotate([
    ...worse
      .slice(0, MAX_ANNOTATIONS - 1)
      .map(({ title, message }) => ({ level: 'warning' as const, title, text: message })),
    { level: tone, title: `ClawBench: ${headline(verdict)}`, text: verdict.reasons.join('\n') },
  ]);
  return tone === 'error' ? 1 : 0;
}

/** The workflow that runs, relative to the checkout: `.github/workflows/gate.yml`. */
function workflowFile(env: Host['env']): string {
  const [, file = '.github'] = /^[^/]+\/[^/]+\/([^@]+)@/.exec(env['GITHUB_WORKFLOW_REF'] ?? '') ?? [];
  return file;
}
