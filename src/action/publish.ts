import { writeFile } from 'node:fs/promises';
import { messageOf } from '../base/errors.ts';
import path from 'node:path';
import type { Clock } from '../base/ports.ts';
import { uploadArtifact } from '../github/artifact.ts';
import { commentOnPullRequest } from '../github/comment.ts';
import type { WorkflowContext } from '../base/workflow-context.ts';
import { maxSummaryBytes, setOutputs, writeSummary } from '../github/outputs.ts';
import type { WorkflowLog } from '../github/workflow-log.ts';
import type { Inputs } from '../inputs/types.ts';
import type { Outcome } from '../eval/outcome.ts';
import { artifactName } from '../plan/plan.ts';
import { headline } from '../report/figures.ts';
import { outputsOf } from '../report/outputs.ts';
import { renderComment, renderSummary } from '../report/summary.ts';
import { reproduceCommand } from './reproduce.ts';
import type { Verdict } from '../result/formats/verdict-record.ts';

export interface PublishDeps {
  log: WorkflowLog;
  clock: Clock;
  workflow: WorkflowContext | null;
  env: Readonly<Record<string, string | undefined>>;
}

/**
 * Tells the workflow what the run came to: artifact, outputs, summary, comment, and the colour of the step. What can
 * not be told is a warning; only the verdict makes the step red.
 */
export async function publish(outcome: Outcome, inputs: Inputs, deps: PublishDeps): Promise<void> {
  const { verdict, leg, label, namespace, instance } = outcome;
  const { log, workflow } = deps;
  const { clean } = log.secrets;
  const facts = {
    label,
    sha: workflow?.sha ?? '',
    namespace,
    shards: outcome.shards,
    runUrl: workflow?.runUrl ?? null,
    mlflowUrl: outcome.mlflowUrl,
    forecast: outcome.forecast,
    reproduce: inputs.mode === 'eval' ? reproduceCommand(deps.env, log.secrets) : null,
  };
  // For whoever has the artifact and not the page of the run.
  const page = renderSummary(verdict, clean({ ...facts, artifactUrl: null }), maxSummaryBytes);
  await writeFile(path.join(outcome.directory, 'summary.md'), page);
  const files = [...outcome.files, 'summary.md'];
  const artifactUrl = workflow === null ? null : await upload({ ...outcome, files }, inputs, workflow, deps);
  const resultsPath = outcome.files.includes('benchmark.json')
    ? path.join(outcome.directory, 'benchmark.json')
    : null;
  const { forecast } = outcome;
  setOutputs(clean(outputsOf(verdict, { namespace, instance, resultsPath, artifactUrl, forecast })));

  const report = clean({ ...facts, artifactUrl });
  try {
    await writeSummary(renderSummary(verdict, report, maxSummaryBytes));
  } catch (error) {
    log.warning('No summary', messageOf(error));
  }
  if (workflow !== null) {
    const markdown = renderComment(verdict, report);
    const section = clean({ leg, label, verdict: verdict.verdict, markdown });
    await commentOnPullRequest(section, inputs, workflow, {
      ...deps,
      random: Math.random,
    });
  }

  if (verdict.verdict !== 'pass' && facts.reproduce !== null) {
    const close = log.group('Reproduce on another machine');
    log.info(facts.reproduce);
    close();
  }
  const tone = toneOf(verdict.verdict, inputs.onInconclusive);
  log[tone](`ClawBench ${headline(verdict)}`, verdict.reasons.join('\n'));
  if (tone === 'error') process.exitCode = 1;
}

/** How loud a verdict is; an error makes the step red. */
function toneOf(verdict: Verdict, onInconclusive: Inputs['onInconclusive']): 'notice' | 'warning' | 'error' {
  if (verdict !== 'inconclusive') return verdict === 'pass' ? 'notice' : 'error';
  return ({ fail: 'error', warn: 'warning', pass: 'notice' } as const)[onInconclusive];
}

async function upload(
  { directory, files, leg }: Outcome,
  inputs: Inputs,
  workflow: WorkflowContext,
  deps: PublishDeps,
): Promise<string | null> {
  const artifact = await uploadArtifact(
    {
      name: artifactName(inputs.artifactName, leg, workflow.attempt),
      directory,
      files: files.map((file) => path.join(directory, file)),
      retentionDays: inputs.artifactRetentionDays,
    },
    workflow,
    deps.env,
    deps,
  );
  return artifact?.url ?? null;
}
