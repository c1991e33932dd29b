import { addTokens, allTokens, NO_TOKENS, type RelayState } from '../../src/protocol/relay.ts';
import type { RequestClosed, RequestOpened, WireLine } from '../../src/protocol/wire.ts';

/** What of a relay's state its journal tells. */
type Totals = Pick<
  RelayState,
  | 'restarts'
  | 'requests'
  | 'open'
  | 'failed'
  | 'unattributed'
  | 'tokens'
  | 'estimated'
  | 'costUsd'
  | 'unpriced'
  | 'unpricedModels'
  | 'waitedMs'
  | 'servedModels'
>;

/** Sums up a journal, line by line, so that a relay that was started again goes on with what the one before it knew. */
export interface Count {
  add(line: WireLine): void;
  totals(): Totals;
  /** How many starts there were. */
  starts(): number;
}

/** Agents can ask for any model, and a provider can call itself what it likes. */
const mostModels = 100;
const mostNames = 20;

export function openCount(): Count {
  /** Requests under way, with the model that each asks for. */
  const open = new Map<string, string>();
  const served = new Map<string, Set<string>>();
  const unpricedModels = new Set<string>();
  const sums = {
    requests: 0,
    failed: 0,
    unattributed: 0,
    tokens: NO_TOKENS,
    estimated: 0,
    costUsd: 0,
    unpriced: 0,
    waitedMs: 0,
  };
  let starts = 0;

  const opened = ({ id, provider, model, purpose }: RequestOpened): void => {
    open.set(id, `${provider}/${model}`);
    sums.requests += 1;
    if (purpose === 'other') sums.unattributed += 1;
  };
  const closed = (line: RequestClosed): void => {
    const asked = open.get(line.id);
    open.delete(line.id);
    if (line.outcome !== 'complete') sums.failed += 1;
    sums.tokens = addTokens(sums.tokens, line.tokens);
    if (line.estimated) sums.estimated += 1;
    sums.costUsd += line.costUsd ?? 0;
    if (line.costUsd === null && allTokens(line.tokens) > 0) {
      sums.unpriced += 1;
      if (asked !== undefined && unpricedModels.size < mostModels) unpricedModels.add(asked);
    }
    sums.waitedMs += line.waitedMs;
    if (asked !== undefined && line.servedModel !== null) noteServed(asked, line.servedModel);
  };
  const noteServed = (asked: string, name: string): void => {
    const names = served.get(asked) ?? new Set();
    if (names.size >= mostNames || (names.size === 0 && served.size >= mostModels)) return;
    served.set(asked, names.add(name));
  };

  return {
    add(line) {
      if (line.kind === 'opened') opened(line);
      else if (line.kind === 'closed') closed(line);
      else {
        starts += 1;
        // The relay before it took them along.
        sums.failed += open.size;
        open.clear();
      }
    },
    starts: () => starts,
    totals: () => ({
      ...sums,
      unpricedModels: [...unpricedModels],
      restarts: Math.max(0, starts - 1),
      open: open.size,
      servedModels: Object.fromEntries([...served].map(([asked, names]) => [asked, [...names]])),
    }),
  };
}
