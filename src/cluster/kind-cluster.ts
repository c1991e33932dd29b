import { mkdtemp, readFile, rm, stat, writeFile, chmod } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { ActionError } from '../base/errors.ts';
import { oneLine } from '../base/plain-text.ts';
import {
  engineTrouble,
  isKindName,
  kindArguments,
  type KindSettings,
  lastWords,
  missingImage,
} from './kind.ts';
import { obtainKind, type ProgramDeps } from './kind-program.ts';
import type { KubeconfigText } from './kubeconfig-context.ts';
import { type ProgramRun, runProgram } from './program.ts';

/** For pulling the node image; the wait for the control plane is added to it. */
const CREATE_MS = 15 * 60_000;
const LIST_MS = 60_000;
const LOAD_MS = 15 * 60_000;
const EXPORT_MS = 2 * 60_000;
const DELETE_MS = 2 * 60_000;

/** A kind cluster for one evaluation. */
export interface KindCluster {
  name: string;
  /** Creates it and loads the images. @throws ActionError kind-failed, bad-input */
  create(): Promise<KubeconfigText>;
  /** Writes the logs of its nodes to `directory`. @throws ActionError kind-failed */
  exportLogs(directory: string): Promise<void>;
}

/**
 * Prepares a cluster, and creates nothing yet.
 * @param directory for this evaluation alone
 * @throws ActionError kind-failed without kind or Docker, bad-input if its configuration is not a file
 */
export async function openKind(
  name: string,
  settings: KindSettings,
  directory: string,
  deps: ProgramDeps,
): Promise<KindCluster> {
  if (settings.config !== null && 'path' in settings.config) await mustBeFile(settings.config.path);
  const program = await obtainKind(settings.version, deps);
  // Needs Docker, and so fails at once without it.
  const list = { what: 'list its clusters', args: kindArguments.list(), timeoutMs: LIST_MS };
  await runKind(program, list, deps);
  return {
    name,
    async create() {
      // kind writes the file with its own permissions, so it goes into a directory that only we can read.
      const own = await mkdtemp(path.join(directory, 'kind-'));
      const kubeconfig = path.join(own, 'kubeconfig');
      const config = await configFile(settings.config, own);
      const create: Task = {
        what: `create the cluster ${name}`,
        args: kindArguments.create(name, { kubeconfig, config }, settings),
        timeoutMs: CREATE_MS + settings.waitMs,
        level: 'info',
      };
      await runKind(program, create, deps);
      await chmod(kubeconfig, 0o600);
      if (settings.loadImages.length > 0) {
        const args = kindArguments.load(name, settings.loadImages);
        const what = `load images into the cluster ${name}`;
        await runKind(program, { what, args, timeoutMs: LOAD_MS, level: 'info' }, deps);
      }
      return {
        text: await readFile(kubeconfig, 'utf8'),
        origin: `The kubeconfig of the kind cluster ${name}`,
      };
    },
    async exportLogs(target) {
      const args = kindArguments.exportLogs(name, target);
      const what = `export the logs of the cluster ${name}`;
      await runKind(program, { what, args, timeoutMs: EXPORT_MS }, deps);
    },
  };
}

/**
 * Deletes a cluster of ours in whatever state it is; one that is gone already is not an error.
 * @throws ActionError internal if the name is not one of ours, kind-failed
 */
export async function deleteKind(name: string, version: string | null, deps: ProgramDeps): Promise<void> {
  if (!isKindName(name)) throw new ActionError('internal', 'The saved name of the kind cluster is damaged.');
  const program = await obtainKind(version, deps);
  const directory = await mkdtemp(path.join(deps.env['RUNNER_TEMP'] ?? tmpdir(), 'clawbench-kind-'));
  try {
    // kind removes the context from a kubeconfig. An empty one keeps it away from the user's.
    const args = kindArguments.remove(name, path.join(directory, 'kubeconfig'));
    await runKind(program, { what: `delete the cluster ${name}`, args, timeoutMs: DELETE_MS }, deps);
    deps.log.info(`The kind cluster ${name} is deleted.`);
  } finally {
    await rm(directory, { recursive: true, force: true });
  }
}

async function mustBeFile(file: string): Promise<void> {
  const found = await stat(file).catch(() => undefined);
  if (found?.isFile()) return;
  throw new ActionError('bad-input', `Input \`kind-config\` names ${file}, which is not a file.`, {
    hint: 'Check out the repository in an earlier step, or pass the YAML itself.',
  });
}

async function configFile(config: KindSettings['config'], directory: string): Promise<string | null> {
  if (config === null) return null;
  if ('path' in config) return config.path;
  const file = path.join(directory, 'config.yaml');
  await writeFile(file, config.text);
  return file;
}

interface Task {
  /** For messages, after "kind could not". */
  what: string;
  args: readonly string[];
  timeoutMs: number;
  /** The level of its output in our log. Default: debug. */
  level?: 'info' | 'debug';
}

async function runKind(program: string, task: Task, { log, env, signal }: ProgramDeps): Promise<void> {
  const { what, args, timeoutMs, level = 'debug' } = task;
  const onLine = (line: string): void => {
    if (line.trim() !== '') log[level](oneLine(line, 200));
  };
  const ran = await runProgram(program, args, { env, signal, timeoutMs, onLine });
  if (ran === 'missing' || ran.code !== 0) throw failure(ran, what, timeoutMs);
}

function failure(ran: ProgramRun | 'missing', what: string, timeoutMs: number): ActionError {
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
  return new ActionError('kind-failed', `kind could not ${what}: ${words}`, {
    hint: /too many open files|inotify/i.test(ran.stderr)
      ? 'Raise the inotify limits: https://kind.sigs.k8s.io/docs/user/known-issues/#pod-errors-due-to-too-many-open-files'
      : undefined,
  });
}
