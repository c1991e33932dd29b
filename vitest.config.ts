import { defineConfig } from 'vitest/config';
import { deployShReporter } from './test/deploy-sh/reporter.ts';
import { slowestReporter } from './test/reporters/slowest.ts';

/** By default two cores get one worker, which mostly waits: for a time limit, a program, a connection. */
const onThisMachine = { maxWorkers: 4 };
/** Tests on the cluster mostly wait for it, so that several files at a time are done sooner, also on two cores. */
const onCluster = {
  globalSetup: 'test/cluster/setup.ts',
  hookTimeout: 1_800_000,
  maxWorkers: 2,
};
/** Files that take something away from all others, such as the API server or the room on the nodes. */
const alone = (directory: string): string => `test/${directory}/**/*.alone.test.ts`;

// One project per layer of tests, the layers without a cluster first; `vitest run --project unit` runs one alone.
export default defineConfig({
  test: {
    reporters: [
      'default',
      ...(process.env['GITHUB_ACTIONS'] === 'true' ? ['github-actions' as const] : []),
      deployShReporter(),
      slowestReporter(),
    ],
    teardownTimeout: 120_000, // ending the test cluster; Vitest would give up after 10 s and leave half of it
    projects: [
      { test: { ...onThisMachine, name: 'unit', include: ['test/unit/**/*.test.ts'], testTimeout: 20_000 } },
      {
        test: {
          ...onThisMachine,
          name: 'faults',
          include: ['test/faults/**/*.test.ts'],
          testTimeout: 60_000,
        },
      },
      {
        test: {
          ...onThisMachine,
          name: 'bundle',
          include: ['test/bundle/**/*.test.ts'],
          testTimeout: 60_000,
        },
      },
      {
        test: {
          name: 'browser',
          include: ['test/browser/**/*.test.ts'],
          globalSetup: 'test/browser/setup.ts',
          hookTimeout: 120_000,
          testTimeout: 60_000,
          fileParallelism: false,
        },
      },
      {
        test: {
          ...onCluster,
          name: 'cluster',
          include: ['test/cluster/**/*.test.ts'],
          exclude: [alone('cluster')],
          testTimeout: 300_000,
          sequence: { groupOrder: 1 },
        },
      },
      {
        test: {
          ...onCluster,
          name: 'cluster-alone',
          include: [alone('cluster')],
          testTimeout: 300_000,
          fileParallelism: false,
          sequence: { groupOrder: 2 },
        },
      },
      {
        test: {
          ...onCluster,
          name: 'e2e',
          include: ['test/e2e/**/*.test.ts'],
          exclude: [alone('e2e')],
          testTimeout: 900_000,
          sequence: { groupOrder: 1 },
        },
      },
      {
        test: {
          ...onCluster,
          name: 'e2e-alone',
          include: [alone('e2e')],
          testTimeout: 900_000,
          fileParallelism: false,
          sequence: { groupOrder: 3 },
        },
      },
      // Only where it is asked for which faults: all of them take most of an hour.
      ...(process.env['SOAK'] === undefined
        ? []
        : [
            {
              test: {
                ...onCluster,
                name: 'soak',
                include: ['test/soak/**/*.test.ts'],
                testTimeout: 1_800_000,
                maxConcurrency: 2,
                sequence: { groupOrder: 5 },
              },
            },
          ]),
      {
        test: {
          name: 'kind',
          include: ['test/kind/**/*.test.ts'],
          globalSetup: 'test/kind/setup.ts',
          hookTimeout: 1_800_000,
          testTimeout: 900_000,
          fileParallelism: false,
          sequence: { groupOrder: 4 },
        },
      },
    ],
  },
});
