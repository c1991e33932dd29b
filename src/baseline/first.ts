import type { Host } from '../base/ports.ts';

/** What has no evaluation yet that others can be compared with. */
interface Unevaluated {
  branch: string;
  /** Whether what runs now is of this branch, and so is the first of it. */
  isOwn: boolean;
  /** Whether MLflow was asked, and not the artifacts. */
  inMlflow: boolean;
}

/** The first evaluation of a branch is what later ones are compared with; before there is one, a pull request has none. */
export function tellFirst({ branch, isOwn, inMlflow }: Unevaluated, log: Host['log']): void {
  const where = inMlflow ? ' in the MLflow experiment' : '';
  if (isOwn)
    return log.info(
      `This is the first evaluation of this step on ${branch}${where}: later ones are compared with it.`,
    );
  log.warning(
    'No baseline yet',
    `No evaluation of this step on ${branch}${where} has passed or failed yet, so nothing is compared. Run this workflow on ${branch} once, with \`on: push\` or \`workflow_dispatch\` and the same job, step and label: later pull requests are compared with that. Until then only a \`threshold\` gates.`,
  );
}
