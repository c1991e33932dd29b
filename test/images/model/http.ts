import type { IncomingMessage, ServerResponse } from 'node:http';

export function sendJson(response: ServerResponse, status: number, content: unknown): void {
  response.writeHead(status, { 'content-type': 'application/json' });
  response.end(JSON.stringify(content));
}

export async function readBody(request: IncomingMessage): Promise<string> {
  request.setEncoding('utf8');
  let raw = '';
  for await (const chunk of request) raw += chunk;
  return raw;
}
