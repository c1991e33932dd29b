import type { TestProject } from 'vitest/node';
import { clusterFromEnvironment } from './cluster.ts';
import { down } from './down.ts';
import { prepareForEvals } from './prepare.ts';
import { installPackages, missingRequirement } from './requirements.ts';
import { clusterStatus } from './status.ts';
import { up } from './up.ts';

declare module 'vitest' {
  interface ProvidedContext {
    /** Why there is no test cluster; empty if there is one. */
    noCluster: string;
  }
}

/**
 * Vitest's global setup for tests on the cluster: two nodes. Vitest runs it once for each project, one after the
 * other, before any test; the first to find the cluster stopped ends it, after all tests. One that runs is never
 * ended, nor one that only looks broken because the machine is busy.
 */
export async function setup(project: TestProject): Promise<(() => Promise<void>) | undefined> {
  const missing = await missingRequirement();
  if (missing !== undefined && process.env['CI'] === 'true') throw new Error(missing);
  project.provide('noCluster', missing ?? '');
  if (missing !== undefined) {
    console.warn(`Tests on the cluster are skipped: ${missing}`);
    return undefined;
  }
  const cluster = clusterFromEnvironment();
  const log = (line: string): void => console.error(line);
  await installPackages(log);
  const { state } = await clusterStatus(cluster);
  const end = state === 'stopped' ? (): Promise<void> => down(cluster, log) : undefined;
  try {
    const isWhole = project.vitest.projects.some(({ name }) => name.startsWith('e2e') || name === 'soak');
    if (isWhole) await prepareForEvals(cluster, log);
    await up(cluster, { nodes: 2, modelServer: true, log });
  } catch (error) {
    // Vitest only ends what a setup returned.
    await end?.().catch((reason: unknown) => log(`The cluster could not be ended: ${String(reason)}`));
    throw error;
  }
  return end;
}
