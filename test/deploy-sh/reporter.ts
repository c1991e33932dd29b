import path from 'node:path';
import type { Reporter, TestModule, Vitest } from 'vitest/node';
import { deployShNames } from './rows.ts';
import { tagOf, taggedTests } from './tags.ts';

const checkout = path.join(import.meta.dirname, '..', '..');

/**
 * Says which flags and variables of deploy.sh no test of this run proved, and fails the run for it in CI. A run that
 * leaves out files with tests of one proves nothing about that one, either way.
 */
export function deployShReporter(): Reporter {
  let isFiltered = false;
  return {
    onInit(vitest: Vitest) {
      isFiltered = vitest.config.testNamePattern !== undefined;
    },
    onTestRunEnd(modules) {
      if (isFiltered) return;
      const missing = unproved(modules);
      if (missing.length === 0) return;
      process.stderr.write(`\nNo test passed that proves, of deploy.sh: ${missing.join(', ')}\n`);
      if (process.env['CI'] === 'true') process.exitCode = 1;
    },
  };
}

function unproved(modules: readonly TestModule[]): string[] {
  const ran = new Set(modules.map(({ moduleId }) => path.relative(checkout, moduleId)));
  const passed = new Set(
    modules.flatMap((module) =>
      [...module.children.allTests('passed')].flatMap(({ name }) => tagOf(name)?.names ?? []),
    ),
  );
  const tests = taggedTests();
  return deployShNames.filter((name) => {
    const files = tests.filter(({ names }) => names.includes(name)).map(({ file }) => file);
    return files.length > 0 && files.every((file) => ran.has(file)) && !passed.has(name);
  });
}
