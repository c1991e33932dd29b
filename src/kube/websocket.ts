import type { WebSocket } from 'ws';
import { LARGEST_ERROR_BYTES, readText, retryAfterMs } from './http.ts';
import { answeredError } from './status.ts';
import { transportError } from './transport-error.ts';

/**
 * Waits until the socket is open, and leaves it paused.
 * @throws KubeError, with the Status a server refused it with; the signal's reason
 */
export async function handshake(
  socket: WebSocket,
  operation: string,
  server: string,
  signal: AbortSignal | undefined,
): Promise<void> {
  const abort = (): void => socket.terminate();
  signal?.addEventListener('abort', abort, { once: true });
  try {
    await new Promise<void>((resolve, reject) => {
      socket.once('open', () => {
        // The first message can be in the packet of the handshake's answer, ahead of anybody's listener.
        socket.pause();
        resolve();
      });
      // Kept for good: a socket without a listener for errors ends the process.
      socket.on('error', (error) => reject(transportError(operation, server, error)));
      socket.once('unexpected-response', (_, response) => {
        readText(response, LARGEST_ERROR_BYTES)
          .then((text = '') => {
            throw answeredError(operation, response.statusCode ?? 0, text, retryAfterMs(response.headers));
          })
          .catch(reject)
          .finally(() => socket.terminate());
      });
    });
  } catch (error) {
    throw signal?.aborted ? signal.reason : error;
  } finally {
    signal?.removeEventListener('abort', abort);
  }
}
