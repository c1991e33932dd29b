import { openSkimmer, type Skimmer } from './skim.ts';

/** A longer event is left out; texts in it are shortened before. */
const maxEventBytes = 2 * 1024 * 1024;

const field = Buffer.from('data:');

/**
 * Reads a stream of server-sent events in bounded memory, however it is cut into chunks.
 * @param onData called with the data of each event
 */
export function openEventStream(onData: (data: string) => void): {
  push(chunk: Uint8Array): void;
  end(): void;
} {
  let data: Skimmer | undefined;
  /** How much of the field's name the line has matched; -1 if it is another field or a comment. */
  let matched = 0;
  let isEmpty = true;
  let afterReturn = false;

  const dispatch = (): void => {
    const read = data?.end();
    data = undefined;
    if (read) onData(read.toString('utf8').trim());
  };
  const endLine = (): void => {
    if (isEmpty) dispatch();
    else if (matched === field.length) data?.push(lineFeed);
    matched = 0;
    isEmpty = true;
  };
  const readLine = (part: Uint8Array): void => {
    isEmpty = false;
    let at = 0;
    for (; at < part.length && matched >= 0 && matched < field.length; at += 1)
      matched = part[at] === field[matched] ? matched + 1 : -1;
    if (matched !== field.length) return;
    data ??= openSkimmer(maxEventBytes);
    data.push(part.subarray(at));
  };

  return {
    push(chunk) {
      let from = 0;
      for (let at = 0; at < chunk.length; at += 1) {
        const byte = chunk[at];
        if (byte === LF && afterReturn) from = at + 1;
        else if (byte === LF || byte === CR) {
          if (at > from) readLine(chunk.subarray(from, at));
          endLine();
          from = at + 1;
        }
        afterReturn = byte === CR;
      }
      if (from < chunk.length) readLine(chunk.subarray(from));
    },
    // Unlike a browser: servers may leave out the last empty line.
    end: dispatch,
  };
}

const LF = 0x0a;
const CR = 0x0d;
const lineFeed = Buffer.of(LF);
