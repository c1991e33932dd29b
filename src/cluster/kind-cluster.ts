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

/** Beside the wait for the control plane: pulling the image of the nodes. */
const CREATE_MS = 15 * 60_000;
const LIST_MS = 60_000;
const LOAD_MS = 15 * 60_000;
const EXPORT_MS = 2 * 60_000;
const DELETE_MS = 2 * 60_000;

/** A cluster of kind as one run of the action uses it. */
export interface KindCluster {
  name: string;
  /** Makes it and copies the images in. @throws ActionError kind-failed, bad-input */
  create(): Promise<KubeconfigText>;
  /** Writes the logs of its nodes below `directory`. @throws ActionError kind-failed */
  exportLogs(directory: string): Promise<void>;
}

/**
 * A cluster that is still to be made; nothing is changed yet.
 * @param directory for this run alone
 * @throws ActionError kind-failed without kind or Docker, bad-input if its configuration is no file
 */
export async function openKind(
  name: string,
  settings: KindSettings,
  directory: string,
  deps: ProgramDeps,
): Promise<KindCluster> {
  if (settings.config !== null && 'path' in settings.config) await mustBeFile(settings.config.path);
  const program = await obtainKind(settings.version, deps);
  // Asks Docker, and so tells at once if there is none.
  await ask(program, kindArguments.list(), LIST_MS, 'list its clusters', deps);
  return {
    name,
    async create() {
      // A directory nobody else can look into: kind writes the file, and its rights are ours only afterwards.
      const own = await mkdtemp(path.join(directory, 'kind-'));
      const kubeconfig = path.join(own, 'kubeconfig');
      const config = await configFile(settings.config, own);
      const create = kindArguments.create(name, { kubeconfig, config }, settings);
      await ask(program, create, CREATE_MS + settings.waitMs, `make the cluster ${name}`, deps, 'info');
      await chmod(kubeconfig, 0o600);
      if (settings.loadImages.length > 0) {
        const load = kindArguments.load(name, settings.loadImages);
        await ask(program, load, LOAD_MS, `copy images into the cluster ${name}`, deps, 'info');
      }
      return {
        text: await readFile(kubeconfig, 'utf8'),
        origin: `The kubeconfig of the kind cluster ${name}`,
      };
    },
    async exportLogs(target) {
      const args = kindArguments.exportLogs(name, target);
      await ask(program, args, EXPORT_MS, `export the logs of the cluster ${name}`, deps);
    },
  };
}

/**
 * Deletes a cluster of ours, whatever became of it; one that is gone is no error.
 * @throws ActionError internal if the name is none of ours, kind-failed
 */
export async function deleteKind(name: string, version: string | null, deps: ProgramDeps): Promise<void> {
  if (!isKindName(name)) throw new ActionError('internal', 'The saved name of the kind cluster is damaged.');
  const program = await obtainKind(version, deps);
  const directory = await mkdtemp(path.join(deps.env['RUNNER_TEMP'] ?? tmpdir(), 'clawbench-kind-'));
  try {
    // Of an empty kubeconfig: the context is taken out of it, and the user's own must stay as it is.
    const args = kindArguments.remove(name, path.join(directory, 'kubeconfig'));
    await ask(program, args, DELETE_MS, `delete the cluster ${name}`, deps);
    deps.log.info(`The kind cluster ${name} is deleted.`);
  } finally {
    await rm(directory, { recursive: true, force: true });
  }
}

async function mustBeFile(file: string): Promise<void> {
  const found = await stat(file).catch(() => undefined);
  if (found?.isFile()) return;
  throw new ActionError('bad-input', `Input \`kind-config\` names ${file}, which is no file here.`, {
    hint: 'Check out the repository in an earlier step, or write the YAML itself.',
  });
}

async function configFile(config: KindSettings['config'], directory: string): Promise<string | null> {
  if (config === null) return null;
  if ('path' in config) return config.path;
  const file = path.join(directory, 'config.yaml');
  await writeFile(file, config.text);
  return file;
}

async function ask(
  program: string,
  args: readonly string[],
  timeoutMs: number,
  what: string,
  { log, env, signal }: ProgramDeps,
  loudness: 'info' | 'debug' = 'debug',
): Promise<void> {
  const onLine = (line: string): void => {
    if (line.trim() !== '') log[loudness](oneLine(line, 200));
  };
  const ran = await runProgram(program, args, { env, signal, timeoutMs, onLine });
  if (ran === 'missing' || ran.code !== 0) throw failure(ran, what, timeoutMs);
}

function failure(ran: ProgramRun | 'missing', what: string, timeoutMs: number): ActionError {
  if (ran === 'missing') return new ActionError('kind-failed', 'kind is not on this machine any more.');
  const words = lastWords(ran.stderr);
  if (ran.code === null) {
    return new ActionError('kind-failed', `kind could not ${what} in ${timeoutMs / 1000} s: ${words}`);
  }
  const trouble = engineTrouble(ran.stderr);
  if (trouble !== undefined) {
    return new ActionError(
      'kind-failed',
      `kind makes its nodes with Docker or Podman, and none answers on this machine: ${trouble}`,
      {
        hint: 'Use a runner with Docker, such as ubuntu-latest, or name a cluster that is there in the input `cluster`.',
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
      ? 'Raise the limits of inotify: https://kind.sigs.k8s.io/docs/user/known-issues/#pod-errors-due-to-too-many-open-files'
      : undefined,
  });
}
