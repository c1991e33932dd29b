import { oneLine } from '../base/plain-text.ts';
import { ActionError } from '../base/errors.ts';
import { engineTrouble, kindArguments, lastWords, missingImage, otherPlatformMissing } from './kind.ts';
import type { ProgramDeps } from './kind-program.ts';
import { type ProgramRun, runProgram } from './program.ts';

const LIST_MS = 60_000;

/** Something to have kind do. */
export interface Task {
  /** For messages, after "kind could not". */
  what: string;
  args: readonly string[];
  timeoutMs: number;
  /** The level of its output in our log. Default: debug. */
  level?: 'info' | 'debug';
}

/** Has kind do something. @returns its standard output  @throws ActionError kind-failed */
export async function runKind(program: string, task: Task, deps: ProgramDeps): Promise<string> {
  const ran = await tryKind(program, task, deps);
  if (ran === 'missing' || ran.code !== 0) throw kindFailure(ran, task);
  return ran.stdout;
}

/** The same, but a failure is part of the result. */
export async function tryKind(
  program: string,
  { args, timeoutMs, level = 'debug' }: Task,
  { log, env, signal }: ProgramDeps,
): Promise<ProgramRun | 'missing'> {
  const onLine = (line: string): void => {
    if (line.trim() !== '') log[level](oneLine(line, 200));
  };
  return await runProgram(program, args, { env, signal, timeoutMs, onLine });
}

/** The names of all clusters that have a node, in whatever state. @throws ActionError kind-failed */
export async function kindClusters(program: string, deps: ProgramDeps): Promise<string[]> {
  const list = { what: 'list its clusters', args: kindArguments.list(), timeoutMs: LIST_MS };
  return (await runKind(program, list, deps)).split('\n').map((line) => line.trim());
}

/** Why kind could not do something. */
export function kindFailure(ran: ProgramRun | 'missing', { what, timeoutMs }: Task): ActionError {
  if (ran === 'missing')
    return new ActionError('kind-failed', 'kind is no longer installed on this machine.');
  const words = lastWords(ran.stderr);
  if (ran.code === null) {
    return new ActionError('kind-failed', `kind could not ${what} in ${timeoutMs / 1000} s: ${words}`);
  }
  const trouble = engineTrouble(ran.stderr);
  if (trouble !== undefined) {
    return new ActionError(
      'kind-failed',
      `kind needs Docker or Podman, and neither answers on this machine: ${trouble}`,
      {
        hint: 'Use a runner with Docker, such as ubuntu-latest, or choose an existing cluster with the input `cluster`.',
      },
    );
  }
  const image = missingImage(ran.stderr);
  if (image !== undefined) {
    return new ActionError(
      'kind-failed',
      `Input \`load-images\` names ${image}, which is not on this machine.`,
      { hint: 'Build or pull it in an earlier step of the same job.' },
    );
  }
  return new ActionError('kind-failed', `kind could not ${what}: ${words}`, { hint: hintFor(ran.stderr) });
}

function hintFor(stderr: string): string | undefined {
  if (/too many open files|inotify/i.test(stderr))
    return 'Raise the inotify limits: https://kind.sigs.k8s.io/docs/user/known-issues/#pod-errors-due-to-too-many-open-files';
  if (otherPlatformMissing(stderr))
    return "Docker's containerd image store exports images without the platforms that were never pulled. Build them for one platform, or push them to a registry that the nodes reach.";
  return undefined;
}
