import { randomBytes } from 'node:crypto';
import type { Host } from '../base/ports.ts';
import { ActionError, isActionError } from '../base/errors.ts';
import { REPLACEMENT } from '../base/redact.ts';
import { baseArmInputs } from '../inputs/base-arm.ts';
import { publicInputs } from '../inputs/load.ts';
import type { Inputs } from '../inputs/types.ts';
import { podContainers } from '../protocol/containers.ts';
import type { RelayAllowance } from '../protocol/relay.ts';
import type { BaseFiles } from './new-plan.ts';
import { makePlan, type Plan } from './plan.ts';
import type { UserFiles } from './user-files.ts';

/** What a stored result was made with, as its manifest says. */
export interface MadeWith {
  /** Whether the manifest is from the artifact of a workflow run, and not a file that anybody may have written. */
  isArtifact: boolean;
  /** Null outside GitHub Actions. */
  commit: string | null;
  /** By name; a secret is `set` or null. */
  inputs: Readonly<Record<string, unknown>>;
  /** Image references with their digests, by container, as the cluster reported them. */
  images: Readonly<Record<string, string>>;
  /** Hash of the agent's files; null if there were none. */
  agentFiles: string | null;
}

/** What a base arm that makes a stored baseline again is to run. */
export interface AgainWish {
  tasks: readonly string[];
  runs: number;
  /** What is left of the caps of the evaluation. */
  caps: RelayAllowance;
  /** How long the head has run, of `timeout` and `max-minutes`. */
  ranMs: number;
  /** The image of OpenClaw that the head really runs, with its digest; undefined if that is not known. */
  headImage: string | undefined;
}

/**
 * Plans the arm, or says why the baseline cannot be made again: a clause after "since". The plan throws an ActionError with such
 * a clause where too little time is left.
 */
export type PlanAgain = { plan: (wish: AgainWish) => Plan } | { impossible: string };

interface Deps extends Pick<Host, 'log' | 'clock' | 'workflow'> {
  /** The user's files in a commit. */
  readFilesOf: (commit: string, inputs: Inputs) => Promise<BaseFiles>;
}

/** Of these a base arm takes other values, as the manifest has them; of others they would be of another model. */
const settable = [
  'openclaw-config',
  'price-input',
  'price-cached-input',
  'price-output',
  'context-window',
] as const;
const same = ['model', 'openai-api-base'] as const;

/**
 * How a stored baseline is made again beside the head, as far as its manifest says with what: with its image of OpenClaw, its
 * config, and the agent's files of its commit.
 */
export async function planAgain(inputs: Inputs, head: Plan, made: MadeWith, deps: Deps): Promise<PlanAgain> {
  const { log, clock, workflow } = deps;
  if (head.backend.kind !== 'job' || head.isDetached)
    return { impossible: 'no second OpenClaw runs beside an existing or a detached one' };
  const { maxCostUsd, maxTokens } = head.settings;
  if (head.relay === undefined && (maxCostUsd !== null || maxTokens !== null))
    return { impossible: 'without a relay nobody holds a cap for both sides together' };
  const other = otherInputs(inputs, made);
  if ('impossible' in other) return other;
  const base = baseArmInputs({ ...inputs, baselineInputs: other.texts });
  if ('problems' in base) return { impossible: `its inputs are refused today: ${base.problems.join(' ')}` };
  const files = await filesOf(base.inputs, head, made, deps);
  if ('impossible' in files) return files;
  const digest = digestIn(made.images[podContainers.gateway]);
  const image = made.inputs['openclaw-image'];
  if (digest === undefined || typeof image !== 'string')
    return { impossible: 'its manifest does not say which image of OpenClaw it ran' };
  if (!made.isArtifact && repositoryOf(image) !== repositoryOf(inputs.openclawImage))
    return {
      impossible: 'its `openclaw-image` was of another repository, which a file alone cannot vouch for',
    };
  return {
    plan({ tasks, runs, caps, ranMs, headImage }) {
      const isSameImage = digestIn(headImage) === digest;
      const of: Inputs = {
        ...base.inputs,
        // An image that the nodes have need not be in a registry.
        openclawImage: isSameImage ? inputs.openclawImage : `${image.replace(/@.*$/, '')}@${digest}`,
        tasks: [...tasks],
        runs,
        requiredTasks: null,
        shards: typeof inputs.shards === 'number' ? Math.min(inputs.shards, tasks.length) : inputs.shards,
        maxCostUsd: caps.maxCostUsd,
        maxTokens: caps.maxTokens,
        ...timeLeft(inputs, ranMs),
      };
      const tokens = { gatewayToken: newToken(), relayToken: newToken() };
      log.mask(Object.values(tokens));
      const shown = publicInputs(of);
      const { instance } = head.names;
      return makePlan(
        of,
        { facts: workflow, nowMs: clock.now(), instance, shown, head, ...tokens },
        files.userFiles,
      );
    },
  };
}

