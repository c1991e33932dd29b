import type { Kind } from './kinds.ts';

/** Sections of the inputs table, in the order of docs/inputs.md. */
export const inputGroups = {
  mode: 'What to do',
  saved: 'Earlier result (`verdict`, `report`)',
  legs: 'Several evaluations (`report`)',
  trend: 'History (`mode: history`)',
  cluster: 'Cluster',
  kind: 'New cluster (`cluster: kind`)',
  model: 'Model',
  agent: 'Agent and tasks',
  eval: 'Evaluation',
  gate: 'Verdict',
  report: 'Report',
  mlflow: 'MLflow',
  images: 'Images',
  job: 'Job and queue',
  pods: 'Pods',
  relay: 'Requests to models',
  existing: 'Existing OpenClaw',
  detached: 'Detached evaluation (`logs`, `results`, `detach`)',
  deployed: 'Deployed OpenClaw and MLflow',
  safety: 'Safety',
  cleanup: 'Clean-up',
} as const;

export type InputGroup = keyof typeof inputGroups;

export interface InputRow {
  readonly group: InputGroup;
  readonly kind: Kind<unknown>;
  /** Without a default the value of an empty input is null. */
  readonly default?: string;
  /** An expression that the runner evaluates if the workflow leaves the input empty. */
  readonly runnerDefault?: string;
  /** Environment variable that is read when the input is empty. */
  readonly env?: string;
  /**
   * The same, but on the command line alone, as ClawBench's deploy.sh reads it: in a workflow only `with` decides how a
   * change is gated. A bare number is seconds.
   */
  readonly terminalEnv?: string;
  /** The value is masked in the log and never written down. */
  readonly secret?: true;
  /** Only has an effect in a workflow: there is no flag for it. */
  readonly workflowOnly?: true;
  /** Does not affect the result, or means something else on another machine: not part of a command that reproduces it. */
  readonly circumstantial?: true;
  /** One of the few that most users need: shown in the short help of the command line. */
  readonly common?: true;
  /** Takes several values, one per line; as a flag it may be repeated. */
  readonly lines?: true;
  /** The description in action.yml and docs/inputs.md: one plain sentence. */
  readonly description: string;
}
