import { isNameOf } from './model-names.ts';
import { addTokens, allTokens, NO_TOKENS, type WireTokens } from './relay.ts';
import type { RequestClosed, RequestOpened, WireLine, WireRun } from './wire.ts';

/**
 * What became of each try of each run, by the journal of a relay. The memory it takes grows with tries and turns, not with
 * requests. One fold reads the journal of one pod: a start of a relay says something about the requests of its own pod only.
 */

/** What went over the wire for one workspace: the harness makes a new one each time it begins a run. */
export interface WireTry {
  task: string;
  run: number;
  workspace: string;
  /** When its first request came in. */
  openedAt: number;
  /** When its last request came in or ended. */
  lastAt: number;
  /** By the time of their first requests. Only those for the model under test are turns. */
  turns: WireTurn[];
  /** The model under test ended an answer properly, at least once. */
  answered: boolean;
  /** Ids of other models that were asked in this workspace, as `<provider>/<id>`. */
  otherModels: string[];
  /** What other models answered properly: the first and the last answer of each to a turn. */
  otherAnswers: OtherAnswer[];
  spent: WireSpent;
}

/** An answer of another model than the one under test. */
export interface OtherAnswer {
  /** As `<provider>/<id>`. */
  model: string;
  turn: string;
  /** When it was asked for. */
  openedAt: number;
}

/** What follows one message of the user. */
export interface WireTurn {
  turn: string;
  openedAt: number;
  lastAt: number;
  /** How long its requests waited for the provider, all together. */
  waitedMs: number;
  /** How its last request ended. `open`: it has not. `lost`: the relay ended while it was under way. */
  end: 'open' | 'lost' | RequestClosed;
  /** The name of another model than the one under test that answered in this turn; null if none did. */
  wrongModel: string | null;
}

/** Sums over requests, whatever became of them. */
export interface WireSpent {
  requests: number;
  tokens: WireTokens;
  /** Requests whose tokens were estimated. */
  estimated: number;
  costUsd: number;
  /** Requests with tokens for which no price is known. */
  unpriced: number;
  waitedMs: number;
}

export interface WireRuns {
  add(line: WireLine): void;
  /** The journal is over: requests that are still open were lost. */
  end(): void;
  /** By the time of their first requests. */
  tries(): WireTry[];
}

/** Forged workspaces and turns must not fill the memory: an evaluation has some hundred tries, and a try some ten turns. */
const MOST_TRIES = 5000;
const MOST_TURNS = 200;
const MOST_OPEN = 2000;
const MOST_NAMES = 20;

/** @param model the model under test, as `<provider>/<id>` in the gateway's words; null to take every model for it */
export function openWireRuns(model: string | null): WireRuns {
  const tries = new Map<string, WireTry>();
  const open = new Map<string, OpenRequest>();
  /** Checks of the model that are under way. */
  const checks = new Set<string>();
  /** By what names the endpoint answers for the model: an endpoint may call it what it likes. */
  const ownNames = new Set<string>();

  function opened(line: RequestOpened): void {
    const isOurs = asksFor(line, model);
    if (line.purpose === 'check' && isOurs && checks.size < MOST_OPEN) checks.add(line.id);
    if (line.purpose !== 'run' || line.run === null || open.size >= MOST_OPEN) return;
    const tried = tryOf(line, line.run);
    if (tried === undefined) return;
    tried.lastAt = line.at;
    tried.spent.requests += 1;
    if (isOurs) {
      const turn = turnOf(tried, line.run.turn, line.at);
      turn.lastId = line.id;
      turn.end = 'open';
      open.set(line.id, { tried, turn, asked: line.model });
    } else {
      const name = nameOf(line);
      if (tried.otherModels.length < MOST_NAMES && !tried.otherModels.includes(name))
        tried.otherModels.push(name);
      const other = { model: name, turn: line.run.turn, openedAt: line.at };
      open.set(line.id, { tried, turn: null, asked: line.model, other });
    }
  }

  function tryOf({ at }: RequestOpened, { task, run, workspace }: WireRun): WireTry | undefined {
    const key = JSON.stringify([task, run, workspace]);
    const known = tries.get(key);
    if (known !== undefined || tries.size >= MOST_TRIES) return known;
    const times = { openedAt: at, lastAt: at };
    const tried = {
      task,
      run,
      workspace,
      ...times,
      turns: [],
      answered: false,
      otherModels: [],
      otherAnswers: [],
      spent: noneSpent(),
    };
    tries.set(key, tried);
    return tried;
  }

  function closed(line: RequestClosed): void {
    if (checks.delete(line.id) && line.servedModel !== null && ownNames.size < MOST_NAMES)
      ownNames.add(line.servedModel);
    const request = open.get(line.id);
    if (request === undefined) return;
    open.delete(line.id);
    const { tried, turn, asked, other } = request;
    tried.lastAt = line.at;
    addSpent(tried.spent, line);
    if (other !== undefined && line.outcome === 'complete') noteOther(tried, other);
    if (turn === null) return;
    turn.lastAt = line.at;
    turn.waitedMs += line.waitedMs;
    if (line.outcome === 'complete') {
      tried.answered = true;
      turn.wrongModel ??= otherThan(asked, line.servedModel);
    }
    if (turn.lastId !== line.id) return;
    if (line.outcome === 'complete') turn.answer = line.callsTool ? null : line;
    // What the gateway begins after an answer and gives up by itself does not take the answer back.
    turn.end = line.outcome === 'client-gone' ? (turn.answer ?? line) : line;
  }

  /** The name of a model that is not the one asked for; null if it is. */
  function otherThan(asked: string, served: string | null): string | null {
    if (served === null) return null;
    // Without a check, the first answer shows what the endpoint calls the model.
    if (ownNames.size === 0) ownNames.add(served);
    return [asked, ...ownNames].some((name) => isNameOf(served, name)) ? null : served;
  }

  function end(): void {
    for (const [id, { turn }] of open) if (turn?.lastId === id) turn.end = turn.answer ?? 'lost';
    open.clear();
    checks.clear();
  }

  return {
    add(line) {
      if (line.kind === 'opened') opened(line);
      else if (line.kind === 'closed') closed(line);
      else end();
    },
    end,
    tries: () => [...tries.values()],
  };
}

