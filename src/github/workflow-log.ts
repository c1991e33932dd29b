import { randomBytes } from 'node:crypto';
import * as core from '@actions/core';
import { openSecrets } from '../base/clean.ts';
import type { MaskingLog } from '../base/ports.ts';
import { plainLines, withoutCommands } from '../base/plain-text.ts';

export interface WorkflowLog extends MaskingLog {
  /**
   * Lets the workflow commands of a library through while it works, for one that masks secrets of its own. Lines of this
   * log stay harmless.
   */
  unfenced<T>(work: () => Promise<T>): Promise<T>;
  /** Lets the runner read commands again, as it did before the log was opened. */
  close(): void;
}

/**
 * The log of a workflow step. Much of what we print comes from the cluster and from models, and the runner obeys commands
 * in any line. So every line is made harmless, and, should one slip through, a fence with an unguessable token stops
 * commands. The fence is down only during our own commands.
 * https://docs.github.com/actions/reference/workflow-commands-for-github-actions#stopping-and-starting-workflow-commands
 */
export function openWorkflowLog(): WorkflowLog {
  let token = raiseFence();
  // The runner masks secrets too, but no encoded or cut ones.
  const secrets = openSecrets();

  function print(text: string): void {
    process.stdout.write(
      plainLines(secrets.clean(text))
        .map((line) => `${withoutCommands(line)}\n`)
        .join(''),
    );
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
    try {
      issue();
    } finally {
      token = raiseFence();
    }
  }

  return {
    info: print,
    // Not by core.debug: that is a command, and would take the fence down for every line.
    debug: (text) => core.isDebug() && print(text.replace(/^/gm, 'debug: ')),
    notice: (title, text) => command(() => core.notice(annotation(text), { title: titleOf(title) })),
    warning: (title, text) => command(() => core.warning(annotation(text), { title: titleOf(title) })),
    error: (title, text) => command(() => core.error(annotation(text), { title: titleOf(title) })),
    group(title) {
      command(() => core.startGroup(titleOf(title)));
      let open = true;
      return () => {
        if (open) command(() => core.endGroup());
        open = false;
      };
    },
    mask(values) {
      const lines = secrets.add(values);
      command(() => lines.forEach((line) => core.setSecret(line)));
    },
    secrets,
    async unfenced(work) {
      lowerFence(token);
      try {
        return await work();
      } finally {
        token = raiseFence();
      }
    },
    close: () => lowerFence(token),
  };
}

function raiseFence(): string {
  const token = randomBytes(32).toString('hex');
  process.stdout.write(`::stop-commands::${token}\n`);
  return token;
}

function lowerFence(token: string): void {
  process.stdout.write(`::${token}::\n`);
}
