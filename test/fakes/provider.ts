import { once } from 'node:events';
import { createServer, type IncomingHttpHeaders, type IncomingMessage, type ServerResponse } from 'node:http';
import type { Socket } from 'node:net';
import { onTestFinished } from 'vitest';

interface SeenRequest {
  method: string;
  url: string;
  headers: IncomingHttpHeaders;
  body: Buffer;
}

export interface ProviderServer {
  url: string;
  /** Requests whose body came whole. */
  seen: SeenRequest[];
  /** Connections that were opened to it. */
  sockets: Socket[];
  /** Emits when a connection of a client closes before its answer ended. */
  left: Promise<void>;
}

/** A model provider on loopback that answers each request as it is told. It ends with the test. */
export async function startProvider(
  handle: (request: IncomingMessage, response: ServerResponse, body: Buffer) => void,
): Promise<ProviderServer> {
  const seen: SeenRequest[] = [];
  const sockets: Socket[] = [];
  let leave: () => void = () => undefined;
  const left = new Promise<void>((resolve) => (leave = resolve));
  const server = createServer((request, response) => {
    const chunks: Buffer[] = [];
    response.once('close', () => response.writableFinished || leave());
    request.on('error', () => undefined);
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    request.on('end', () => {
      const body = Buffer.concat(chunks);
      seen.push({ method: request.method ?? '', url: request.url ?? '', headers: request.headers, body });
      handle(request, response, body);
    });
  });
  server.on('connection', (socket) => sockets.push(socket));
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  onTestFinished(() => {
    server.close();
    server.closeAllConnections();
  });
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('the server has no port');
  return { url: `http://127.0.0.1:${address.port}`, seen, sockets, left };
}

/** An answer of OpenAI's protocol, whole. */
export const completion = {
  id: 'chatcmpl-1',
  object: 'chat.completion',
  model: 'm',
  choices: [{ index: 0, finish_reason: 'stop', message: { role: 'assistant', content: 'hello' } }],
  usage: { prompt_tokens: 10, completion_tokens: 2, total_tokens: 12 },
};
