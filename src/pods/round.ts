/** More runs of some tasks: `runs` is the new number of runs of each. */
export interface Round {
  tasks: readonly string[];
  runs: number;
}
