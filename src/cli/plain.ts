import { clock } from '../clock.ts';
import { connectTo } from '../connect.ts';
import { type JudgingMode, type Mode, modes } from '../inputs/modes.ts';
import { clusterModes } from '../modes/cluster-modes.ts';
import { root } from '../root.ts';
import { exitCodes } from './exit-codes.ts';
import { untilStopped } from './stop.ts';
import type { Verb } from './verb.ts';

/** The verb for a mode that works on a cluster and judges nothing. */
export function plainVerb(mode: Exclude<Mode, JudgingMode>): Verb {
  return {
    description: modes[mode].does,
    operands: null,
    mode,
    async run(inputs, terminal) {
      const { log, env, json } = terminal;
      const deps = { log, clock, env, root, signal: untilStopped() };
      const kube = await connectTo(inputs, deps);
      try {
        const { lines, record } = await clusterModes[mode](kube, inputs, deps);
        terminal.print(json ? JSON.stringify(record, null, 2) : lines.join('\n'));
        return exitCodes.pass;
      } finally {
        await kube.close();
      }
    },
  };
}
