import { randomBytes } from 'node:crypto';
import { mkdir } from 'node:fs/promises';
import { messageOf } from '../base/errors.ts';
import path from 'node:path';
import { attachStage } from '../backends/attached/prepare.ts';
import { type BaselineSoFar, loadBaseline } from '../baseline/load.ts';
import { cleanUp, isRemoved } from './cleanup.ts';
import { type Leftovers } from '../backends/leftovers.ts';
import { conclude } from './finish.ts';
import { connectTo } from './connect.ts';
import type { ActionRoot, Clock, MaskingLog } from '../base/ports.ts';
import { toldOfDetached } from './detached.ts';
import { type EvalContext, evaluate } from '../pods/evaluate.ts';
import { durationsOf, openExpectation } from './expectation.ts';
import { isPriceKnown, settingsHash } from '../backends/job/objects.ts';
import { jobStage } from '../backends/job/prepare.ts';
import { readGivenFiles } from '../plan/user-files.ts';
import { fetchFromMlflow } from '../mlflow/fetch.ts';
import { startMlflow } from '../mlflow/beside.ts';
import type { EvalPlace } from '../backends/backend.ts';
import type { EarlierRuns } from '../pods/seed.ts';
import type { LaunchFacts, Stage } from '../backends/stage.ts';
import { startShards } from '../pods/start.ts';
import type { WorkflowContext } from '../base/workflow-context.ts';
import type { PastArtifacts } from '../github/past-artifacts.ts';
import { publicInputs } from '../inputs/load.ts';
import { type Inputs, isExisting } from '../inputs/types.ts';
import type { Kube } from '../kube/client.ts';
import type { Told } from './mode-result.ts';
import type { Outcome } from './outcome.ts';
import { type OwnKind, type OwnKindDeps, withOwnKind } from './own-kind.ts';
import { artifactName, makePlan, type Plan } from '../plan/plan.ts';
import { earlierRuns } from './resume.ts';
import { openRounds } from './rounds.ts';
import { authOf } from '../stack/images.ts';
import { registryLogin } from '../plan/images.ts';

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
  const begun = await begin(inputs, deps);
  if (inputs.cluster !== 'kind') {
    return await onStage(begun, null, inputs, deps, async (ready) => {
      const { kube, stage } = ready;
      deps.saveLeftovers(stage.leftovers);
      return await withCleanUp(kube, stage.leftovers, inputs, deps, () => runOn(ready, inputs, deps));
    });
  }
  const { instance, leg } = begun.plan.identity;
  const keepNodeLogs: OwnKindDeps['keepNodeLogs'] = (logs) => deps.keepNodeLogs(logs, leg);
  // Everything in a cluster of its own leaves with it.
  return await withOwnKind(inputs, instance, { ...deps, keepNodeLogs }, (kind) =>
    onStage(begun, kind, inputs, deps, (ready) => runOn(ready, inputs, deps)),
  );
}

/**
 * The first half of the story: returns when the eval runs. Nothing is cleaned up then: `mode: results` does that.
 * @throws ActionError
 */
export async function runDetached(inputs: Inputs, deps: RunDeps): Promise<Told> {
  return await onStage(await begin(inputs, deps), null, inputs, deps, async (ready) => {
    const { kube, stage } = ready;
    deps.saveLeftovers(stage.leftovers);
    try {
      const { place, mlflow, evalDeps } = await launch(ready, inputs, deps);
      const { shards } = stage.plan;
      const beforeStart = mlflow.check;
      await startShards({ ...evalDeps, kube, place, shards, beforeStart, signal: deps.signal });
      return toldOfDetached(stage.plan, inputs);
    } catch (error) {
      await cleanUp(kube, stage.leftovers, deps.log, { waitMs: 0 }).catch((failure: unknown) =>
        deps.log.warning('Clean-up', `Not everything was deleted: ${String(failure)}`),
      );
      throw error;
    }
  });
}

/** What is known before the cluster is asked. */
interface Begun {
  plan: Plan;
  baseline: BaselineSoFar;
  earlier: EarlierRuns | null;
}

/** An eval that only needs to be launched. */
interface Ready extends Omit<Begun, 'plan'> {
  kube: Kube;
  stage: Stage;
  kind: OwnKind | null;
}

async function begin(inputs: Inputs, deps: RunDeps): Promise<Begun> {
  const { log, clock } = deps;
  const secrets = { instance: randomBytes(4).toString('hex'), gatewayToken: randomBytes(32).toString('hex') };
  const given = await readGivenFiles(inputs);
  const plan = makePlan(inputs, deps.workflow, secrets, clock.now(), given);
  const past = deps.pastArtifacts((attempt) => artifactName(inputs.artifactName, plan.identity.leg, attempt));
  const baseline = await loadBaseline(inputs.baseline, { ...deps, past });
  const attempt = deps.workflow?.attempt ?? 1;
  const earlier =
    inputs.resume === 'auto' && past !== null && attempt > 1 ? await earlierRuns(past, attempt, log) : null;
  const login = registryLogin(inputs);
  log.mask([secrets.gatewayToken, ...(login === null ? [] : [authOf(login)])]);
  return { plan, baseline, earlier };
}

