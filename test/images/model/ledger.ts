/** One request to a model, as the admin endpoint reports it. */
export interface Entry {
  time: string;
  model: string;
  path: string;
  /** What was sent; 0 while a hanging request has no answer. */
  status: number;
  /** What the client got: `ok` is a whole answer, whatever is in it. */
  outcome: 'ok' | 'error' | 'hang' | 'cut' | 'stall' | 'reset';
  task: string | null;
  run: number | null;
  key: string;
  stream: boolean;
  inputTokens: number;
  outputTokens: number;
}

/** What `GET /admin` says of one model id. */
export interface ModelTotals {
  requests: number;
  byStatus: Record<string, number>;
  firstAt: string;
  lastAt: string;
  inputTokens: number;
  outputTokens: number;
}

export function totals(entries: readonly Entry[]): Record<string, ModelTotals> {
  const models: Record<string, ModelTotals> = {};
  for (const entry of entries) {
    const model = (models[entry.model] ??= {
      requests: 0,
      byStatus: {},
      firstAt: entry.time,
      lastAt: entry.time,
      inputTokens: 0,
      outputTokens: 0,
    });
    model.requests += 1;
    model.byStatus[entry.status] = (model.byStatus[entry.status] ?? 0) + 1;
    model.lastAt = entry.time;
    model.inputTokens += entry.inputTokens;
    model.outputTokens += entry.outputTokens;
  }
  return models;
}
