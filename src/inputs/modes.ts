import type { InputGroup } from './row.ts';

export interface ModeRow {
  /** To be read after the name of the mode: what it does. */
  readonly does: string;
  /** The groups of inputs it takes. */
  readonly groups: readonly InputGroup[];
  /** Single inputs of other groups. */
  readonly also?: readonly string[];
  /** Single inputs of these groups that it has no use for. */
  readonly without?: readonly string[];
}

/** Of every evaluation, wherever it runs. */
const evalGroups = [
  'mode',
  'cluster',
  'model',
  'agent',
  'eval',
  'gate',
  'report',
  'mlflow',
  'images',
  'cleanup',
] as const satisfies readonly InputGroup[];

const evalAlso = ['storage-class'] as const;

/** What the action and the command line can be asked to do. */
export const modes = {
  eval: {
    does: 'deploys OpenClaw, runs ClawBench, judges, reports and cleans up',
    groups: [...evalGroups, 'kind', 'pods', 'existing'],
    also: evalAlso,
  },
  plan: {
    does: 'shows what `eval` would apply and run, with a forecast of cost and time, and touches nothing',
    groups: [...evalGroups, 'kind', 'pods', 'existing'],
    also: evalAlso,
  },
  attach: {
    does: 'runs an evaluation on an OpenClaw that is there already, and leaves it as it was',
    groups: [...evalGroups, 'existing'],
    also: evalAlso,
    without: ['openclaw-image'],
  },
  detach: {
    does: 'ends an evaluation that runs or is held, saves what it has, and removes it',
    groups: ['mode', 'cluster', 'held'],
  },
  logs: {
    does: 'follows the log of an evaluation from its beginning to its end',
    groups: ['mode', 'cluster', 'held'],
  },
  results: {
    does: 'waits for a detached evaluation, judges and reports it, and removes it',
    groups: ['mode', 'cluster', 'held', 'gate', 'report', 'mlflow', 'cleanup'],
    also: ['confirm-runs', 'max-runs'],
  },
  deploy: {
    does: 'deploys an OpenClaw and an MLflow that stay',
    groups: ['mode', 'cluster', 'model', 'mlflow', 'images', 'pods', 'standing'],
    also: ['startup-timeout', 'openclaw-gateway-token'],
  },
  teardown: {
    does: 'deletes the OpenClaw that `deploy` made, with all of its data',
    groups: ['mode', 'cluster'],
    also: ['components', 'mlflow-namespace'],
  },
  sweep: {
    does: 'deletes what earlier evaluations left behind once it has expired',
    groups: ['mode', 'cluster'],
  },
  verdict: {
    does: 'judges and reports an earlier result, without a cluster',
    groups: ['mode', 'saved', 'gate', 'report'],
  },
} as const satisfies Record<string, ModeRow>;

export type Mode = keyof typeof modes;

/** Modes that end in a verdict; the others do what they are asked and say what they did. */
export type JudgingMode = 'eval' | 'attach' | 'results' | 'verdict';

/** Modes that work on a cluster and judge nothing. */
export type ClusterModeName = Exclude<Mode, JudgingMode | 'plan'>;

// oxlint-disable-next-line typescript/no-unsafe-type-assertion -- the keys of this very table
export const modeNames = Object.keys(modes) as Mode[];
