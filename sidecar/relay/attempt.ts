import type { IncomingHttpHeaders } from 'node:http';
import type { Readable } from 'node:stream';

/** What became of one request to a provider. */
export type Attempt =
  | {
      kind: 'answer';
      status: number;
      headers: IncomingHttpHeaders;
      /** Whoever gets the attempt reads it to its end or destroys it. */
      body: Readable;
    }
  /** The provider could not be reached, or fell silent. */
  | { kind: 'no-answer'; outcome: 'network' | 'timeout'; error: string };
