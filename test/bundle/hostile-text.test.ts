/**
 * What pods, clusters and results say, through the committed program and every place it writes to: none of it becomes a
 * command of the runner.
 */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import * as fc from 'fast-check';
import { afterAll, describe, expect, onTestFinished, test } from 'vitest';
import { outputTable } from '../../src/github/outputs.ts';
import { state as stateNames } from '../../src/action/state.ts';
import { runnerEnvironment, startAction, textIn, writtenTo } from '../e2e/runner-process.ts';
import { startEvalCluster } from '../fakes/eval-cluster/cluster.ts';
import { answer, failure, kubeconfigFor, startKubeServer } from '../fakes/kube-server.ts';
import { attacks, hostileText } from '../fixtures/attack-strings.ts';
import { commandsIn, runnerReads } from '../fixtures/runner-commands.ts';
import { benchmark } from '../fixtures/result.ts';

const scratch = mkdtempSync(path.join(tmpdir(), 'hostile-'));
afterAll(() => rmSync(scratch, { recursive: true }));
let steps = 0;

/** A step that was made to say hostile text. */
interface Said {
  code: number | null;
  stdout: string;
  stderr: string;
  directory: string;
}

async function step(
  inputs: Record<string, string>,
  holdUntil?: (printed: () => string) => void,
): Promise<Said> {
  const directory = path.join(scratch, String((steps += 1)));
  const debug = { RUNNER_DEBUG: '1', GITHUB_WORKSPACE: scratch };
  const action = startAction({ ...runnerEnvironment(directory, inputs), ...debug });
  holdUntil?.(action.printed);
  return { ...(await action.ended), directory };
}

/** Nothing of what a step printed and wrote is a command that the action did not mean. */
function expectNoCommands({ stdout, stderr, directory }: Said, hint = ''): void {
  const own = /^(?:add-mask|error|warning|notice|group|endgroup)$/;
  const { obeyed, shown, stopped } = runnerReads(stdout);
  expect(
    obeyed.filter(({ name }) => !own.test(name)),
    hint,
  ).toEqual([]);
  expect(obeyed.filter(({ name, data }) => name === 'add-mask' && data.includes('owned'))).toEqual([]);
  expect(obeyed.filter(({ properties }) => /(?:file|line)=/.test(properties))).toEqual([]);
  expect(stopped).toBe(true);
  // Should the fence fall, too.
  expect(shown.flatMap(commandsIn), hint).toEqual([]);
  expect(commandsIn(stderr)).toEqual([]);
  expect(commandsIn(textIn(directory, 'summary'))).toEqual([]);
  expect(textIn(directory, 'env') + textIn(directory, 'path')).toBe('');
  const outputs = writtenTo(directory, 'output');
  expect(Object.keys(outputs).filter((name) => !Object.hasOwn(outputTable, name))).toEqual([]);
  expect(Object.values(outputs).join('\n')).not.toContain('owned');
  const saved = Object.keys(writtenTo(directory, 'state'));
  expect(saved.filter((name) => !Object.hasOwn(stateNames, name))).toEqual([]);
}

/** Fields by which a result is read; some are numbers in words. */
const fixed = new Set(['execution_status', 'delivery_outcome', 'failure_mode', 'timestamp']);

/** The same with another text behind every string. An id of a task has no blanks, and the name of a tier is short. */
function withTexts(value: unknown, text: () => string, name = ''): unknown {
  if (typeof value === 'string' && name === 'task_id')
    return `${value}-${text().replace(/[\s\p{C}]/gu, '')}`.slice(0, 200);
  if (typeof value === 'string') return `${value}${text()}`.slice(0, name === 'tier' ? 100 : undefined);
  if (Array.isArray(value)) return value.map((item: unknown) => withTexts(item, text, name));
  if (typeof value !== 'object' || value === null) return value;
  const fields = Object.entries(value).map(([key, item]) => [
    key,
    fixed.has(key) ? item : withTexts(item, text, key),
  ]);
  return Object.fromEntries(fields);
}

const inputs = { model: 'openai/m', 'openai-api-key': 'sk-canary-0123456789', runs: '1', mlflow: 'false' };

describe('no command of the runner', () => {
  test('is among 10,000 random lines and 300 attacks in the log of a pod', async () => {
    const seed = Math.trunc(Math.random() * 1e9);
    const lines = fc.sample(hostileText, { numRuns: 10_000, seed });
    const end = 'the end of the log';
    const logged = [...lines, ...attacks, end].map((line) => `${line}\n`).join('');
    let printed = (): string => '';
    let first: Buffer | undefined;
    const cluster = await startEvalCluster({
      logOf: () => logged,
      // The harness goes on when all of its log was seen.
      printed: (title, bytes) => {
        if (title !== 'print /results/state.json' || printed().includes(end)) return bytes;
        return (first ??= bytes);
      },
    });
    const said = await step({ ...inputs, kubeconfig: cluster.kubeconfig }, (all) => void (printed = all));
    expect(said.code, said.stdout.slice(-3000)).toBe(0);
    expect(said.stdout).toContain(end);
    // Each attack has the word of it somewhere.
    expect(said.stdout.split('owned').length, `seed ${seed}`).toBeGreaterThan(300);
    expectNoCommands(said, `seed ${seed}`);
  });

  test('is in any field of a result that is judged again', async () => {
    const result = benchmark('benchmark-27tasks-2026.7.35.json');
    const words = attacks.values();
    const used = new Set<string>();
    const text = (): string => {
      const { value = attacks[0]! } = words.next();
      used.add(value);
      return value;
    };
    const file = path.join(scratch, 'benchmark.json');
    writeFileSync(file, JSON.stringify(withTexts(result, text)));
    const said = await step({ mode: 'verdict', result: file, threshold: '0.999' });
    expect(used.size).toBe(attacks.length);
    expect(writtenTo(said.directory, 'output'), said.stdout).toMatchObject({ verdict: 'fail' });
    expectNoCommands(said);
  });

  test('is in what an API server says when it refuses', async () => {
    const short = attacks.filter((attack, at) => at % 10 === Math.trunc(at / 10) % 10 && attack.length < 200);
    const parts = [0, 1, 2, 3].map((part) => short.filter((_, at) => at % 4 === part));
    expect(parts.flat().length).toBeGreaterThan(20);
    const refused = parts.map(async (part) => {
      const server = await startKubeServer();
      onTestFinished(() => server.stop());
      server.handle = (_, response) => answer(response, 400, failure(400, 'BadRequest', part.join(' \r ')));
      const said = await step({ ...inputs, kubeconfig: kubeconfigFor(server) });
      expect(said.stdout).toMatch(/^::error .*owned/m);
      expectNoCommands(said);
    });
    await Promise.all(refused);
  });
});
