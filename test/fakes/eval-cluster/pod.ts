import { randomUUID } from 'node:crypto';
import type { ContainerStatus, Pod } from '../../../src/kube/types.ts';
import { printFile, writeFile } from '../../../src/pods/pod-commands.ts';
import { podContainers } from '../../../src/protocol/containers.ts';
import { podPaths } from '../../../src/protocol/pod.ts';
import { type PodFiles, type Supervisor, superviseShard, type SupervisorOptions } from './supervisor.ts';

/** What a command prints, and its exit code. */
export interface CommandOutcome {
  stdout?: Buffer;
  stderr?: string;
  exitCode: number;
}

/** What a program of the pod answers to its stdin. */
export type Program = (stdin: string) => string;

export interface EvalPod {
  readonly name: string;
  readonly shard: number;
  readonly files: PodFiles;
  /** The requests it was sent, in order. */
  readonly requests: Supervisor['requests'];
  /** `pending` until a node has room for it. */
  phase: 'pending' | 'running' | 'succeeded' | 'lost';
  /** Runs a command in the container `results`. */
  run(command: readonly string[], stdin: Buffer): CommandOutcome;
  /** What `status` says of it. */
  status(): NonNullable<Pod['status']>;
}

export interface PodOptions extends Omit<SupervisorOptions, 'files' | 'beforeRun'> {
  name: string;
  afterStep: (pod: EvalPod) => void;
  beforeRun: (pod: EvalPod, task: string, run: number) => void;
  /** Programs below /sidecar, by name. */
  programs: Readonly<Record<string, Program>>;
}

const anywhere = { namespace: '', pod: '', container: '', root: '/' };
const [, , PRINT] = printFile(anywhere, '');
const [, , WRITE] = writeFile(anywhere, '', 0);

export function startPod({ name, programs, beforeRun, afterStep, ...options }: PodOptions): EvalPod {
  const files: PodFiles = new Map();
  const supervisor = superviseShard({
    ...options,
    files,
    beforeRun: (task, run) => beforeRun(pod, task, run),
  });
  const startedAt = new Date().toISOString();
  const pod: EvalPod = {
    name,
    shard: options.shard,
    files,
    requests: supervisor.requests,
    phase: 'pending',
    run(command, stdin) {
      const [program, ...args] = command;
      if (program === 'sh' && args[1] === PRINT) return print(args[3]!);
      if (program === 'sh' && args[1] === WRITE) return write(args[3]!, Number(args[4]), stdin);
      if (program === 'cat') return cat(args[1]!);
      const answer = programs[args.at(-1)?.replace('/sidecar/', '') ?? ''];
      if (program === 'python3' && answer !== undefined)
        return { stdout: Buffer.from(answer(stdin.toString())), exitCode: 0 };
      return { stderr: `${command.join(' ')}: not found`, exitCode: 127 };
    },
    status: () => statusOf(pod, startedAt),
  };

  function print(file: string): CommandOutcome {
    if (file === podPaths.state) {
      supervisor.step();
      afterStep(pod);
    }
    return { stdout: files.get(file) ?? Buffer.of(), exitCode: 0 };
  }

  function write(file: string, sizeBytes: number, stdin: Buffer): CommandOutcome {
    if (stdin.length !== sizeBytes) return { stderr: 'cut off', exitCode: 1 };
    files.set(file, stdin);
    if (file !== podPaths.request) return { exitCode: 0 };
    supervisor.take();
    if (supervisor.requests.at(-1)?.kind === 'finish') pod.phase = 'succeeded';
    return { exitCode: 0 };
  }

  function cat(file: string): CommandOutcome {
    const stdout = files.get(file);
    if (stdout === undefined) return { stderr: `cat: ${file}: No such file or directory`, exitCode: 1 };
    return { stdout, exitCode: 0 };
  }
  return pod;
}

function statusOf({ phase }: EvalPod, startedAt: string): NonNullable<Pod['status']> {
  if (phase === 'pending') {
    const message = '0/1 nodes are available: 1 Insufficient memory.';
    const condition = { type: 'PodScheduled', status: 'False', reason: 'Unschedulable', message };
    return { phase: 'Pending', conditions: [condition] };
  }
  const ended = { exitCode: 0, reason: 'Completed', finishedAt: new Date().toISOString() };
  const status = (container: string): ContainerStatus => ({
    name: container,
    image: `${container}:1`,
    imageID: imageIds[container] ?? '',
    containerID: `containerd://${randomUUID()}`,
    ready: phase === 'running',
    restartCount: 0,
    state: phase === 'running' ? { running: { startedAt } } : { terminated: ended },
  });
  const { gateway, clawbench, results } = podContainers;
  const containers = {
    initContainerStatuses: [gateway, clawbench].map(status),
    containerStatuses: [status(results)],
  };
  if (phase === 'running')
    return { phase: 'Running', conditions: [{ type: 'Ready', status: 'True' }], ...containers };
  if (phase === 'succeeded') return { phase: 'Succeeded', conditions: [], ...containers };
  const reason = {
    reason: 'DeletionByTaintManager',
    message: 'Taint manager: deleting due to NoExecute taint',
  };
  const disrupted = { type: 'DisruptionTarget', status: 'True', ...reason };
  return { phase: 'Failed', conditions: [disrupted], ...containers };
}

/** The same in all pods, as those of one evaluation have them. */
const imageIds: Readonly<Record<string, string>> = Object.fromEntries(
  Object.values(podContainers).map((name) => [name, `registry.test/${name}@sha256:${'0'.repeat(64)}`]),
);
