import { randomBytes } from 'node:crypto';
import type { Host } from '../base/ports.ts';
import { baseArmInputs, differencesOf } from '../inputs/base-arm.ts';
import { armSource } from '../inputs/baseline-kind.ts';
import { asList, publicInputs } from '../inputs/load.ts';
import { overlayProblems, routeProblems } from '../inputs/rules/model.ts';
import type { Inputs } from '../inputs/types.ts';
import { ActionError, isActionError } from '../base/errors.ts';
import { authOf } from '../stack/images.ts';
import { besides, type Circumstances, makePlan, type Plan } from './plan.ts';
import { isGatedAlone } from './gate.ts';
import { readQuarantine } from './quarantine.ts';
import type { Terms } from './terms.ts';
import { readUserFiles, type UserFiles } from './user-files.ts';

/** The random parts of a plan. */
type Random = Pick<Circumstances, 'instance' | 'gatewayToken' | 'relayToken'>;

/** For a plan that is only shown, so that two of them can be compared. */
export function nothingRandom(): Random {
  return { instance: '00000000', gatewayToken: '', relayToken: 'relay' };
}

function newRandom(): Random {
  const token = (): string => randomBytes(32).toString('hex');
  return { instance: randomBytes(4).toString('hex'), gatewayToken: token(), relayToken: token() };
}

/** The user's files in the commit that a change is based on. */
export interface BaseFiles {
  commit: string;
  /** Says where they are in a sentence: ` at the merge base abc1234`. */
  at: string;
  /** Undefined if there were none. */
  userFiles: UserFiles | undefined;
  openclawConfig: Inputs['openclawConfig'];
  /** The tasks that were in quarantine there; null if that is not known. */
  quarantined: readonly string[] | null;
}

/** Reads them. @param headFiles what the head has */
export type BaseFilesReader = (inputs: Inputs, headFiles: UserFiles | undefined) => Promise<BaseFiles>;

/** The inputs of a base arm, its files, and what it is called. */
interface BaseWish {
  inputs: Inputs;
  userFiles: UserFiles | undefined;
  name: string;
  /** The tasks that are in quarantine in its commit, if that is another one. */
  quarantined?: readonly string[];
}

/** What planning touches, and how it gets what another arm needs. */
type Deps = Pick<Host, 'log' | 'clock' | 'workflow' | 'places'> & {
  /** For `baseline: base`. */
  readBase: BaseFilesReader;
  random?: () => Random;
};

/**
 * Plans an evaluation, with the arm beside it if there is one: reads the user's files, and chooses what has to be random.
 * @param shown the inputs without secrets, for records and reports
 * @throws ActionError bad-input, bad-baseline, not-comparable
 */
export async function newPlan(inputs: Inputs, shown: Terms['inputs'], deps: Deps): Promise<Plan> {
  const { log, clock, workflow, places, random = newRandom } = deps;
  const nowMs = clock.now();
  const quarantined = readQuarantine(inputs, places);
  const planOf = (
    of: Inputs,
    circumstances: Pick<Circumstances, 'shown' | 'head'> & Random,
    userFiles: UserFiles | undefined,
  ): Plan => {
    const plan = makePlan(of, { facts: workflow, nowMs, quarantined, ...circumstances }, userFiles);
    const { login } = plan.images;
    const { gatewayToken, relayToken } = circumstances;
    log.mask([gatewayToken, relayToken, ...(login === null ? [] : [authOf(login)])]);
    return plan;
  };
  const userFiles = await readUserFiles(inputs, places);
  const head = planOf(inputs, { shown, ...random() }, userFiles);
  const base = await baseWish(inputs, userFiles, deps);
  if (base === null) return head;
  const { instance } = head.names;
  const ofBase = { ...random(), instance, shown: publicInputs(base.inputs), head };
  return besides(
    base.quarantined === undefined ? head : withQuarantineOfBase(head, base.quarantined),
    planOf(base.inputs, ofBase, base.userFiles),
    base.name,
  );
}

/** A change can quarantine the task that it breaks: the base arm is judged by what counted there. */
function withQuarantineOfBase(head: Plan, quarantinedInBase: readonly string[]): Plan {
  return { ...head, terms: { ...head.terms, gate: { ...head.terms.gate, quarantinedInBase } } };
}

/** Null where nothing runs beside the head. */
async function baseWish(
  inputs: Inputs,
  headFiles: UserFiles | undefined,
  deps: Deps,
): Promise<BaseWish | null> {
  const source = armSource(inputs.baseline);
  if (source === 'base') return await fromBaseCommit(inputs, headFiles, deps);
  if (source === null) return null;
  const base = baseArmInputs(inputs);
  if ('problems' in base) throw new ActionError('bad-input', asList(base.problems));
  const name = `base (${differencesOf(inputs.baselineInputs ?? {})})`;
  return { inputs: base.inputs, userFiles: await filesOfRun(base.inputs, deps.places), name };
}

/** What is wrong with them is told of the place where they are written. */
async function filesOfRun(inputs: Inputs, places: Host['places']): Promise<UserFiles | undefined> {
  try {
    return await readUserFiles(inputs, places);
  } catch (error) {
    if (!isActionError(error)) throw error;
    const { code, message, hint, terminalHint } = error;
    throw new ActionError(code, `With \`baseline-inputs\`: ${message}`, { hint, terminalHint, cause: error });
  }
}

async function fromBaseCommit(
  inputs: Inputs,
  headFiles: UserFiles | undefined,
  { readBase, log }: Deps,
): Promise<BaseWish | null> {
  const { commit, at, userFiles, openclawConfig, quarantined } = await readBase(inputs, headFiles);
  const base = { ...inputs, openclawConfig, baseline: [] };
  const problems = [...routeProblems(base), ...overlayProblems(base)].map(
    (problem) => `The \`openclaw-config\`${at} cannot be used today. ${problem}`,
  );
  if (problems.length > 0) throw new ActionError('bad-input', asList(problems));
  if (userFiles?.tasks?.sha256 === headFiles?.tasks?.sha256)
    return {
      inputs: base,
      userFiles,
      name: `base ${commit.slice(0, 7)}`,
      ...(quarantined === null ? {} : { quarantined }),
    };
  const whatDiffers = `The tasks in \`tasks-dir\` are others than${at}, so the two arms could not be compared`;
  if (!isGatedAlone(inputs))
    throw new ActionError('not-comparable', `${whatDiffers}.`, {
      hint: 'Change tasks in a pull request of their own, or write `threshold`, which decides then.',
    });
  log.warning('Nothing to compare with', `${whatDiffers}: only the head is evaluated, and judged by itself.`);
  return null;
}
