import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';
import { behave, callsOf, newModel, openTestbed, type Testbed } from './testbed.ts';

const noCluster = inject('noCluster');
const suite = path.join(import.meta.dirname, '../images/clawbench/app/tasks-public');

/** What a pull request may change beside the model: what the agent is told, and what it is asked. */
describe.skipIf(noCluster !== '')('files of the checkout', () => {
  let testbed: Testbed;
  let checkout: string;

  const write = (name: string, text: string): void => {
    mkdirSync(path.dirname(path.join(checkout, name)), { recursive: true });
    writeFileSync(path.join(checkout, name), text);
  };

  beforeAll(async () => {
    testbed = await openTestbed();
    checkout = mkdtempSync(path.join(tmpdir(), 'clawbench-checkout-'));
    write('agent/AGENTS.md', 'Instruction with a canary: agent-canary-31f0.\n');
    write(
      'agent/skills/sums/SKILL.md',
      '---\nname: sums\ndescription: Adds numbers up, skill-canary-77c2.\n---\nAdd them.\n',
    );
    write('agent/basket.py', 'raise SystemExit("not the one of the task")\n');
    cpSync(path.join(suite, 't1-greeting-file'), path.join(checkout, 'tasks/own-greeting'), {
      recursive: true,
    });
    const definition = JSON.parse(readFileSync(path.join(checkout, 'tasks/own-greeting/task.json'), 'utf8'));
    write('tasks/own-greeting/task.json', JSON.stringify({ ...definition, id: 'own-greeting' }));
  });

  afterAll(async () => {
    rmSync(checkout, { recursive: true, force: true });
    await testbed.close();
  });

  it('reach the prompt of the model, and never take the place of what the task brings', async () => {
    const model = newModel();
    // Whoever was told both canaries is refused: what the model answers shows what it was told.
    await behave(testbed.env, model, {
      fault: { kind: 'status', status: 400, message: 'told' },
      when: { matching: '(?=.*agent-canary-31f0)(?=.*skill-canary-77c2)' },
    });
    const inputs = {
      tasks: 't1-greeting-file t1-price-sum',
      runs: '1',
      mlflow: 'false',
      'retry-invalid': '0',
    };
    const files = { 'agent-files': 'agent' };
    const told = await testbed.step(model, { ...inputs, ...files }, { checkout });
    expect(told.outputs, told.log).toMatchObject({ verdict: 'inconclusive', 'valid-runs': '0' });
    const statuses = (await callsOf(testbed.env, model)).filter(({ task }) => task !== null);
    expect(new Set(statuses.map(({ status }) => status))).toEqual(new Set([400]));

    const model2 = newModel();
    const step = await testbed.step(
      model2,
      { ...inputs, ...files, 'clawbench-args': '--no-randomize' },
      { checkout },
    );
    expect(step.outputs, step.log).toMatchObject({ verdict: 'pass', score: expect.stringMatching(/^1/) });
    const { directory } = await testbed.newestArtifact();
    // What is shown while it runs may lack the last lines.
    const log = readFileSync(path.join(directory, 'logs/shard-0/eval.log'), 'utf8');
    expect(log.match(/agent-files: basket\.py is left out/g)).toHaveLength(1);
    const manifest = JSON.parse(readFileSync(path.join(directory, 'manifest.json'), 'utf8'));
    expect(manifest.agentFiles).toEqual({ sha256: expect.stringMatching(/^[0-9a-f]{64}$/), files: 3 });
    const verdict = JSON.parse(readFileSync(path.join(directory, 'verdict.json'), 'utf8'));
    expect(verdict.identity).toMatchObject({
      agentFiles: manifest.agentFiles.sha256,
      clawbenchArgs: '--no-randomize',
    });
  });

  it('can be tasks of their own, run by every shard', async () => {
    const model = newModel();
    const step = await testbed.step(
      model,
      { 'tasks-dir': 'tasks', runs: '2', shards: '2', mlflow: 'false' },
      { checkout },
    );
    expect(step.outputs, step.log).toMatchObject({ verdict: 'pass', 'tasks-run': '1', 'valid-runs': '2' });
    const calls = await callsOf(testbed.env, model);
    expect(new Set(calls.map(({ task }) => task))).toEqual(new Set([null, 'own-greeting']));
  });

  it('that are not there end the step before anything is spent', async () => {
    const step = await testbed.step(newModel(), { 'agent-files': 'no/such/directory', mlflow: 'false' });
    expect(step.outputs).toMatchObject({ verdict: 'inconclusive', 'failure-reason': 'bad-input' });
    expect(step.log).toContain('Input `agent-files` names "no/such/directory", which does not exist');
    expect(await testbed.namespacesLeft()).toEqual([]);
  });
});
