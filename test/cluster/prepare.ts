import { ensureAct } from '../e2e/act.ts';
import { buildKube } from './build.ts';
import type { Cluster } from './cluster.ts';
import { provideImages } from './images.ts';
import { buildKueue } from './kueue.ts';
import { buildPolicies } from './policies.ts';

type Log = (line: string) => void;

/**
 * Builds what evaluations on the test cluster need, before any test: no test then shares the processor with a compiler, and
 * files that run at the same time need not build it each. Images are built beside the programs, because they mostly wait
 * for downloads.
 */
export async function prepareForEvals(cluster: Cluster, log: Log): Promise<void> {
  const parts = await Promise.allSettled([buildPrograms(log), provideImages(cluster, [], log)]);
  for (const part of parts) if (part.status === 'rejected') throw part.reason;
}

/** One after the other: each compiler takes all processors. */
async function buildPrograms(log: Log): Promise<void> {
  await buildKube(log);
  await ensureAct(log);
  await buildKueue(log);
  await buildPolicies(log);
}
