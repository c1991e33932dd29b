import { mkdtemp } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { clock } from '../clock.ts';
import type { Inputs } from '../inputs.ts';
import { root } from '../root.ts';
import { run } from '../run.ts';
import { untilStopped } from './stop.ts';
import type { Terminal, Verb } from './verb.ts';
import { printVerdict } from './verdict-output.ts';

export const evalVerb: Verb = {
  description: 'deploys OpenClaw, runs ClawBench and judges; done when no verb is given',
  operands: null,
  mode: 'eval',
  run: (inputs, terminal) => printVerdict(inputs, terminal, () => evaluate(inputs, terminal)),
};

async function evaluate(
  inputs: Inputs,
  { log, env }: Terminal,
): ReturnType<Parameters<typeof printVerdict>[2]> {
  const { verdict, directory } = await run(inputs, {
    log,
    clock,
    env,
    workflow: null,
    pastArtifacts: () => null,
    directory: await mkdtemp(path.join(tmpdir(), 'clawbench-')),
    signal: untilStopped(),
    root,
    saveLeftovers: ({ namespace, instance }) => log.debug(`Instance ${instance} in namespace ${namespace}.`),
  });
  return { verdict, lines: [`Results: ${directory}`] };
}
