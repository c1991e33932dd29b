import { randomBytes } from 'node:crypto';
import { mkdir } from 'node:fs/promises';
import path from 'node:path';
import { type ArtifactContent, writeArtifactContent } from './artifact-content.ts';
import { type BaselineSoFar, loadBaseline } from './baseline/load.ts';
import { cleanUp, type Leftovers } from './cleanup.ts';
import type { Cluster } from './cluster/cluster.ts';
import { connectTo } from './connect.ts';
import type { Clock, MaskingLog } from './deps.ts';
import { ActionError } from './errors.ts';
import { jobPlace } from './eval/job-place.ts';
import { evaluate } from './eval/evaluate.ts';
import { gatherEvidence } from './eval/evidence.ts';
import { durationsOf, openExpectation } from './eval/expectation.ts';
import { evalObjects, isPriceKnown, settingsHash } from './eval/job.ts';
import { readGivenFiles } from './eval/given-files.ts';
import { asManifest, launchJob } from './eval/launch.ts';
import { fetchFromMlflow } from './eval/mlflow-fetch.ts';
import { logged, startMlflow } from './eval/mlflow-beside.ts';
import { logToMlflow } from './eval/mlflow-log.ts';
import { readEvalFiles } from './eval/own-files.ts';
import { releaseShard } from './eval/requests.ts';
import { tryOverlay } from './eval/try-overlay.ts';
import type { WorkflowContext } from './github/context.ts';
import type { PastArtifacts } from './github/past-artifacts.ts';
import { type Inputs, secretValues } from './inputs.ts';
import type { Kube } from './kube/client.ts';
import type { Outcome } from './outcome.ts';
import { finalLook, nextRound } from './next-round.ts';
import { type OwnKind, type OwnKindDeps, withOwnKind } from './own-kind.ts';
import { artifactName, makePlan, type Plan } from './plan.ts';
import { earlierRuns } from './resume.ts';
import type { EarlierRuns } from './eval/seed.ts';
import { runFacts } from './run-facts.ts';
import { type Platform, preflight } from './preflight.ts';
import { gateRules, judgeAgainst } from './result/judge-against.ts';
import type { ActionRoot } from './stack/manifests.ts';
import { authOf, pullNotes, pullWishes, registryLogin } from './stack/images.ts';
import { versionNotice } from './stack/openclaw-version.ts';
import { ensureNamespace } from './stack/namespace.ts';
import { evalMetadata } from './stack/ownership.ts';

export interface RunDeps {
  log: MaskingLog;
  clock: Clock;
  signal: AbortSignal;
  env: Readonly<Record<string, string | undefined>>;
  /** Null outside of GitHub Actions. */
  workflow: WorkflowContext | null;
  /** Artifacts of earlier evals, by the name they have in an attempt; null where they can not be read. */
  pastArtifacts: (nameOf: (attempt: number) => string) => PastArtifacts | null;
  /** The checkout of the action, where manifests/ and dist/ are. */
  root: ActionRoot;
  /** For this run alone, outside of the user's checkout; exists. */
  directory: string;
  /** Keeps what another process needs for cleaning up; called before anything is made. */
  saveLeftovers: (leftovers: Leftovers) => void;
  saveKind: OwnKindDeps['saveKind'];
  /** Takes care of the logs of a kind cluster's nodes when there is no result they could go with. */
  keepNodeLogs: (logs: { directory: string; files: string[] }, leg: string) => Promise<void>;
}

/**
 * The story: connect, check, launch, evaluate, bring home, judge, clean up. What is wrong with the run of the eval
 * is in the verdict; what keeps it from running is thrown.
 * @throws ActionError
 */
