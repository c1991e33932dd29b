import type { Clock, MaskingLog } from '../base/ports.ts';
import type { WorkflowContext } from '../base/workflow-context.ts';
import { saveState } from '../github/outputs.ts';
import { legLabel } from '../inputs/matrix.ts';
import type { Inputs } from '../inputs/types.ts';
import type { Mode } from '../modes/mode.ts';
import { legOf } from '../stack/ownership.ts';
import { state } from './state.ts';
import { openStepReport, type ReportSubject, type StepReport } from '../status/step-report.ts';

type ReportInputs = Pick<Inputs, 'label' | 'model' | 'matrix' | 'comment' | 'checkRun' | 'githubToken'>;

interface ReportCall {
  log: MaskingLog;
  clock: Clock;
  workflow: WorkflowContext;
  /** What the main step saved; null in the main step itself. */
  saved: string | null;
  /** How long to wait for GitHub at the end, if it is down. */
  patienceMs: number;
}

/** The report of this step, and what its evaluation is called until a result says it better. */
export function reportOf(
  inputs: ReportInputs,
  mode: Pick<Mode, 'accepts'>,
  call: ReportCall,
): { report: StepReport; label: string } {
  const subject = subjectOf(inputs, mode, call.workflow);
  const save = (text: string): void => saveState(state.report, text);
  return {
    report: openStepReport(subject, inputs, { ...call, save, random: Math.random }),
    label: subject.label,
  };
}

/** It is the same in the post step, and for the next commit, whatever the step comes to. */
function subjectOf(
  { label, model, matrix }: Pick<Inputs, 'label' | 'model' | 'matrix'>,
  { accepts }: Pick<Mode, 'accepts'>,
  { repository, workflow, job, step }: WorkflowContext,
): ReportSubject {
  const own = accepts.groups.includes('model') ? legLabel(model, matrix) : `${workflow} / ${job}`;
  return {
    leg: legOf({ repository, workflow, job, step, label: label ?? model, matrix }),
    label: label ?? own,
  };
}
