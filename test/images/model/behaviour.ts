import { isObject } from './json.ts';

/** How the server behaves towards one model id. Every field can be changed while it runs (PUT /admin, PUT /admin/models/ID). */
export interface Behaviour {
  /** Waited before each answer, faulty or not. */
  latencyMs: number;
  /** What goes wrong, and null if nothing does. */
  fault: Fault | null;
  /** Which requests the fault hits; all conditions must hold. */
  when: Condition;
  /** More faults, each with its own condition; the first that hits counts. */
  faults: { fault: Fault; when: Condition }[];
  /** Name of another model that answers in place of the asked one (the `model` field of the answer). */
  servedModel: string | null;
  /** Probability that a run of a task is solved. Which runs are is decided by seed, model id, task and run index alone. */
  solveProbability: number;
  /** Another probability for the conversations with a marker in them, as a sentence in the agent's files; null for none. */
  marked: Marked | null;
  /** Whether the workspace takes part in deciding which runs are solved, so that no two evaluations have the same ones. */
  drawsPerWorkspace: boolean;
  /** Runs from this index on are all solved, so that more runs show something else than the first ones; null for none. */
  solvedFromRun: number | null;
  seed: number;
  /** Multiplies the token counts reported (one token is four characters). */
  tokenScale: number;
  /** Share of the input that is reported as read from the provider's cache. */
  cachedShare: number;
  /** Some servers of the OpenAI kind report no usage, asked or not. */
  reportsUsage: boolean;
  /** The score a judge prompt is answered with. */
  judgeScore: number;
}

export type Fault =
  | { kind: 'status'; status: number; retryAfterSeconds?: number; message?: string }
  /** The request is accepted and never answered. */
  | { kind: 'hang' }
  /** The connection is closed when half of the answer is sent. */
  | { kind: 'cut' }
  /** Half of the answer is sent, and then nothing more. */
  | { kind: 'stall' }
  /** The connection is closed before there is any answer. */
  | { kind: 'reset' }
  /** The answer comes event by event, with a pause before each. */
  | { kind: 'drip'; everyMs: number }
  /** An answer in the right form, without text or a tool call. */
  | { kind: 'empty' }
  /** A web page with status 200, as a proxy's login page. */
  | { kind: 'page' }
  /** Another model answers, under its own name. */
  | { kind: 'other-model'; model: string };

interface Marked {
  /** Regular expression on the whole conversation, system prompt included. */
  matching: string;
  solveProbability: number;
}

/** Requests are counted per model id from 1, since the behaviour was set. */
interface Condition {
  every?: number;
  from?: number;
  until?: number;
  /** Regular expression on the whole conversation, tool results included. */
  matching?: string;
}

export const defaultBehaviour: Behaviour = {
  latencyMs: 0,
  fault: null,
  when: {},
  faults: [],
  servedModel: null,
  solveProbability: 1,
  marked: null,
  drawsPerWorkspace: false,
  solvedFromRun: null,
  seed: 1,
  tokenScale: 1,
  cachedShare: 0,
  reportsUsage: true,
  judgeScore: 0.8,
};

/** Reads a behaviour sent by a test; fields left out have their default. Throws an Error that names the wrong field. */
export function parseBehaviour(value: unknown): Behaviour {
  if (!isObject(value)) throw new Error('A behaviour is a JSON object.');
  const unknown = Object.keys(value).find((field) => !(field in defaultBehaviour));
  if (unknown) {
    throw new Error(`There is no field ${unknown}; there are ${Object.keys(defaultBehaviour).join(', ')}.`);
  }
  const number = (field: string, standard: number): number => {
    const given = value[field] ?? standard;
    if (typeof given !== 'number') throw new Error(`${field} must be a number.`);
    return given;
  };
  const { servedModel = null } = value;
  if (servedModel !== null && typeof servedModel !== 'string')
    throw new Error('servedModel must be a string.');
  const { solvedFromRun = null } = value;
  if (solvedFromRun !== null && typeof solvedFromRun !== 'number')
    throw new Error('solvedFromRun must be a number.');
  return {
    latencyMs: number('latencyMs', defaultBehaviour.latencyMs),
    fault: parseFault(value['fault']),
    when: parseCondition(value['when']),
    faults: parseFaults(value['faults']),
    servedModel,
    solveProbability: number('solveProbability', defaultBehaviour.solveProbability),
    marked: parseMarked(value['marked']),
    drawsPerWorkspace: value['drawsPerWorkspace'] === true,
    solvedFromRun,
    seed: number('seed', defaultBehaviour.seed),
    tokenScale: number('tokenScale', defaultBehaviour.tokenScale),
    cachedShare: number('cachedShare', defaultBehaviour.cachedShare),
    reportsUsage: value['reportsUsage'] !== false,
    judgeScore: number('judgeScore', defaultBehaviour.judgeScore),
  };
}

