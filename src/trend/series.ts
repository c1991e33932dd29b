import type { Evaluation, Series } from './history-record.ts';
import type { FoundEvaluation } from './read-evaluation.ts';

/** A series whose trend is not known yet. */
export type BareSeries = Omit<Series, 'findings'>;

/** What counts. */
export interface Window {
  /** Null counts every branch. */
  branch: string | null;
  fromMs: number;
  toMs: number;
}

/** A clock may be ahead. */
const SLACK_MS = 86_400_000;

/**
 * Sorts evaluations into series, each in the order of time, the series that was evaluated last first. An evaluation that
 * is found twice counts once, as the first source has it; of the attempts of a workflow run, the last counts.
 * @param found from all sources, the most trusted first
 */
export function seriesOf(
  found: readonly FoundEvaluation[],
  window: Window,
): { series: BareSeries[]; notes: string[] } {
  const ofBranch = found.filter(
    ({ branch }) => window.branch === null || branch === undefined || branch === window.branch,
  );
  const inTime = ofBranch.filter(({ evaluation }) => {
    const ms = Date.parse(evaluation.at);
    return ms >= window.fromMs && ms <= window.toMs + SLACK_MS;
  });
  const series = [...Map.groupBy(inTime, (one) => one.series.id)].map(([id, members]) => ({
    id,
    name: members.reduce(later).series.name,
    evaluations: lastAttempts(withoutCopies(members)).sort(byTime),
  }));
  const notes = [
    note(found.length - ofBranch.length, `of another branch or of a pull request`),
    note(ofBranch.length - inTime.length, `from outside of the time that is looked at`),
  ];
  return {
    series: series.sort((a, b) => byTime(b.evaluations.at(-1)!, a.evaluations.at(-1)!)),
    notes: notes.filter((one) => one !== ''),
  };
}

function note(count: number, which: string): string {
  if (count === 0) return '';
  return `${count} evaluation${count === 1 ? '' : 's'} ${which} ${count === 1 ? 'was' : 'were'} left out.`;
}

function later(a: FoundEvaluation, b: FoundEvaluation): FoundEvaluation {
  return byTime(a.evaluation, b.evaluation) > 0 ? a : b;
}

function withoutCopies(members: readonly FoundEvaluation[]): Evaluation[] {
  const byId = new Map<string, Evaluation>();
  for (const { evaluation } of members) if (!byId.has(evaluation.id)) byId.set(evaluation.id, evaluation);
  return [...byId.values()];
}

function lastAttempts(evaluations: readonly Evaluation[]): Evaluation[] {
  const byRun = Map.groupBy(evaluations, ({ runUrl, id }) => runUrl ?? id);
  return [...byRun.values()].map((attempts) =>
    attempts.reduce((last, each) => ((each.attempt - last.attempt || byTime(each, last)) > 0 ? each : last)),
  );
}

function byTime(a: Evaluation, b: Evaluation): number {
  return Date.parse(a.at) - Date.parse(b.at) || (a.id < b.id ? -1 : 1);
}
