import type { IncomingMessage } from 'node:http';
import type { WebSocket } from 'ws';
import type { CommandOutcome } from './pod.ts';

/** A command for a container. */
interface ExecCall {
  pod: string;
  command: readonly string[];
  hasInput: boolean;
}

/** What comes of it; with `cutAt`, that much of its output arrives before the connection is cut. */
interface ExecOutcome extends CommandOutcome {
  cutAt?: number | undefined;
}

export function callOf({ url = '/' }: IncomingMessage): ExecCall {
  const { pathname, searchParams } = new URL(url, 'https://server');
  const [, pod = ''] = /\/pods\/([^/]+)\/exec$/.exec(pathname) ?? [];
  const sent = searchParams.getAll('command');
  const hasInput = searchParams.get('stdin') === 'true';
  // `sh -c 'head -c "$0" | "$@"' <bytes> <command>`
  return { pod, command: hasInput ? sent.slice(4) : sent, hasInput };
}

const OUT = 1;
const ERRORS = 2;
const STATUS = 3;
const CLOSE = 255;

/**
 * Speaks the remote command protocol v5 on a WebSocket.
 * @param run undefined as its answer if the container does not run
 */
export function answerExec(
  socket: WebSocket,
  request: IncomingMessage,
  run: (call: ExecCall, stdin: Buffer) => ExecOutcome | undefined,
): void {
  const call = callOf(request);
  const received: Buffer[] = [];
  const say = (channel: number, data: string | Buffer, then?: () => void): void =>
    socket.send(Buffer.concat([Buffer.of(channel), Buffer.from(data)]), then);
  const reply = (): void => {
    const outcome = run(call, Buffer.concat(received));
    const { cutAt, stdout = Buffer.of() } = outcome ?? {};
    if (cutAt !== undefined)
      return say(OUT, stdout.subarray(0, Math.floor(cutAt * stdout.length)), () => socket.terminate());
    if (outcome?.stdout !== undefined && outcome.stdout.length > 0) say(OUT, outcome.stdout);
    if (outcome?.stderr !== undefined) say(ERRORS, outcome.stderr);
    say(STATUS, JSON.stringify(statusOf(outcome)));
    socket.close(1000);
  };
  if (!call.hasInput) return reply();
  socket.on('message', (frame: Buffer) => {
    if (frame[0] === 0) received.push(frame.subarray(1));
    else if (frame[0] === CLOSE) reply();
  });
}

function statusOf(outcome: CommandOutcome | undefined): object {
  if (outcome === undefined)
    return { status: 'Failure', reason: 'InternalError', message: 'container not found ("results")' };
  if (outcome.exitCode === 0) return { status: 'Success' };
  const cause = { reason: 'ExitCode', message: String(outcome.exitCode) };
  return { status: 'Failure', reason: 'NonZeroExitCode', message: 'failed', details: { causes: [cause] } };
}
