import type { Inputs, InputsOf } from '../inputs/types.ts';
import { maxConcurrencyOf, taggedVersion } from '../protocol/openclaw-version.ts';

/** What is run, how often, and how long it may take. */
export interface RunSettings {
  /** Task ids; null for the whole suite of the harness image. */
  tasks: readonly string[] | null;
  /** Runs of each task; `auto` begins with one, and more follow until the threshold is decided. */
  runs: number | 'auto';
  /** Runs at the same time on one gateway. */
  concurrency: number;
  /** How many pods share the tasks. */
  shards: number;
  /** Into how many parts the caps are divided at first: one for each pod of both arms. */
  sharers: number;
  connectTimeoutMs: number;
  requestTimeoutMs: number;
  perRunTimeoutMs: number;
  /** For the whole evaluation, from its first run on. */
  timeoutMs: number;
  startupTimeoutMs: number;
  /** How often a run in which the model did not answer is repeated. */
  retryInvalid: number;
  /** Arguments of `clawbench run` after ours; null if there are none. */
  clawbenchArgs: readonly string[] | null;
  /** For all shards of both arms together; null where there is no cap. */
  maxCostUsd: number | null;
  maxTokens: number | null;
  maxMinutes: number | null;
}

/** @param pods of this arm, and of both together */
export function runSettings(
  inputs: InputsOf<'eval' | 'agent'>,
  { shards, sharers }: Pick<RunSettings, 'shards' | 'sharers'>,
): RunSettings {
  const { tasks, runs, concurrency, retryInvalid, clawbenchArgs, maxCostUsd, maxTokens, maxMinutes } = inputs;
  const { connectTimeoutMs, requestTimeoutMs, perRunTimeoutMs, timeoutMs, startupTimeoutMs } = inputs;
  return {
    tasks,
    runs,
    concurrency,
    shards,
    sharers,
    connectTimeoutMs,
    requestTimeoutMs,
    perRunTimeoutMs,
    timeoutMs,
    startupTimeoutMs,
    retryInvalid,
    clawbenchArgs,
    maxCostUsd,
    maxTokens,
    maxMinutes,
  };
}

/** How many runs of each task the evaluation begins with. */
export function firstRuns({ runs }: Pick<RunSettings, 'runs'>): number {
  return runs === 'auto' ? 1 : runs;
}

/** A sentence for a user whose `max-cost-usd` has no effect. */
export function unknownPrice(model: string): string {
  return `The price of ${model} is not known, so \`max-cost-usd\` cannot stop the evaluation: write \`price-input\` and \`price-output\`, or cap it by \`max-tokens\`.`;
}

type ShardWishes = Pick<Inputs, 'shards' | 'concurrency' | 'tasks' | 'openclawImage'>;

/**
 * How many pods share the tasks. With `auto`, as many as it takes to run `concurrency` runs at a time: an OpenClaw whose
 * version is known to take only one run at a time gets a pod for each.
 * @throws ActionError gateway-incompatible
 */
export function shardsOf({ shards, concurrency, tasks, openclawImage }: ShardWishes): number {
  const most = maxConcurrencyOf(openclawImage);
  if (shards !== 'auto') return shards;
  if (concurrency <= most) return 1;
  return Math.max(1, Math.min(Math.ceil(concurrency / most), tasks?.length ?? Number.POSITIVE_INFINITY));
}

/** A sentence for a user whose `concurrency` is more than a gateway takes; null if it is not, or if that is unknown. */
export function concurrencyNotice(wishes: ShardWishes): string | null {
  const { openclawImage, concurrency, shards } = wishes;
  const most = maxConcurrencyOf(openclawImage);
  const planned = shardsOf(wishes);
  if (concurrency <= most) return null;
  const fact = `OpenClaw ${taggedVersion(openclawImage)} ends the turns of other runs whenever one begins (openclaw#144291), so each gateway makes ${most} run at a time`;
  if (shards !== 'auto')
    return `${fact}: \`concurrency: ${concurrency}\` has no effect, more \`shards\` give the speed back.`;
  return planned === 1 ? `${fact}.` : `${fact}, and the tasks are divided over ${planned} gateways.`;
}
