/** What the main step saves for the post step. */
export const state = {
  /** What identifies the objects it creates. */
  leftovers: 'leftovers',
  /** The name of its kind cluster. */
  kind: 'kind',
  /** That everything it created stays. */
  kept: 'kept',
  /** How far its report on GitHub is. */
  report: 'report',
} as const;