export async function run(inputs: Inputs, deps: RunDeps): Promise<Outcome> {
  const { log, clock, signal } = deps;
  const secrets = { instance: randomBytes(4).toString('hex'), gatewayToken: randomBytes(32).toString('hex') };
  const given = await readGivenFiles(inputs);
  const plan = makePlan(inputs, deps.workflow, secrets, clock.now(), given);
  const past = deps.pastArtifacts((attempt) => artifactName(inputs.artifactName, plan.identity.leg, attempt));
  const baseline = await loadBaseline(inputs.baseline, { ...deps, past });
  const attempt = deps.workflow?.attempt ?? 1;
  const earlier =
    inputs.resume === 'auto' && past !== null && attempt > 1 ? await earlierRuns(past, attempt, log) : null;
  const hidden = [...secretValues(inputs), secrets.gatewayToken];
  const login = registryLogin(inputs);
  if (login !== null) hidden.push(authOf(login));
  log.mask(hidden);
  log.status?.({ text: 'Checking the cluster' });
  const onCluster = async (kind: OwnKind | null): Promise<Outcome> => {
    const onSecrets = (found: readonly string[]): void => void hidden.push(...found);
    const kube = await connectTo(inputs, deps, onSecrets, kind?.kubeconfig);
    try {
      const place = { ...(await preflight(kube, plan, log, signal)), kind };
      const work = (): Promise<Outcome> => runOn(kube, plan, inputs, deps, hidden, baseline, earlier, place);
      // Everything in a cluster of its own leaves with it.
      if (kind !== null) return await work();
      const leftovers = leftoversOf(plan, kube.cluster);
      deps.saveLeftovers(leftovers);
      return await withCleanUp(kube, leftovers, inputs, deps, work);
    } finally {
      await kube.close();
    }
  };
  if (inputs.cluster !== 'kind') return await onCluster(null);
  const { instance, leg } = plan.identity;
  const keepNodeLogs: OwnKindDeps['keepNodeLogs'] = (logs) => deps.keepNodeLogs(logs, leg);
  return await withOwnKind(inputs, instance, { ...deps, keepNodeLogs }, hidden, onCluster);
}

function leftoversOf(plan: Plan, cluster: Cluster): Leftovers {
  return {
    instance: plan.identity.instance,
    namespace: plan.namespace,
    server: cluster.server,
    caSha256: cluster.caSha256,
  };
}

