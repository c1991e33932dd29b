import { randomBytes } from 'node:crypto';
import type { Host } from '../base/ports.ts';
import { baseArmInputs, differencesOf } from '../inputs/base-arm.ts';
import { armSource } from '../inputs/baseline-kind.ts';
import { asList, publicInputs } from '../inputs/load.ts';
import type { Inputs } from '../inputs/types.ts';
import { ActionError } from '../base/errors.ts';
import { authOf } from '../stack/images.ts';
import { besides, type Circumstances, makePlan, type Plan } from './plan.ts';
import type { Terms } from './terms.ts';
import { readUserFiles } from './user-files.ts';

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

/**
 * Plans an evaluation, with the arm beside it if there is one: reads the user's files, and chooses what has to be random.
 * @param shown the inputs without secrets, for records and reports
 * @throws ActionError bad-input
 */
export async function newPlan(
  inputs: Inputs,
  shown: Terms['inputs'],
  host: Pick<Host, 'log' | 'clock' | 'workflow' | 'places'>,
  random = newRandom,
): Promise<Plan> {
  const { log, clock, workflow, places } = host;
  const nowMs = clock.now();
  const planOf = async (of: Inputs, circumstances: Pick<Circumstances, 'shown' | 'head'> & Random) => {
    const { gatewayToken, relayToken } = circumstances;
    const userFiles = await readUserFiles(of, places);
    const plan = makePlan(of, { facts: workflow, nowMs, ...circumstances }, userFiles);
    const { login } = plan.images;
    log.mask([gatewayToken, relayToken, ...(login === null ? [] : [authOf(login)])]);
    return plan;
  };
  const head = await planOf(inputs, { shown, ...random() });
  const source = armSource(inputs.baseline);
  if (source === null) return head;
  if (source === 'base') throw new ActionError('bad-input', '`baseline: base` cannot be planned yet.');
  const base = baseArmInputs(inputs);
  if ('problems' in base) throw new ActionError('bad-input', asList(base.problems));
  const { instance } = head.names;
  const plan = await planOf(base.inputs, { ...random(), instance, shown: publicInputs(base.inputs), head });
  return besides(head, plan, `base (${differencesOf(inputs.baselineInputs ?? {})})`);
}
