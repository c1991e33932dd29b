import { sha256 } from '../base/sha256.ts';
import type { ConfigMap, KubeObject, ObjectMeta } from '../kube/types.ts';
import type { Mlflow } from '../plan/mlflow.ts';
import { DETACHED_HOLD_MS, type Plan } from '../plan/plan.ts';
import { firstRuns, type RunSettings } from '../plan/run-settings.ts';
import { GATEWAY_PORT, podPaths } from '../protocol/pod.ts';
import { type SupervisorSettings, writeSettings } from '../protocol/settings.ts';
import { annotations } from '../stack/ownership.ts';
import type { EvalRecord } from './eval-record.ts';

/** Expected seconds by task id: tasks are assigned to shards by them, the longest first. */
export type TaskDurations = Readonly<Record<string, number>>;

export function configMap(
  metadata: ObjectMeta,
  data: Readonly<Record<string, string>>,
): KubeObject<ConfigMap> {
  return { apiVersion: 'v1', kind: 'ConfigMap', metadata, data: { ...data } };
}

/**
 * The ConfigMap with the supervisor's settings and, in an annotation, the record of the evaluation.
 * @param record undefined in a plan that is only shown
 */
export function settingsMap(
  metadata: ObjectMeta,
  plan: Plan,
  taskDurations: TaskDurations,
  record: EvalRecord | undefined,
): KubeObject<ConfigMap> {
  const found = record === undefined ? {} : { [annotations.run]: JSON.stringify(record) };
  return configMap(
    { ...metadata, annotations: { ...metadata.annotations, ...found } },
    {
      ...supervisorSettings(plan, taskDurations),
      ...(plan.isDetached ? writeSettings(detachedSettings) : {}),
    },
  );
}

/** A detached evaluation is not contacted: only `timeout` ends it, and it keeps its results longer. */
const detachedSettings = { orphanLimitMs: 0, holdMs: DETACHED_HOLD_MS } as const;

export function gatewayConfig(plan: Plan): string {
  return JSON.stringify(plan.gatewayConfig, null, 2);
}

/** Hash of all settings of supervisor and gateway: runs under other settings are not reused. */
export function settingsHash(plan: Plan, taskDurations: TaskDurations): string {
  const settings = writeSettings(supervisorValues(plan, taskDurations));
  const overlay = plan.podOverlay === undefined ? [] : [plan.podOverlay];
  // A run that waited as long as it could is another result than one that failed at once.
  const waits = plan.relay === undefined ? [] : [plan.relay.config.rateLimitWaitMs];
  // An agent that reaches the web can do other things.
  const reach = plan.egress.kind === 'open' ? [] : [plan.egress.kind];
  return sha256(JSON.stringify([settings, gatewayConfig(plan), ...waits, ...overlay, ...reach]));
}

/** The environment of the supervisor: the data of the ConfigMap. */
export function supervisorSettings(plan: Plan, taskDurations: TaskDurations): Record<string, string> {
  return { ...writeSettings(supervisorValues(plan, taskDurations)), ...mlflowVariables(plan.terms.mlflow) };
}

function supervisorValues(
  { model, judge, settings, userFiles }: Plan,
  taskDurations: TaskDurations,
): Partial<SupervisorSettings> {
  return {
    model: model.ref,
    judgeModel: judge?.ref,
    tasks: settings.tasks ?? [],
    runs: firstRuns(settings),
    concurrency: settings.concurrency,
    shards: settings.shards,
    connectTimeoutMs: settings.connectTimeoutMs,
    requestTimeoutMs: settings.requestTimeoutMs,
    perRunTimeoutMs: settings.perRunTimeoutMs,
    timeoutMs: settings.timeoutMs,
    gatewayTimeoutMs: settings.startupTimeoutMs,
    gatewayPort: GATEWAY_PORT,
    gatewayLog: podPaths.gatewayOwnLog,
    retryInvalid: settings.retryInvalid,
    priceKnown: model.isPriceKnown,
    taskDurations,
    userFilesSha256: userFiles?.sha256,
    harnessArgs: settings.clawbenchArgs ?? [],
    ...capsOfShard(settings),
  };
}

/** Only for people who read the ConfigMap: the program that logs gets its settings with each request. */
function mlflowVariables(mlflow: Mlflow | undefined): Record<string, string> {
  if (mlflow === undefined) return {};
  const { trackingUri, experiment } = mlflow;
  return {
    MLFLOW_TRACKING_URI: trackingUri,
    ...('id' in experiment
      ? { MLFLOW_EXPERIMENT_ID: experiment.id }
      : { MLFLOW_EXPERIMENT_NAME: experiment.name }),
  };
}

/** Shards do not know of each other, so each gets an equal share of the caps. */
function capsOfShard({
  sharers,
  maxCostUsd,
  maxTokens,
  maxMinutes,
}: RunSettings): Pick<SupervisorSettings, 'maxCostUsd' | 'maxTokens' | 'maxMinutes'> {
  return {
    maxCostUsd: maxCostUsd === null ? undefined : maxCostUsd / sharers,
    maxTokens: maxTokens === null ? undefined : Math.ceil(maxTokens / sharers),
    maxMinutes: maxMinutes ?? undefined,
  };
}