/** The fault that hits the request with this number (from 1) and this conversation, if one does. */
export function faultFor(behaviour: Behaviour, number: number, conversation: string): Fault | null {
  const all = [behaviour, ...behaviour.faults];
  return all.find(({ fault, when }) => fault !== null && hits(when, number, conversation))?.fault ?? null;
}

/** The probability that a run with this conversation is solved. */
export function solveProbabilityOf({ marked, solveProbability }: Behaviour, conversation: string): number {
  return marked !== null && new RegExp(marked.matching, 's').test(conversation)
    ? marked.solveProbability
    : solveProbability;
}

function hits({ every, from, until, matching }: Condition, number: number, conversation: string): boolean {
  if (every !== undefined && number % every !== 0) return false;
  if (from !== undefined && number < from) return false;
  if (until !== undefined && number > until) return false;
  return matching === undefined || new RegExp(matching, 's').test(conversation);
}

function parseFaults(value: unknown): Behaviour['faults'] {
  if (value === undefined) return [];
  if (!Array.isArray(value)) throw new Error('faults is a list of objects with fault and when.');
  return value.map((one: unknown) => {
    const fault = isObject(one) ? parseFault(one['fault']) : null;
    if (!isObject(one) || fault === null) throw new Error('Each of faults has a fault.');
    return { fault, when: parseCondition(one['when']) };
  });
}

function parseMarked(value: unknown): Marked | null {
  if (value === undefined || value === null) return null;
  if (
    isObject(value) &&
    typeof value['matching'] === 'string' &&
    typeof value['solveProbability'] === 'number'
  )
    return { matching: new RegExp(value['matching']).source, solveProbability: value['solveProbability'] };
  throw new Error('marked is null or {"matching":"EXPRESSION","solveProbability":0..1}.');
}

const plainFaults = ['hang', 'cut', 'stall', 'reset', 'empty', 'page'] as const;

function parseFault(value: unknown): Fault | null {
  if (value === undefined || value === null) return null;
  if (isObject(value)) {
    const { kind, status, retryAfterSeconds, message, everyMs, model } = value;
    const plain = plainFaults.find((one) => one === kind);
    if (plain !== undefined) return { kind: plain };
    if (kind === 'drip' && typeof everyMs === 'number') return { kind, everyMs };
    if (kind === 'other-model' && typeof model === 'string') return { kind, model };
    if (kind === 'status' && typeof status === 'number' && status >= 400 && status <= 599) {
      return {
        kind,
        status,
        ...(typeof retryAfterSeconds === 'number' && { retryAfterSeconds }),
        ...(typeof message === 'string' && { message }),
      };
    }
  }
  throw new Error(
    `fault is null, {"kind":"status","status":400..599}, {"kind":"drip","everyMs":N}, {"kind":"other-model","model":"ID"}, or {"kind":K} with K of ${plainFaults.join(', ')}.`,
  );
}

function parseCondition(value: unknown): Condition {
  const condition: Condition = {};
  if (value === undefined) return condition;
  if (!isObject(value)) throw new Error('when is an object with every, from, until or matching.');
  for (const [field, given] of Object.entries(value)) {
    if ((field === 'every' || field === 'from' || field === 'until') && typeof given === 'number') {
      condition[field] = given;
    } else if (field === 'matching' && typeof given === 'string') {
      condition.matching = new RegExp(given).source;
    } else {
      throw new Error(
        `when.${field} is not a number of requests (every, from, until) or an expression (matching).`,
      );
    }
  }
  return condition;
}
