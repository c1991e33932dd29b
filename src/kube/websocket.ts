import type { WebSocket } from 'ws';
import type { Clock } from '../base/ports.ts';
import { LARGEST_ERROR_BYTES, readText, retryAfterMs } from './http.ts';
import { answeredError } from './status.ts';
import { transportError } from './transport-error.ts';
import type { Peer } from './transport-error.ts';

/** The API server sends exec output in messages of at most 32 KiB. */
export const LARGEST_MESSAGE_BYTES = 16 * 1024 * 1024;

export interface HandshakeContext {
  /** For messages, after "Could not". */
  operation: string;
  peer: Peer;
  clock: Clock;
  signal: AbortSignal;
}

/**
 * Waits until the socket is open, and leaves it paused.
 * @throws KubeError, with the server's Status if it refused; the signal's reason
 */
export async function handshake(socket: WebSocket, context: HandshakeContext): Promise<void> {
  const { operation, peer, clock, signal } = context;
  const abort = (): void => socket.terminate();
  signal.addEventListener('abort', abort, { once: true });
  try {
    await new Promise<void>((resolve, reject) => {
      socket.once('open', () => {
        // The first message can arrive together with the handshake, before the caller has added its listeners.
        socket.pause();
        resolve();
      });
      // Never removed: an error on a socket without a listener ends the process.
      socket.on('error', (error) => reject(transportError(operation, peer, error)));
      socket.once('unexpected-response', (_, response) => {
        readText(response, LARGEST_ERROR_BYTES)
          .then((text = '') => {
            throw answeredError(operation, response.statusCode ?? 0, text, {
              retryAfterMs: retryAfterMs(response.headers, clock.now()),
            });
          })
          .catch(reject)
          .finally(() => socket.terminate());
      });
    });
  } catch (error) {
    throw signal.aborted ? signal.reason : error;
  } finally {
    signal.removeEventListener('abort', abort);
  }
}