async function onStage<T>(
  { plan, ...begun }: Begun,
  kind: OwnKind | null,
  inputs: Inputs,
  deps: RunDeps,
  work: (ready: Ready) => Promise<T>,
): Promise<T> {
  const { log } = deps;
  log.status?.({ text: 'Checking the cluster' });
  const kube = await connectTo(inputs, deps, kind?.kubeconfig);
  const onToken = (token: string): void => log.mask([token]);
  try {
    const stage = isExisting(inputs)
      ? await attachStage(kube, plan, inputs, deps, onToken)
      : await jobStage(kube, plan, inputs, deps);
    return await work({ ...begun, kube, stage, kind });
  } finally {
    await kube.close();
  }
}

/** What runs, and what the rest of the story needs to know of it. */
interface Launched {
  place: EvalPlace;
  mlflow: ReturnType<typeof startMlflow>;
  expectation: ReturnType<typeof openExpectation>;
  facts: LaunchFacts;
  /** For whoever drives the shards. */
  evalDeps: Pick<EvalContext, 'earlier' | 'given' | 'startupTimeoutMs'>;
}

async function launch(ready: Ready, inputs: Inputs, deps: RunDeps): Promise<Launched> {
  const { log, clock } = deps;
  const {
    kube,
    stage,
    earlier,
    baseline: { baseline },
  } = ready;
  const { plan } = stage;
  if (inputs.maxCostUsd !== null && !isPriceKnown(plan)) {
    log.warning(
      'Unknown price',
      `The price of ${plan.model.model} is not known, so that \`max-cost-usd\` can not stop it: write \`price-input\` and \`price-output\`, or cap it by \`max-tokens\`.`,
    );
  }
  log.status?.({ text: 'Starting the eval' });
  const expectation = openExpectation(inputs, plan.shards, isPriceKnown(plan), log);
  if (baseline !== null) expectation.fromBaseline(baseline.records);
  const taskDurations = earlier?.taskDurations ?? durationsOf(baseline?.records ?? []);
  const hash = settingsHash(plan, inputs, taskDurations);
  if (earlier !== null && earlier.settingsHash !== hash)
    log.info('Nothing is taken over from the earlier attempt: it ran with other settings.');
  const facts = { startedAtMs: clock.now(), settingsHash: hash, taskDurations };
  const start = await stage.prepare(facts);
  const mlflow = startMlflow(kube, plan, inputs, { ...deps, ...stage.platform });
  return {
    place: await start(),
    mlflow,
    expectation,
    facts,
    evalDeps: {
      earlier: earlier?.settingsHash === hash ? earlier : null,
      given: plan.given,
      startupTimeoutMs: inputs.startupTimeoutMs,
    },
  };
}

async function runOn(ready: Ready, inputs: Inputs, deps: RunDeps): Promise<Outcome> {
  const { log, signal } = deps;
  const { kube, stage, kind, baseline: baselineSoFar } = ready;
  const { plan } = stage;
  let { baseline } = baselineSoFar;
  const { place, mlflow, expectation, facts, evalDeps } = await launch(ready, inputs, deps);
  const pods = path.join(deps.directory, 'pods');
  await mkdir(pods, { recursive: true });
  const rounds = openRounds(plan, inputs, async () => baseline, log);
  const { shards, held } = await evaluate({
    ...evalDeps,
    kube,
    log,
    place,
    shards: plan.shards,
    directory: pods,
    timeoutMs: inputs.timeoutMs,
    signal,
    async beforeStart(target) {
      await mlflow.check(target);
      const { mlflow: mlflowPlan } = plan;
      if (mlflowPlan === undefined || baselineSoFar.mlflowRuns.length === 0) return;
      await mlflow.untilReady();
      baseline = await baselineSoFar.complete((runId) =>
        fetchFromMlflow(kube, target, mlflowPlan, inputs, runId, signal),
      );
    },
    async onFinished({ done, tasks }) {
      return await expectation.fromRuns(tasks, done, pods);
    },
    nextRound: rounds.next,
  });
  return await conclude(
    {
      kube,
      plan,
      place,
      shards,
      held,
      baseline,
      isConfirmed: rounds.isConfirmed(),
      facts,
      publicInputs: publicInputs(inputs),
      forecast: expectation.forecast,
      mlflowReady: mlflow.untilReady,
      nodeLogs: kind === null ? undefined : () => kind.nodeLogs(),
    },
    inputs,
    deps,
  );
}

export async function withCleanUp(
  kube: Kube,
  leftovers: Leftovers,
  inputs: Inputs,
  deps: RunDeps,
  work: () => Promise<Outcome>,
): Promise<Outcome> {
  let passed = false;
  try {
    const outcome = await work();
    passed = outcome.verdict.verdict === 'pass';
    return outcome;
  } finally {
    deps.log.status?.({ text: 'Cleaning up' });
    if (isRemoved(inputs, { passed, cancelled: deps.signal.aborted }))
      await cleanUpAfter(kube, leftovers, deps);
    else
      deps.log.info(`Namespace ${leftovers.namespace} is kept; what the eval made in it expires by itself.`);
  }
}

/** In somebody else's pod it is seen to its end, which takes the grace period of that pod; else the post step does that. */
const LEAVE_MS = 2 * 60_000;

/** A cancelled step has seconds: it asks for the removal and goes. */
export async function cleanUpAfter(
  kube: Kube,
  leftovers: Leftovers,
  { log, signal }: Pick<RunDeps, 'log' | 'signal'>,
): Promise<void> {
  const isAttached = leftovers.attached !== undefined;
  const waitMs = isAttached && !signal.aborted ? LEAVE_MS : 0;
  await cleanUp(kube, leftovers, log, { waitMs }).catch((error: unknown) =>
    log.warning('Clean-up', `Not everything was deleted: ${messageOf(error)}`),
  );
}