interface OpenRequest {
  tried: WireTry;
  /** Null if another model than the one under test was asked. */
  turn: Turn | null;
  asked: string;
  /** Of another model. */
  other?: OtherAnswer;
}

function noteOther({ otherAnswers }: WireTry, other: OtherAnswer): void {
  const known = otherAnswers.filter(({ turn, model }) => turn === other.turn && model === other.model);
  // The last one of a turn tells who went on with it.
  if (known.length > 1) otherAnswers.splice(otherAnswers.indexOf(known[1]!), 1);
  if (otherAnswers.length < MOST_TURNS) otherAnswers.push(other);
}

interface Turn extends WireTurn {
  /** Of the request that came in last. */
  lastId: string;
  /** The last answer after which nothing more was to come; null if there is none. */
  answer: RequestClosed | null;
}

/** Whether a request asks for the model under test: gateways replace an alias by the name of a snapshot. */
export function asksFor(line: RequestOpened, model: string | null): boolean {
  if (model === null || nameOf(line) === model) return true;
  const id = model.slice(line.provider.length + 1);
  return model.startsWith(`${line.provider}/`) && isNameOf(line.model, id);
}

const nameOf = ({ provider, model }: RequestOpened): string => `${provider}/${model}`;

function turnOf(tried: WireTry, id: string, at: number): Turn {
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- this function alone makes turns
  const turns = tried.turns as Turn[];
  const last = turns.at(-1);
  // After the gateway has shortened a conversation within a turn, nothing is left that names the turn.
  const isNamed = id !== '' && turns.length < MOST_TURNS;
  const known = turns.find(({ turn }) => turn === id) ?? (isNamed ? undefined : last);
  if (known !== undefined) return known;
  const times = { openedAt: at, lastAt: at };
  const turn: Turn = {
    turn: id,
    ...times,
    waitedMs: 0,
    end: 'open',
    wrongModel: null,
    lastId: '',
    answer: null,
  };
  turns.push(turn);
  return turn;
}

function noneSpent(): WireSpent {
  return { requests: 0, tokens: NO_TOKENS, estimated: 0, costUsd: 0, unpriced: 0, waitedMs: 0 };
}

/** Adds what a request took, but for the request itself, which is counted when it comes in. */
function addSpent(spent: WireSpent, { tokens, estimated, costUsd, waitedMs }: RequestClosed): void {
  spent.tokens = addTokens(spent.tokens, tokens);
  const used = allTokens(tokens) > 0;
  if (estimated && used) spent.estimated += 1;
  if (costUsd !== null) spent.costUsd += costUsd;
  else if (used) spent.unpriced += 1;
  spent.waitedMs += waitedMs;
}
