import type { Inputs } from '../inputs/types.ts';
import type { BaselineSource } from '../inputs/baseline-kind.ts';
import type { HistoryWish } from '../result/verdict/branch-history.ts';
import { type Gate, NO_GATE } from '../result/verdict/gate.ts';
import { gateOf } from './gate.ts';
import { type Mlflow, mlflowOf } from './mlflow.ts';

/** What this call asks of an evaluation, whether it launches the evaluation or finds it running. */
export interface Terms {
  gate: Gate;
  /** The most runs of one task with `runs: auto`. */
  maxRuns: number;
  baseline: readonly BaselineSource[];
  /** Who makes the runs that confirm a suspected drop. */
  confirm: Inputs['confirm'];
  /** What is asked of the earlier evaluations of the baseline's branch. */
  history: HistoryWish;
  /** Undefined if nothing is logged. */
  mlflow: Mlflow | undefined;
  cleanup: Cleanup;
  artifact: { name: string; content: Inputs['artifactContent'] };
  /** The inputs by name, for records and reports: a secret is `set` or null. */
  inputs: Readonly<Record<string, unknown>>;
}

/** When what an evaluation made is removed. */
export type Cleanup = Inputs['cleanup'];

/**
 * @param shown the inputs without secrets, for records and reports
 * @param quarantined as `readQuarantine` found them
 */
export function termsOf(inputs: Inputs, shown: Terms['inputs'], quarantined: readonly string[] = []): Terms {
  return {
    gate: gateOf(inputs, quarantined),
    maxRuns: inputs.maxRuns,
    baseline: inputs.baseline,
    confirm: inputs.confirm,
    history: {
      most: inputs.history,
      leastChange: inputs.maxRegression,
      onModelChange: inputs.onModelChange,
    },
    mlflow: mlflowOf(inputs),
    cleanup: inputs.cleanup,
    artifact: { name: inputs.artifactName, content: inputs.artifactContent },
    inputs: shown,
  };
}

/** What is asked of a base arm by itself: nothing, since it is only what the head is compared with. */
export function baseTerms(terms: Terms): Terms {
  return {
    ...terms,
    gate: { ...NO_GATE, quarantined: terms.gate.quarantined },
    baseline: [],
    confirm: 'off',
    history: { ...terms.history, most: 0 },
    mlflow: undefined,
  };
}

/** Whether what an evaluation made is removed at its end. After a cancellation, `on-success` keeps nothing: no result failed. */
export function isRemoved(cleanup: Cleanup, end: { passed: boolean; cancelled: boolean }): boolean {
  return cleanup === 'always' || (cleanup === 'on-success' && (end.passed || end.cancelled));
}

/** What an artifact is called after. */
interface NamedLeg {
  leg: string;
  /** For people: the leg alone says which one it is. */
  label: string;
}

/** The name of the artifact of one leg in one attempt of a workflow run: `clawbench-openai-gpt-5.5-4656bf9357-a1`. */
export function artifactName(base: string, { leg, label }: NamedLeg, attempt: number): string {
  const slug = slugOf(label);
  return `${base}${slug === '' ? '' : `-${slug}`}-${leg}-a${attempt}`;
}

/** Letters, digits, dots and hyphens of a label, which every file system takes. */
function slugOf(label: string): string {
  const plain = label.normalize('NFKD').replace(/[^A-Za-z0-9.]+/g, '-');
  return plain.slice(0, 40).replace(/^[-.]+|[-.]+$/g, '');
}
