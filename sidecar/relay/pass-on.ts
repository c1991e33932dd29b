import type { IncomingHttpHeaders } from 'node:http';
import { Transform } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { oneLine } from '../../src/base/plain-text.ts';
import type { WirePrice } from '../../src/protocol/price.ts';
import type { WireApi } from '../../src/protocol/relay.ts';
import type { RequestClosed } from '../../src/protocol/wire.ts';
import type { Attempt } from './attempt.ts';
import type { Client } from './client.ts';
import { answeredHeaders } from './headers.ts';
import type { Hiding } from './hide.ts';
import { costOf } from './prices.ts';
import { openAnswerReader } from './read-answer.ts';
import type { RequestFacts } from './read-request.ts';
import type { Recorder } from './record.ts';
import { type UnreadWatch, watchUnread } from './unread.ts';
import { Silence } from './upstream.ts';

/** The request that is answered. */
interface Answered {
  /** By which its journal and its bodies know it. */
  id: string;
  api: WireApi;
  facts: Pick<RequestFacts, 'generates' | 'estimatedInput'>;
  /** Undefined if it is not known. */
  price: WirePrice | undefined;
}

interface Passing {
  client: Client;
  hiding: Hiding;
  /** Undefined if bodies are not to be kept. */
  recorder: Recorder | undefined;
  /** Called for each part of the answer. @returns the time, in ms since the epoch */
  heard: () => number;
}

/** What the journal learns from an answer. */
type Passed = Partial<RequestClosed> & Pick<RequestClosed, 'outcome'>;

/** Passes an answer on as it comes, and reads it on the way. One that breaks off never ends properly for the client. */
export async function passOn(
  { status, headers, body }: Extract<Attempt, { kind: 'answer' }>,
  { id, api, facts, price }: Answered,
  { client, hiding, recorder, heard }: Passing,
): Promise<Passed> {
  const contentType = headers['content-type'] ?? '';
  const reader = openAnswerReader({ api, status, contentType }, facts);
  let cut: Error | undefined;
  body.once('error', (error) => {
    if (!client.signal.aborted) cut = error;
  });
  let firstByteAt: number | null = null;
  let responseBytes = 0;
  const kept = recorder?.keep(id, 'answer');
  let unread: UnreadWatch | undefined;
  const tap = tapping((chunk) => {
    const now = heard();
    firstByteAt ??= now;
    responseBytes += chunk.length;
    reader.push(chunk);
    kept?.push(chunk);
    unread?.passed();
  });
  const out = client.begin(status, answeredHeaders(headers, hiding));
  unread = watchUnread(out);
  const isWhole = await pipeline(body, hiding.stream(), tap, out).then(
    () => true,
    () => false,
  );
  unread.stop();
  kept?.end();
  const { reportedCostUsd, ...answer } = reader.end(isWhole);
  return {
    ...answer,
    ...(isWhole ? {} : brokenOff(answer, unread.isUnread() ? undefined : cut)),
    costUsd: costOf(answer.tokens, price, reportedCostUsd),
    firstByteAt,
    responseBytes,
    providerRequestId: requestIdIn(headers),
  };
}

/** An answer that says that it is complete is, though its client did not wait for the end of the connection. */
function brokenOff({ outcome }: Pick<Passed, 'outcome'>, cut: Error | undefined): Partial<Passed> {
  if (outcome !== 'cut-stream' && outcome !== 'bad-answer') return {};
  if (cut === undefined) return { outcome: 'client-gone', error: null };
  return cut instanceof Silence ? { outcome: 'timeout', error: cut.message } : { outcome: 'cut-stream' };
}

function tapping(onChunk: (chunk: Buffer) => void): Transform {
  return new Transform({
    transform(chunk: Buffer, _, done) {
      onChunk(chunk);
      done(null, chunk);
    },
  });
}

/** As OpenAI and OpenRouter, Anthropic, and proxies name it. */
function requestIdIn(headers: IncomingHttpHeaders): string | null {
  const found = [headers['x-request-id'], headers['request-id'], headers['cf-ray']].flat().find((id) => id);
  return found === undefined ? null : oneLine(found, 200);
}
