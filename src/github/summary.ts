import { summary } from '@actions/core';
import type { Clean } from '../base/clean.ts';
import { messageOf } from '../base/errors.ts';
import type { Log } from '../base/ports.ts';

/** GitHub drops a summary over 1 MiB whole: https://docs.github.com/actions/reference/limits */
export const maxSummaryBytes = 1024 * 1024;

/** Replaces the step summary. If it cannot be rendered or written, that is a warning. */
export async function showSummary(render: () => Clean<string>, log: Log): Promise<void> {
  try {
    await summary.addRaw(render()).write({ overwrite: true });
  } catch (error) {
    log.warning('No summary', messageOf(error));
  }
}
