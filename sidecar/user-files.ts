import { chmod, mkdir, rm, writeFile } from 'node:fs/promises';
import { sha256 } from '../src/base/sha256.ts';
import path from 'node:path';
import { ActionError } from '../src/base/errors.ts';
import { isObject } from '../src/base/json.ts';
import type { UserFile } from '../src/protocol/pod.ts';
import { readRegular, statIfThere } from './files.ts';
import { pause } from './gateway.ts';
import { parseObject } from './json.ts';
import type { PodPaths } from './paths.ts';

const pollMs = 50;
/** Twice what the action allows, since base64 takes a third more. */
const maxBundleBytes = 64 * 1024 * 1024;

interface TakenFiles {
  /** Tells the harness where the files are. */
  env: Record<string, string>;
  /** Only gateway_shim.py puts files into workspaces. */
  needsShim: boolean;
}

/**
 * Waits for the user files of this evaluation, and unpacks them.
 * @param expected SHA-256 of the bundle; undefined if there are no user files
 * @throws ActionError bad-config if a different bundle arrives; the signal's reason
 */
export async function takeUserFiles(
  expected: string | undefined,
  paths: PodPaths,
  signal: AbortSignal,
): Promise<TakenFiles> {
  if (expected === undefined) return { env: {}, needsShim: false };
  while ((await statIfThere(paths.userFiles)) === undefined) await pause(pollMs, signal);
  const content = await readRegular(paths.userFiles, maxBundleBytes);
  const bundle = content === undefined ? {} : parseObject(content.toString('utf8'));
  if (content === undefined || sha256(content) !== expected || !isObject(bundle)) throw otherFiles();
  const { agent, tasks } = bundle;
  // A supervisor that was killed may have left some of them.
  await rm(paths.unpacked, { recursive: true, force: true });
  const env: Record<string, string> = {};
  if (Array.isArray(agent) && agent.length > 0)
    env['CLAWBENCH_AGENT_FILES'] = await unpack(agent, path.join(paths.unpacked, 'agent'));
  if (Array.isArray(tasks))
    env['CLAWBENCH_TASKS_DIR'] = await unpack(tasks, path.join(paths.unpacked, 'tasks'));
  return { env, needsShim: env['CLAWBENCH_AGENT_FILES'] !== undefined };
}

async function unpack(files: readonly unknown[], directory: string): Promise<string> {
  await mkdir(directory, { recursive: true });
  for (const file of files) {
    if (!isUserFile(file)) throw otherFiles();
    const place = path.join(directory, file.path);
    if (!place.startsWith(`${directory}/`)) throw otherFiles();
    await mkdir(path.dirname(place), { recursive: true });
    await writeFile(place, Buffer.from(file.base64, 'base64'), { flag: 'wx' });
    if (file.executable) await chmod(place, 0o755);
  }
  return directory;
}

function isUserFile(value: unknown): value is UserFile {
  return (
    isObject(value) &&
    typeof value['path'] === 'string' &&
    typeof value['executable'] === 'boolean' &&
    typeof value['base64'] === 'string'
  );
}

function otherFiles(): ActionError {
  return new ActionError(
    'bad-config',
    'The user files that arrived are not those that the settings of this evaluation announce.',
  );
}
