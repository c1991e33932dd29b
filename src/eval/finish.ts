import { mkdir } from 'node:fs/promises';
import path from 'node:path';
import { writeArtifactContent } from '../artifact/write.ts';
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
import type { CollectedEval } from './rounds.ts';
import type { RunningEval } from './running.ts';

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
  const hasLost = collected.shards.some((shard) => shard.failure !== undefined);
  const postMortem = hasLost ? await running.backend.postMortem() : undefined;
  for (const problem of collected.gathered.problems) log.warning('ClawBench result', problem);
  const judged = judgeCollected(collected, running, host);
  const mlflowUrl = await logResult(running, judged, host);
  await Promise.all([...running.driver.held.values()].map((target) => releaseShard(running.kube, target)));
  return await writeArtifact(running, collected, { ...judged, postMortem, mlflowUrl }, host);
}

/** The record and the result without secrets: nothing else is published, logged or returned. */
interface JudgedEval {
  verdict: Clean<VerdictRecord>;
  result: Clean<BenchmarkResult> | null;
}

function judgeCollected(
  { gathered, baseline, isConfirmed }: CollectedEval,
  { terms }: RunningEval,
  { log }: EvalHost,
): JudgedEval {
  const verdict = judgeAgainst(gathered.evidence, terms.gate, baseline, finalStage(isConfirmed));
  return { verdict: log.secrets.clean(verdict), result: cleanOrNull(gathered.result, log.secrets) };
}

async function logResult(
  { record, driver, mlflow }: RunningEval,
  { verdict, result }: JudgedEval,
  { log }: EvalHost,
): Promise<string | null> {
  if (result === null) return null;
  const target = driver.held.get(0) ?? [...driver.held.values()][0];
  const { instance, leg, label, runUrl, branch, concurrency, runs } = record;
  const about = log.secrets.clean({ instance, leg, label, runUrl, branch, concurrency, runs });
  return await mlflow.log(target, { about, result, verdict });
}

async function writeArtifact(
  running: RunningEval,
  collected: CollectedEval,
  judged: JudgedEval & { postMortem: string | undefined; mlflowUrl: string | null },
  host: EvalHost,
): Promise<Outcome> {
  const { record, terms } = running;
  const { shards, gathered } = collected;
  const { verdict, result, postMortem, mlflowUrl } = judged;
  const { secrets } = host.log;
  let report = reportFacts(running, mlflowUrl, host);
  const directory = path.join(host.directory, 'artifact');
  await mkdir(directory);
  const { content } = terms.artifact;
  const baselineRuns = await baselineRunsFor({ verdict, content }, running.baselineRuns, host.log);
  const { files, leftOut } = await writeArtifactContent(
    directory,
    {
      result,
      partial: cleanOrNull(gathered.partial, secrets),
      verdict,
      shards,
      reports(written, problems) {
        const runs = [path.join(written, 'runs')];
        const from = { verdict, facts: report, runs, baselineRuns, written };
        const source = reportSource(from, secrets, problems);
        report = source.facts;
        return renderReports(source, problems);
      },
      postMortem: postMortem === undefined ? undefined : secrets.clean(postMortem),
      nodeLogs: verdict.verdict === 'pass' ? undefined : await running.nodeLogs(),
      facts: secrets.clean(manifestFacts(running, collected, host)),
    },
    content,
    secrets,
  );
  for (const problem of leftOut) host.log.warning('Artifact', problem);
  return { verdict, leg: record.leg, instance: record.instance, report, directory, files };
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
