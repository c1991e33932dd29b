import { request as plainRequest } from 'node:http';
import { Agent, type AgentOptions, type RequestOptions, request as secureRequest } from 'node:https';
import type { Socket } from 'node:net';
import { callbackify } from 'node:util';

/** The proxy made no connection: the server was not asked. */
export class ProxyError extends Error {
  override readonly name = 'ProxyError';
}

const connectTimeoutMs = 15_000;

/** Connections to an https server through an HTTP proxy, which are kept open between requests. */
export function tunnelAgent(proxy: URL, options: AgentOptions): Agent {
  const agent = new Agent(options);
  const secure = agent.createConnection.bind(agent);
  const connect = callbackify(async (connection: RequestOptions) => {
    const socket = await openTunnel(proxy, `${connection.host ?? ''}:${connection.port ?? 443}`);
    // Node's own function adds TLS to the socket, with the sessions that this agent remembers.
    const stream = secure(Object.assign(connection, { socket }));
    if (!stream) throw new Error('Node opened no stream in a tunnel');
    return stream;
  });
  agent.createConnection = (connection, callback) => {
    connect(connection, callback ?? (() => undefined));
    return undefined;
  };
  return agent;
}

/** @param target `host:port`  @throws ProxyError */
async function openTunnel(proxy: URL, target: string): Promise<Socket> {
  const request = (proxy.protocol === 'https:' ? secureRequest : plainRequest)({
    ...proxyAddress(proxy),
    method: 'CONNECT',
    path: target,
    headers: { host: target, ...proxyLogin(proxy) },
    agent: false,
    timeout: connectTimeoutMs,
  });
  return await new Promise((resolve, reject) => {
    request.once('connect', (response, socket: Socket, head) => {
      if (response.statusCode !== 200) {
        socket.destroy();
        reject(new ProxyError(`the proxy refused to connect: HTTP ${response.statusCode}`));
        return;
      }
      socket.setTimeout(0);
      if (head.length > 0) socket.unshift(head);
      resolve(socket);
    });
    // Only a proxy that does not know CONNECT answers it like this.
    request.once('response', (response) => {
      request.destroy();
      reject(new ProxyError(`the proxy refused to connect: HTTP ${response.statusCode}`));
    });
    request.once('timeout', () =>
      request.destroy(new Error(`no answer within ${connectTimeoutMs / 1000} s`)),
    );
    request.once('error', (error) =>
      reject(new ProxyError(`the proxy made no connection: ${error.message}`)),
    );
    request.end();
  });
}

export function proxyAddress(proxy: URL): { hostname: string; port: number } {
  const port = Number(proxy.port) || (proxy.protocol === 'https:' ? 443 : 80);
  return { hostname: proxy.hostname.replace(/^\[|\]$/g, ''), port };
}

export function proxyLogin({ username, password }: URL): Record<string, string> {
  if (username === '' && password === '') return {};
  const login = `${decodeURIComponent(username)}:${decodeURIComponent(password)}`;
  return { 'proxy-authorization': `Basic ${Buffer.from(login).toString('base64')}` };
}
