import { mkdir } from 'node:fs/promises';
import path from 'node:path';
import { readSavedEval } from '../artifact/saved-eval.ts';
import { writeArtifactContent } from '../artifact/write.ts';
import { cleanOrNull } from '../base/clean.ts';
import type { WorkflowContext } from '../base/workflow-context.ts';
import { legLabel } from '../inputs/matrix.ts';
import { warnIfUngated } from '../plan/gate.ts';
import type { Terms } from '../plan/terms.ts';
import { renderReports } from '../report/reports.ts';
import { judgeBase } from '../result/verdict/base-arm.ts';
import type { Evidence } from '../result/verdict/evidence.ts';
import { judgeAgainst } from '../result/verdict/judge-against.ts';
import { legOf } from '../stack/ownership.ts';
import { openArmHistory } from './arm-history.ts';
import type { EvalHost } from './host.ts';
import { baselineFor, evalsBeside } from './load-baseline.ts';
import { workflowFacts } from './manifest-facts.ts';
import type { Outcome } from './outcome.ts';
import { baselineRunsFor, reportSource } from './report-source.ts';
import { savedComparison } from './saved-baseline.ts';

/** The files of a finished evaluation. */
export interface SavedFiles {
  /** benchmark.json files, or one directory of an unpacked artifact. */
  paths: readonly string[];
  /** Directory of the run files; null for those in the artifact. */
  runCache: string | null;
  /** Null to use the name of the model. */
  label: string | null;
  /** Values of the job's matrix; null without a matrix. */
  matrix: string | null;
}

/**
 * Judges a finished evaluation from its files, as it would have been judged at its end. A new artifact, if the host wants
 * one, can be the baseline of later results.
 * @throws ActionError
 */
export async function judgeSaved(saved: SavedFiles, terms: Terms, host: EvalHost): Promise<Outcome> {
  const { log, workflow } = host;
  const { secrets } = log;
  const read = readSavedEval(saved.paths, saved.runCache, host.places);
  const { evidence, runsDirectory, problems } = read;
  const base = read.base === null || 'missing' in read.base ? null : read.base;
  warnIfUngated(terms, log, read.base !== null);
  for (const problem of [...problems, ...(base?.problems ?? [])]) log.warning('Run files', problem);
  const { identity, result } = evidence;
  const model = identity.model ?? result?.model ?? '';
  const named = { leg: legOfSaved(saved, model, workflow), label: labelOfSaved(saved, model) };
  const asked = await baselineFor(terms, { ...named, instance: null }, host);
  const { baseline: compared, gate, stage } = savedComparison(read, asked.baseline, terms);
  const inputs = { head: read.inputs, base: base?.inputs };
  const besideArm =
    compared?.arm === true ? await evalsBeside(terms, { ...named, instance: null }, inputs, host) : null;
  const baseline = compared && openArmHistory(besideArm, terms.history, log)(compared);
  const verdict = secrets.clean(judgeAgainst(evidence, gate, baseline, stage));
  const leg = legOfSaved(saved, verdict.identity.model, workflow);
  const report = secrets.clean({
    label: labelOfSaved(saved, verdict.identity.model),
    sha: workflow?.sha ?? '',
    namespace: null,
    shards: null,
    runUrl: workflow?.runUrl ?? null,
    artifactUrl: null,
    reportUrl: null,
    mlflowUrl: null,
    forecast: null,
    reproduce: null,
  });
  const { content } = terms.artifact;
  const runs = content === 'full' && runsDirectory !== null ? [runsDirectory] : [];
  const runsOfBase = content === 'full' && base?.runsDirectory ? [base.runsDirectory] : [];
  const baselineRuns =
    baseline?.arm === true ? runsOfBase : await baselineRunsFor({ verdict, content }, asked.findRuns, log);
  const unreported: string[] = [];
  const source = reportSource(
    { verdict, facts: report, runs, baselineRuns, written: null },
    secrets,
    unreported,
  );
  const directory = path.join(host.directory, 'artifact');
  const outcome = { verdict, leg, instance: null, report: source.facts, directory };
  if (!host.savesVerdicts) return { ...outcome, files: [] };
  await mkdir(directory);
  const origin = { leg, workflow: workflow === null ? null : workflowFacts(workflow), shards: [] };
  const parts = {
    result: cleanOrNull(result, secrets),
    partial: null,
    verdict,
    shards: [],
    // Else the new artifact would tell of a comparison that nobody can make again.
    base:
      base === null || baseline?.beside === undefined
        ? null
        : {
            result: cleanOrNull(base.evidence.result, secrets),
            partial: null,
            verdict: secrets.clean(judgeBase(base.evidence, terms.gate)),
            shards: [],
            facts: secrets.clean({ ...origin, contradictions: distrustedIn(base.evidence) }),
          },
    reports: () => renderReports(source, unreported),
    postMortem: undefined,
    facts: secrets.clean({
      ...origin,
      contradictions: distrustedIn(evidence),
      inputs: { ...terms.inputs },
    }),
  };
  // It has no files but our own.
  const { files } = await writeArtifactContent(directory, parts, content, secrets);
  return { ...outcome, files };
}

/** What keeps it from being judged also when its new artifact is. */
function distrustedIn({ contradictions, changedFiles = [] }: Evidence): string[] {
  return [...contradictions, ...changedFiles];
}

function labelOfSaved({ label, matrix }: Pick<SavedFiles, 'label' | 'matrix'>, model: string): string {
  return label ?? legLabel(model, matrix);
}

function legOfSaved(
  { label, matrix }: Pick<SavedFiles, 'label' | 'matrix'>,
  model: string,
  context: WorkflowContext | null,
): string {
  const { repository = '', workflow = '', job = '', step = '' } = context ?? {};
  return legOf({ repository, workflow, job, step, label: label ?? model, matrix });
}
