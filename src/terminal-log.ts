import { styleText } from 'node:util';
import { plainLines } from './plain-text.ts';
import type { MaskingLog } from './deps.ts';
import { redactor } from './redact.ts';

type Style = Parameters<typeof styleText>[0];

/**
 * The log of the command line. It goes to `stream` (standard error, so that standard output carries the result
 * alone), in colour where that is a terminal.
 */
export function openTerminalLog(stream: NodeJS.WritableStream, options: { verbose: boolean }): MaskingLog {
  let redactBytes = redactor([]);
  const secrets: string[] = [];

  function redact(text: string): string {
    return redactBytes(Buffer.from(text)).toString();
  }

  function print(text: string, prefix = ''): void {
    // Redacted first: taking out an invisible character could join the halves of a secret, so once more after.
    const lines = plainLines(redact(text)).map((line) => redact(line));
    stream.write(`${prefix}${lines.join('\n')}\n`);
  }
  function styled(style: Style, text: string): string {
    return styleText(style, text, { stream });
  }

  return {
    info: (text) => print(text),
    debug: (text) => options.verbose && print(text, styled('dim', 'debug: ')),
    notice: (title, text) => print(`${title}: ${text}`, styled('cyan', 'note: ')),
    warning: (title, text) => print(`${title}: ${text}`, styled('yellow', 'warning: ')),
    error: (title, text) => print(`${title}: ${text}`, styled('red', 'error: ')),
    group(title) {
      print(title, styled('bold', '> '));
      return () => undefined;
    },
    mask(values) {
      secrets.push(...values);
      redactBytes = redactor(secrets);
    },
  };
}
