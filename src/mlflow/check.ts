import { z } from 'zod';
import { ActionError } from '../base/errors.ts';
import type { Kube } from '../kube/client.ts';
import { oneLine } from '../base/plain-text.ts';
import type { Mlflow } from '../plan/mlflow.ts';
import { askMlflow, mlflowServer } from './client.ts';
import type { PodTarget } from '../backends/backend.ts';

const MAX_ANSWER_BYTES = 16 * 1024;

const answerSchema = z.object({
  problem: z.enum(['unreachable', 'credentials', 'host', 'experiment', 'server']).nullable(),
  sentence: z.string().nullable(),
});

const hints = {
  unreachable:
    'Write as "mlflow-tracking-uri" the address of an MLflow that the pods reach, or "mlflow: false".',
  credentials: 'Write "mlflow-username" and "mlflow-password", or "mlflow-token", that this server takes.',
  host: 'Start that server with --allowed-hosts and this name, or write "mlflow-tracking-uri" with a name it takes.',
  experiment:
    'Write as "mlflow-experiment-id" one that is there, or "mlflow-experiment-name", which is made if it is not.',
  server: 'Write as "mlflow-tracking-uri" the address of an MLflow server, with its path if it has one.',
};

/**
 * Asks from the pod that will log the result whether MLflow will take it, before anything is spent.
 * @throws ActionError bad-input when it will not; api-error when it could not be asked; KubeError
 */
export async function checkMlflow(kube: Kube, target: PodTarget, mlflow: Mlflow): Promise<void> {
  const said = answerSchema.safeParse(
    await askMlflow(kube, target, {
      program: 'check_mlflow.py',
      fields: { ...mlflowServer(mlflow), experiment: mlflow.experiment },
      maxBytes: MAX_ANSWER_BYTES,
    }),
  );
  if (!said.success) throw new ActionError('api-error', 'The check of MLflow in the pod gave no answer.');
  const { problem, sentence } = said.data;
  if (problem !== null)
    throw new ActionError('bad-input', oneLine(sentence ?? problem, 500), { hint: hints[problem] });
}
