/** Names below the root of an attached container that both sides know. */
export const tokenFile = 'gateway-token';
/** Written last: everything the supervisor needs is there. */
export const readyFile = 'ready';
/** Nobody will come: a container that still waits for its programs ends. */
export const stopFile = 'stop';
