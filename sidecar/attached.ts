import { readdir, readFile, rm } from 'node:fs/promises';
import path from 'node:path';
import { tokenFile } from '../src/protocol/attached-files.ts';
import type { ShardState } from '../src/protocol/pod.ts';
import { podVariables } from '../src/protocol/pod-variables.ts';
import { readJson } from './files.ts';
import { pause } from './gateway.ts';
import { pathsBelow, type PodPaths } from './paths.ts';
import { keepResults } from './results.ts';
import { supervise, type SupervisorHost } from './supervisor.ts';

/** What the harness and the gateway need to end what goes on; whoever removes us waits no longer either. */
const settleMs = 25_000;

/**
 * Both programs of an eval pod in one process, in a container that joined somebody else's pod. It leaves nothing: the
 * workspaces on their volume are removed when the eval is over, whatever ends it.
 */
export async function attached(host: SupervisorHost): Promise<'released' | 'stopped'> {
  const paths = pathsBelow(host.root);
  const ending = new AbortController();
  const env = { ...host.env, [podVariables.gatewayToken]: await takeToken(host.root) };
  const signal = AbortSignal.any([host.signal, ending.signal]);
  const agents = path.join(host.env[podVariables.gatewayStateDir] ?? '', 'agents');
  const before = await agentsIn(agents);
  const supervising = supervise({ ...host, env, signal });
  try {
    const kept = await keepResults({ ...host, env });
    if (kept === 'released')
      await settled(paths, AbortSignal.any([host.signal, AbortSignal.timeout(settleMs)]));
    return kept;
  } finally {
    ending.abort(new Error('released'));
    await supervising.catch(() => undefined);
    const workspaces = host.env[podVariables.stateDir] ?? '';
    if (workspaces !== '') await rm(workspaces, { recursive: true, force: true, maxRetries: 3 });
    // OpenClaw keeps a directory of each agent, also of deleted ones.
    const left = (await agentsIn(agents)).filter((name) => !before.includes(name));
    for (const name of left) await rm(path.join(agents, name), { recursive: true, force: true });
  }
}

/** Those of ClawBench's runs; nothing of a user's is called so. */
async function agentsIn(directory: string): Promise<string[]> {
  if (!path.isAbsolute(directory)) return [];
  const names = await readdir(directory).catch(() => []);
  return names.filter((name) => /^clawbench-.+-[0-9a-f]{8}$/.test(name));
}

/** It came by stdin, and is in no spec; no file keeps it either. */
async function takeToken(root: string): Promise<string> {
  const file = path.join(root, tokenFile);
  const token = await readFile(file, 'utf8');
  await rm(file);
  return token;
}

/** Waits until the supervisor has ended its work, with its sessions and agents in the gateway. */
async function settled(paths: PodPaths, signal: AbortSignal): Promise<void> {
  while (!signal.aborted) {
    // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- written by this very process
    const state = (await readJson(paths.state, 4 * 1024 * 1024)) as ShardState | undefined;
    const isAnswered =
      state?.lastRequest?.id.startsWith('finish-') === true && state.lastRequest.status !== 'accepted';
    if (isAnswered) return;
    await pause(200, signal).catch(() => undefined);
  }
}
