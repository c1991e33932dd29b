import { once } from 'node:events';
import { createServer } from 'node:http';
import { WebSocketServer, type WebSocket } from 'ws';

/** How the gateway misbehaves. Default: not at all. */
export interface GatewayFaults {
  /** `html`: answers everything with 200 and a web page, as the real one does for paths it does not know. */
  readiness?: 'ready' | 'starting' | 'html';
  handshake?: 'ok' | 'wrong-token' | 'refused' | 'hangs-up' | 'silent';
  version?: string;
  /** Path of the browser's executable, if the gateway has one. */
  browser?: string | null;
  /** Models that it lists, as `<provider>/<id>`. */
  models?: string[];
  /** How often it is asked before it lists them, as a busy one. */
  emptyListings?: number;
  /** The provider's answer to each turn in order: `ok`, or the text of a failure. The last one repeats. */
  turns?: string[];
}

export interface FakeGateway {
  port: number;
  /** Methods that were called, in order. */
  calls: string[];
  /** Starts it again: all connections are lost, and it counts its time anew. */
  restart(): void;
  stop(): Promise<void>;
}

interface Frame {
  id: string;
  method: string;
  params: Record<string, unknown>;
}

/** The part of OpenClaw's protocol that the supervisor needs, with the response formats of 2026.7.35. */
export async function startGateway(faults: GatewayFaults = {}): Promise<FakeGateway> {
  const {
    readiness = 'ready',
    handshake = 'ok',
    version = '2026.7.35',
    browser = null,
    models = ['custom/m'],
    emptyListings = 0,
    turns = ['ok'],
  } = faults;
  const calls: string[] = [];
  let startedMs = Date.now();
  let turn = 0;

  const http = createServer((request, response) => {
    if (readiness === 'html' || request.url !== '/readyz') {
      response.writeHead(200, { 'content-type': 'text/html' }).end('<!doctype html><title>Control</title>');
      return;
    }
    const ready = readiness === 'ready';
    const body = { ready, failing: ready ? [] : ['channels'], uptimeMs: Date.now() - startedMs };
    response.writeHead(ready ? 200 : 503, { 'content-type': 'application/json' }).end(JSON.stringify(body));
  });
  const sockets = new WebSocketServer({ server: http });

  const payloadOf = ({ method }: Frame): Record<string, unknown> => {
    const outcome = turns[Math.min(turn, turns.length - 1)] ?? 'ok';
    switch (method) {
      case 'connect':
        return { type: 'hello-ok', protocol: 4, server: { version }, auth: { scopes: [] } };
      case 'sessions.create':
        return { ok: true, key: `agent:main:dashboard:${calls.length}` };
      case 'tools.effective':
        return { groups: [{ tools: [{ id: 'read' }, { id: 'browser' }] }] };
      case 'browser.request':
        return { enabled: true, detectedExecutablePath: browser };
      case 'sessions.send':
        return { runId: 'run-1', status: 'started' };
      case 'agent.wait':
        return outcome === 'ok'
          ? { status: 'ok' }
          : { status: 'error', error: `⚠️ Agent failed before reply: ${outcome}` };
      case 'sessions.get': {
        turn++;
        return { messages: [{ role: 'user', content: 'Reply with exactly: pong' }, answerTo(outcome)] };
      }
      case 'models.list': {
        const isBusy = calls.filter((called) => called === 'models.list').length <= emptyListings;
        const split = (isBusy ? [] : models).map((model) => model.split('/'));
        return { models: split.map(([provider, id]) => ({ provider, id, name: id, available: true })) };
      }
      case 'sessions.list':
        return { sessions: [] };
      case 'agents.list':
        return { agents: [{ id: 'main' }] };
      default:
        return {};
    }
  };

  const serve = (socket: WebSocket): void => {
    if (handshake !== 'silent') {
      socket.send(
        JSON.stringify({ type: 'event', event: 'connect.challenge', payload: { nonce: 'n', ts: 1 } }),
      );
    }
    if (handshake === 'hangs-up') socket.close(1012, 'service restart');
    socket.on('message', (data: Buffer) => {
      // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- the supervisor's frames; a wrong one fails the test
      const frame = JSON.parse(data.toString('utf8')) as Frame;
      calls.push(frame.method);
      const error = frame.method === 'connect' ? refusals[handshake] : undefined;
      const answer = error === undefined ? { ok: true, payload: payloadOf(frame) } : { ok: false, error };
      socket.send(JSON.stringify({ type: 'res', id: frame.id, ...answer }));
    });
  };
  sockets.on('connection', serve);
  http.listen(0, '127.0.0.1');
  await once(http, 'listening');
  const address = http.address();
  if (address === null || typeof address === 'string') throw new Error('the gateway has no port');
  return {
    port: address.port,
    calls,
    restart() {
      for (const socket of sockets.clients) socket.terminate();
      startedMs = Date.now();
    },
    async stop() {
      for (const socket of sockets.clients) socket.terminate();
      http.closeAllConnections();
      if (!http.listening) return;
      http.close();
      await once(http, 'close');
    },
  };
}

const refusals: Partial<Record<NonNullable<GatewayFaults['handshake']>, Record<string, unknown>>> = {
  'wrong-token': {
    code: 'INVALID_REQUEST',
    message: 'unauthorized: gateway token mismatch (provide gateway auth token)',
    details: { code: 'AUTH_TOKEN_MISMATCH' },
  },
  refused: {
    code: 'UNAVAILABLE',
    message: 'protocol mismatch: Control UI updated; reload this page to continue',
  },
};

function answerTo(outcome: string): Record<string, unknown> {
  const common = { role: 'assistant', provider: 'custom', model: 'm' };
  if (outcome === 'ok') {
    const usage = { totalTokens: 1000, cost: { total: 0.001 } };
    return { ...common, content: [{ type: 'text', text: 'pong' }], stopReason: 'stop', usage };
  }
  const usage = { totalTokens: 0, cost: { total: 0 } };
  return { ...common, content: [], stopReason: 'error', errorMessage: outcome, usage };
}
