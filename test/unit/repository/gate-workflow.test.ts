import { readFileSync } from 'node:fs';
import path from 'node:path';
import { load } from 'js-yaml';
import { describe, expect, test } from 'vitest';
import { z } from 'zod';
import { inputTable } from '../../../src/inputs/table.ts';
import { checkout } from '../../fixtures/checkout.ts';

const names = z.record(z.string(), z.unknown());
const schema = z.object({
  on: z.object({ workflow_call: z.object({ inputs: names, secrets: names }) }),
  jobs: z.object({
    clawbench: z.object({
      permissions: z.record(z.string(), z.string()),
      steps: z.array(z.object({ uses: z.string(), with: z.record(z.string(), z.unknown()) })),
    }),
  }),
});

const { on, jobs } = schema.parse(
  load(readFileSync(path.join(checkout, '.github/workflows/gate.yml'), 'utf8')),
);
const { steps, permissions } = jobs.clawbench;
const given = steps.at(-1)!.with;

describe('the reusable workflow of the gate', () => {
  test('passes on each of its inputs and secrets to an input of the action that has its name', () => {
    const own = new Set(['timeout-minutes', 'runs-on']);
    const inputs = Object.keys(on.workflow_call.inputs).filter((name) => !own.has(name));
    const secrets = Object.keys(on.workflow_call.secrets);
    expect(Object.keys(given).toSorted()).toEqual([...inputs, ...secrets].toSorted());
    expect(Object.keys(given).filter((name) => !Object.hasOwn(inputTable, name))).toEqual([]);
    for (const name of inputs) expect(given[name]).toBe(`\${{ inputs.${name} }}`);
    for (const name of secrets) {
      expect(given[name]).toBe(`\${{ secrets.${name} }}`);
      expect(inputTable).toHaveProperty([name, 'secret'], true);
    }
  });

  test('runs the action of its own commit, and asks for no right that it does not use', () => {
    expect(steps.at(-1)!.uses).toBe('./.clawbench-action');
    expect(steps.at(-2)!.with).toMatchObject({
      repository: '${{ job.workflow_repository }}',
      ref: '${{ job.workflow_sha }}',
      path: '.clawbench-action',
    });
    expect(permissions).toEqual({ contents: 'read', actions: 'read', 'pull-requests': 'write' });
  });
});
