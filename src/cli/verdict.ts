import { judgeSaved } from '../eval/judge-saved.ts';
import { judged, recordOfUnjudged } from './judged.ts';
import { untilStopped } from './stop.ts';
import type { Verb } from './verb.ts';

export const verdictVerb: Verb = {
  description: 'judges an earlier result, without a cluster',
  operands: { usage: 'RESULT…', input: 'result' },
  mode: 'verdict',
  async run(inputs, terminal) {
    const { verdict } = await judgeSaved(inputs, {
      ...terminal,
      workflow: null,
      pastArtifacts: () => null,
      signal: untilStopped(),
    });
    return judged(inputs, verdict, []);
  },
  recordOfFailure: recordOfUnjudged,
};
