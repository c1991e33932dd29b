import { once } from 'node:events';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { createServer, type Server } from 'node:https';
import type { AddressInfo } from 'node:net';
import { request } from 'undici';
import { text } from 'node:stream/consumers';
import type { Pem } from '../fakes/certificates.ts';

/** A provider behind TLS that answers each run once, when it is told to, and can go away meanwhile. */
export interface GoneProvider {
  port: number;
  /** Runs that have asked. */
  asked: ReadonlySet<number>;
  /** Answers the first request of a run, which has been waiting. */
  answer(run: number): void;
  /** Takes no more connections; those that are open stay. */
  close(): Promise<void>;
  /** After `close`: takes connections again, with another certificate. */
  open(pem: Pem): Promise<void>;
  stop(): void;
}

/** @param upstream origin of the server that has the answers */
export async function startGoneProvider(host: string, pem: Pem, upstream: string): Promise<GoneProvider> {
  const waiting = new Map<number, PromiseWithResolvers<void>>();
  const servers: Server[] = [];
  let port = 0;

  const handle = async (incoming: IncomingMessage, outgoing: ServerResponse): Promise<void> => {
    const body = await text(incoming);
    const run = /workspace-clawbench\/[^/]+\/run-(\d+)-/.exec(body)?.[1];
    const { statusCode, body: answer } = await request(`${upstream}${incoming.url ?? ''}`, {
      method: 'POST',
      headers: { authorization: incoming.headers.authorization ?? '', 'content-type': 'application/json' },
      body,
    });
    const content = await answer.text();
    if (run !== undefined) {
      const turn = Promise.withResolvers<void>();
      waiting.set(Number(run), turn);
      await turn.promise;
    }
    // What comes next needs a new connection.
    outgoing.writeHead(statusCode, { 'content-type': 'text/event-stream', connection: 'close' });
    outgoing.end(content);
  };
  const open = async ({ key, certificate }: Pem): Promise<void> => {
    const server = createServer({ key, cert: certificate }, (incoming, outgoing) => {
      handle(incoming, outgoing).catch(() => outgoing.destroy());
    });
    servers.push(server);
    server.listen(port, host);
    await once(server, 'listening');
    // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- it listens at a port
    ({ port } = server.address() as AddressInfo);
  };

  await open(pem);
  return {
    port,
    get asked() {
      return new Set(waiting.keys());
    },
    answer: (run) => waiting.get(run)?.resolve(),
    // Its callback would wait for what is open.
    async close() {
      servers.at(-1)?.close();
      while (servers.at(-1)?.listening === true) await new Promise(setImmediate);
    },
    open,
    stop: () => servers.forEach((server) => (server.close(), server.closeAllConnections())),
  };
}
