import type { MaskingLog } from './deps.ts';
import { ActionError } from './errors.ts';
import type { Inputs } from './inputs.ts';

export function run(_inputs: Inputs, _deps: { log: MaskingLog }): Promise<void> {
  throw new ActionError('internal', 'This build can only read its inputs.');
}
