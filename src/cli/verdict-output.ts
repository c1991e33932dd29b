import { asActionError } from '../github/failure.ts';
import type { Inputs } from '../inputs.ts';
import { rulesOf } from '../inputs/gate.ts';
import { headline } from '../report/figures.ts';
import { unjudged } from '../result/unjudged.ts';
import type { VerdictRecord } from '../result/verdict-record.ts';
import { exitCodes } from './exit-codes.ts';
import type { Terminal } from './verb.ts';

/**
 * Does the work that ends in a verdict, and prints it. With `--json` there is a record even if nothing could be judged,
 * so that whoever reads it needs no second way to learn of failures.
 * @param work gives the verdict and lines to print after it
 * @returns the exit code @throws ActionError
 */
export async function printVerdict(
  inputs: Inputs,
  terminal: Terminal,
  work: () => Promise<{ verdict: VerdictRecord; lines: readonly string[] }>,
): Promise<number> {
  try {
    const { verdict: record, lines } = await work();
    terminal.print(
      terminal.json
        ? asJson(record)
        : [headline(record), ...record.reasons, ...record.notes, ...lines].join('\n'),
    );
    const { verdict } = record;
    return verdict === 'inconclusive' && inputs.onInconclusive !== 'fail'
      ? exitCodes.pass
      : exitCodes[verdict];
  } catch (error) {
    const failure = asActionError(error);
    if (terminal.json && failure.code !== 'bad-input')
      terminal.print(asJson(unjudged(failure, rulesOf(inputs))));
    throw error;
  }
}

const asJson = (record: VerdictRecord): string => JSON.stringify(record, null, 2);
