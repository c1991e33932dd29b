import type { IncomingHttpHeaders } from 'node:http';
import { oneLine } from '../../src/base/plain-text.ts';
import type { RequestClosed } from '../../src/protocol/wire.ts';
import type { Attempt } from './attempt.ts';
import type { Provider } from './config.ts';
import type { OwnAnswer } from './own-answer.ts';

interface Instead {
  own: OwnAnswer;
  outcome: RequestClosed['outcome'];
  error: string;
}

/** What the client gets instead of an answer that it cannot use, or that did not come; null for one to pass on. */
export function insteadOf(attempt: Attempt, { name, base }: Provider): Instead | null {
  const server = `${name} (${base.host})`;
  const code = 'clawbench_upstream';
  if (attempt.kind === 'no-answer') {
    const { outcome, error } = attempt;
    const status = outcome === 'timeout' ? 504 : 502;
    return { own: { status, code, message: `${server} gave no answer: ${error}.` }, outcome, error };
  }
  const { status, headers, body } = attempt;
  const error = unusable(status, headers);
  if (error === null) return null;
  body.destroy();
  return {
    own: { status: 502, code, message: `${server} gave no answer: ${error}.` },
    outcome: 'bad-answer',
    error,
  };
}

/** Why an answer is not passed on; null if it is. */
function unusable(status: number, headers: IncomingHttpHeaders): string | null {
  // Whoever follows it comes to the provider without a key.
  if (status >= 300 && status < 400 && headers.location !== undefined)
    return `it redirects to another address (HTTP ${status}), which has to be its base URL`;
  const encoding = headers['content-encoding'] ?? '';
  // What is still encoded here can be neither read nor kept from showing a key.
  return /^(?:identity)?$/i.test(encoding)
    ? null
    : `it encodes its answer as ${oneLine(encoding, 40)}, though it was asked for a plain one`;
}
