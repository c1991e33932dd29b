import path from 'node:path';
import type { Reporter, TestModule } from 'vitest/node';

const checkout = path.join(import.meta.dirname, '..', '..');
const SHOWN = 20;

/** Prints, after a run of several files, which tests and files took longest, and how long each project ran. */
export function slowestReporter(): Reporter {
  return {
    onTestRunEnd(modules) {
      if (modules.length < 2) return;
      process.stderr.write(`\n${slowest(modules)}\n`);
    },
  };
}

interface Took {
  what: string;
  ms: number;
}

function slowest(modules: readonly TestModule[]): string {
  const nameOf = ({ moduleId }: TestModule): string => path.relative(checkout, moduleId);
  const tests = modules.flatMap((module) =>
    [...module.children.allTests()].map((test) => ({
      what: `${nameOf(module)} > ${test.fullName}`,
      ms: test.diagnostic()?.duration ?? 0,
    })),
  );
  // Hooks count too: evaluations that several tests share are made in them.
  const files = modules.map((module) => ({ what: nameOf(module), ms: module.diagnostic().duration }));
  return [
    `Slowest tests:`,
    ...table(tests),
    `Slowest files, with their hooks:`,
    ...table(files),
    `Projects, from their first test to their last:`,
    ...table(projectsOf(modules)),
  ].join('\n');
}

function projectsOf(modules: readonly TestModule[]): Took[] {
  return [...Map.groupBy(modules, ({ project }) => project.name)].map(([what, own]) => {
    const ran = own.flatMap((module) =>
      [...module.children.allTests()].flatMap((test) => test.diagnostic() ?? []),
    );
    const startMs = Math.min(...ran.map(({ startTime }) => startTime));
    const endMs = Math.max(...ran.map(({ startTime, duration }) => startTime + duration));
    return { what, ms: ran.length === 0 ? 0 : endMs - startMs };
  });
}

function table(all: readonly Took[]): string[] {
  const shown = all.toSorted((one, other) => other.ms - one.ms).slice(0, SHOWN);
  return shown.map(({ what, ms }) => `${(ms / 1000).toFixed(1).padStart(8)} s  ${what}`);
}
