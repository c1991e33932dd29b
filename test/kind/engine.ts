import { existsSync, mkdirSync, readFileSync, rmSync } from 'node:fs';
import path from 'node:path';
import { createCgroup, removeCgroup } from '../cluster/cgroups.ts';
import {
  type CommandResult,
  componentEnvironment,
  identify,
  isAlive,
  kill,
  type Place,
  readRecord,
  run,
  signal,
  start,
  tryRun,
  waitFor,
  writeRecord,
} from '../cluster/processes.ts';
import { findExecutable } from '../cluster/requirements.ts';

/** How a command reaches a Docker engine. */
export interface Engine {
  /** What comes before a command. */
  enter: readonly string[];
  /** How its clients find it. */
  env: { DOCKER_HOST: string };
  /** Whether it is the machine's own, which reaches registries and which others use. */
  isOfMachine: boolean;
}

/** Images and volumes stay in `data`; everything else goes with the engine. */
const directory = '/var/lib/clawbench-k8s-action-docker';
export const enginePlace: Place = { directory, logs: path.join(directory, 'logs') };
const cgroup = 'clawbench-docker';
const socket = path.join(directory, 'docker.sock');

/** Runs a command where the engine can be reached. */
export async function ofEngine(engine: Engine, command: readonly string[]): Promise<CommandResult> {
  const [program = '', ...args] = [...engine.enter, ...command];
  const env = { ...componentEnvironment(), ...engine.env };
  return await tryRun(program, args, { env, timeoutMs: 10 * 60_000 });
}

/** The engine of this machine, if one answers. */
export async function engineOfMachine(): Promise<Engine | undefined> {
  if (findExecutable('docker') === undefined) return undefined;
  const options = { env: process.env, timeoutMs: 10_000 };
  if ((await tryRun('docker', ['version'], options)).code !== 0) return undefined;
  // Of the user's context, which tests with a home of their own would not find.
  const host = await run('docker', ['context', 'inspect', '--format={{.Endpoints.docker.Host}}'], options);
  return { enter: [], env: { DOCKER_HOST: host.trim() }, isOfMachine: true };
}

/**
 * Starts Debian's Docker engine in namespaces of its own: nothing of it (bridges, iptables rules, mounts, cgroups) is seen
 * by the rest of the machine, or stays when it ends. Containers reach nothing outside of it.
 * @throws Error with the end of its log
 */
export async function startEngine(): Promise<Engine> {
  await stopEngine();
  mkdirSync(enginePlace.logs, { recursive: true });
  createCgroup(cgroup);
  // A cgroup namespace has its root where its maker is.
  const script =
    'for group in /sys/fs/cgroup/*/"$1"; do echo $$ >"$group/cgroup.procs"; done; shift; exec unshare "$@"';
  const namespaces =
    '--mount --propagation private --net --pid --fork --kill-child=SIGKILL --mount-proc --cgroup --uts --ipc';
  const init = [
    path.join(import.meta.dirname, 'engine-init.sh'),
    directory,
    path.join(import.meta.dirname, 'runtime.sh'),
  ];
  const holder = start(enginePlace, 'holder', [
    'bash',
    '-c',
    script,
    'sh',
    cgroup,
    ...namespaces.split(' '),
    'bash',
    ...init,
  ]);
  const asked = { env: { ...componentEnvironment(), DOCKER_HOST: `unix://${socket}` }, timeoutMs: 10_000 };
  try {
    await waitFor('Docker', async () => (await tryRun('docker', ['version'], asked)).code === 0, {
      timeoutMs: 60_000,
      record: holder,
    });
  } catch (error) {
    await stopEngine();
    throw error;
  }
  const pid = childOf(holder.pid);
  writeRecord(enginePlace, { name: 'init', pid, identity: identify(pid) ?? '', log: holder.log });
  return {
    enter: ['nsenter', '--target', String(pid), ...'-m -n -p -C -u -i'.split(' ')],
    env: { DOCKER_HOST: 'unix:///run/docker.sock' },
    isOfMachine: false,
  };
}

/** Ends the engine and everything it started, also after a crash. Its images stay. */
export async function stopEngine(): Promise<void> {
  const init = readRecord(enginePlace, 'init');
  signal(init, 'SIGTERM');
  // Docker ends its containers, and removes what it mounted.
  await waitFor('the end of Docker', () => !isAlive(init), { timeoutMs: 60_000 }).catch(() => undefined);
  const records = [readRecord(enginePlace, 'holder'), init].filter((record) => record !== undefined);
  await kill(enginePlace, records);
  await removeCgroup(cgroup);
  rmSync(socket, { force: true });
}

/** The only child of a process. */
export function childOf(pid: number): number {
  const children = `/proc/${pid}/task/${pid}/children`;
  return existsSync(children) ? Number(readFileSync(children, 'utf8').trim()) : Number.NaN;
}
