import { ActionError, messageOf } from '../base/errors.ts';
import { inParallel } from '../base/in-parallel.ts';
import type { Host } from '../base/ports.ts';
import { type MlflowRun, MlflowRefusal, type MlflowServer, openMlflow } from '../mlflow/http.ts';
import { parseJson } from '../result/formats/json.ts';
import { AT_A_TIME, type Gathered, gatheredOf, MOST_EVALUATIONS, type SavedRead } from './gathered.ts';
import { readEvaluation } from './read-evaluation.ts';

const MAX_FILE_BYTES = 20_000_000;

/**
 * The evaluations that were logged to an MLflow experiment. Runs of other programs are passed over.
 * @throws ActionError `bad-history` if the server does not answer
 */
export async function fromMlflow(
  server: MlflowServer,
  sinceMs: number,
  host: Pick<Host, 'env' | 'signal'>,
): Promise<Gathered> {
  const mlflow = openMlflow(server, host);
  try {
    const runs = await mlflow.runs(`attributes.start_time >= ${Math.floor(sinceMs)}`, MOST_EVALUATIONS);
    // A base arm is of an older state of things, and only for the evaluation beside it.
    const ours = runs.filter(
      ({ tags }) => tags['clawbench.instance'] !== undefined && tags['clawbench.arm'] !== 'base',
    );
    const read = await inParallel(ours, AT_A_TIME, async (run): Promise<SavedRead> => {
      const name = `The MLflow run ${run.id}`;
      const bytes = await mlflow.file(run.id, 'verdict.json', MAX_FILE_BYTES);
      if (bytes === null) return { note: `${name} has no verdict.json; it was left out.` };
      return readRun(run, bytes, name);
    });
    return gatheredOf(read);
  } catch (error) {
    if (!(error instanceof MlflowRefusal)) throw error;
    throw new ActionError('bad-history', `The MLflow server cannot be read: ${error.message}.`, {
      cause: error,
      hint: hintFor(error),
    });
  }
}

function readRun({ tags, endedAt }: MlflowRun, bytes: Buffer, name: string): SavedRead {
  try {
    const verdict = parseJson(bytes, { name: `verdict.json of ${name}`, maxBytes: MAX_FILE_BYTES });
    const runUrl = tags['clawbench.run_url'] ?? null;
    const manifest = {
      instance: tags['clawbench.instance'],
      leg: tags['clawbench.leg'],
      finishedAt: endedAt ?? undefined,
      // What is not in a workflow run has no branch to say.
      workflow:
        runUrl === null ? null : { runUrl, attempt: 0, sha: '', branch: tags['clawbench.branch'] ?? null },
      inputs: { label: tags['clawbench.label'] },
    };
    const origin = { leg: null, runUrl, attempt: null, at: endedAt };
    const read = readEvaluation({ verdict, manifest }, origin);
    return read ?? { note: `The verdict.json of ${name} is not of this action; it was left out.` };
  } catch (error) {
    return { note: `${name} was left out: ${messageOf(error)}` };
  }
}

function hintFor({ status }: MlflowRefusal): string {
  if (status === 401 || status === 403)
    return 'Give `mlflow-token`, or `mlflow-username` and `mlflow-password`, of a user who may read the experiment.';
  if (status === 404) return 'Check `mlflow-tracking-uri` and the name of the experiment.';
  return 'A history reads MLflow from the runner itself: `mlflow-tracking-uri` must be an address that the runner reaches.';
}
