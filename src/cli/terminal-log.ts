import { styleText } from 'node:util';
import { wrapAnsi } from 'fast-wrap-ansi';
import { openSecrets } from '../base/clean.ts';
import { plainLines } from '../base/plain-text.ts';
import type { MaskingLog } from '../base/ports.ts';
import { terminalWords } from './words.ts';
import { canRedraw, openStatusLine } from './terminal-status.ts';

type Style = Parameters<typeof styleText>[0];

/**
 * The log of the command line. It goes to `stream` (standard error, so that standard output carries the result
 * alone), in colour and with a status line where that is a terminal.
 */
export function openTerminalLog(
  stream: NodeJS.WritableStream & { isTTY?: boolean; columns?: number },
  options: { verbose: boolean; env: Readonly<Record<string, string | undefined>> },
): MaskingLog {
  const secrets = openSecrets();
  const statusLine = canRedraw(stream, options.env) ? openStatusLine(stream, options.env) : null;

  function write(text: string): void {
    if (statusLine === null) stream.write(text);
    else statusLine.above(text);
  }

  /** Cleaned first, since a long line is cut. */
  function safeLines(text: string): string[] {
    return plainLines(secrets.clean(text));
  }

  function print(text: string, prefix = ''): void {
    write(`${prefix}${safeLines(text).join('\n')}\n`);
  }

  /** Sentences, which a terminal would break inside of words. */
  function say(text: string, prefix: string): void {
    const words = `${prefix}${safeLines(terminalWords(text)).join('\n')}`;
    const isWide = stream.isTTY === true && (stream.columns ?? 0) > 0;
    write(`${isWide ? wrapAnsi(words, stream.columns ?? 0, { trim: false }) : words}\n`);
  }
  function styled(style: Style, text: string): string {
    return styleText(style, text, { stream });
  }

  return {
    info: (text) => print(text),
    debug: (text) => options.verbose && print(text, styled('dim', 'debug: ')),
    notice: (title, text) => say(`${title}: ${text}`, styled('cyan', 'note: ')),
    warning: (title, text) => say(`${title}: ${text}`, styled('yellow', 'warning: ')),
    error: (title, text) => say(`${title}: ${text}`, styled('red', 'error: ')),
    group(title) {
      print(title, styled('bold', '> '));
      return () => undefined;
    },
    mask: (values) => void secrets.add(values),
    secrets,
    ...(statusLine === null
      ? {}
      : {
          status: (status) =>
            statusLine.show(status === null ? null : { ...status, text: safeLines(status.text).join(' ') }),
        }),
  };
}
