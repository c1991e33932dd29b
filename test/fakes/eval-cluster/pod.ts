import { randomUUID } from 'node:crypto';
import type { ContainerStatus, Pod } from '../../../src/kube/types.ts';
import {
  listFiles,
  printFile,
  printFiles,
  printPart,
  printParts,
  writeFile,
} from '../../../src/pods/pod-commands.ts';
import { podContainers } from '../../../src/protocol/containers.ts';
import { podPaths } from '../../../src/protocol/pod.ts';
import { type FakeRelay, startRelay } from './relay.ts';
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
  /** Undefined if the evaluation has none. */
  readonly relay: FakeRelay | undefined;
  /** `pending` until a node has room for it. */
  phase: 'pending' | 'running' | 'succeeded' | 'lost';
  /** It is being deleted, and its container `results` still answers. */
  isLeaving: boolean;
  /** Runs a command in the container `results`. */
  run(command: readonly string[], stdin: Buffer): CommandOutcome;
  /** What `status` says of it. */
  status(): NonNullable<Pod['status']>;
}

export interface PodOptions extends Omit<SupervisorOptions, 'files' | 'beforeRun' | 'relay'> {
  name: string;
  hasRelay: boolean;
  afterStep: (pod: EvalPod) => void;
  /** Whether it is not ready to go a step further when somebody looks. */
  isBusy: (pod: EvalPod) => boolean;
  beforeRun: (pod: EvalPod, task: string, run: number) => void;
  /** Programs below /sidecar, by name. */
  programs: Readonly<Record<string, Program>>;
}

const anywhere = { namespace: '', pod: '', container: '', root: '/' };
const [, , PRINT] = printFile(anywhere, '');
const [, , PRINT_ALL] = printFiles(anywhere, []);
const [, , PRINT_PART] = printPart(anywhere, '', { offset: 0, sizeBytes: 0 });
const [, , PRINT_PARTS] = printParts(anywhere, []);
const [, , LIST] = listFiles(anywhere, '', '');
const [, , WRITE] = writeFile(anywhere, '', 0);

/** `print /results/state.json`, `write /control/request.json`, `cat /results/eval.log`. */
export function titleOf([program = '', ...args]: readonly string[]): string {
  const [, script, , ...files] = args;
  const title = (what: string, file = ''): string =>
    `${what} ${file.replace(/^.*\/run\d+\.json$/, 'run.json')}`;
  if (program !== 'sh') return title(program, args.at(-1));
  if (script === PRINT_ALL) return title('print', files.at(-1));
  return title(script === WRITE ? 'write' : script === LIST ? 'list' : 'print', files[0]);
}

export function startPod({
  name,
  hasRelay,
  programs,
  beforeRun,
  afterStep,
  isBusy,
  ...options
}: PodOptions): EvalPod {
  const files: PodFiles = new Map();
  const relay = hasRelay ? startRelay(files) : undefined;
  const supervisor = superviseShard({
    ...options,
    files,
    relay,
    beforeRun: (task, run) => beforeRun(pod, task, run),
  });
  const startedAt = new Date().toISOString();
  const pod: EvalPod = {
    name,
    shard: options.shard,
    files,
    requests: supervisor.requests,
    relay,
    phase: 'pending',
    isLeaving: false,
    run(command, stdin) {
      const [program, ...args] = command;
      if (program === 'sh' && args[1] === PRINT) return print(args[3]!);
      if (program === 'sh' && args[1] === PRINT_ALL) return printAll(args.slice(3));
      if (program === 'sh' && args[1] === PRINT_PART)
        return printTail(args[3]!, Number(args[4]), Number(args[5]));
      if (program === 'sh' && args[1] === PRINT_PARTS) return printHeads(args.slice(3));
      if (program === 'sh' && args[1] === LIST) return list(args[3]!, args[4]!);
      if (program === 'sh' && args[1] === WRITE) return write(args[3]!, Number(args[4]), stdin);
      if (program === 'cat') return cat(args[1]!);
      const answer = programs[args.at(-1)?.replace('/sidecar/', '') ?? ''];
      if (program === 'python3' && answer !== undefined)
        return { stdout: Buffer.from(answer(stdin.toString())), exitCode: 0 };
      return { stderr: `${command.join(' ')}: not found`, exitCode: 127 };
    },
    status: () => statusOf(pod, startedAt),
  };

  function step(): void {
    // What is being deleted does no more work that counts.
    if (pod.isLeaving || isBusy(pod)) return;
    supervisor.step();
    afterStep(pod);
  }

  function printAll(names: readonly string[]): CommandOutcome {
    // The supervisor goes a step further before both are read, as if it had been faster.
    if (names.includes(podPaths.state)) step();
    const printed = names.flatMap((file) => [files.get(file) ?? Buffer.of(), Buffer.of(0)]);
    return { stdout: Buffer.concat(printed), exitCode: 0 };
  }

  function printTail(file: string, from: number, sizeBytes: number): CommandOutcome {
    const bytes = files.get(file) ?? Buffer.of();
    return { stdout: bytes.subarray(from - 1, from - 1 + sizeBytes), exitCode: 0 };
  }

  function printHeads(parts: readonly string[]): CommandOutcome {
    const heads = parts.flatMap((file, at) =>
      at % 2 === 1 ? [] : [(files.get(file) ?? Buffer.of()).subarray(0, Number(parts[at + 1]))],
    );
    return { stdout: Buffer.concat(heads), exitCode: 0 };
  }

  function list(directory: string, ending: string): CommandOutcome {
    const found = [...files].filter(([file]) => file.startsWith(`${directory}/`) && file.endsWith(ending));
    const lines = found.map(([file, bytes]) => `${bytes.length} ${file.slice(directory.length + 1)}\n`);
    const total = found.reduce((sum, [, bytes]) => sum + bytes.length, 0);
    return {
      stdout: Buffer.from(`${lines.join('')}${lines.length > 1 ? `${total} total\n` : ''}`),
      exitCode: 0,
    };
  }

  function print(file: string): CommandOutcome {
    if (file === podPaths.state) step();
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

/** As manifests/eval/job.yaml calls it. */
export const RELAY = 'relay';

function statusOf({ phase, relay }: EvalPod, startedAt: string): NonNullable<Pod['status']> {
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
  const init = relay === undefined ? [gateway, clawbench] : [gateway, RELAY, clawbench];
  const containers = {
    initContainerStatuses: init.map(status),
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
  [...Object.values(podContainers), RELAY].map((name) => [
    name,
    `registry.test/${name}@sha256:${'0'.repeat(64)}`,
  ]),
);
