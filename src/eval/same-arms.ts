import type { EvalRecord } from '../backends/eval-record.ts';
import { mayDiffer } from '../inputs/base-arm.ts';

type Arm = Pick<EvalRecord, 'base' | 'settingsHash' | 'inputs'>;

/**
 * What has to be said where nothing differs between the arms, as where a commit changed no file of theirs.
 * @param base null if nothing runs beside the head
 * @returns whole sentences; null if something differs
 */
export function sameArmsWords(head: Arm, base: Arm | null): string | null {
  const valuesOf = ({ inputs }: Arm): string =>
    JSON.stringify(mayDiffer.map((input) => inputs[input] ?? null));
  if (base === null || head.settingsHash !== base.settingsHash || valuesOf(head) !== valuesOf(base))
    return null;
  return (
    `Nothing differs between the head and ${head.base}, and both are run and paid for: whatever the comparison shows is chance. ` +
    'Start the workflow only where something of the agent has changed, for example by `paths`.'
  );
}
