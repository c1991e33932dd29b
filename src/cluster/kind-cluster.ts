import { chmod, mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { isRefusal, type Places, readChecked } from '../base/checked-file.ts';
import { ActionError, messageOf } from '../base/errors.ts';
import { oneLine } from '../base/plain-text.ts';
import { kindArguments, type KindSettings } from './kind.ts';
import { loadImages } from './kind-load.ts';
import { cleanNodeLogs } from './kind-logs.ts';
import { obtainKind, type ProgramDeps } from './kind-program.ts';
import { kindClusters, runKind, type Task } from './kind-run.ts';
import type { KubeconfigText } from './kubeconfig-context.ts';

/** For pulling the node image; the wait for the control plane is added to it. */
const CREATE_MS = 15 * 60_000;
const MAX_CONFIG_BYTES = 1024 * 1024;
const EXPORT_MS = 2 * 60_000;

/** A kind cluster for one evaluation. To dispose of it removes its files on this machine, not its nodes. */
export interface KindCluster extends AsyncDisposable {
  name: string;
  /** Creates it and loads the images. @throws ActionError kind-failed, bad-input */
  create(): Promise<KubeconfigText>;
  /**
   * Writes the logs of its nodes to `directory`: only text, and no password of a proxy. What else is secret is not replaced.
   * @returns false if there are none, because no node was made or kind wrote nothing
   */
  exportLogs(directory: string): Promise<boolean>;
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
  deps: ProgramDeps & { places: Places },
): Promise<KindCluster> {
  const configuration = textOfConfig(settings.config, deps.places);
  const program = await obtainKind(settings.version, deps);
  // Needs Docker, and so fails at once without it.
  await kindClusters(program, deps);
  // kind writes the kubeconfig with its own permissions, so it goes into a directory that only we can read.
  const own = await mkdtemp(path.join(directory, 'kind-'));
  // A kind that is stopped leaves its temporary files, among them all images it was about to copy.
  const temporary = path.join(own, 'tmp');
  await mkdir(temporary);
  const ownDeps = { ...deps, env: { ...deps.env, TMPDIR: temporary } };
  return {
    name,
    async create() {
      const kubeconfig = path.join(own, 'kubeconfig');
      const config = await configFile(configuration, own);
      const create: Task = {
        what: `create the cluster ${name}`,
        args: kindArguments.create(name, { kubeconfig, config }, settings),
        timeoutMs: CREATE_MS + settings.waitMs,
        level: 'info',
      };
      await runKind(program, create, ownDeps);
      await chmod(kubeconfig, 0o600);
      if (settings.loadImages.length > 0) {
        await loadImages({ program, name, temporary }, settings.loadImages, ownDeps);
      }
      return {
        text: await readFile(kubeconfig, 'utf8'),
        origin: `The kubeconfig of the kind cluster ${name}`,
      };
    },
    async exportLogs(target) {
      if (!(await kindClusters(program, ownDeps)).includes(name)) return false;
      await mkdir(target, { recursive: true });
      const what = `export the logs of the cluster ${name}`;
      const task = { what, args: kindArguments.exportLogs(name, target), timeoutMs: EXPORT_MS };
      await runKind(program, task, ownDeps).catch((error: unknown) => {
        // Of nodes that are broken it exports what it can.
        deps.log.info(`The logs of the nodes may be incomplete: ${messageOf(error)}`);
      });
      const removed = await cleanNodeLogs(target);
      if (removed.length > 0) {
        const names = oneLine(removed.join(', '), 300);
        deps.log.info(`Left out of the logs of the nodes, because they are not text: ${names}`);
      }
      return (await readdir(target)).length > 0;
    },
    async [Symbol.asyncDispose]() {
      await rm(own, { recursive: true, force: true });
    },
  };
}

/** The configuration; kind gets a copy, so that nobody can put another file in its place. @throws ActionError bad-input */
function textOfConfig(config: KindSettings['config'], places: Places): string | null {
  if (config === null || 'text' in config) return config?.text ?? null;
  const read = readChecked(config.path, places, MAX_CONFIG_BYTES);
  if (!isRefusal(read)) return read.content.toString('utf8');
  throw new ActionError('bad-input', `Input \`kind-config\` names ${config.path}, which ${read.refusal}.`, {
    hint: 'Check out the repository in an earlier step, or pass the YAML itself.',
  });
}

async function configFile(text: string | null, directory: string): Promise<string | null> {
  if (text === null) return null;
  const file = path.join(directory, 'config.yaml');
  await writeFile(file, text);
  return file;
}
