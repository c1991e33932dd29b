import { parseArgs } from 'node:util';

/** What follows the name of the bench on the command line, of benches that simulate. */
export const options = (): { most: number; parts: readonly string[] } => {
  const { values, positionals } = parseArgs({
    args: process.argv.slice(3),
    options: { n: { type: 'string', short: 'n' } },
    allowPositionals: true,
  });
  const most = Number(values.n ?? Number.POSITIVE_INFINITY);
  if (Number.isNaN(most) || most < 20)
    throw new Error(`-n ${values.n} is not a number of simulations from 20 on.`);
  return { most, parts: positionals };
};
