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

/** Uploads the artifact, and the HTML report in it once more by itself. Each failure is one warning. */
export async function upload(
  { directory, files, leg }: Pick<Outcome, 'directory' | 'files' | 'leg'>,
  how: Pick<Inputs, 'artifactName' | 'artifactRetentionDays'>,
  host: Pick<Host, 'clock' | 'workflow' | 'env'> & { log: WorkflowLog },
): Promise<Uploaded> {
  const { workflow, env } = host;
  if (workflow === null) return { artifactUrl: null, reportUrl: null };
  const name = artifactName(how.artifactName, leg, workflow.attempt);
  const retentionDays = how.artifactRetentionDays;
  const content = { name, directory, files: files.map((file) => path.join(directory, file)), retentionDays };
  const artifact = await uploadArtifact(content, workflow, env, host);
  if (artifact === null || !files.includes('report.html'))
    return { artifactUrl: artifact?.url ?? null, reportUrl: null };
  const page = { file: path.join(directory, 'report.html'), name: `${name}.html`, retentionDays };
  return { artifactUrl: artifact.url, reportUrl: (await uploadPage(page, workflow, host))?.url ?? null };
}
