/** How the command line ends. */
export const exitCodes = { pass: 0, fail: 1, usage: 2, inconclusive: 3, nothingToJudge: 4 } as const;
