/** Whether the harness says in the file of a run that the run used up its time. */
export function saysTimeUp({ status, error }: { status: unknown; error: unknown }): boolean {
  return status === 'timeout' || (typeof error === 'string' && /per-run budget/.test(error));
}
