import { mkdir } from 'node:fs/promises';
import path from 'node:path';
import { BASE_TOP } from '../artifact/file-names.ts';
import { type ArmParts, writeArtifactContent } from '../artifact/write.ts';
import { type Clean, cleanOrNull } from '../base/clean.ts';
import { releaseShard } from '../pods/requests.ts';
import { renderReports } from '../report/reports.ts';
import type { ReportFacts } from '../report/facts.ts';
import type { BenchmarkResult } from '../result/formats/benchmark.ts';
import type { VerdictRecord } from '../result/formats/verdict-record.ts';
import { judgeAgainst } from '../result/verdict/judge-against.ts';
import type { EvalHost } from './host.ts';
import { manifestFacts } from './manifest-facts.ts';
import { finalStage } from './next-round.ts';
import type { Outcome } from './outcome.ts';
import { baselineRunsFor, reportSource } from './report-source.ts';
import type { CollectedArm, CollectedEval } from './rounds.ts';
import { armsOf, type RunningArm, type RunningEval } from './running.ts';

/**
 * The end of the story: judges what was collected, logs it to MLflow, releases the pods, and writes the artifact.
 * @throws ActionError
 */
export async function finish(
  running: RunningEval,
  collected: CollectedEval,
  host: EvalHost,
): Promise<Outcome> {
  const { log } = host;
  log.status?.({ text: 'Judging' });
  const { kube } = running;
  const postMortem = await postMortemOf(running, collected);
  for (const { gathered } of sidesOf(collected))
    for (const problem of gathered.problems) log.warning('ClawBench result', problem);
  const judged = judgeCollected(collected, running, host);
  const mlflowUrl = await logResults(running, judged, host);
  const held = armsOf(running).flatMap(({ driver }) => [...driver.held.values()]);
  await Promise.all(held.map((target) => releaseShard(kube, target)));
  return await writeArtifact(running, collected, { ...judged, postMortem, mlflowUrl }, host);
}

const sidesOf = (collected: CollectedEval): CollectedArm[] => [
  collected,
  ...(collected.base === null ? [] : [collected.base]),
];

/** What is known of the pods of arms that have lost one; undefined if none has. */
async function postMortemOf(running: RunningEval, collected: CollectedEval): Promise<string | undefined> {
  const sides = sidesOf(collected);
  const lost = armsOf(running).filter((_, index) =>
    sides[index]!.shards.some((shard) => shard.failure !== undefined),
  );
  if (lost.length === 0) return undefined;
  return (await Promise.all(lost.map(({ backend }) => backend.postMortem()))).join('\n');
}

/** The record and the result of an arm without secrets: nothing else is published, logged or returned. */
interface JudgedArm {
  verdict: Clean<VerdictRecord>;
  result: Clean<BenchmarkResult> | null;
}

interface JudgedEval extends JudgedArm {
  base: JudgedArm | null;
}

function judgeCollected(
  { gathered, baseline, isConfirmed, base }: CollectedEval,
  { terms }: RunningEval,
  { log: { secrets } }: EvalHost,
): JudgedEval {
  const verdict = judgeAgainst(gathered.evidence, terms.gate, baseline, finalStage(isConfirmed));
  return {
    verdict: secrets.clean(verdict),
    result: cleanOrNull(gathered.result, secrets),
    base: base && {
      verdict: secrets.clean(base.verdict),
      result: cleanOrNull(base.gathered.result, secrets),
    },
  };
}

/** @returns the address of the head's MLflow run; null if it was not logged */
async function logResults(
  running: RunningEval,
  { base, ...head }: JudgedEval,
  host: EvalHost,
): Promise<string | null> {
  const held = armsOf(running).flatMap(({ driver }) => [driver.held.get(0), ...driver.held.values()]);
  const target = held.find((pod) => pod !== undefined);
  const log = async ({ record }: RunningArm, { result, verdict }: JudgedArm): Promise<string | null> => {
    if (result === null) return null;
    const { instance, arm, leg, label, runUrl, branch, concurrency, runs } = record;
    const about = host.log.secrets.clean({ instance, arm, leg, label, runUrl, branch, concurrency, runs });
    return await running.mlflow.log(target, { about, result, verdict });
  };
  const url = await log(running, head);
  if (running.base !== null && base !== null) await log(running.base, base);
  return url;
}

async function writeArtifact(
  running: RunningEval,
  collected: CollectedEval,
  judged: JudgedEval & { postMortem: string | undefined; mlflowUrl: string | null },
  host: EvalHost,
): Promise<Outcome> {
  const { record, terms } = running;
  const { verdict, postMortem, mlflowUrl } = judged;
  const { secrets } = host.log;
  let report = reportFacts(running, mlflowUrl, host);
  const directory = path.join(host.directory, 'artifact');
  await mkdir(directory);
  const { content } = terms.artifact;
  const stored = await baselineRunsFor({ verdict, content }, running.baselineRuns, host.log);
  const { files, leftOut } = await writeArtifactContent(
    directory,
    {
      ...armParts(running, { collected, judged, inputs: terms.inputs }, host),
      base: baseParts(running, collected, judged, host),
      reports(written, problems) {
        const runs = [path.join(written, 'runs')];
        const baselineRuns = collected.base === null ? stored : [path.join(written, BASE_TOP, 'runs')];
        const from = { verdict, facts: report, runs, baselineRuns, written };
        const source = reportSource(from, secrets, problems);
        report = source.facts;
        return renderReports(source, problems);
      },
      postMortem: postMortem === undefined ? undefined : secrets.clean(postMortem),
      nodeLogs: verdict.verdict === 'pass' ? undefined : await running.nodeLogs(),
    },
    content,
    secrets,
  );
  for (const problem of leftOut) host.log.warning('Artifact', problem);
  return { verdict, leg: record.leg, instance: record.instance, report, directory, files };
}

function armParts(
  arm: Pick<RunningEval, 'kube' | 'record' | 'backend' | 'forecast'>,
  of: { collected: CollectedArm; judged: JudgedArm; inputs: Readonly<Record<string, unknown>> },
  host: EvalHost,
): ArmParts {
  const { secrets } = host.log;
  const { collected, judged, inputs } = of;
  const subject = { ...arm, inputs, forecast: arm.forecast() };
  return {
    result: judged.result,
    partial: cleanOrNull(collected.gathered.partial, secrets),
    verdict: judged.verdict,
    shards: collected.shards,
    facts: secrets.clean(manifestFacts(subject, collected, host)),
  };
}

function baseParts(
  { kube, base: running, forecast }: RunningEval,
  { base: collected }: CollectedEval,
  { base: judged }: JudgedEval,
  host: EvalHost,
): ArmParts | null {
  if (running === null || collected === null || judged === null) return null;
  const { inputs } = running.record;
  return armParts({ ...running, kube, forecast }, { collected, judged, inputs }, host);
}

function reportFacts(
  { record, backend, forecast }: RunningEval,
  mlflowUrl: string | null,
  { log, workflow, reproduce }: EvalHost,
): Clean<ReportFacts> {
  return log.secrets.clean({
    label: record.label,
    sha: workflow?.sha ?? '',
    namespace: backend.namespace,
    shards: record.shards,
    runUrl: workflow?.runUrl ?? null,
    artifactUrl: null,
    reportUrl: null,
    mlflowUrl,
    forecast: forecast(),
    reproduce,
  });
}
