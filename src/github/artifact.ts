import { copyFile } from 'node:fs/promises';
import path from 'node:path';
import type { ArtifactClient } from '@actions/artifact';
import { messageOf } from '../base/errors.ts';
import type { Clock } from '../base/ports.ts';
import type { WorkflowContext } from '../base/workflow-context.ts';
import type { WorkflowLog } from './workflow-log.ts';

export interface Artifact {
  id: number;
  /** As it was uploaded, which is another one if the name was taken. */
  name: string;
  /** The page to download it from. */
  url: string;
  sizeBytes: number;
}

export interface ArtifactUpload {
  name: string;
  /** The directory that paths in the artifact are relative to. */
  directory: string;
  files: readonly string[];
  /** 0 for the default of the repository. */
  retentionDays: number;
}

/** Evaluations of one name in a workflow run, which are kept under names of their own. */
const MOST_OF_ONE_NAME = 20;

/** Waits before the second, third and fourth attempt. */
const retryAfterMs = [2000, 5000, 15_000];

/** GitHub's client retries other failures itself, but gives up when a connection is lost. */
const lostConnection =
  /ECONNRESET|ENOTFOUND|ETIMEDOUT|ECONNREFUSED|EHOSTUNREACH|EPIPE|EAI_AGAIN|socket hang up|stalled/;

/**
 * Uploads files as an artifact of the workflow run. Needs no permission, because the runner gives actions a token for it.
 *
 * @returns null, after one warning, if anything went wrong: a failed upload must not fail an evaluation
 */
export async function uploadArtifact(
  upload: ArtifactUpload,
  context: WorkflowContext,
  env: Readonly<Record<string, string | undefined>>,
  deps: { log: WorkflowLog; clock: Clock },
): Promise<Artifact | null> {
  const obstacle = obstacleTo(context, env);
  if (obstacle !== null) {
    deps.log.warning('No artifact', `${obstacle} The results are only on this runner: see \`results-path\`.`);
    return null;
  }
  try {
    return await uploadUnderFreeName(upload, context, deps);
  } catch (error) {
    const hint = 'The results are only on this runner: see `results-path`.';
    const sentence = `The artifact ${upload.name} could not be uploaded: ${messageOf(error)}`;
    deps.log.warning('No artifact', `${sentence}\n${hint}`);
    return null;
  }
}

/** What differs in other inputs than its label has the same name; the first keeps it, and later ones are not lost. */
async function uploadUnderFreeName(
  upload: ArtifactUpload,
  context: WorkflowContext,
  deps: { log: WorkflowLog; clock: Clock },
): Promise<Artifact> {
  for (let number = 1; ; number++) {
    const name = number === 1 ? upload.name : `${upload.name}-${number}`;
    try {
      const artifact = await uploadWithRetries({ ...upload, name }, context, deps);
      if (number > 1)
        deps.log.warning(
          'Two evaluations of one name',
          `Another evaluation of this run, of the same job, step and label, has the artifact ${upload.name}, so this one is ${name}: later evaluations and leaderboards do not find it. Give each evaluation a \`label\` of its own.`,
        );
      return artifact;
    } catch (error) {
      if (number === MOST_OF_ONE_NAME || !/already exists/.test(messageOf(error))) throw error;
    }
  }
}

/**
 * Uploads one file as it is, not in a zip, so that a browser opens it.
 * @param page its directory is in one that can be written to
 * @returns null, after one warning, if anything went wrong
 */
export async function uploadPage(
  { file, name, retentionDays }: { file: string; name: string; retentionDays: number },
  context: WorkflowContext,
  deps: { log: WorkflowLog; clock: Clock },
): Promise<Artifact | null> {
  const directory = path.dirname(path.dirname(file));
  // The client names the artifact after the file.
  const named = path.join(directory, name);
  try {
    await copyFile(file, named);
    return await uploadWithRetries({ name, directory, files: [named], retentionDays }, context, deps, true);
  } catch (error) {
    const sentence = `The report could not be uploaded by itself: ${messageOf(error)}`;
    deps.log.warning('No report to open', `${sentence}\nIt is ${path.basename(file)} in the artifact.`);
    return null;
  }
}

function obstacleTo(
  context: WorkflowContext,
  env: Readonly<Record<string, string | undefined>>,
): string | null {
  if (context.isEnterpriseServer)
    return `GitHub Enterprise Server (${context.serverUrl}) has no service for these artifacts.`;
  if (!env['ACTIONS_RUNTIME_TOKEN'] || !env['ACTIONS_RESULTS_URL'])
    return 'The runner gave no access to the artifact service (ACTIONS_RUNTIME_TOKEN, ACTIONS_RESULTS_URL).';
  return null;
}

async function uploadWithRetries(
  upload: ArtifactUpload,
  context: WorkflowContext,
  { log, clock }: { log: WorkflowLog; clock: Clock },
  skipArchive = false,
): Promise<Artifact> {
  const { DefaultArtifactClient } = await import('@actions/artifact');
  const client = new DefaultArtifactClient();
  const options = {
    ...(upload.retentionDays === 0 ? {} : { retentionDays: upload.retentionDays }),
    ...(skipArchive ? { skipArchive } : {}),
  };
  const wasFree = await isFree(client, upload.name, log);
  for (let attempt = 0; ; attempt++) {
    try {
      // The client masks the signatures in the URLs that it uploads to.
      const { id, size } = await log.unfenced(() =>
        client.uploadArtifact(upload.name, [...upload.files], upload.directory, options),
      );
      if (id === undefined) throw new Error('the service gave it no ID');
      return { id, name: upload.name, url: `${context.runUrl}/artifacts/${id}`, sizeBytes: size ?? 0 };
    } catch (error) {
      const waitMs = retryAfterMs[attempt];
      if (waitMs === undefined || !(error instanceof Error) || !lostConnection.test(error.message))
        throw error;
      log.info(`Upload of the artifact: ${error.message.split('\n')[0]}; again in ${waitMs / 1000} s`);
      await clock.sleep(waitMs);
      // If only the answer was lost, the artifact exists, and its name could not be used again.
      if (wasFree) await log.unfenced(() => client.deleteArtifact(upload.name)).catch(() => undefined);
    }
  }
}

/** @returns false too if the service does not say: what has the name then may be the result of another evaluation */
async function isFree(client: ArtifactClient, name: string, log: WorkflowLog): Promise<boolean> {
  try {
    await log.unfenced(() => client.getArtifact(name));
    return false;
  } catch (error) {
    return error instanceof Error && error.name === 'ArtifactNotFoundError';
  }
}
