/** Steps that are cancelled at a random moment, as the runner cancels them, and what is left of them then. */
import { createHash } from 'node:crypto';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { Cluster } from '../cluster/cluster.ts';
import type { ClusterEnv } from '../cluster/env.ts';
import { kubectl } from '../cluster/kubectl.ts';
import { postEntry, runnerEnvironment, startAction, writtenTo } from './runner-process.ts';
import { behave, callsOf, CANARY_KEY, newModel, standardInputs } from './testbed.ts';

/** `cancel`: SIGINT, 7.5 s later SIGTERM, 2.5 s later SIGKILL, as the runner does. */
type Ending = 'cancel' | 'kill';

/** Where the evaluation runs: a namespace of its own, with a base arm too, or one that others share. */
type Place = 'own' | 'arms' | 'shared';

export interface Cycle {
  seed: number;
  /** From the start of the process. */
  afterMs: number;
  ending: Ending;
  place: Place;
}

/** What came of a cycle. */
export interface CycleEnd {
  cycle: Cycle;
  /** Null if the step had ended before. */
  mainMs: number | null;
  postMs: number;
  /** Exit codes of the post step, and of the same once more. */
  postCodes: (number | null)[];
  /** Objects of the evaluation after the post step. */
  left: string[];
  /** Calls of the model after the post step. */
  callsAfter: number;
  /** The last line that the step showed before it was cancelled. */
  wasAt: string;
  log: string;
}

const SHORTEST_MS = 150;
/** What a step may take to end, of the 7.5 s it is given. */
const MAIN_MAY_TAKE_MS = 7000;
/** Of the runner: https://github.com/actions/runner, ProcessInvoker.cs. */
const UNTIL_TERM_MS = 7500;
const UNTIL_KILL_MS = 2500;

/**
 * The cycle of a seed: early moments are as likely as late ones, though there are fewer of them.
 * @param longestMs the last moment at which it is cancelled
 */
export function cycleOf(seed: number, longestMs: number): Cycle {
  const hash = createHash('sha256').update(String(seed)).digest();
  const share = hash.readUInt32BE(0) / 2 ** 32;
  return {
    seed,
    afterMs: Math.round(SHORTEST_MS * (longestMs / SHORTEST_MS) ** share),
    ending: hash[4]! % 4 === 0 ? 'kill' : 'cancel',
    place: (['own', 'own', 'arms', 'shared'] as const)[hash[5]! % 4]!,
  };
}

/** Starts a step, cancels it, and runs its post step twice. @param shared the namespace that others share */
export async function runCycle(
  cycle: Cycle,
  { cluster, env, shared }: { cluster: Cluster; env: ClusterEnv; shared: string },
): Promise<CycleEnd> {
  const directory = mkdtempSync(path.join(tmpdir(), 'clawbench-cycle-'));
  const model = newModel();
  await patiently(() => behave(env, model, { latencyMs: 500 }));
  const environment = (state: Record<string, string> = {}): NodeJS.ProcessEnv => ({
    ...runnerEnvironment(directory, inputsFor(cycle.place, { env, model, shared }), state),
    GITHUB_ACTIONS: 'true',
    GITHUB_REPOSITORY: 'octo/repo',
    GITHUB_RUN_ID: String(cycle.seed),
    GITHUB_RUN_ATTEMPT: '1',
  });
  const main = startAction(environment());
  let endedAtMs: number | null = null;
  const ended = main.ended.finally(() => (endedAtMs = Date.now()));
  await Promise.race([ended, sleep(cycle.afterMs)]);
  const signalledAtMs = Date.now();
  const wasOver = endedAtMs !== null;
  const wasAt = lastLine(main.printed());
  for (const [signal, waitMs] of cycle.ending === 'kill' ? killing : cancelling) {
    if (endedAtMs !== null) break;
    main.child.kill(signal);
    await Promise.race([ended, sleep(waitMs)]);
  }
  const { stdout, stderr } = await ended;
  const mainMs = wasOver ? null : endedAtMs! - signalledAtMs;
  const state = writtenTo(directory, 'state');
  const post = async (): Promise<{ code: number | null; ms: number; log: string }> => {
    const startedAtMs = Date.now();
    const { code, ...said } = await startAction(environment(state), postEntry).ended;
    return { code, ms: Date.now() - startedAtMs, log: said.stdout + said.stderr };
  };
  const first = await post();
  const cleanAtMs = Date.now();
  const left = await patiently(() => leftOf(cluster, state['leftovers'], cycle));
  const second = await post();
  const calls = await patiently(() => callsOf(env, model));
  const callsAfter = calls.filter(({ time }) => Date.parse(time) > cleanAtMs).length;
  rmSync(directory, { recursive: true, force: true });
  return {
    cycle,
    mainMs,
    postMs: first.ms,
    postCodes: [first.code, second.code],
    left,
    callsAfter,
    wasAt,
    log: [stdout, stderr, first.log, second.log].join('\n--\n'),
  };
}

