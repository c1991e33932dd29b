import type { PreparedEval } from '../backends/prepared.ts';
import { settingsHash } from '../backends/settings.ts';
import { startMlflow } from '../mlflow/beside.ts';
import type { History } from './history.ts';
import type { EvalCluster } from './cluster.ts';
import { durationsOf, openExpectation } from './expectation.ts';
import type { EvalHost } from './host.ts';
import { unknownPrice } from '../plan/run-settings.ts';
import { openRunningEval, type RunningEval } from './running.ts';

/**
 * Creates a prepared evaluation in the cluster. Its pods start to boot, and spend nothing before they are driven.
 * @throws ActionError, KubeError
 */
export async function launch(
  cluster: EvalCluster,
  { plan, isOpenShift, leftovers, assemble }: PreparedEval,
  history: History,
  host: EvalHost,
): Promise<RunningEval> {
  const { log, clock } = host;
  const { terms, settings, model, userFiles } = plan;
  if (settings.maxCostUsd !== null && !model.isPriceKnown) {
    log.warning('Unknown price', unknownPrice(model.model));
  }
  const { maxCostUsd, maxTokens } = settings;
  log.status?.({ text: 'Starting the evaluation' });
  const records = history.baseline.baseline?.records ?? [];
  const expectation = openExpectation(settings, model.isPriceKnown, log);
  if (records.length > 0) expectation.fromBaseline(records);
  const taskDurations = history.earlier?.taskDurations ?? durationsOf(records);
  const hash = settingsHash(plan, taskDurations);
  const earlier = history.earlier?.settingsHash === hash ? history.earlier : null;
  if (history.earlier !== null && earlier === null)
    log.info('Nothing is taken over from the earlier attempt: it ran with other settings.');
  const create = await assemble({ startedAtMs: clock.now(), settingsHash: hash, taskDurations });
  const mlflow = startMlflow(cluster.kube, terms.mlflow, { leftovers, isOpenShift }, host);
  const launched = await create();
  return await openRunningEval(
    cluster,
    {
      ...launched,
      shardRecords: new Map(),
      terms,
      mlflow,
      baseline: history.baseline,
      launch: { bundle: userFiles?.bundle, earlier, expectation, caps: { maxCostUsd, maxTokens } },
    },
    host,
  );
}
