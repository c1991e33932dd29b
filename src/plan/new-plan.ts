import { randomBytes } from 'node:crypto';
import type { Host } from '../base/ports.ts';
import type { Inputs } from '../inputs/types.ts';
import { authOf } from '../stack/images.ts';
import { type Circumstances, makePlan, type Plan } from './plan.ts';
import type { Terms } from './terms.ts';
import { readUserFiles } from './user-files.ts';

/** The random parts of a plan. */
type Random = Pick<Circumstances, 'instance' | 'gatewayToken' | 'relayToken'>;

/** For a plan that is only shown, so that two of them can be compared. */
export const NOTHING_RANDOM: Random = { instance: '00000000', gatewayToken: '', relayToken: 'relay' };

function newRandom(): Random {
  const token = (): string => randomBytes(32).toString('hex');
  return { instance: randomBytes(4).toString('hex'), gatewayToken: token(), relayToken: token() };
}

/**
 * Plans an evaluation: reads the user's files, and chooses what has to be random.
 * @param shown the inputs without secrets, for records and reports
 * @throws ActionError bad-input
 */
export async function newPlan(
  inputs: Inputs,
  shown: Terms['inputs'],
  { log, clock, workflow, places }: Pick<Host, 'log' | 'clock' | 'workflow' | 'places'>,
  random = newRandom(),
): Promise<Plan> {
  const userFiles = await readUserFiles(inputs, places);
  const plan = makePlan(inputs, { facts: workflow, nowMs: clock.now(), shown, ...random }, userFiles);
  const { login } = plan.images;
  log.mask([random.gatewayToken, random.relayToken, ...(login === null ? [] : [authOf(login)])]);
  return plan;
}
