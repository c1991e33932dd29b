import { plural } from '../../base/plural.ts';
import { judgeScores } from '../formats/benchmark.ts';
import { isUnjudged } from '../formats/run-cache.ts';
import type { Comparison } from '../formats/comparison.ts';
import { sum, tellApart } from '../stats/numbers.ts';
import { alarmNotes } from './alarm-words.ts';
import { cannotBeSeen } from './cannot-detect.ts';
import { describeModelChange } from './comparability.ts';
import { confirmationNotes } from './confirmation-words.ts';
import { type Facts, notComparable } from './decide.ts';
import { driftNote } from './drift-note.ts';
import type { Evidence } from './evidence.ts';
import { quarantineNotes } from './quarantine.ts';
import { wireNotes } from './wire-notes.ts';

/** What a reader should know although it decided nothing. */
export function notesOf(facts: Facts): string[] {
  const { evidence, comparison, coverage, harness } = facts;
  const changed = comparison?.comparable === true ? comparison.servedModels : undefined;
  const notes = [
    ...quarantineNotes(facts.quarantine, comparison),
    ...(changed === undefined ? [] : [`${describeModelChange(changed)}.`]),
    ...(comparison?.history?.slide === undefined ? [] : [comparison.history.slide]),
    ...evidence.remarks,
    ...wireNotes(evidence, facts.model),
  ];
  if (facts.sequential === 'too-close') {
    notes.push(
      `Too close to call: \`runs: auto\` ended before it was clear whether the score is above the threshold ${facts.gate.threshold}, so with other runs of the same agent it may be on the other side. More \`max-runs\` make it clearer.`,
    );
  }
  if (coverage.certainty === 'likely') {
    notes.push(
      'There were no run files: whether the model answered was inferred from summary figures, with less certainty.',
    );
    const late = sum(evidence.result?.task_results ?? [], (task) => task.failure_mode_counts['timeout'] ?? 0);
    if (late > 0)
      notes.push(
        `${plural(late, 'run')} used up the time of a run. Whether the model or its provider was slow, only run files tell.`,
      );
  }
  if (coverage.valid < coverage.planned && coverage.valid > 0) {
    const left = coverage.planned - coverage.valid;
    notes.push(
      `Not in the score: ${left} of ${plural(coverage.planned, 'run')}, in which the model could not answer.`,
    );
  }
  notes.push(...fewRuns(facts), ...unjudged(evidence));
  const overBudget = evidence.health.filter((run) => run.class === 'valid' && run.overBudget).length;
  if (overBudget > 0)
    notes.push(`${plural(overBudget, 'run')} used up the time of a run; they count as the model's.`);
  if (evidence.droppedTasks.length > 0) {
    notes.push(`Left out because the gateway image has no browser: ${evidence.droppedTasks.join(', ')}.`);
  }
  if (!evidence.priceKnown) {
    const who =
      evidence.wire === undefined
        ? "The gateway does not know this model's price"
        : 'The price of the model is not known';
    notes.push(`${who}, so there is no cost.`);
  }
  if (evidence.stopped !== null) notes.push(evidence.stopped.message);
  if (harness !== null && !harness.agrees && coverage.valid === coverage.planned) {
    const [own, summary] = tellApart(facts.score ?? 0, harness.score, 3);
    const source = evidence.runFiles === null ? 'its own figures of the runs' : 'the run files';
    notes.push(`The harness's summary says ${summary}, but ${source} give ${own}, which was used.`);
  }
  if (comparison !== null) {
    notes.push(comparison.comparable ? sensitivity(comparison) : notComparable(comparison));
    if (comparison.comparable) notes.push(...confirmationNotes(comparison));
    // Two arms share the hour. Before the alarms, since a report may cut off the last of many notes.
    if (comparison.comparable && comparison.arm !== true) notes.push(driftNote(comparison));
    if (comparison.comparable) notes.push(...alarmNotes(comparison));
    notes.push(...comparison.notes.filter((note) => !notes.includes(note)));
  }
  return notes;
}

/** Where the judge is advisory. */
function unjudged({ result, runFiles }: Evidence): string[] {
  if (judgeScores(result)) return [];
  const runs =
    runFiles === null
      ? sum(result?.task_results ?? [], (task) => task.judge_error_count)
      : [...runFiles.values()].filter(isUnjudged).length;
  return runs === 0
    ? []
    : [`The judge gave no judgement of ${plural(runs, 'run')}; it is advisory, and the score is without it.`];
}

/** A task's score may rest on one run although the evaluation as a whole has enough of them. */
function fewRuns({ tasks, coverage }: Facts): string[] {
  const few = tasks.filter(({ runs }) => runs.valid > 0 && runs.valid < coverage.minimum * runs.planned);
  if (few.length === 0 || coverage.ratio < coverage.minimum) return [];
  const named = few
    .sort((one, other) => one.runs.valid / one.runs.planned - other.runs.valid / other.runs.planned)
    .slice(0, 5)
    .map(({ taskId, runs }) => `${taskId} (${runs.valid} of ${runs.planned})`);
  const more = few.length > named.length ? ` and ${few.length - named.length} more` : '';
  return [`Few of the runs of ${plural(few.length, 'task')} can be judged: ${named.join(', ')}${more}.`];
}

function sensitivity(comparison: Comparison): string {
  const { baseline, tasks, runs, cannotDetect, minimumDetectableEffect: least } = comparison;
  if (cannotDetect !== undefined) return cannotBeSeen(baseline, cannotDetect);
  const size = `With ${plural(tasks.length, 'task')}, ${plural(runs.head, 'run')} against ${runs.baseline},`;
  if (least === null)
    return `${size} it cannot be said how small a drop this gate detects; more runs show that.`;
  return `${size} this gate detects drops of ${least.toFixed(2)} or more (in 4 of 5 cases).`;
}