async function runOn(
  kube: Kube,
  plan: Plan,
  inputs: Inputs,
  deps: RunDeps,
  hidden: readonly string[],
  baselineSoFar: BaselineSoFar,
  earlier: EarlierRuns | null,
  place: Platform & { kind: OwnKind | null },
): Promise<Outcome> {
  const { log, clock, signal } = deps;
  let { baseline } = baselineSoFar;
  const startedAtMs = clock.now();
  if (inputs.maxCostUsd !== null && !isPriceKnown(plan)) {
    log.warning(
      'Unknown price',
      `The price of ${plan.model.model} is not known, so that \`max-cost-usd\` can not stop it: write \`price-input\` and \`price-output\`, or cap it by \`max-tokens\`.`,
    );
  }
  log.status?.({ text: 'Starting the eval' });
  for (const note of pullNotes(Object.values(plan.images), pullWishes(inputs))) log.info(note);
  const notice = versionNotice(inputs);
  if (notice !== null) log.warning('OpenClaw version', notice);
  const files = await readEvalFiles(deps.root, place.isOpenShift);
  const expectation = openExpectation(inputs, plan.shards, isPriceKnown(plan), log);
  if (baseline !== null) expectation.fromBaseline(baseline.records);
  const taskDurations = earlier?.taskDurations ?? durationsOf(baseline?.records ?? []);
  const settings = settingsHash(plan, inputs, taskDurations);
  if (earlier !== null && earlier.settingsHash !== settings)
    log.info('Nothing is taken over from the earlier attempt: it ran with other settings.');
  const objects = evalObjects(plan, inputs, files, files.sidecar, taskDurations);
  if (plan.podOverlay !== undefined) await tryOverlay(kube, asManifest(objects.job), signal);
  const mlflow = startMlflow(kube, plan, inputs, { ...deps, ...place });
  await ensureNamespace(
    kube,
    plan.namespace,
    files.namespace,
    evalMetadata(plan.identity, new Date(plan.expiresAtMs), plan.runUrl),
    signal,
  );
  const job = await launchJob(kube, objects, signal);
  log.info(`Job ${job.namespace}/${job.name} runs on ${kube.cluster.server}.`);
  const evalPlace = jobPlace(kube, job);
  for (const warning of job.warnings) log.warning('Kubernetes', warning);

  const pods = path.join(deps.directory, 'pods');
  await mkdir(pods, { recursive: true });
  let confirmed = false;
  const { shards, held } = await evaluate({
    kube,
    log,
    place: evalPlace,
    shards: plan.shards,
    directory: pods,
    startupTimeoutMs: inputs.startupTimeoutMs,
    timeoutMs: inputs.timeoutMs,
    signal,
    given: plan.given,
    async beforeStart(target) {
      await mlflow.check(target);
      const { mlflow: mlflowPlan } = plan;
      if (mlflowPlan === undefined || baselineSoFar.mlflowRuns.length === 0) return;
      await mlflow.untilReady();
      baseline = await baselineSoFar.complete((runId) =>
        fetchFromMlflow(kube, target, mlflowPlan, inputs, runId, signal),
      );
    },
    earlier: earlier?.settingsHash === settings ? earlier : null,
    async onFinished({ done, tasks }) {
      return await expectation.fromRuns(tasks, done, pods);
    },
    async nextRound(collected, open) {
      const { judgeInput } = await gatherEvidence(collected, plan, inputs);
      if (judgeInput.lostShards.length > 0 || judgeInput.stopped !== null) return null;
      const askable = new Set(
        collected.flatMap(({ index, state }) => (open.has(index) ? (state?.tasks ?? []) : [])),
      );
      const round = nextRound(judgeInput, baseline, inputs, askable, confirmed);
      if (round === null) return null;
      log.info(round.why);
      confirmed ||= round.confirms;
      return round;
    },
  });
  log.status?.({ text: 'Judging' });
  const lost = shards.filter((shard) => shard.failure !== undefined);
  const report = lost.length === 0 ? undefined : await evalPlace.postMortem(signal);
  const evidence = await gatherEvidence(shards, plan, inputs);
  for (const problem of evidence.problems) log.warning('ClawBench result', problem);
  const rules = gateRules(inputs.maxRegression, inputs.confirmRuns);
  const verdict = judgeAgainst(evidence.judgeInput, baseline, rules, finalLook(confirmed));

  const mlflowUrl = await logged(plan, evidence.result, log, async (mlflowPlan, result) => {
    const target = held.get(0) ?? [...held.values()][0];
    if (target === undefined) throw new ActionError('shard-lost', 'No pod of the eval is left to log from.');
    await mlflow.untilReady();
    return await logToMlflow(kube, target, mlflowPlan, { plan, inputs, result, verdict }, signal);
  });
  await Promise.all([...held.values()].map((target) => releaseShard(kube, target, signal)));

  const directory = path.join(deps.directory, 'artifact');
  await mkdir(directory);
  const content: ArtifactContent = inputs.artifactContent;
  const parts = {
    result: evidence.result,
    partial: evidence.partial,
    verdict,
    shards,
    postMortem: report,
    nodeLogs: verdict.verdict === 'pass' ? undefined : await place.kind?.nodeLogs(),
    facts: {
      ...runFacts(plan, inputs, deps, kube, shards, startedAtMs),
      settingsHash: settings,
      taskDurations,
      forecast: expectation.forecast,
    },
  };
  const written = await writeArtifactContent(directory, parts, content, hidden);
  return {
    leg: plan.identity.leg,
    label: plan.label,
    verdict,
    namespace: plan.namespace,
    shards: plan.shards,
    directory,
    files: written,
    mlflowUrl,
    forecast: expectation.forecast,
  };
}

async function withCleanUp(
  kube: Kube,
  leftovers: Leftovers,
  inputs: Inputs,
  deps: RunDeps,
  work: () => Promise<Outcome>,
): Promise<Outcome> {
  let succeeded = false;
  try {
    const outcome = await work();
    succeeded = outcome.verdict.verdict === 'pass';
    return outcome;
  } finally {
    deps.log.status?.({ text: 'Cleaning up' });
    const wanted = inputs.cleanup === 'always' || (inputs.cleanup === 'on-success' && succeeded);
    if (wanted) {
      // A cancelled step has seconds: ask for the removal and go; the post step waits for the end of it.
      await cleanUp(kube, leftovers, deps.log, { waitMs: 0 }).catch((error: unknown) =>
        deps.log.warning(
          'Clean-up',
          `Not everything was deleted: ${error instanceof Error ? error.message : String(error)}`,
        ),
      );
    } else
      deps.log.info(`Namespace ${leftovers.namespace} is kept; what the eval made in it expires by itself.`);
  }
}
