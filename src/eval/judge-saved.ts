import { mkdir } from 'node:fs/promises';
import path from 'node:path';
import { writeArtifactContent } from '../artifact/write.ts';
import { loadBaseline } from '../baseline/load.ts';
import { type Clean, cleanOrNull } from '../base/clean.ts';
import type { MaskingLog } from '../base/ports.ts';
import type { WorkflowContext } from '../base/workflow-context.ts';
import type { PastArtifacts } from '../github/past-artifacts.ts';
import { publicInputs } from '../inputs/load.ts';
import type { Inputs } from '../inputs/types.ts';
import { gateOf } from '../plan/gate.ts';
import { finalStage } from './next-round.ts';
import type { Outcome } from './outcome.ts';
import { artifactName } from '../plan/plan.ts';
import type { BenchmarkResult } from '../result/formats/benchmark.ts';
import { judgeAgainst } from '../result/verdict/judge-against.ts';
import type { VerdictRecord } from '../result/formats/verdict-record.ts';
import { readSavedEval } from '../artifact/saved-eval.ts';
import { legOf } from '../stack/ownership.ts';

export interface JudgeSavedDeps {
  log: MaskingLog;
  env: Readonly<Record<string, string | undefined>>;
  signal: AbortSignal;
  workflow: WorkflowContext | null;
  pastArtifacts: (nameOf: (attempt: number) => string) => PastArtifacts | null;
}

/**
 * Judges an eval that is over from its files, as it would have been judged at its end.
 * @throws ActionError
 */
export async function judgeSaved(
  inputs: Inputs,
  deps: JudgeSavedDeps,
): Promise<{ verdict: Clean<VerdictRecord>; result: Clean<BenchmarkResult> | null }> {
  const saved = await readSavedEval(inputs.result ?? [], inputs.runCache);
  const { evidence, isConfirmed, problems } = saved;
  for (const problem of problems) deps.log.warning('Run files', problem);
  const leg = legOfSaved(inputs, evidence.identity.model ?? evidence.result?.model ?? '', deps.workflow);
  const past = deps.pastArtifacts((attempt) => artifactName(inputs.artifactName, leg, attempt));
  const { baseline } = await loadBaseline(inputs.baseline, { ...deps, past });
  // The evaluation is over: there will be no more runs.
  const gate = { ...gateOf(inputs), confirmRuns: 0 };
  const { secrets } = deps.log;
  const verdict = secrets.clean(judgeAgainst(evidence, gate, baseline, finalStage(isConfirmed)));
  return { verdict, result: cleanOrNull(evidence.result, secrets) };
}

/** The same as a step of a workflow, with an artifact of its own: the next one may be held against it. */
export async function judgeSavedStep(
  inputs: Inputs,
  deps: JudgeSavedDeps & { directory: string },
): Promise<Outcome> {
  const { verdict, result } = await judgeSaved(inputs, deps);
  const label = inputs.label ?? verdict.identity.model;
  const leg = legOfSaved(inputs, verdict.identity.model, deps.workflow);
  const directory = path.join(deps.directory, 'artifact');
  await mkdir(directory);
  const files = await writeArtifactContent(
    directory,
    {
      result,
      partial: null,
      verdict,
      shards: [],
      postMortem: undefined,
      facts: deps.log.secrets.clean({ leg, shards: [], inputs: publicInputs(inputs) }),
    },
    inputs.artifactContent,
    deps.log.secrets,
  );
  return {
    leg,
    label,
    verdict,
    namespace: null,
    instance: null,
    shards: null,
    directory,
    files,
    mlflowUrl: null,
    forecast: null,
  };
}

function legOfSaved({ label }: Inputs, model: string, context: WorkflowContext | null): string {
  const { repository = '', workflow = '', job = '', step = '' } = context ?? {};
  return legOf({ repository, workflow, job, step, label: label ?? model });
}