const cancelling = [
  ['SIGINT', UNTIL_TERM_MS],
  ['SIGTERM', UNTIL_KILL_MS],
  ['SIGKILL', 10_000],
] as const;
const killing = [['SIGKILL', 10_000]] as const;

function inputsFor(
  place: Place,
  { env, model, shared }: { env: ClusterEnv; model: string; shared: string },
): Record<string, string> {
  return {
    ...standardInputs(env, model),
    kubeconfig: readFileSync(env.KUBECONFIG, 'utf8'),
    'openai-api-key': CANARY_KEY,
    tasks: 't1-greeting-file',
    runs: '3',
    mlflow: 'false',
    ...(place === 'shared' && { namespace: shared }),
    ...(place === 'arms' && {
      baseline: 'run',
      'baseline-inputs': `openclaw-image: ${env.OPENCLAW_NEXT_IMAGE}`,
    }),
  };
}

/** What an evaluation can make, and what of that its pods make. */
const KINDS = 'namespaces,jobs,pods,secrets,configmaps,networkpolicies';

/** What is wrong with the end of a cycle, a sentence each. */
export function faultsOf({ cycle, mainMs, postCodes, left, callsAfter }: CycleEnd): string[] {
  return [
    ...left.map((object) => `left: ${object.replace(/ +/g, ' ')}`),
    ...(mainMs !== null && mainMs > MAIN_MAY_TAKE_MS ? [`main took ${mainMs} ms`] : []),
    ...(postCodes.some((code) => code !== 0) ? [`post ended with ${postCodes.join(', ')}`] : []),
    ...(callsAfter > 0 ? [`${callsAfter} calls of the model after the post step`] : []),
  ].map((fault) => `seed ${cycle.seed}: ${fault}`);
}

/** The objects of an evaluation, by its label and by the names that it gives. */
async function leftOf(cluster: Cluster, leftovers: string | undefined, { seed }: Cycle): Promise<string[]> {
  // Nothing was made by a step that saved nothing, unless under the name that it gives its namespace.
  const ofRun = `clawbench-${seed}-`;
  const { instance = ofRun }: { instance?: string } = JSON.parse(leftovers ?? '{}');
  const all = await kubectl(cluster, ['get', KINDS, '-A', '--no-headers', '-o', 'custom-columns=K:.kind,S:.metadata.namespace,N:.metadata.name']); // prettier-ignore
  return all.split('\n').filter((line) => line.includes(instance) || line.includes(ofRun));
}

/** Asks again for a while: other tests may restart what is asked. */
async function patiently<T>(ask: () => Promise<T>): Promise<T> {
  const deadlineMs = Date.now() + 60_000;
  for (;;) {
    try {
      return await ask();
    } catch (error) {
      if (Date.now() > deadlineMs) throw error;
      await sleep(2000);
    }
  }
}

/** The last line that people saw: no command, and no fence. */
function lastLine(printed: string): string {
  const lines = printed.split('\n').filter((line) => line !== '' && !line.startsWith('::'));
  return lines.at(-1) ?? '(nothing said yet)';
}

function sleep(ms: number): Promise<void> {
  return new Promise((resolve) => void setTimeout(resolve, ms));
}
