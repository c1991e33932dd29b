import { mkdtemp } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { bringHome } from '../eval/collect-eval.ts';
import { clock } from '../base/clock.ts';
import { modes } from '../inputs/modes.ts';
import { run, runDetached, type RunDeps } from '../eval/run.ts';
import { exitCodes } from './exit-codes.ts';
import { judged, recordOfUnjudged } from './judged.ts';
import { untilStopped } from './stop.ts';
import type { Verb } from './verb.ts';

/** The verb for a mode that ends in the verdict of an eval in a cluster. */
export function evalVerb(mode: 'eval' | 'attach' | 'results'): Verb {
  return {
    description: modes[mode].does,
    operands: null,
    mode,
    async run(inputs, { log, env, root }) {
      const deps: RunDeps = {
        log,
        clock,
        env,
        workflow: null,
        pastArtifacts: () => null,
        directory: await mkdtemp(path.join(tmpdir(), 'clawbench-')),
        signal: untilStopped(),
        root,
        saveKind: (name) => log.debug(`kind cluster ${name}.`),
        keepNodeLogs: async (logs) => log.info(`Logs of the nodes: ${logs.directory}`),
        saveLeftovers: ({ namespace, instance }) =>
          log.debug(`Instance ${instance} in namespace ${namespace}.`),
      };
      if (inputs.detach) {
        const { lines, record } = await runDetached(inputs, deps);
        return { exitCode: exitCodes.pass, lines, record };
      }
      const { verdict, directory } = await (mode === 'results' ? bringHome : run)(inputs, deps);
      return judged(inputs, verdict, [`Results: ${directory}`]);
    },
    recordOfFailure: recordOfUnjudged,
  };
}
