/** Files below the root of an attached container, in addition to those of an eval pod. */
export const tokenFile = 'gateway-token';
/** Written last, when everything the supervisor needs has arrived. */
export const readyFile = 'ready';
/** Tells a container that still waits for its programs to end. */
export const stopFile = 'stop';
