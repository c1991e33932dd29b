import { type CappedLog, openCappedLog, removeLog } from './capped-log.ts';
import { bytesOf, openRegular } from './files.ts';
import { asObject, asText, parseObject } from './json.ts';
import { lineSplitter } from './lines.ts';
import { cleanWords } from './words.ts';

/**
 * One line of OpenClaw's log file (JSON) as the gateway prints it on its console: `time [source] message`. Fields of
 * structured entries follow the message; the provider's words come last, since they may contain anything.
 */
export function consoleLine(line: string): string {
  const entry = parseObject(line);
  if (entry === undefined) return line;
  const { time, message, 0: name, 1: fields } = entry;
  // The console does not repeat the source: `gateway/ws` is [ws], and `gateway ready` is [gateway] ready.
  const source = /"subsystem":"(?:gateway\/)?([^"]+)"/.exec(asText(name))?.[1];
  const text = asText(message);
  const words = source !== undefined && text.startsWith(`${source} `) ? text.slice(source.length + 1) : text;
  const details = describe(asObject(fields));
  return [
    asText(time),
    source === undefined ? '' : `[${source}]`,
    details === '' ? words : `${words}: ${details}`,
  ]
    .filter((part) => part !== '')
    .join(' ')
    .replaceAll(/[\r\n]+/g, ' ');
}

function describe(fields: Record<string, unknown>): string {
  const { rawErrorPreview, ...rest } = fields;
  const parts = Object.entries(rest)
    .filter(([, value]) => ['string', 'number', 'boolean'].includes(typeof value))
    .map(([name, value]) => `${name}=${String(value)}`);
  if (typeof rawErrorPreview === 'string') parts.push(`rawError=${rawErrorPreview}`);
  return parts.join(' ');
}

const headBytes = 16 * 1024 * 1024;
const tailBytes = 48 * 1024 * 1024;

/**
 * Copies the gateway's log to where the action fetches it, in console form and capped.
 * @returns false if there is no log
 */
export async function copyGatewayLog(from: string, to: string): Promise<boolean> {
  const handle = await openRegular(from);
  if (handle === undefined) return false;
  removeLog(to, 'log');
  const log = openCappedLog(to, headBytes, tailBytes);
  const buffered = buffer(log);
  const split = lineSplitter((line) => buffered.write(`${consoleLine(line)}\n`));
  for await (const chunk of bytesOf(handle.createReadStream())) split(chunk);
  split();
  buffered.flush();
  await log.join();
  log.close();
  removeLog(to, 'segments');
  return true;
}

/** Makes a few large writes instead of one per line. */
function buffer(log: CappedLog): { write(text: string): void; flush(): void } {
  let held = '';
  const flush = (): void => {
    log.write(Buffer.from(held));
    held = '';
  };
  return {
    write: (text) => {
      held += text;
      if (held.length > 256 * 1024) flush();
    },
    flush,
  };
}

const tailWindowBytes = 64 * 1024;

/** The last lines of the gateway's log, cleaned for a message; empty if there is no log. */
export async function lastGatewayLines(file: string, count: number): Promise<string[]> {
  const handle = await openRegular(file);
  if (handle === undefined) return [];
  const { size } = await handle.stat();
  const lines: string[] = [];
  const split = lineSplitter((line) => lines.push(line));
  const start = Math.max(0, size - tailWindowBytes);
  for await (const chunk of bytesOf(handle.createReadStream({ start }))) split(chunk);
  split();
  return lines
    .filter((line) => line.trim() !== '')
    .slice(-count)
    .map((line) => cleanWords(consoleLine(line)));
}
