import type { Duplex } from 'node:stream';
import { Socket } from 'node:net';
import { SocksClient } from 'socks';
import { Client } from 'undici';
import { messageOf } from '../base/errors.ts';

export const CONNECT_TIMEOUT_MS = 10_000;
/** What the code of an error begins with that comes from the proxy, not from the server. */
export const PROXY_CODE = 'PROXY ';

interface Destination {
  host: string;
  port: number;
}

/**
 * A connection to a server through a proxy, which also resolves the server's name.
 * @throws Error with a code that begins with `PROXY_CODE`, for `transportError`
 */
export async function openTunnel(proxy: URL, destination: Destination): Promise<Socket> {
  try {
    return proxy.protocol.startsWith('http')
      ? await throughHttp(proxy, destination)
      : await throughSocks(proxy, destination);
  } catch (error) {
    // Not as its cause: the error of a SOCKS client holds the password.
    const code = error instanceof Error && 'code' in error ? String(error.code) : messageOf(error);
    throw code.startsWith(PROXY_CODE) ? error : proxyError(code);
  }
}

async function throughHttp(proxy: URL, { host, port }: Destination): Promise<Socket> {
  const client = new Client(proxy.origin, { connect: { timeout: CONNECT_TIMEOUT_MS } });
  const target = `${host.includes(':') ? `[${host}]` : host}:${port}`;
  const [user, password] = loginOf(proxy);
  const login = Buffer.from(`${user}:${password}`).toString('base64');
  try {
    const { statusCode, socket } = await client.connect({
      path: target,
      headers: {
        host: target,
        ...(user === '' && password === '' ? {} : { 'proxy-authorization': `Basic ${login}` }),
      },
      signal: AbortSignal.timeout(CONNECT_TIMEOUT_MS),
    });
    if (statusCode === 200) return asSocket(socket);
    socket.on('error', () => undefined).destroy();
    throw proxyError(`HTTP ${statusCode}`);
  } finally {
    // The socket of the tunnel is no longer the client's.
    await client.close();
  }
}

async function throughSocks(proxy: URL, destination: Destination): Promise<Socket> {
  const [userId, password] = loginOf(proxy);
  const { socket } = await SocksClient.createConnection({
    proxy: {
      host: proxy.hostname.replace(/^\[|\]$/g, ''),
      port: Number(proxy.port) || 1080,
      type: 5,
      ...(userId === '' ? {} : { userId, password }),
    },
    destination,
    command: 'connect',
    timeout: CONNECT_TIMEOUT_MS,
  });
  return socket;
}

function loginOf(proxy: URL): [user: string, password: string] {
  return [decodeURIComponent(proxy.username), decodeURIComponent(proxy.password)];
}

function asSocket(stream: Duplex): Socket {
  if (stream instanceof Socket) return stream;
  throw new Error('undici gave a tunnel that is not a socket');
}

function proxyError(why: string): Error {
  return Object.assign(new Error('The proxy made no connection.'), { code: PROXY_CODE + why });
}
