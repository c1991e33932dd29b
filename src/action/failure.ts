import type { Clean } from '../base/clean.ts';
import { asActionError } from '../base/errors.ts';
import type { MaskingLog } from '../base/ports.ts';
import type { WorkflowContext } from '../base/workflow-context.ts';
import { setOutputs } from '../github/outputs.ts';
import { showSummary } from '../github/summary.ts';
import type { Inputs } from '../inputs/types.ts';
import type { Entry } from '../comment/entry.ts';
import { type Failure, notEvaluated, renderNotEvaluated, renderStopped } from '../comment/not-evaluated.ts';
import type { StepFacts } from '../comment/running.ts';
import { conclusionOf, type Ending, type Tone, type ToldEnding, toneOf } from '../status/ending.ts';
import { type StepReport, urlOutputs } from '../status/step-report.ts';
import { isInconclusive, tellFailure } from './tell-failure.ts';

/** A step that came to no result. */
interface FailedStep {
  log: MaskingLog;
  /** Null outside GitHub Actions. */
  workflow: WorkflowContext | null;
  /** The name of its evaluation. */
  label: string;
  /** Null where nothing is reported. */
  report: StepReport | null;
}

/**
 * Ends a step that failed before it had a result: log, outputs, summary, comment and check run.
 * @param onInconclusive what an inconclusive verdict does to the step; null for a mode that judges nothing
 * @returns the exit code
 */
export async function endFailed(
  error: unknown,
  onInconclusive: Inputs['onInconclusive'] | null,
  step: FailedStep,
): Promise<number> {
  const { code } = asActionError(error);
  const tone = isInconclusive(code) ? toneOf('inconclusive', onInconclusive ?? 'fail') : 'error';
  tellFailure(step.log, error, { tone, judges: onInconclusive !== null });
  if (onInconclusive !== null) await reportFailure(error, tone, step);
  return tone === 'error' ? 1 : 0;
}

/** Says why there is no result where one was expected. A cancelled step has no time to do so on GitHub: the post step does. */
export async function reportFailure(error: unknown, tone: Tone, step: FailedStep): Promise<void> {
  const { log, report } = step;
  const { code, message, hint } = asActionError(error);
  const failure = log.secrets.clean({ code, message, hint });
  const facts = factsOf(step);
  await showSummary(() => renderNotEvaluated(failure, facts, undefined), log);
  const ending = failedEnding(failure, facts, tone);
  report?.note(shortOf(ending));
  if (report === null || code === 'cancelled') return;
  const told = await report.conclude(ending);
  setOutputs(log.secrets.clean(urlOutputs(told)));
  if (told.last !== undefined) await showSummary(() => renderNotEvaluated(failure, facts, told.last), log);
}

/** Ends the report of a main step that was stopped before it could do so itself. */
export async function endUntold(
  report: StepReport,
  step: Pick<FailedStep, 'log' | 'workflow' | 'label'>,
): Promise<void> {
  const { log } = step;
  const facts = factsOf(step);
  const { noted } = report;
  if (noted !== null) {
    const ending = log.secrets.clean(noted);
    const render = (last: Entry['last']): string => renderStopped(ending, facts, last);
    await report.conclude({ ...shortOf(ending), section: render, summary: render, annotations: [] });
    return;
  }
  const failure = log.secrets.clean<Failure>({
    code: 'cancelled',
    message: 'The step was stopped before it had a result: it was cancelled, or the runner ended it.',
    hint: undefined,
  });
  const { last } = await report.conclude(failedEnding(failure, facts, 'error'));
  await showSummary(() => renderNotEvaluated(failure, facts, last), log);
}

function factsOf({ log, workflow, label }: Pick<FailedStep, 'log' | 'workflow' | 'label'>): Clean<StepFacts> {
  return log.secrets.clean({ label, sha: workflow?.sha ?? '', runUrl: workflow?.runUrl ?? null });
}

function failedEnding(failure: Clean<Failure>, facts: Clean<StepFacts>, tone: Tone): ToldEnding {
  const { code } = failure;
  const render = (last: Entry['last']): string => renderNotEvaluated(failure, facts, last);
  return {
    state: 'not-evaluated',
    label: facts.label,
    headline: notEvaluated(code, facts.sha),
    figures: {},
    conclusion: code === 'cancelled' ? 'cancelled' : conclusionOf(tone, false),
    section: render,
    summary: render,
    annotations: [],
  };
}

function shortOf({ state, label, headline, figures, conclusion }: Ending): Ending {
  return { state, label, headline, figures, conclusion };
}
