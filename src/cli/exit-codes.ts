/** How the command line ends, and what each code means; the help and the documentation are made from it. */
export const exitTable = {
  pass: [0, 'pass; or done, for a verb that judges nothing'],
  fail: [1, 'fail: the score is below the threshold, or dropped against the baseline'],
  usage: [2, 'an input is wrong; nothing was changed, or what was created is removed again; no output'],
  inconclusive: [3, 'inconclusive; 0 with `--on-inconclusive warn` or `pass`'],
  nothingToJudge: [
    4,
    'it could not be done: no cluster, missing rights, a refused image; also after Ctrl-C, and if an input is wrong after an earlier step of the command was done',
  ],
} as const satisfies Record<string, readonly [number, string]>;

export function exitCode(end: keyof typeof exitTable): number {
  return exitTable[end][0];
}
