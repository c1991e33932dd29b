import path from 'node:path';
import type { Host } from '../base/ports.ts';
import type { Outcome } from '../eval/outcome.ts';
import { uploadArtifact, uploadPage } from '../github/artifact.ts';
import type { WorkflowLog } from '../github/workflow-log.ts';
import type { Inputs } from '../inputs/types.ts';
import { artifactName } from '../plan/terms.ts';

/** Addresses of what was uploaded; null for what was not. */
export interface Uploaded {
  artifactUrl: string | null;
  /** Of the HTML report by itself, which a browser shows. */
  reportUrl: string | null;
}

type UploadHost = Pick<Host, 'clock' | 'workflow' | 'env'> & { log: WorkflowLog };
type UploadWishes = Pick<Inputs, 'artifactName' | 'artifactRetentionDays'>;

/** Uploads the artifact of an evaluation, and the HTML report in it once more by itself. Each failure is one warning. */
export async function upload(
  { directory, files, leg, report }: Pick<Outcome, 'directory' | 'files' | 'leg' | 'report'>,
  how: UploadWishes,
  host: UploadHost,
): Promise<Uploaded> {
  const name = artifactName(how.artifactName, { leg, label: report.label }, host.workflow?.attempt ?? 1);
  return await uploadWithPage({ name, directory, files, page: 'report.html' }, how, host);
}

/** The same for any artifact. @param content `page` is one of its files, which a browser can show */
export async function uploadWithPage(
  {
    name,
    directory,
    files,
    page,
  }: { name: string; directory: string; files: readonly string[]; page: string },
  { artifactRetentionDays: retentionDays }: Pick<UploadWishes, 'artifactRetentionDays'>,
  host: UploadHost,
): Promise<Uploaded> {
  const { workflow, env } = host;
  if (workflow === null) return { artifactUrl: null, reportUrl: null };
  const content = { name, directory, files: files.map((file) => path.join(directory, file)), retentionDays };
  const artifact = await uploadArtifact(content, workflow, env, host);
  if (artifact === null || !files.includes(page))
    return { artifactUrl: artifact?.url ?? null, reportUrl: null };
  const alone = { file: path.join(directory, page), name: `${artifact.name}.html`, retentionDays };
  return { artifactUrl: artifact.url, reportUrl: (await uploadPage(alone, workflow, host))?.url ?? null };
}
