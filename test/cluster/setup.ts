import type { TestProject } from 'vitest/node';
import { clusterFromEnvironment } from './cluster.ts';
import { down } from './down.ts';
import { provideImages } from './images.ts';
import { installPackages, missingRequirement } from './requirements.ts';
import { clusterStatus } from './status.ts';
import { up } from './up.ts';

declare module 'vitest' {
  interface ProvidedContext {
    /** Why there is no test cluster; empty if there is one. */
    noCluster: string;
  }
}

/** Vitest's global setup for tests on the cluster: two nodes, ended afterwards unless they ran before. */
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
  const before = await clusterStatus(cluster);
  if (project.name === 'e2e') {
    await installPackages(log);
    await provideImages(cluster, [], log);
  }
  await up(cluster, { nodes: 2, modelServer: true, log });
  return before.state === 'running' ? undefined : () => down(cluster, log);
}
