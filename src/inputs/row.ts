import type { Kind } from './kinds.ts';

/** Sections of the inputs table, in the order of the README. */
export const inputGroups = {
  mode: 'What to do',
  saved: 'Earlier result (`mode: verdict`)',
  cluster: 'Cluster',
  kind: 'Cluster of its own (`cluster: kind`)',
  model: 'Model',
  agent: 'Agent and tasks',
  eval: 'Evaluation',
  gate: 'Verdict',
  report: 'Report',
  mlflow: 'MLflow',
  images: 'Images',
  pods: 'Pods',
  existing: 'Existing OpenClaw',
  held: 'Running or held evaluation (`logs`, `results`, `detach`)',
  standing: 'Standing OpenClaw and MLflow',
  cleanup: 'Clean-up',
} as const;

export type InputGroup = keyof typeof inputGroups;

export interface InputRow {
  readonly group: InputGroup;
  readonly kind: Kind<unknown>;
  /** Without a default the value of an empty input is null. */
  readonly default?: string;
  /** An expression the runner works out where the workflow leaves the input empty. */
  readonly runnerDefault?: string;
  /** Environment variable that is read when the input is empty. */
  readonly env?: string;
  /**
   * The same on the command line alone, as ClawBench's deploy.sh reads it: in a workflow nothing but `with` decides what
   * is gated. Times are bare seconds there.
   */
  readonly terminalEnv?: string;
  /** The value is masked in the log and never written down. */
  readonly secret?: true;
  /** Takes several values, one a line; as a flag it may be repeated. */
  readonly lines?: true;
  /** One plain sentence; the description in action.yml and in the README. */
  readonly description: string;
}
