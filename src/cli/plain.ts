import { clock } from '../base/clock.ts';
import { connectTo } from '../eval/connect.ts';
import type { ActionError } from '../base/errors.ts';
import { type ClusterModeName, modes } from '../inputs/modes.ts';
import { clusterModes } from '../modes/cluster-modes.ts';
import { exitCodes } from './exit-codes.ts';
import { untilStopped } from './stop.ts';
import type { Verb } from './verb.ts';

/** The verb for a mode that works on a cluster and judges nothing. */
export function plainVerb(mode: ClusterModeName): Verb {
  return {
    description: modes[mode].does,
    operands: null,
    mode,
    async run(inputs, { log, env, root }) {
      const deps = { log, clock, env, root, signal: untilStopped() };
      log.status?.({ text: `clawbench-k8s ${mode}` });
      const kube = await connectTo(inputs, deps);
      try {
        const { lines, record } = await clusterModes[mode](kube, inputs, deps);
        return { exitCode: exitCodes.pass, lines, record };
      } finally {
        await kube.close();
      }
    },
    recordOfFailure: plainFailure,
  };
}

/** What `--json` prints of a failure where no verdict is due. */
export function plainFailure({ code, message, hint }: ActionError): unknown {
  return { error: { code, message, hint: hint ?? null } };
}
