import { logTailsIn } from '../artifact/log-tails.ts';
import { runDetailsIn } from '../artifact/run-details.ts';
import { wireLinesIn } from '../artifact/wire-journals.ts';
import type { ArtifactContent } from '../artifact/write.ts';
import type { KnownSecrets } from '../base/clean.ts';
import { messageOf } from '../base/errors.ts';
import type { Log } from '../base/ports.ts';
import type { BaselineSoFar } from '../baseline/load.ts';
import { type Divergence, divergences } from '../report/divergence.ts';
import type { ReportFacts } from '../report/facts.ts';
import type { ReportSource } from '../report/source.ts';
import { taskReports } from '../report/tasks.ts';
import type { RunDetail } from '../result/formats/run-detail.ts';
import type { VerdictRecord } from '../result/formats/verdict-record.ts';

interface SourceFiles extends Pick<ReportSource, 'verdict' | 'facts'> {
  /** Directories of run files. */
  runs: readonly string[];
  baselineRuns: readonly string[];
  /** The directory of an artifact with `logs/` and `wire/` that we wrote; null if reports are to show none. */
  written: string | null;
}

/** What reports are made from, with what only the run files tell. What is wrong with the files is said once, however many reports read them. */
export function reportSource(
  { verdict, facts, runs, baselineRuns, written }: SourceFiles,
  secrets: KnownSecrets,
  problems: string[],
): ReportSource {
  const told = new Set<string>();
  function* runsIn(directories: readonly string[]): ReturnType<typeof runDetailsIn> {
    const found: string[] = [];
    for (const one of directories) yield* runDetailsIn(one, secrets, found);
    const fresh = found.filter((problem) => !told.has(problem));
    for (const problem of fresh) told.add(problem);
    const [first, ...others] = fresh;
    if (first !== undefined)
      problems.push(others.length === 0 ? first : `${first} So it is with ${others.length} more.`);
  }
  const known: ReportFacts = facts;
  const parted = partings(
    verdict,
    () => runsIn(baselineRuns),
    () => runsIn(runs),
    problems,
  );
  return {
    verdict,
    facts: secrets.clean({ ...known, divergences: parted }),
    runs: () => runsIn(runs),
    baselineRuns: () => runsIn(baselineRuns),
    logs: () => (written === null ? [] : logTailsIn(written, secrets)),
    wire: () => (written === null ? [] : wireLinesIn(written, secrets)),
  };
}

/** Where the tasks that got worse first went another way. That it is not known costs no report. */
function partings(
  verdict: VerdictRecord,
  before: () => Iterable<RunDetail>,
  after: () => Iterable<RunDetail>,
  problems: string[],
): Divergence[] {
  const worse = taskReports(verdict).filter((task) => task.kind === 'regressed');
  try {
    return divergences(
      worse.slice(0, MOST_PARTINGS).map(({ taskId }) => taskId),
      before(),
      after(),
    );
  } catch (error) {
    problems.push(`Runs could not be held against those of the baseline: ${messageOf(error)}`);
    return [];
  }
}

const MOST_PARTINGS = 20;

/**
 * The directories of the baseline's run files, if reports can show them. That they are not to be had costs a report some of
 * its detail, and is a warning.
 */
export async function baselineRunsFor(
  { verdict, content }: { verdict: VerdictRecord; content: ArtifactContent },
  findRuns: BaselineSoFar['findRuns'],
  log: Log,
): Promise<string[]> {
  if (content !== 'full' || verdict.comparison?.comparable !== true) return [];
  try {
    return await findRuns();
  } catch (error) {
    log.warning('Report', `The report does not show the runs of the baseline. ${messageOf(error)}`);
    return [];
  }
}
