import type { Status } from '../base/ports.ts';

/** Often enough for an eye, and seldom enough for a slow connection. */
const FRAME_MS = 120;

const NARROWEST_FOR_BAR = 60;
const BAR_COLUMNS = 20;

export interface StatusStream {
  write(text: string): unknown;
  readonly isTTY?: boolean;
  readonly columns?: number;
}

export interface StatusLine {
  show(status: Status | null): void;
  /** Writes above the status. */
  above(text: string): void;
}

/** Whether a line can be redrawn in place on `stream`, and its reader wants that. */
export function canRedraw(stream: StatusStream, env: Readonly<Record<string, string | undefined>>): boolean {
  const set = (name: string): boolean => (env[name] ?? '') !== '';
  return stream.isTTY === true && env['TERM'] !== 'dumb' && !set('CI') && !set('NO_COLOR');
}

/**
 * One line at the bottom that is redrawn in place. The cursor is never hidden and the line never wraps, so whatever
 * ends the program, there is nothing to restore.
 */
export function openStatusLine(
  stream: StatusStream,
  env: Readonly<Record<string, string | undefined>>,
): StatusLine {
  const signs = signsOf(env);
  let current: Status | null = null;
  let frame = 0;
  let timer: NodeJS.Timeout | undefined;

  const draw = (): void => {
    if (current === null) return;
    const line = statusLine(current, stream.columns ?? 80, signs, frame);
    stream.write(`\r${line}\u001b[K`);
  };
  const erase = (): void => {
    if (current !== null) stream.write('\r\u001b[K');
  };
  return {
    show(status) {
      if (status === null) {
        erase();
        clearInterval(timer);
        timer = undefined;
      }
      current = status;
      if (status === null || timer !== undefined) return;
      draw();
      timer = setInterval(() => {
        frame += 1;
        draw();
      }, FRAME_MS);
      timer.unref();
    },
    above(text) {
      erase();
      stream.write(text);
      draw();
    },
  };
}

interface Signs {
  spinner: string;
  full: string;
  empty: string;
  more: string;
}

function signsOf(env: Readonly<Record<string, string | undefined>>): Signs {
  const locale = env['LC_ALL'] || env['LC_CTYPE'] || env['LANG'] || '';
  return /utf-?8/i.test(locale)
    ? { spinner: '⠋⠙⠹⠸⠼⠴⠦⠧⠇⠏', full: '━', empty: '─', more: '…' }
    : { spinner: '|/-\\', full: '#', empty: '.', more: '~' };
}

/** The status in fewer than `columns` columns: a terminal that wrapped it could not take it back. */
export function statusLine(
  { text, share }: Status,
  columns: number,
  { spinner, full, empty, more }: Signs,
  frame: number,
): string {
  const sign = spinner[frame % spinner.length] ?? '';
  const filled = Math.round(Math.min(1, Math.max(0, share ?? 0)) * BAR_COLUMNS);
  const bar =
    share === undefined || columns < NARROWEST_FOR_BAR
      ? ''
      : `${full.repeat(filled)}${empty.repeat(BAR_COLUMNS - filled)} `;
  return fit(`${sign} ${bar}${text}`, columns - 1, more);
}

function fit(text: string, columns: number, more: string): string {
  if (widthOf(text) <= columns) return text;
  let kept = '';
  for (const character of text) {
    if (widthOf(kept + character + more) > columns) break;
    kept += character;
  }
  return columns < 1 ? '' : `${kept}${more}`;
}

/** Columns at most: what may be wide is taken for wide. */
function widthOf(text: string): number {
  let width = 0;
  for (const character of text) {
    const code = character.codePointAt(0) ?? 0;
    width += code < 0x1100 || (code >= 0x2000 && code < 0x2e80) ? 1 : 2;
  }
  return width;
}
