import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { setTimeout as sleep } from 'node:timers/promises';

import { admin } from './admin.ts';
import { faultFor, type Fault } from './behaviour.ts';
import { wholeText, type Answer } from './conversation.ts';
import { decide, runOf } from './decide.ts';
import { readBody, sendJson } from './http.ts';
import { parseObject, stringOf } from './json.ts';
import { anthropicMessages } from './protocols/anthropic-messages.ts';
import { chatCompletions } from './protocols/chat-completions.ts';
import { gemini } from './protocols/gemini.ts';
import { openAiError, type ModelRequest, type Protocol } from './protocols/protocol.ts';
import { responses } from './protocols/responses.ts';
import { newState, note, type State } from './state.ts';

const protocols: Protocol[] = [chatCompletions, responses, anthropicMessages, gemini];

export interface ModelServer {
  /** Base URL without a path: `/v1` and `/admin` are below it. */
  url: string;
  close(): Promise<void>;
}

/**
 * Starts a scripted model server. It knows every model id that begins with `scripted-`, and refuses requests without
 * a key and with keys that begin with `sk-bad`. Port 0 takes any free port.
 */
export async function startModelServer(options: {
  host: string;
  port: number;
  tasksFolder: string;
}): Promise<ModelServer> {
  const state = newState(options.tasksFolder);
  const server = createServer((request, response) => {
    handle(state, request, response).catch((error: Error) => {
      if (!response.headersSent) sendJson(response, 500, openAiError(500, error.stack ?? error.message));
      else response.destroy();
    });
  });
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject).listen(options.port, options.host, resolve);
  });
  const address = server.address();
  const port = typeof address === 'object' && address ? address.port : options.port;
  return {
    url: `http://${options.host}:${port}`,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

async function handle(state: State, request: IncomingMessage, response: ServerResponse): Promise<void> {
  const url = new URL(request.url ?? '/', 'http://model');
  const path = decodeURI(url.pathname).replace(/\/+$/, '');
  const raw = await readBody(request);
  if (path === '/healthz') return sendJson(response, 200, { ok: true });
  if (path === '/admin' || path.startsWith('/admin/'))
    return admin(state, { method: request.method ?? 'GET', path, query: url.searchParams, raw }, response);

  const key = keyOf(request, url);
  // What is no request to a model is answered as OpenAI's servers do.
  const protocol = protocols.find((candidate) => candidate.matches(path));
  const speaker = protocol ?? chatCompletions;
  const { badKey } = speaker;
  if (key === '' || key.startsWith('sk-bad')) {
    note(state, { model: modelIn(raw, path), path, status: badKey.status, outcome: 'error', key });
    return sendJson(response, badKey.status, speaker.error(badKey.status, badKey.message));
  }
  if (request.method === 'GET' && path.endsWith('/models')) {
    const ids = new Set(['scripted-1', ...state.models.keys()]);
    const data = [...ids].map((id) => ({
      id,
      object: 'model',
      created: 1_760_000_000,
      owned_by: 'clawbench-test',
    }));
    return sendJson(response, 200, { object: 'list', data });
  }
  if (request.method !== 'POST')
    return sendJson(response, 404, speaker.error(404, `There is nothing at ${path}.`));

  const body = parseObject(raw);
  if (!body) return sendJson(response, 400, speaker.error(400, 'The body is not a JSON object.'));
  const model = modelIn(raw, path);
  if (!model.startsWith('scripted-')) {
    note(state, { model, path, status: 404, outcome: 'error', key });
    return sendJson(response, 404, speaker.error(404, unknownModel(model)));
  }
  if (path.endsWith('/embeddings')) {
    note(state, { model, path, status: 200, outcome: 'ok', key });
    return sendJson(response, 200, embeddings(model, body['input']));
  }
  if (!protocol) return sendJson(response, 404, speaker.error(404, `There is nothing at ${path}.`));
  const asked = { protocol, request: protocol.parse({ ...body, model }, path), path, key, size: raw.length };
  return answer(state, asked, response);
}

interface Asked {
  protocol: Protocol;
  request: ModelRequest;
  path: string;
  key: string;
  /** Characters of the body. */
  size: number;
}

async function answer(state: State, asked: Asked, response: ServerResponse): Promise<void> {
  const { protocol, request } = asked;
  const { conversation, stream } = request;
  const { model } = conversation;
  const behaviour = state.models.get(model) ?? state.standard;
  const number = (state.numbers.get(model) ?? 0) + 1;
  state.numbers.set(model, number);
  const fault = faultFor(behaviour, number, wholeText(conversation));
  const { task, run } = runOf(conversation) ?? { task: null, run: null };
  const seen = { model, path: asked.path, key: asked.key, task, run, stream };
  if (behaviour.latencyMs > 0) await sleep(behaviour.latencyMs);
  if (fault?.kind === 'hang') {
    note(state, { ...seen, status: 0, outcome: 'hang' });
    return;
  }
  if (fault?.kind === 'reset') {
    note(state, { ...seen, status: 0, outcome: 'reset' });
    response.destroy();
    return;
  }
  if (fault?.kind === 'page') {
    note(state, { ...seen, status: 200, outcome: 'ok' });
    response.writeHead(200, { 'content-type': 'text/html' });
    response.end('<!doctype html><title>Sign in</title><p>Sign in to go on.');
    return;
  }
  if (fault?.kind === 'status') {
    note(state, { ...seen, status: fault.status, outcome: 'error' });
    if (fault.retryAfterSeconds !== undefined) response.setHeader('retry-after', fault.retryAfterSeconds);
    const message = fault.message ?? protocol.words[fault.status] ?? commonWords(fault, model);
    return sendJson(response, fault.status, protocol.error(fault.status, message));
  }
  const step = decide(conversation, state.tasks, behaviour);
  const said = 'text' in step ? step.text : JSON.stringify(step.args);
  const isEmpty = fault?.kind === 'empty';
  const reply: Answer = {
    model: fault?.kind === 'other-model' ? fault.model : (behaviour.servedModel ?? model),
    text: isEmpty ? '' : 'text' in step ? step.text : null,
    call: isEmpty || 'text' in step ? null : { name: step.tool, args: step.args },
    inputTokens: tokens(asked.size, behaviour.tokenScale),
    cachedTokens: Math.floor(tokens(asked.size, behaviour.tokenScale) * behaviour.cachedShare),
    outputTokens: tokens(said.length, behaviour.tokenScale),
    reportsUsage: behaviour.reportsUsage,
  };
  const { inputTokens, outputTokens } = reply;
  const broken = fault?.kind === 'cut' || fault?.kind === 'stall' ? fault.kind : null;
  note(state, { ...seen, status: 200, outcome: broken ?? 'ok', inputTokens, outputTokens });
  const frames = stream
    ? protocol
        .stream(reply, request)
        .map(({ event, data }) => `${event ? `event: ${event}\n` : ''}data: ${data}\n\n`)
    : [JSON.stringify(protocol.reply(reply))];
  const whole = frames.join('');
  response.writeHead(200, {
    'content-type': stream ? 'text/event-stream' : 'application/json',
    // A length lets a client see that a plain answer was cut; a stream has none.
    ...(stream ? { 'cache-control': 'no-cache' } : { 'content-length': Buffer.byteLength(whole) }),
  });
  if (fault?.kind === 'drip') {
    for (const frame of frames) {
      await sleep(fault.everyMs);
      response.write(frame);
    }
    response.end();
    return;
  }
  if (broken === null) {
    response.end(whole);
    return;
  }
  const half =
    frames.length > 1
      ? frames.slice(0, Math.ceil(frames.length / 2)).join('')
      : whole.slice(0, whole.length / 2);
  response.write(half, () => {
    if (broken === 'cut') response.destroy();
  });
}

function commonWords({ status }: Extract<Fault, { kind: 'status' }>, model: string): string {
  return status === 404 ? unknownModel(model) : 'The server had an error while processing your request.';
}

function unknownModel(model: string): string {
  return `The model \`${model}\` does not exist or you do not have access to it.`;
}

function tokens(characters: number, scale: number): number {
  return Math.max(1, Math.round(Math.ceil(characters / 4) * scale));
}

function embeddings(model: string, input: unknown) {
  const inputs = Array.isArray(input) ? input : [input];
  const data = inputs.map((_, index) => ({
    object: 'embedding',
    index,
    embedding: Array<number>(8).fill(0.1),
  }));
  return {
    object: 'list',
    model,
    data,
    usage: { prompt_tokens: inputs.length, total_tokens: inputs.length },
  };
}

/** Where any of the providers has its key. */
function keyOf(request: IncomingMessage, url: URL): string {
  const { authorization, 'x-api-key': anthropic, 'x-goog-api-key': google } = request.headers;
  const key = authorization ?? anthropic ?? google ?? url.searchParams.get('key') ?? '';
  return String(key).replace(/^Bearer /i, '');
}

function modelIn(raw: string, path = ''): string {
  return /\/models\/([^:]+):/.exec(path)?.[1] ?? stringOf(parseObject(raw)?.['model']);
}

if (import.meta.main) {
  const { HOST = '127.0.0.1', PORT = '8000', TASKS = '/app/tasks' } = process.env;
  const server = await startModelServer({ host: HOST, port: Number(PORT), tasksFolder: TASKS });
  console.log(`scripted model server on ${server.url}/v1`);
  // As process 1 of a container it would otherwise ignore the signal.
  process.on('SIGTERM', () => process.exit(0));
}
