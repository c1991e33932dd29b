import { createHash, timingSafeEqual } from 'node:crypto';
import { once } from 'node:events';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { Duplex } from 'node:stream';
import type { Provider } from './config.ts';
import type { Incoming } from './forward.ts';
import { shownTokens } from './headers.ts';
import { answerItself, type OwnAnswer } from './own-answer.ts';
import { isModelCall, targetOf } from './route.ts';

/** Who may ask for what. */
export interface Door {
  token: string;
  providers: ReadonlyMap<string, Provider>;
  /** What is shown of the relay itself, by paths. */
  pages: ReadonlyMap<string, () => unknown>;
  /** Why nothing is forwarded, as a sentence; null if requests are. */
  problem: () => string | null;
  /** @throws what went wrong with the client's connection, or with this program */
  forward: (incoming: Incoming) => Promise<void>;
  /** Gets errors of this program. */
  onError: (error: unknown) => void;
}

/** How long what a client still sends after its answer is thrown away, so that it gets to read the answer. */
const lingerMs = 2000;

/** Listens on loopback. @param port 0 for any free one  @throws Error if the port is taken */
export async function serve(door: Door, port: number): Promise<Server> {
  const server = createServer({
    // Against clients that send a byte at a time.
    headersTimeout: 20_000,
    requestTimeout: 120_000,
    connectionsCheckingInterval: 5000,
    // Longer than clients keep idle connections: else one side closes what the other is about to use.
    keepAliveTimeout: 120_000,
    maxHeaderSize: 64 * 1024,
  });
  server.maxConnections = 1024;
  const receive = (request: IncomingMessage, response: ServerResponse): void => {
    receiveOne(door, { request, response }).catch((error: unknown) => {
      if (!response.destroyed) door.onError(error);
      // Never a proper end: what is out may be half an answer.
      if (response.headersSent) response.destroy();
      else answerItself(response, failed);
    });
  };
  server.on('request', receive);
  server.on('checkContinue', receive);
  server.on('upgrade', (_, socket: Duplex) =>
    refuseSocket(socket, '501 Not Implemented', 'The relay takes no WebSockets: use HTTP.'),
  );
  server.on('connect', (_, socket: Duplex) =>
    refuseSocket(socket, '405 Method Not Allowed', 'The relay is no proxy.'),
  );
  server.listen(port, '127.0.0.1');
  await once(server, 'listening');
  return server;
}

type Client = Pick<Incoming, 'request' | 'response'>;

async function receiveOne(door: Door, client: Client): Promise<void> {
  const { request, response } = client;
  const target = targetOf(request.url ?? '');
  const isKnown = target !== null && shownTokens(request.headers, target.query).some(equals(door.token));
  const provider = target === null ? undefined : door.providers.get(target.provider);
  const refused = (answer: OwnAnswer): void => {
    answerItself(response, answer, provider?.api);
    linger(request);
  };
  if (target === null) return refused(badTarget);
  if (!isKnown) return refused(wrongToken);
  const page = door.pages.get(`/${target.provider}${target.rest}`);
  if (page !== undefined) return answerPage(client, page);
  const problem = door.problem();
  if (problem !== null) return refused({ status: 503, code: 'clawbench_relay', message: problem });
  if (provider === undefined) return refused(unknownProvider(target.provider, [...door.providers.keys()]));
  const method = request.method ?? '';
  if (!isModelCall(provider.api, method, target.rest)) return refused(noModelCall(method, target.rest));
  try {
    await door.forward({ ...client, provider, target });
  } finally {
    linger(request);
  }
}

/** Compares digests, so that the time tells nothing of where two texts differ. */
function equals(token: string): (shown: string) => boolean {
  const digest = (text: string): Buffer => createHash('sha256').update(text).digest();
  const wanted = digest(token);
  return (shown) => token !== '' && timingSafeEqual(digest(shown), wanted);
}

function answerPage({ request, response }: Client, page: () => unknown): void {
  if (request.method !== 'GET') return answerItself(response, readOnly);
  const body = Buffer.from(`${JSON.stringify(page())}\n`);
  response.writeHead(200, { 'content-type': 'application/json', 'content-length': String(body.length) });
  response.end(body);
}

/** What has been answered may still be coming in. A connection that is closed then is reset, and the answer lost. */
function linger(request: IncomingMessage): void {
  if (request.complete || request.destroyed) return;
  request.resume();
  const end = setTimeout(() => request.destroy(), lingerMs);
  request.once('close', () => clearTimeout(end));
}

function refuseSocket(socket: Duplex, status: string, message: string): void {
  const body = `${JSON.stringify({ error: { message, type: 'clawbench_relay', code: 'clawbench_relay', param: null } })}\n`;
  socket.on('error', () => undefined);
  socket.end(
    `HTTP/1.1 ${status}\r\nContent-Type: application/json\r\nContent-Length: ${body.length}\r\nConnection: close\r\n\r\n${body}`,
  );
}

const own = (status: number, message: string): OwnAnswer => ({ status, code: 'clawbench_relay', message });

const badTarget = own(400, 'The relay takes plain paths alone, such as /<provider>/chat/completions.');
const wrongToken = own(
  401,
  "The relay takes the token of this evaluation alone, in place of the provider's key.",
);
const readOnly = own(405, 'This can only be read: use GET.');
const failed = own(500, 'The relay could not handle this request.');

const unknownProvider = (name: string, known: readonly string[]): OwnAnswer =>
  own(404, `The relay has no provider "${name}": the config has ${known.join(', ')}.`);
const noModelCall = (method: string, rest: string): OwnAnswer =>
  own(403, `The relay forwards requests to models alone, and ${method} ${rest || '/'} is none.`);
