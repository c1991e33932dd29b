import { evalsBesideArm } from '../baseline/beside-arm.ts';
import { type BaselineSoFar, loadBaseline } from '../baseline/load.ts';
import type { MlflowReader } from '../baseline/logged-evals.ts';
import type { PastArtifacts } from '../github/past-artifacts.ts';
import { mlflowFromHere } from '../mlflow/past-runs.ts';
import { inputsUnderTest } from '../inputs/base-arm.ts';
import type { BranchEvals } from '../result/verdict/branch-history.ts';
import { isLoopback } from '../base/proxy.ts';
import { artifactName, type Terms } from '../plan/terms.ts';
import type { EvalHost } from './host.ts';

/** Which evaluation is compared. */
interface Compared {
  leg: string;
  label: string;
  /** Null for a result that is judged again. */
  instance: string | null;
}

/** The artifacts of earlier evaluations of the same leg; null where they cannot be read. */
export function pastOf(
  terms: Pick<Terms, 'artifact'>,
  named: Pick<Compared, 'leg' | 'label'>,
  host: EvalHost,
): PastArtifacts | null {
  return host.pastArtifacts((attempt) => artifactName(terms.artifact.name, named, attempt));
}

/** Loads what this machine can read of the baseline. @throws ActionError `bad-baseline` */
export async function baselineFor(terms: Terms, compared: Compared, host: EvalHost): Promise<BaselineSoFar> {
  const { leg, instance } = compared;
  const past = pastOf(terms, compared, host);
  const logged = { leg, instance, workflow: host.workflow };
  const deps = { ...host, past, mlflow: readerFromHere(terms, host), logged };
  return await loadBaseline(terms.baseline, deps, terms.history);
}

/** By which inputs the arms of an evaluation were made; undefined where nothing says it. */
interface ArmInputs {
  head: Terms['inputs'] | undefined;
  base: Terms['inputs'] | undefined;
}

/** Loads what a base arm is held against beside head; that it cannot be read is no error. */
export async function evalsBeside(
  terms: Pick<Terms, 'artifact' | 'history'>,
  compared: Compared,
  { head, base }: ArmInputs,
  host: EvalHost,
): Promise<BranchEvals> {
  const underTest = inputsUnderTest(head ?? {}, base ?? {});
  const { most } = terms.history;
  return await evalsBesideArm(pastOf(terms, compared, host), { most, underTest }, host);
}

/** Null where the address is one that only pods are sure to reach. */
function readerFromHere({ mlflow }: Pick<Terms, 'mlflow'>, host: EvalHost): MlflowReader | null {
  if (mlflow?.server.kind !== 'given') return null;
  // To pods this name is another machine.
  const { hostname } = new URL(mlflow.trackingUri);
  return isLoopback(hostname) || hostname === '[::1]' ? null : mlflowFromHere(mlflow, host);
}
