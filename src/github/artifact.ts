import { copyFile } from 'node:fs/promises';
import path from 'node:path';
import { messageOf } from '../base/errors.ts';
import type { Clock } from '../base/ports.ts';
import type { WorkflowContext } from '../base/workflow-context.ts';
import type { WorkflowLog } from './workflow-log.ts';

export interface Artifact {
  id: number;
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
    return await uploadWithRetries(upload, context, deps);
  } catch (error) {
    const message = messageOf(error);
    const hint = /already exists/.test(message)
      ? 'Another step of this run uploaded an artifact of this name: give each evaluation a `label` of its own.'
      : 'The results are only on this runner: see `results-path`.';
    deps.log.warning('No artifact', `The artifact ${upload.name} could not be uploaded: ${message}\n${hint}`);
    return null;
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
  for (let attempt = 0; ; attempt++) {
    try {
      // The client masks the signatures in the URLs that it uploads to.
      const { id, size } = await log.unfenced(() =>
        client.uploadArtifact(upload.name, [...upload.files], upload.directory, options),
      );
      if (id === undefined) throw new Error('the service gave it no ID');
      return { id, url: `${context.runUrl}/artifacts/${id}`, sizeBytes: size ?? 0 };
    } catch (error) {
      const waitMs = retryAfterMs[attempt];
      if (waitMs === undefined || !(error instanceof Error) || !lostConnection.test(error.message))
        throw error;
      log.info(`Upload of the artifact: ${error.message.split('\n')[0]}; again in ${waitMs / 1000} s`);
      await clock.sleep(waitMs);
      // If only the answer was lost, the artifact exists, and its name could not be used again.
      await log.unfenced(() => client.deleteArtifact(upload.name)).catch(() => undefined);
    }
  }
}
