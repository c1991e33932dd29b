import { type Agent, request } from 'node:http';

export const STREAM_CHUNKS = 100;

/** Where a request goes: the provider itself, or the relay before it. */
export interface Target {
  port: number;
  path: string;
  token: string;
  agent: Agent;
}

/** A prompt as long as those of OpenClaw are. */
const PROMPT = JSON.stringify({ role: 'user', content: 'word '.repeat(16_000) });

function send(target: Target, body: string | Buffer, onChunk: (chunk: Buffer) => void): Promise<void> {
  const { port, path, token, agent } = target;
  return new Promise((resolve, reject) => {
    const asked = request(
      {
        port,
        path,
        agent,
        host: '127.0.0.1',
        method: 'POST',
        headers: {
          authorization: `Bearer ${token}`,
          'content-type': 'application/json',
          'content-length': Buffer.byteLength(body),
        },
      },
      (response) => {
        if (response.statusCode !== 200) reject(new Error(`HTTP ${response.statusCode} from port ${port}`));
        response.on('data', onChunk);
        response.on('end', resolve);
        response.on('error', reject);
      },
    );
    asked.on('error', reject);
    asked.end(body);
  });
}

const asks = (more: string): string => `{"model":"bench-1","messages":[${PROMPT}]${more}}`;

/** Time of one request with a plain answer, ms. */
export async function requestMs(target: Target): Promise<number> {
  const startMs = performance.now();
  await send(target, asks(''), () => undefined);
  return performance.now() - startMs;
}

/** How late each chunk of one stream was, ms from its sending to its arrival. */
export async function chunkDelaysMs(target: Target): Promise<number[]> {
  const delays: number[] = [];
  await send(target, asks(',"stream":true'), (chunk) => {
    const nowMs = performance.timeOrigin + performance.now();
    for (const [, sent] of chunk.toString().matchAll(/sent ([\d.]+)/g)) delays.push(nowMs - Number(sent));
  });
  if (delays.length !== STREAM_CHUNKS) throw new Error(`${delays.length} of ${STREAM_CHUNKS} chunks came.`);
  return delays;
}

/** Uploads a request of this size, and makes sure that all of it arrived. */
export async function upload(target: Target, bytes: number): Promise<void> {
  const frame = asks(',"picture":""');
  const body = Buffer.alloc(bytes, 'x');
  body.write(frame.slice(0, -2));
  body.write('"}', bytes - 2);
  let text = '';
  await send(target, body, (chunk) => (text += chunk.toString()));
  if (!text.includes(`read ${bytes} bytes`)) throw new Error(`The upload did not arrive whole: ${text}`);
}

export function median(values: readonly number[]): number {
  return values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? Number.NaN;
}
