import { judgeSaved } from '../judge-saved.ts';
import { untilStopped } from './stop.ts';
import type { Verb } from './verb.ts';
import { printVerdict } from './verdict-output.ts';

export const verdictVerb: Verb = {
  description: 'judges an earlier result, without a cluster',
  operands: { usage: 'RESULT…', input: 'result' },
  mode: 'verdict',
  run: (inputs, terminal) =>
    printVerdict(inputs, terminal, async () => {
      const { verdict } = await judgeSaved(inputs, {
        ...terminal,
        workflow: null,
        pastArtifacts: () => null,
        signal: untilStopped(),
      });
      return { verdict, lines: [] };
    }),
};