/** In less than this no run of a task ends. */
const LEAST_LEFT_MS = 60_000;

/** What the head has left of the time that both arms may take, as it makes its own runs meanwhile. @throws ActionError timeout, budget */
function timeLeft(
  { timeoutMs, maxMinutes }: Pick<Inputs, 'timeoutMs' | 'maxMinutes'>,
  ranMs: number,
): Pick<Inputs, 'timeoutMs' | 'maxMinutes'> {
  if (timeoutMs - ranMs < LEAST_LEFT_MS)
    throw new ActionError('timeout', '`timeout` leaves no time for its runs.');
  if (maxMinutes === null) return { timeoutMs: timeoutMs - ranMs, maxMinutes };
  const leftMs = maxMinutes * 60_000 - ranMs;
  if (leftMs < LEAST_LEFT_MS) throw new ActionError('budget', '`max-minutes` leaves no time for its runs.');
  return { timeoutMs: timeoutMs - ranMs, maxMinutes: Math.floor(leftMs / 600) / 100 };
}

const newToken = (): string => randomBytes(32).toString('hex');

const digestIn = (image: string | undefined): string | undefined =>
  /sha256:[0-9a-f]{64}/.exec(image ?? '')?.[0];

/** An image without tag and digest. */
const repositoryOf = (image: string): string => image.replace(/@.*$/, '').replace(/:[^/:]*$/, '');

/** The inputs of the baseline that differ, as they would be written. */
function otherInputs(
  inputs: Inputs,
  made: MadeWith,
): { texts: Record<string, string> } | { impossible: string } {
  const shown = publicInputs(inputs);
  const differs = (name: string): boolean =>
    JSON.stringify(made.inputs[name] ?? null) !== JSON.stringify(shown[name] ?? null);
  const changed = same.find(differs);
  if (changed !== undefined)
    return { impossible: `its \`${changed}\` was another one, for which this evaluation may have no key` };
  // A config says where keys are sent.
  if (!made.isArtifact && differs('openclaw-config'))
    return { impossible: 'its `openclaw-config` was another one, which a file alone cannot vouch for' };
  const texts = settable.filter(differs).map((name) => [name, textOf(made.inputs[name] ?? null)] as const);
  // What was a secret then is not in the manifest.
  const redacted = texts.find(([, text]) => text.includes(REPLACEMENT));
  if (redacted !== undefined)
    return { impossible: `its \`${redacted[0]}\` had secrets, which are not stored` };
  return { texts: Object.fromEntries(texts) };
}

function textOf(value: unknown): string {
  if (value === null) return '';
  return typeof value === 'string' ? value : JSON.stringify(value);
}

/** The agent's files of the baseline, and the tasks of the head: with others the two are not compared. */
async function filesOf(
  inputs: Inputs,
  { userFiles }: Plan,
  { agentFiles: wanted, commit, inputs: then }: MadeWith,
  { readFilesOf }: Deps,
): Promise<{ userFiles: UserFiles | undefined } | { impossible: string }> {
  if (wanted === (userFiles?.agent?.sha256 ?? null)) return { userFiles };
  if (wanted === null && (userFiles?.tasks ?? null) === null) return { userFiles: undefined };
  if (commit === null) return { impossible: 'it had other `agent-files`, and no commit to have them from' };
  try {
    const paths = Array.isArray(then['agent-files']) ? then['agent-files'].filter(isText) : null;
    const found = await readFilesOf(commit, { ...inputs, agentFiles: wanted === null ? null : paths });
    return (found.userFiles?.agent?.sha256 ?? null) === wanted
      ? { userFiles: found.userFiles }
      : { impossible: `its \`agent-files\` are not those of its commit ${commit.slice(0, 7)}` };
  } catch (error) {
    if (!isActionError(error)) throw error;
    return { impossible: `its \`agent-files\` cannot be read: ${error.message}` };
  }
}

const isText = (value: unknown): value is string => typeof value === 'string';
