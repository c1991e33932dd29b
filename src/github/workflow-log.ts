import { randomBytes } from 'node:crypto';
import * as core from '@actions/core';
import { openSecrets } from '../base/clean.ts';
import type { MaskingLog } from '../base/ports.ts';
import { plainLines, withoutCommands } from '../base/plain-text.ts';

/** What the runner shows beside the log. */
interface Annotation {
  level: 'notice' | 'warning' | 'error';
  title: string;
  text: string;
}

export interface WorkflowLog extends MaskingLog {
  /** Several annotations, with one gap in the fence for all of them. */
  annotate(all: readonly Annotation[]): void;
  /**
   * Lets the masks of a library through, for one that prints by itself and masks secrets of its own. Everything else that
   * it prints becomes lines of this log, because it may quote others. One library at a time.
   */
  unfenced<T>(work: () => Promise<T>): Promise<T>;
  /** Lets the runner read commands again, as it did before the log was opened. */
  close(): void;
}

/**
 * The log of a workflow step. Much of what we print comes from the cluster and from models, and the runner obeys commands
 * in any line. So every line is made harmless, and, should one slip through, a fence with an unguessable token stops
 * commands. The fence is down only during our own commands and the masks of a library.
 * https://docs.github.com/actions/reference/workflow-commands-for-github-actions#stopping-and-starting-workflow-commands
 */
export function openWorkflowLog(): WorkflowLog {
  // Our own lines go past what `unfenced` puts in the place of standard output.
  let write = (text: string): unknown => process.stdout.write(text);
  /** While one of our own commands is written, by a library that knows their form. */
  let isOurs = false;
  let token = raiseFence();
  // The runner masks secrets too, but no encoded or cut ones.
  const secrets = openSecrets();

  function print(text: string): void {
    const lines = plainLines(secrets.clean(text), withoutCommands);
    write(lines.map((line) => `${line}\n`).join(''));
  }

  /** The runner cuts the message of an annotation at 4096 characters. */
  function annotation(text: string): string {
    return plainLines(secrets.clean(text)).join('\n').slice(0, 4096);
  }

  function titleOf(text: string): string {
    return plainLines(secrets.clean(text)).join(' ').slice(0, 200);
  }

  function command(issue: () => void): void {
    lowerFence(token);
    isOurs = true;
    try {
      issue();
    } finally {
      isOurs = false;
      token = raiseFence();
    }
  }

  function annotate(all: readonly Annotation[]): void {
    command(() => {
      for (const { level, title, text } of all)
        annotationCommands[level](annotation(text), { title: titleOf(title) });
    });
  }

  function mask(values: readonly string[]): void {
    const lines = secrets.add(values);
    command(() => lines.forEach((line) => core.setSecret(line)));
  }

  const debug = (text: string): void => {
    if (core.isDebug()) print(text.replace(/^/gm, 'debug: '));
  };

  /** A library prints a whole line or command at once, and the runner's commands have no line break in them. */
  function printForLibrary(text: string): void {
    const [, name = '', data = ''] = /^::([\w-]+)(?: [^\r\n]*?)?::([^\r\n]*)\r?\n$/.exec(text) ?? [];
    if (name === 'add-mask') mask([unescaped(data)]);
    else if (name === 'debug') debug(data);
    else print(text.replace(/\r?\n$/, ''));
  }

  return {
    info: print,
    // Not by core.debug: that is a command, and would take the fence down for every line.
    debug,
    notice: (title, text) => annotate([{ level: 'notice', title, text }]),
    warning: (title, text) => annotate([{ level: 'warning', title, text }]),
    error: (title, text) => annotate([{ level: 'error', title, text }]),
    annotate,
    group(title) {
      command(() => core.startGroup(titleOf(title)));
      let open = true;
      return () => {
        if (open) command(() => core.endGroup());
        open = false;
      };
    },
    mask,
    secrets,
    async unfenced(work) {
      const { stdout } = process;
      // oxlint-disable-next-line typescript/unbound-method -- called on the stream, and put back as it was
      const usual = stdout.write;
      const before = write;
      write = (text) => usual.call(stdout, text);
      stdout.write = (chunk: string | Uint8Array, ...rest: unknown[]): boolean => {
        if (isOurs) return usual.call(stdout, chunk);
        printForLibrary(typeof chunk === 'string' ? chunk : Buffer.from(chunk).toString());
        const written = rest.at(-1);
        if (typeof written === 'function') process.nextTick(written);
        return true;
      };
      try {
        return await work();
      } finally {
        stdout.write = usual;
        write = before;
      }
    },
    close: () => lowerFence(token),
  };

  function raiseFence(): string {
    const next = randomBytes(32).toString('hex');
    write(`::stop-commands::${next}\n`);
    return next;
  }

  function lowerFence(current: string): void {
    write(`::${current}::\n`);
  }
}

/** By name, because a bundler keeps all of a library that is asked by a variable. */
const annotationCommands = { notice: core.notice, warning: core.warning, error: core.error } as const;

/** The data of a command, as the runner reads it. */
function unescaped(data: string): string {
  return data.replaceAll('%0D', '\r').replaceAll('%0A', '\n').replaceAll('%25', '%');
}
