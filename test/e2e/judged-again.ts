import { readFileSync } from 'node:fs';
import path from 'node:path';
import { expect } from 'vitest';
import type { StepRun } from './act.ts';
import { runCli } from './cli.ts';
import type { Testbed } from './testbed.ts';

/** Judges a step's artifact again, as its user may: the runs must count as they did when the eval ended. */
export async function expectSameVerdictAgain(testbed: Testbed, step: StepRun): Promise<void> {
  const { directory } = await testbed.artifactOf(step);
  const record = JSON.parse(readFileSync(path.join(directory, 'verdict.json'), 'utf8'));
  const { out, error } = await runCli(
    ['verdict', directory, '--threshold', String(record.threshold), '--json'],
    {},
  );
  const { verdict, failureReason, coverage, tasks } = record;
  expect(JSON.parse(out), error).toMatchObject({ verdict, failureReason, coverage, tasks });
}
