import { z } from 'zod';
import type { Kube } from '../kube/client.ts';
import type { PodTarget } from '../backends/backend.ts';
import { podPaths } from '../protocol/pod.ts';
import { readPodFile } from './shard-files.ts';
import type { Round } from '../result/formats/rounds.ts';

const taskIds = z.array(z.string().min(1).max(200)).max(10_000);
const journalSchema = z.object({
  work: z
    .array(
      z.discriminatedUnion('kind', [
        z.object({ kind: z.literal('start') }),
        z.object({ kind: z.literal('runs'), tasks: taskIds, runs: z.number().int().min(1).max(1000) }),
      ]),
    )
    .max(1000),
});

const journalFile = { path: podPaths.journal, schema: journalSchema };

/**
 * Reads the rounds that another process ordered from a pod.
 * @returns null if it did not even start it
 * @throws ActionError bad-result, KubeError
 */
export async function readJournal(kube: Kube, target: PodTarget): Promise<Round[] | null> {
  const options = { retryForMs: 120_000 };
  const { work = [] } = (await readPodFile(kube, target, journalFile, options)) ?? {};
  if (work.length === 0) return null;
  return work.flatMap((item) => (item.kind === 'runs' ? [{ tasks: item.tasks, runs: item.runs }] : []));
}
