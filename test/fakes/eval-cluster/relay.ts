import { randomUUID } from 'node:crypto';
import { podPaths } from '../../../src/protocol/pod.ts';
import { addTokens, NO_TOKENS, type RelayState, type WireTokens } from '../../../src/protocol/relay.ts';
import type { RequestClosed, RequestOpened, WireLine } from '../../../src/protocol/wire.ts';
import { relayState } from '../../fixtures/relay-pages.ts';

/** What a test says of a request; the rest is as in a run that goes well. */
interface FakeRequest {
  task: string;
  run: number;
  tokens: WireTokens;
  costUsd: number;
  closed?: Partial<RequestClosed>;
}

/** The relay of a pod: a test has it forward requests, restart or say something, and it keeps state and journal. */
export interface FakeRelay {
  /** A request of a run comes in; the answer ends it. */
  open(request: FakeRequest): () => void;
  restart(): void;
  say(change: Partial<RelayState>): void;
}

const [PROVIDER, MODEL] = ['openai', 'm'];

export function startRelay(files: Map<string, Buffer>): FakeRelay {
  const startedAt = new Date().toISOString();
  let state = relayState({ startedAt, heartbeat: startedAt });
  files.set(podPaths.wireJournal, Buffer.of());
  write({ kind: 'started', at: Date.now(), restarts: 0 });

  function say(change: Partial<RelayState>): void {
    state = { ...state, ...change, heartbeat: new Date().toISOString() };
    files.set(podPaths.wireState, Buffer.from(JSON.stringify(state)));
  }

  function write(line: WireLine): void {
    const journal = Buffer.concat([
      files.get(podPaths.wireJournal)!,
      Buffer.from(`${JSON.stringify(line)}\n`),
    ]);
    files.set(podPaths.wireJournal, journal);
    say({ journalBytes: journal.length });
  }

  return {
    say,
    restart() {
      say({ restarts: state.restarts + 1, open: 0, failed: state.failed + state.open });
      write({ kind: 'started', at: Date.now(), restarts: state.restarts });
    },
    open({ task, run, tokens, costUsd, closed }) {
      const id = randomUUID();
      const opened: RequestOpened = {
        kind: 'opened',
        id,
        at: Date.now(),
        provider: PROVIDER,
        api: 'openai-completions',
        model: MODEL,
        purpose: 'run',
        run: { task, run, workspace: id.slice(0, 8), turn: 'turn-1' },
        requestBytes: 4 * tokens.input,
      };
      write(opened);
      say({ requests: state.requests + 1, open: state.open + 1 });
      return () => {
        const line: RequestClosed = { ...answered(opened), tokens, costUsd, ...closed };
        write(line);
        say({
          open: state.open - 1,
          failed: state.failed + (line.outcome === 'complete' ? 0 : 1),
          tokens: addTokens(state.tokens, line.tokens),
          costUsd: state.costUsd + (line.costUsd ?? 0),
          servedModels: { [`${PROVIDER}/${MODEL}`]: [MODEL] },
        });
      };
    },
  };
}

function answered({ id, at }: RequestOpened): RequestClosed {
  return {
    kind: 'closed',
    id,
    at: at + 1000,
    outcome: 'complete',
    refusal: null,
    status: 200,
    error: null,
    firstByteAt: at + 400,
    silentMs: 3,
    attempts: 1,
    waitedMs: 0,
    retryAfterMs: null,
    servedModel: MODEL,
    finishReason: 'stop',
    callsTool: false,
    tokens: NO_TOKENS,
    estimated: false,
    costUsd: 0,
    responseBytes: 1000,
    providerRequestId: null,
  };
}
