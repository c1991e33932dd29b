import { readdir, readFile, rm } from 'node:fs/promises';
import path from 'node:path';
import { tokenFile } from '../src/protocol/attached-files.ts';
import type { ShardState } from '../src/protocol/pod.ts';
import { podVariables } from '../src/protocol/pod-variables.ts';
import { readJson } from './files.ts';
import { pause } from './gateway.ts';
import { pathsBelow, type PodPaths } from './paths.ts';
import { keepResults } from './results.ts';
import type { SupervisorHost } from './shard.ts';
import { supervise } from './supervisor.ts';

/**
 * What harness and gateway need to end their runs, within the time that the action waits before removing this
 * container.
 */
const settleMs = 25_000;

/**
 * Both programs of an eval pod in one process, for a container that joins a user's pod. It leaves nothing behind:
 * however the evaluation ends, its workspaces are removed from the user's volume.
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
    // OpenClaw keeps the directories of deleted agents.
    const left = (await agentsIn(agents)).filter((name) => !before.includes(name));
    for (const name of left) await rm(path.join(agents, name), { recursive: true, force: true });
  }
}

/** The agents of ClawBench's runs, by a name that users do not choose. */
async function agentsIn(directory: string): Promise<string[]> {
  if (!path.isAbsolute(directory)) return [];
  const names = await readdir(directory).catch(() => []);
  return names.filter((name) => /^clawbench-.+-[0-9a-f]{8}$/.test(name));
}

/** The gateway's token, which the action wrote by stdin: no spec names it, and the file is removed. */
async function takeToken(root: string): Promise<string> {
  const file = path.join(root, tokenFile);
  const token = await readFile(file, 'utf8');
  await rm(file);
  return token;
}

/** Waits until the supervisor has ended its work, and its sessions and agents in the gateway. */
async function settled(paths: PodPaths, signal: AbortSignal): Promise<void> {
  while (!signal.aborted) {
    // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- written by this process
    const state = (await readJson(paths.state, 4 * 1024 * 1024)) as ShardState | undefined;
    const isAnswered =
      state?.lastRequest?.id.startsWith('finish-') === true && state.lastRequest.status !== 'accepted';
    if (isAnswered) return;
    await pause(200, signal).catch(() => undefined);
  }
}
