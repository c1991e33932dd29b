/** An order for more runs: `runs` is the new number of runs of each of these tasks. */
export interface Round {
  tasks: readonly string[];
  runs: number;
}
