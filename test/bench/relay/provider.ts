/**
 * A provider that answers at once, as a process of its own, so that it takes no time from who measures. It prints its port.
 * A stream has a chunk every 20 ms, and each chunk says when it was sent.
 */
import { createServer, type ServerResponse } from 'node:http';
import { setTimeout as sleep } from 'node:timers/promises';
import { parseObject } from '../../images/model/json.ts';
import { STREAM_CHUNKS } from './measure.ts';

const CHUNK_EVERY_MS = 20;

const server = createServer((request, response) => {
  const chunks: Buffer[] = [];
  let bytes = 0;
  request.on('data', (chunk: Buffer) => {
    bytes += chunk.length;
    // What is larger is only counted, so that an upload costs this process no memory.
    if (bytes < 2 * 1024 * 1024) chunks.push(chunk);
  });
  request.on('end', () => {
    const isStream = parseObject(Buffer.concat(chunks).toString())?.['stream'] === true;
    void (isStream ? stream(response) : answer(response, bytes));
  });
});
server.keepAliveTimeout = 60_000;
server.listen(0, '127.0.0.1', () => {
  const address = server.address();
  console.log(typeof address === 'object' && address !== null ? address.port : '');
});

const head = { id: 'chatcmpl-bench', created: 0, model: 'bench-1' };

async function answer(response: ServerResponse, bytes: number): Promise<void> {
  const message = { role: 'assistant', content: `read ${bytes} bytes` };
  const usage = { prompt_tokens: 10, completion_tokens: 5, total_tokens: 15 };
  const choices = [{ index: 0, finish_reason: 'stop', message }];
  response.writeHead(200, { 'content-type': 'application/json' });
  response.end(JSON.stringify({ ...head, object: 'chat.completion', choices, usage }));
}

async function stream(response: ServerResponse): Promise<void> {
  response.writeHead(200, { 'content-type': 'text/event-stream' });
  for (let index = 0; index < STREAM_CHUNKS; index++) {
    await sleep(CHUNK_EVERY_MS);
    const delta = { content: `sent ${performance.timeOrigin + performance.now()} ${'x'.repeat(200)}` };
    const choices = [{ index: 0, finish_reason: null, delta }];
    response.write(`data: ${JSON.stringify({ ...head, object: 'chat.completion.chunk', choices })}\n\n`);
  }
  const choices = [{ index: 0, finish_reason: 'stop', delta: {} }];
  response.write(`data: ${JSON.stringify({ ...head, object: 'chat.completion.chunk', choices })}\n\n`);
  response.end('data: [DONE]\n\n');
}
