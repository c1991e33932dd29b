import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { ActionError } from '../base/errors.ts';
import { isKindName, kindArguments } from './kind.ts';
import { obtainKind, type ProgramDeps } from './kind-program.ts';
import { kindClusters, runKind } from './kind-run.ts';

const DELETE_MS = 2 * 60_000;
/** Docker may still be making a node that was asked for before. */
const LATE_NODES_MS = 5000;
const LOOK_MS = 1000;
const DELETIONS = 5;

/** A cluster to delete. */
export interface Deletion {
  name: string;
  /** The release of kind; null accepts any that is installed. */
  version: string | null;
  /** Whether its creation ended well: then no node can appear any more. */
  isComplete: boolean;
}

/**
 * Deletes a cluster of ours in whatever state it is; one that is gone already is not an error.
 * @throws ActionError internal if the name is not one of ours, kind-failed
 */
export async function deleteKind({ name, version, isComplete }: Deletion, deps: ProgramDeps): Promise<void> {
  if (!isKindName(name)) throw new ActionError('internal', 'The saved name of the kind cluster is damaged.');
  const program = await obtainKind(version, deps);
  const directory = await mkdtemp(path.join(deps.env['RUNNER_TEMP'] ?? tmpdir(), 'clawbench-kind-'));
  // kind removes the context from a kubeconfig. An empty one keeps it away from the user's.
  const args = kindArguments.remove(name, path.join(directory, 'kubeconfig'));
  const task = { what: `delete the cluster ${name}`, args, timeoutMs: DELETE_MS };
  const enough = isComplete ? 1 : LATE_NODES_MS / LOOK_MS;
  let deletions = 0;
  try {
    for (let inVain = 0; inVain < enough;) {
      if ((await kindClusters(program, deps)).includes(name)) {
        if (deletions++ === DELETIONS)
          throw new ActionError(
            'kind-failed',
            `kind still lists the cluster ${name} after ${DELETIONS} deletions.`,
          );
        await runKind(program, task, deps);
        inVain = 0;
      } else if (++inVain < enough) await deps.clock.sleep(LOOK_MS);
    }
  } finally {
    await rm(directory, { recursive: true, force: true });
  }
  if (deletions > 0) deps.log.info(`The kind cluster ${name} is deleted.`);
}
