import { once } from 'node:events';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { brotliCompressSync, deflateSync, gzipSync, zstdCompressSync } from 'node:zlib';

type Reply = (response: ServerResponse, told: string) => void;

const plain = { 'content-type': 'application/json' };
const answer = (
  response: ServerResponse,
  body: string | Buffer,
  headers: Record<string, string> = {},
): void => {
  response.writeHead(200, { ...plain, ...headers });
  response.end(body);
};
const inHeader = (name: string, status = 200): Reply => {
  return (response, told) => {
    response.writeHead(status, { [name]: headerText(told) });
    response.end('{}');
  };
};
const encoded = (encoding: string, encode: (text: string) => Buffer): Reply => {
  return (response, told) => answer(response, encode(told), { 'content-encoding': encoding });
};
const completion = (changes: object): object => ({
  id: 'c1',
  object: 'chat.completion',
  model: 'm',
  choices: [{ index: 0, finish_reason: 'stop', message: { role: 'assistant', content: 'hello' } }],
  ...changes,
});

/** How a provider shows what it was sent, by the header `x-echo` of the request. */
const replies: Readonly<Record<string, Reply>> = {
  json: (response, told) => answer(response, JSON.stringify({ told })),
  error: (response, told) => {
    response.writeHead(401, plain);
    response.end(
      JSON.stringify({ error: { message: `Incorrect API key: ${told}`, code: told, type: told } }),
    );
  },
  page: (response, told) => answer(response, `<pre>${told}</pre>`, { 'content-type': 'text/html' }),
  content: (response, told) =>
    answer(response, JSON.stringify(completion({ choices: [{ message: { content: told } }] }))),
  names: (response, told) => answer(response, JSON.stringify(completion({ model: told, id: told }))),
  finish: (response, told) =>
    answer(
      response,
      JSON.stringify(completion({ choices: [{ finish_reason: told, message: { content: 'a' } }] })),
    ),
  events: (response, told) => {
    response.writeHead(200, { 'content-type': 'text/event-stream' });
    const delta = JSON.stringify(completion({ choices: [{ index: 0, delta: { content: told } }] }));
    response.end(`: ${headerText(told)}\nevent: ${headerText(told)}\ndata: ${delta}\n\ndata: [DONE]\n\n`);
  },
  'byte-by-byte': (response, told) => {
    const bytes = Buffer.from(told);
    const next = (at: number): void => {
      if (at >= bytes.length) response.end();
      else response.write(bytes.subarray(at, at + 1), () => setImmediate(next, at + 1));
    };
    response.writeHead(200, plain);
    next(0);
  },
  cut: (response, told) => {
    response.writeHead(200, { ...plain, 'content-length': String(told.length * 2) });
    response.write(told, () => setTimeout(() => response.destroy(), 20));
  },
  gzip: encoded('gzip', gzipSync),
  'x-gzip': encoded('X-GZIP', gzipSync),
  deflate: encoded('deflate', deflateSync),
  br: encoded('br', brotliCompressSync),
  zstd: encoded('zstd', zstdCompressSync),
  twice: encoded('gzip, gzip', (told) => gzipSync(gzipSync(told))),
  foreign: encoded('rot13', (told) => Buffer.from(told)),
  base64: (response, told) => answer(response, Buffer.from(told).toString('base64')),
  base64url: (response, told) => answer(response, Buffer.from(` ${told}`).toString('base64url')),
  query: (response, told) => answer(response, encodeURIComponent(told)),
  'json-in-json': (response, told) => answer(response, JSON.stringify({ a: JSON.stringify({ told }) })),
  header: inHeader('x-debug'),
  'request-id': inHeader('x-request-id'),
  type: inHeader('content-type'),
  'retry-after': inHeader('retry-after', 400),
  'www-authenticate': inHeader('www-authenticate', 401),
  cookie: inHeader('set-cookie'),
  redirect: inHeader('location', 307),
  refresh: inHeader('refresh', 304),
  'header-name': (response, told) => {
    const names = told.match(/[\w-]{12,}/g) ?? [];
    response.writeHead(200, Object.fromEntries(names.map((name) => [`x-${name}`, '1'])));
    response.end('{}');
  },
  'status-line': (response, told) => {
    response.writeHead(418, headerText(told).slice(0, 2000));
    response.end('{}');
  },
  trailer: (response, told) => {
    response.writeHead(200, { trailer: 'x-debug' });
    response.write('{}');
    response.addTrailers({ 'x-debug': headerText(told) });
    response.end();
  },
  hints: (response, told) => {
    response.writeEarlyHints({ link: '</a>; rel=preload', 'x-debug': headerText(told) });
    answer(response, '{}');
  },
  upgrade: (response, told) => {
    response.socket?.end(
      `HTTP/1.1 101 Switching Protocols\r\nupgrade: a\r\nconnection: upgrade\r\n\r\n${told}`,
    );
  },
  garbage: (response, told) => void response.socket?.end(`${told}\r\n\r\n`),
};

/** All the forms. */
export const echoForms = Object.keys(replies);

/** Answers like a careless or hostile provider: it shows all that it was sent, key included. */
export function echo(request: IncomingMessage, response: ServerResponse, body: Buffer): void {
  const { method = '', url = '', rawHeaders } = request;
  const form = String(request.headers['x-echo'] ?? 'json');
  const reply = replies[form];
  if (reply === undefined) throw new Error(`there is no form "${form}"`);
  reply(response, [`${method} ${url}`, ...rawHeaders, body.toString()].join('\n'));
}

export interface EchoServer {
  url: string;
  /** All that it was sent, as one text. */
  seen(): string;
  stop(): void;
}

/** Such a provider by itself, at an address that pods of a test cluster reach. */
export async function startEchoServer(host: string): Promise<EchoServer> {
  let seen = '';
  const server = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on('error', () => undefined);
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    request.on('end', () => {
      seen += `${request.url} ${request.rawHeaders.join(' ')}\n`;
      echo(request, response, Buffer.concat(chunks));
    });
  });
  server.listen(0, host);
  await once(server, 'listening');
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- it listens at a port
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://${host}:${port}`,
    seen: () => seen,
    stop() {
      server.close();
      server.closeAllConnections();
    },
  };
}

function headerText(told: string): string {
  return told.replaceAll(/[^ -~]/g, ' ');
}
