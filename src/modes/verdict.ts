import { publicInputs } from '../inputs/load.ts';
import { savedProblems } from '../inputs/rules/gate.ts';
import type { Mode } from './mode.ts';

export const verdict: Mode = {
  does: 'judges and reports an earlier result, without a cluster',
  accepts: { groups: ['mode', 'saved', 'gate', 'report'], without: ['baseline-inputs'] },
  judges: true,
  operands: { usage: 'RESULT…', input: 'result' },
  examples: ['./artifact --threshold 0.70', 'benchmark.json --baseline main.json'],
  problems: savedProblems,
  async run(inputs, host) {
    const [{ judgeSaved }, { termsOf }, { readQuarantine }] = await Promise.all([
      import('../eval/judge-saved.ts'),
      import('../plan/terms.ts'),
      import('../plan/quarantine.ts'),
    ]);
    const files = { ...inputs, paths: inputs.result ?? [] };
    const terms = termsOf(inputs, publicInputs(inputs), readQuarantine(inputs, host.places));
    return { kind: 'judged', outcome: await judgeSaved(files, terms, host) };
  },
};
