import { summary } from '@actions/core';
import type { Clean } from '../base/clean.ts';
import { messageOf } from '../base/errors.ts';
import type { Log } from '../base/ports.ts';

/** GitHub drops a summary over 1 MiB whole: https://docs.github.com/actions/reference/limits */
export const maxSummaryBytes = 1024 * 1024;

/**
 * Replaces the step summary.
 * @throws Error if the runner gave no file, or it is gone.
 */
export async function writeSummary(markdown: Clean<string>): Promise<void> {
  await summary.addRaw(markdown).write({ overwrite: true });
}

/** The same for who can do without: that there is no summary is a warning. */
export async function showSummary(markdown: Clean<string>, log: Log): Promise<void> {
  try {
    await writeSummary(markdown);
  } catch (error) {
    log.warning('No summary', messageOf(error));
  }
}
