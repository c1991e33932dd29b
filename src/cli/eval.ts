import { mkdtemp } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { clock } from '../clock.ts';
import { root } from '../root.ts';
import { run } from '../run.ts';
import { judged, recordOfUnjudged } from './judged.ts';
import { untilStopped } from './stop.ts';
import type { Verb } from './verb.ts';

export const evalVerb: Verb = {
  description: 'deploys OpenClaw, runs ClawBench, judges and cleans up',
  operands: null,
  mode: 'eval',
  async run(inputs, { log, env }) {
    const { verdict, directory } = await run(inputs, {
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
    });
    return judged(inputs, verdict, [`Results: ${directory}`]);
  },
  recordOfFailure: recordOfUnjudged,
};
