import type { RequestClosed, RequestOpened, WireLine, WireRun } from '../protocol/wire.ts';

/** Requests to one model, summed up. */
export interface ModelRequests {
  /** `<provider>/<id>`, as the gateway asked for it. */
  model: string;
  /** Names under which the provider answered, in the order in which they came up. */
  servedAs: string[];
  requests: number;
  failed: number;
  /** Until the first byte of the answer, and to its end, ms without waiting; of the requests that have one. */
  firstByteMs: number[];
  durationMs: number[];
  tokensIn: number;
  tokensOut: number;
  /** Null if a price is unknown. */
  costUsd: number | null;
}

/** A request that a reader may want to look at, because it failed or had to wait. */
export interface NotableRequest {
  /** Ms after the first request of all. */
  afterMs: number;
  run: WireRun | null;
  model: string;
  /** Null if it was lost with its relay. */
  closed: RequestClosed | null;
}

export interface Requests {
  /** The one with the most requests first. */
  models: ModelRequests[];
  /** In order of time, the first of them. */
  notable: NotableRequest[];
  /** How many more there are. */
  moreNotable: number;
}

/** Answers that nobody waited for as long are not worth a line. */
const LONG_WAIT_MS = 5000;
const MOST_MODELS = 20;
const MOST_NOTABLE = 200;
/** Of each model: enough for quantiles. */
const MOST_TIMES = 20_000;
const MOST_OPEN = 2000;
const MOST_NAMES = 10;

/** Sums up the journals of relays, within bounds whatever is in them. @returns null without any request */
export function requestsIn(lines: Iterable<WireLine>): Requests | null {
  const models = new Map<string, ModelRequests>();
  const open = new Map<string, RequestOpened>();
  const notable: NotableRequest[] = [];
  let count = 0;
  let startedAt = Number.POSITIVE_INFINITY;

  const note = (opened: RequestOpened, closed: RequestClosed | null): void => {
    count += 1;
    const { run, at } = opened;
    if (notable.length < MOST_NOTABLE) notable.push({ afterMs: at, run, model: nameOf(opened), closed });
  };
  const lose = (): void => {
    for (const opened of open.values()) {
      failIn(models.get(nameOf(opened)));
      note(opened, null);
    }
    open.clear();
  };

  for (const line of lines) {
    if (line.kind === 'started') lose();
    else if (line.kind === 'opened') {
      startedAt = Math.min(startedAt, line.at);
      const model = modelOf(models, nameOf(line));
      if (model === undefined || open.size >= MOST_OPEN) continue;
      model.requests += 1;
      open.set(line.id, line);
    } else {
      const opened = open.get(line.id);
      if (opened === undefined) continue;
      open.delete(line.id);
      const model = models.get(nameOf(opened));
      if (model !== undefined) addTo(model, opened, line);
      if (line.outcome !== 'complete' || line.waitedMs >= LONG_WAIT_MS) note(opened, line);
    }
  }
  lose();
  if (models.size === 0) return null;
  return {
    models: [...models.values()].sort((a, b) => b.requests - a.requests),
    notable: notable
      .map((one) => ({ ...one, afterMs: one.afterMs - startedAt }))
      .sort((a, b) => a.afterMs - b.afterMs),
    moreNotable: count - notable.length,
  };
}

const nameOf = ({ provider, model }: RequestOpened): string => `${provider}/${model}`;

function modelOf(models: Map<string, ModelRequests>, name: string): ModelRequests | undefined {
  const known = models.get(name);
  if (known !== undefined || models.size >= MOST_MODELS) return known;
  const sums = { requests: 0, failed: 0, tokensIn: 0, tokensOut: 0, costUsd: 0 };
  const model = { model: name, servedAs: [], ...sums, firstByteMs: [], durationMs: [] };
  models.set(name, model);
  return model;
}

function failIn(model: ModelRequests | undefined): void {
  if (model !== undefined) model.failed += 1;
}

function addTo(model: ModelRequests, opened: RequestOpened, closed: RequestClosed): void {
  const { outcome, servedModel, tokens, costUsd, firstByteAt, waitedMs } = closed;
  if (outcome !== 'complete') model.failed += 1;
  if (servedModel !== null && model.servedAs.length < MOST_NAMES && !model.servedAs.includes(servedModel))
    model.servedAs.push(servedModel);
  const tokensIn = tokens.input + tokens.cacheRead + tokens.cacheWrite;
  model.tokensIn += tokensIn;
  model.tokensOut += tokens.output;
  if (costUsd !== null && model.costUsd !== null) model.costUsd += costUsd;
  else if (tokensIn + tokens.output > 0) model.costUsd = null;
  if (firstByteAt === null || model.firstByteMs.length >= MOST_TIMES) return;
  model.firstByteMs.push(Math.max(0, firstByteAt - opened.at - waitedMs));
  model.durationMs.push(Math.max(0, closed.at - opened.at - waitedMs));
}
