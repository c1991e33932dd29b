import { prepareBase } from '../backends/job/prepare.ts';
import type { LaunchFacts } from '../backends/eval-record.ts';
import type { PreparedArm, PreparedEval } from '../backends/prepared.ts';
import { settingsHash } from '../backends/settings.ts';
import type { Kube } from '../kube/client.ts';
import { startMlflow } from '../mlflow/beside.ts';
import type { History } from './history.ts';
import type { EvalCluster } from './cluster.ts';
import { durationsOf, openExpectation } from './expectation.ts';
import type { EvalHost } from './host.ts';
import type { PlanAgain } from '../plan/again.ts';
import { unknownPrice } from '../plan/run-settings.ts';
import type { EarlierRuns } from '../pods/seed.ts';
import { type Again, type ArmInCluster, openRunningEval, type RunningEval } from './running.ts';
import { sameArmsWords } from './same-arms.ts';

/**
 * Creates a prepared evaluation in the cluster, both arms of it. Its pods start to boot, and spend nothing before they are
 * driven.
 * @throws ActionError, KubeError
 */
export async function launch(
  cluster: EvalCluster,
  prepared: PreparedEval,
  history: History,
  host: EvalHost,
): Promise<RunningEval> {
  const { log, clock } = host;
  const { head, base, isOpenShift, leftovers } = prepared;
  const { terms, settings, model } = head.plan;
  if (settings.maxCostUsd !== null && !model.isPriceKnown) {
    log.warning('Unknown price', unknownPrice(model.model));
  }
  log.status?.({ text: 'Starting the evaluation' });
  const records = history.baseline.baseline?.records ?? [];
  const expectation = openExpectation(
    settings,
    { arms: base === null ? 1 : 2, isPriceKnown: model.isPriceKnown },
    log,
  );
  if (records.length > 0) expectation.fromBaseline(records);
  const taskDurations = history.earlier?.taskDurations ?? durationsOf(records);
  const earlier = reusable(history, settingsHash(head.plan, taskDurations), log);
  const facts = { startedAtMs: clock.now(), taskDurations };
  // What is wrong with one arm is told before anything of the other one is made.
  const createHead = await assembled(head, facts);
  const createBase = base === null ? null : await assembled(base, facts);
  const mlflow = startMlflow(cluster.kube, terms.mlflow, { leftovers, isOpenShift }, host);
  const headArm = await createHead(earlier);
  const baseArm = createBase === null ? null : await createBase(null);
  const same = sameArmsWords(headArm.record, baseArm?.record ?? null);
  if (same !== null) log.warning('Base arm', same);
  return await openRunningEval(
    cluster,
    {
      head: headArm,
      base: baseArm,
      lostBase: null,
      terms,
      mlflow,
      baseline: history.baseline,
      besideArm: history.beside,
      again:
        history.again && againIn(cluster.kube, { ...prepared, again: history.again, taskDurations }, host),
      expectation,
      caps: { maxCostUsd: settings.maxCostUsd, maxTokens: settings.maxTokens },
    },
    host,
  );
}

/** How a stored baseline is made again beside this head. */
function againIn(
  kube: Kube,
  {
    head,
    isOpenShift,
    again,
    taskDurations,
  }: Pick<PreparedEval, 'head' | 'isOpenShift'> & Pick<LaunchFacts, 'taskDurations'> & { again: PlanAgain },
  host: EvalHost,
): Again {
  if ('impossible' in again) return again;
  return {
    async launch(wish) {
      const arm = prepareBase(kube, again.plan(wish), { head: head.plan, isOpenShift }, host);
      const create = await assembled(arm, { startedAtMs: host.clock.now(), taskDurations });
      return await create(null);
    },
  };
}

/** Assembles the objects of an arm. @returns what creates them */
async function assembled(
  { plan, assemble }: PreparedArm,
  facts: Omit<LaunchFacts, 'settingsHash'>,
): Promise<(earlier: EarlierRuns | null) => Promise<ArmInCluster>> {
  const create = await assemble({ ...facts, settingsHash: settingsHash(plan, facts.taskDurations) });
  return async (earlier) => ({
    ...(await create()),
    shardRecords: new Map(),
    launch: { bundle: plan.userFiles?.bundle, earlier, configured: plan.relay?.config ?? null },
  });
}

/** The runs of an earlier attempt, if it ran with these settings. */
function reusable({ earlier }: History, hash: string, log: EvalHost['log']): EarlierRuns | null {
  if (earlier === null || earlier.settingsHash === hash) return earlier;
  log.info('Nothing is taken over from the earlier attempt: it ran with other settings.');
  return null;
}
