import { modes } from '../inputs/modes.ts';
import { planEval } from '../modes/plan.ts';
import { clock } from '../base/clock.ts';
import { exitCodes } from './exit-codes.ts';
import { plainFailure } from './plain.ts';
import { untilStopped } from './stop.ts';
import type { Verb } from './verb.ts';

/** All of it is YAML: what is no object is a comment, so that `kubectl apply -f -` takes it as it is. */
export const planVerb: Verb = {
  description: modes.plan.does,
  operands: null,
  mode: 'plan',
  async run(inputs, terminal) {
    const { lines, manifests, record } = await planEval(inputs, {
      ...terminal,
      clock,
      workflow: null,
      pastArtifacts: () => null,
      signal: untilStopped(),
    });
    return {
      exitCode: exitCodes.pass,
      lines: [...lines.map((line) => `# ${line}`), manifests],
      record,
    };
  },
  recordOfFailure: plainFailure,
};
